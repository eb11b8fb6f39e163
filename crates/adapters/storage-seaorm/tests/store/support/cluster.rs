//! A throw-away PostgreSQL: one server per run of the tests, one database per test.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use sea_orm::{ConnectionTrait, Database};

/// Makes and starts a server, says where its socket is, and waits for the end of its input, which
/// comes when the tests end, however they do. Interrupting the tests must not interrupt the
/// cleaning up.
const SCRIPT: &str = r#"
trap '' HUP INT TERM
folder=$(mktemp -d /tmp/varco-postgres-XXXXXX) || exit 1
cd "$folder"
options="-c listen_addresses= -c unix_socket_directories=$folder"
options="$options -c fsync=off -c full_page_writes=off"
"$1/initdb" --pgdata=data --username=varco --auth=trust --encoding=UTF8 --locale=C --no-sync >log \
  && "$1/pg_ctl" --pgdata=data --wait --log=log --options="$options" start >/dev/null \
  && echo "$folder" || cat log >&2
read -r _
"$1/pg_ctl" --pgdata=data --mode=immediate stop >/dev/null
rm -rf "$folder"
"#;

/// The server and the socket's folder. Dropping the input of the process ends it, and that happens
/// at the latest when this process ends.
struct Cluster {
    folder: String,
    _keeper: Child,
}

static CLUSTER: OnceLock<Cluster> = OnceLock::new();
static DATABASES: AtomicU32 = AtomicU32::new(0);

/// The address of a new, empty database.
pub(super) async fn new_database() -> String {
    let cluster = CLUSTER.get_or_init(start);
    let url = |name: &str| format!("postgres://varco@localhost/{name}?host={}", cluster.folder);
    let name = format!("test_{}", DATABASES.fetch_add(1, Ordering::Relaxed));
    let server = Database::connect(url("postgres")).await.unwrap();
    let create = format!("CREATE DATABASE {name}");
    server.execute_unprepared(&create).await.unwrap();
    server.close().await.unwrap();
    url(&name)
}

fn start() -> Cluster {
    let binaries = binaries().expect("PostgreSQL is missing: run cargo xtask setup");
    let mut keeper = as_ordinary_user()
        .args(["sh", "-c", SCRIPT, "sh"])
        .arg(binaries)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut folder = String::new();
    let mut output = BufReader::new(keeper.stdout.take().unwrap());
    output.read_line(&mut folder).unwrap();
    let folder = folder.trim().to_owned();
    assert!(!folder.is_empty(), "PostgreSQL does not start");
    Cluster {
        folder,
        _keeper: keeper,
    }
}

/// Debian keeps the server's programs apart, one folder for each version; elsewhere they are on the
/// path.
fn binaries() -> Option<PathBuf> {
    let debian = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten();
    let mut found: Vec<PathBuf> = debian
        .filter_map(|entry| Some(entry.ok()?.path().join("bin")))
        .filter(|folder| folder.join("initdb").exists())
        .collect();
    found.sort();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let on_path = std::env::split_paths(&path).find(|folder| folder.join("initdb").exists());
    found.pop().or(on_path)
}

/// PostgreSQL refuses to run as root, so root lends it the user that Debian makes for it.
fn as_ordinary_user() -> Command {
    use std::os::unix::fs::MetadataExt;
    let is_root = std::fs::metadata(Path::new("/proc/self")).is_ok_and(|own| own.uid() == 0);
    if !is_root {
        return Command::new("env");
    }
    let mut command = Command::new("setpriv");
    command.args(["--reuid=postgres", "--regid=postgres", "--init-groups"]);
    command
}
