//! A throw-away PostgreSQL for tests: one server for each process of tests, one database for each
//! test.
//!
//! It knows the server's own programs and nothing else, so that the tests of the storage and those
//! of the binary can share it.

pub mod proxy;

use std::ffi::OsStr;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use anyhow::{Context as _, Result, anyhow, ensure};

/// Makes and starts a server, says where its socket is, and waits for the end of its input, which
/// comes when the tests end, however they do. Interrupting the tests must not interrupt the
/// cleaning up.
const SCRIPT: &str = r#"
trap '' HUP INT TERM
folder=$(mktemp -d /tmp/varco-postgres-XXXXXX) || exit 1
cd "$folder"
options="-c listen_addresses= -c unix_socket_directories=$folder"
options="$options -c fsync=off -c full_page_writes=off $2"
"$1/initdb" --pgdata=data --username=varco --auth=trust --encoding=UTF8 --locale=C --no-sync >log \
  && "$1/pg_ctl" --pgdata=data --wait --log=log --options="$options" start >/dev/null \
  && echo "$folder" || cat log >&2
read -r _
"$1/pg_ctl" --pgdata=data --mode=immediate stop >/dev/null 2>&1
rm -rf "$folder"
"#;

/// As many tests at a time as a machine has cores, each with some processes.
const MANY: &str = "-c max_connections=500";

/// A server. Dropping it ends it, and that happens at the latest when this process ends.
#[derive(Debug)]
pub struct Cluster {
    folder: PathBuf,
    binaries: PathBuf,
    databases: AtomicU32,
    _keeper: Child,
}

impl Cluster {
    /// The server of this process, started when it is first asked for.
    ///
    /// # Errors
    ///
    /// As [`Cluster::start`].
    pub fn shared() -> Result<&'static Self> {
        static SHARED: OnceLock<Result<Cluster, String>> = OnceLock::new();
        SHARED
            .get_or_init(|| Self::start(MANY).map_err(|error| format!("{error:#}")))
            .as_ref()
            .map_err(|error| anyhow!(error.clone()))
    }

    /// Starts a server of its own, with further options such as `-c max_connections=20`. It listens
    /// on a socket in its folder and trusts everybody who reaches it.
    ///
    /// # Errors
    ///
    /// PostgreSQL is not installed or does not start; the error output holds its log.
    pub fn start(options: &str) -> Result<Self> {
        let binaries = binaries().context("PostgreSQL is missing: run cargo xtask setup")?;
        let mut keeper = as_ordinary_user("sh")
            .args(["-c", SCRIPT, "sh"])
            .arg(&binaries)
            .arg(options)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let mut folder = String::new();
        let output = keeper.stdout.take().context("no output")?;
        BufReader::new(output).read_line(&mut folder)?;
        let folder = PathBuf::from(folder.trim());
        ensure!(folder.is_dir(), "PostgreSQL does not start");
        Ok(Self {
            folder,
            binaries,
            databases: AtomicU32::new(0),
            _keeper: keeper,
        })
    }

    /// Where its socket, its log and, in `data`, its files are.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The address of a database.
    pub fn url(&self, database: &str) -> String {
        let folder = self.folder.display();
        format!("postgres://varco@localhost/{database}?host={folder}")
    }

    /// Makes an empty database and returns its address.
    ///
    /// # Errors
    ///
    /// The server does not answer.
    pub fn new_database(&self) -> Result<String> {
        let number = self.databases.fetch_add(1, Ordering::Relaxed);
        let name = format!("test_{number}");
        let output = self
            .command("createdb")
            .arg("--username=varco")
            .arg(format!("--host={}", self.folder.display()))
            .arg(&name)
            .output()?;
        ensure!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        Ok(self.url(&name))
    }

    /// One of PostgreSQL's programs, such as `psql` or `pg_ctl`, to be run by the user to whom the
    /// server belongs.
    pub fn command(&self, program: &str) -> Command {
        let mut command = as_ordinary_user(self.binaries.join(program));
        command.current_dir(&self.folder);
        command
    }
}

/// Debian keeps the server's programs apart, one folder for each version; elsewhere they are on the
/// path.
fn binaries() -> Option<PathBuf> {
    let debian = fs::read_dir("/usr/lib/postgresql").into_iter().flatten();
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
fn as_ordinary_user(program: impl AsRef<OsStr>) -> Command {
    let is_root = fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0);
    if !is_root {
        return Command::new(program);
    }
    let mut command = Command::new("setpriv");
    command
        .args(["--reuid=postgres", "--regid=postgres", "--init-groups"])
        .arg(program);
    command
}
