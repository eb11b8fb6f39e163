//! The connection to PostgreSQL over a network: encrypted, to the right server, or not at all.

use std::io::Write as _;
use std::net::TcpListener as Reserved;
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::atomic::AtomicU64;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair};
use sea_orm::{ConnectionTrait, Database};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use varco_storage_seaorm::backup;
use varco_storage_seaorm::{OpenError, Storage, StorageConfig};
use varco_test_postgres::Cluster;

use crate::support::config;
use crate::support::server::run;

const PASSWORD: &str = "canary-of-a-password";

/// Two authorities of the same name, of which one has signed the certificate of the server.
struct Authorities {
    folder: TempDir,
    certificate: String,
    key: String,
}

impl Authorities {
    /// The certificate bears the name `localhost` and no address.
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let [own, _] = ["own.pem", "other.pem"].map(|file| {
            let mut params = CertificateParams::default();
            params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
            let key = KeyPair::generate().unwrap();
            let authority = CertifiedIssuer::self_signed(params, key).unwrap();
            std::fs::write(folder.path().join(file), authority.pem()).unwrap();
            authority
        });
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::new(["localhost".to_owned()]).unwrap();
        // One named as its authority is taken by OpenSSL for an authority of its own.
        let name = &mut params.distinguished_name;
        name.push(DnType::CommonName, "server of a test");
        let certificate = params.signed_by(&key, &own).unwrap();
        Self {
            folder,
            certificate: certificate.pem(),
            key: key.serialize_pem(),
        }
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

/// A server that is reached over a network by TLS and with a password only.
struct Server {
    cluster: Cluster,
    port: u16,
    authorities: Authorities,
}

impl Server {
    async fn new() -> Self {
        tokio::task::spawn_blocking(Self::start).await.unwrap()
    }

    fn start() -> Self {
        let reserved = Reserved::bind("127.0.0.1:0").unwrap();
        let port = reserved.local_addr().unwrap().port();
        drop(reserved);
        let options = format!("-c listen_addresses=127.0.0.1 -c port={port}");
        let server = Self {
            cluster: Cluster::start(&options).unwrap(),
            port,
            authorities: Authorities::new(),
        };
        server.write("data/server.crt", &server.authorities.certificate);
        server.write("data/server.key", &server.authorities.key);
        let rules = "local all all trust\nhostssl all all 127.0.0.1/32 password\n";
        server.write("data/pg_hba.conf", rules);
        server.psql(&format!("ALTER ROLE varco PASSWORD '{PASSWORD}'"));
        server.psql("ALTER SYSTEM SET ssl = on");
        let mut reload = server.cluster.command("pg_ctl");
        run(reload.args(["--pgdata=data", "reload"]));
        server
    }

    /// Writes a file that belongs to the server.
    fn write(&self, file: &str, text: &str) {
        let mut shell = self.cluster.command("/bin/sh");
        shell.args(["-c", "umask 077; cat > \"$0\"", file]);
        let mut shell = shell.stdin(Stdio::piped()).spawn().unwrap();
        let mut input = shell.stdin.take().unwrap();
        input.write_all(text.as_bytes()).unwrap();
        drop(input);
        assert!(shell.wait().unwrap().success());
    }

    fn psql(&self, sql: &str) {
        let mut psql = self.cluster.command("psql");
        psql.arg(format!("--host={}", self.cluster.folder().display()));
        psql.arg(format!("--port={}", self.port));
        run(psql.args(["--username=varco", "--dbname=postgres", "--command", sql]));
    }
}

async fn connect(
    host: &str,
    port: u16,
    mode: &str,
    ca: Option<PathBuf>,
) -> Result<Storage, String> {
    let url = format!("postgres://varco:{PASSWORD}@{host}:{port}/postgres{mode}");
    let config = StorageConfig {
        patience: Duration::from_secs(10),
        ca_file: ca,
        ..config(&url)
    };
    let opened = Storage::connect(&config).await;
    opened.map_err(|error| error.to_string())
}

#[tokio::test]
async fn the_server_proves_who_it_is_or_gets_nothing() {
    let server = Server::new().await;
    let (own, other) = (
        Some(server.authorities.file("own.pem")),
        Some(server.authorities.file("other.pem")),
    );
    let unknown = "the store cannot be reached: no secure connection: \
         its certificate is of an unknown authority";
    let another = "the store cannot be reached: no secure connection: \
         its certificate bears another name";
    for (host, mode, ca, expected) in [
        ("localhost", "", own.clone(), None),
        ("localhost", "?sslmode=verify-full", own.clone(), None),
        ("localhost", "", other, Some(unknown)),
        ("localhost", "?sslmode=verify-full", None, Some(unknown)),
        ("127.0.0.1", "", own, Some(another)),
    ] {
        let opened = connect(host, server.port, mode, ca).await;
        assert_eq!(opened.as_ref().err().map(String::as_str), expected);
        if let Ok(storage) = opened {
            storage.migrate().await.unwrap();
            let url = format!("{}&port={}", server.cluster.url("postgres"), server.port);
            let beside = Database::connect(url).await.unwrap();
            let sql = "SELECT DISTINCT version FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) \
                 WHERE application_name = 'varco'";
            let found = beside.query_all_raw(statement(sql)).await.unwrap();
            let versions: Vec<Option<String>> = found
                .iter()
                .map(|row| row.try_get_by_index(0).unwrap())
                .collect();
            assert_eq!(versions, [Some("TLSv1.3".to_owned())]);
            storage.close().await;
        }
    }
}

#[tokio::test]
async fn a_backup_is_made_over_the_same_kind_of_connection() {
    let server = Server::new().await;
    let folder = tempfile::tempdir().unwrap();
    let own = server.authorities.file("own.pem");
    let made = connect("localhost", server.port, "", Some(own)).await;
    let storage = made.unwrap();
    storage.migrate().await.unwrap();
    storage.close().await;
    for (name, is_trusted) in [("own.pem", true), ("other.pem", false)] {
        let url = format!(
            "postgres://varco:{PASSWORD}@localhost:{}/postgres",
            server.port
        );
        let config = StorageConfig {
            ca_file: Some(server.authorities.file(name)),
            ..config(&url)
        };
        let file = folder.path().join(name);
        let made = backup::write(&config, &file, &AtomicU64::new(0)).await;
        assert_eq!(made.is_ok(), is_trusted, "{made:?}");
        if let Err(refusal) = made {
            let said = refusal.to_string();
            assert!(said.contains("SSL error"), "{said}");
            assert!(!said.contains(PASSWORD));
        }
    }
}

fn statement(sql: &str) -> sea_orm::Statement {
    sea_orm::Statement::from_string(sea_orm::DbBackend::Postgres, sql)
}

/// What a server that answers this hears before the connection is given up.
async fn heard_by_one_that_says(answer: &'static [u8], ca: PathBuf) -> (Vec<u8>, String) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let heard = Arc::new(Mutex::new(Vec::new()));
    let notes = Arc::clone(&heard);
    tokio::spawn(async move {
        while let Ok((client, _)) = listener.accept().await {
            take_down(client, answer, &notes).await;
        }
    });
    let refusal = connect("localhost", port, "", Some(ca)).await.unwrap_err();
    let heard = heard.lock().unwrap().clone();
    (heard, refusal)
}

async fn take_down(mut client: TcpStream, answer: &[u8], notes: &Mutex<Vec<u8>>) {
    let mut bytes = [0; 8192];
    while let Ok(count @ 1..) = client.read(&mut bytes).await {
        let is_first = notes.lock().unwrap().is_empty();
        notes.lock().unwrap().extend(bytes.iter().take(count));
        if is_first {
            client.write_all(answer).await.unwrap();
        }
    }
}

/// The request for TLS, 80877103 (PostgreSQL, message formats).
const SSL_REQUEST: [u8; 8] = [0, 0, 0, 8, 4, 210, 22, 47];

#[tokio::test]
async fn a_server_without_tls_hears_neither_name_nor_password() {
    let authorities = Authorities::new();
    let ca = authorities.file("own.pem");
    let (heard, refusal) = heard_by_one_that_says(b"N", ca).await;
    assert_eq!(heard, SSL_REQUEST);
    let expected = "the store cannot be reached: no secure connection: the server offers none";
    assert_eq!(refusal, expected);
}

/// Text that somebody in between puts behind the answer is not taken for the server's
/// (CVE-2021-23222).
#[tokio::test]
async fn a_server_that_only_claims_to_speak_tls_hears_neither_name_nor_password() {
    let authorities = Authorities::new();
    let ca = authorities.file("own.pem");
    let (heard, _) = heard_by_one_that_says(b"SR\0\0\0\x08\0\0\0\x03", ca).await;
    assert!(heard.starts_with(&SSL_REQUEST));
    let holds = |text: &str| {
        heard
            .windows(text.len())
            .any(|part| part == text.as_bytes())
    };
    assert!(!holds(PASSWORD) && !holds("varco"));
}

#[tokio::test]
async fn a_file_without_certificates_is_refused_before_anything_is_sent() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("missing.pem");
    let empty = folder.path().join("empty.pem");
    std::fs::write(&empty, "no certificate").unwrap();
    for (file, expected) in [
        (missing, std::io::ErrorKind::NotFound),
        (empty, std::io::ErrorKind::InvalidData),
    ] {
        let config = StorageConfig {
            ca_file: Some(file),
            ..config("postgres://varco@db.invalid/varco")
        };
        for refusal in [
            config.check_address().unwrap_err(),
            Storage::connect(&config).await.unwrap_err(),
        ] {
            assert!(matches!(refusal, OpenError::CaFile(kind) if kind == expected));
        }
    }
}

#[tokio::test]
async fn an_unsafe_address_is_refused_before_anything_is_sent() {
    for mode in ["disable", "allow", "require", "verify-ca"] {
        let config = config(&format!("postgres://varco@db.invalid/varco?sslmode={mode}"));
        let refusal = Storage::connect(&config).await.unwrap_err();
        assert!(matches!(refusal, OpenError::Insecure), "{mode}: {refusal}");
    }
    let config = config("postgres://varco@db.invalid/varco?sslmode=verify-full&passwort=canary");
    let refusal = Storage::connect(&config).await.unwrap_err();
    assert!(matches!(&refusal, OpenError::Parameter(name) if name == "passwort"));
    assert!(!refusal.to_string().contains("canary"));
}
