//! What the processes of one service have in common.

use std::env;
use std::fs;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU16, AtomicUsize, Ordering};

use anyhow::{Result, bail};
use jiff::SignedDuration;
use tempfile::TempDir;
use tokio::process::Command;
use varco_test_postgres::Cluster;

use super::serve::Varco;
use super::suspended::Suspended;
use super::worker::Worker;
use super::{binary, built};

/// Which database a service works on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Database {
    /// A file of its own.
    Sqlite,
    /// A database of its own on a server that all tests of this process share.
    Postgres,
}

impl Database {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Sqlite, Self::Postgres];
}

/// A folder with keys and logs, a database, a configuration. Whoever starts processes of one site
/// starts nodes of one service.
#[derive(Debug)]
pub struct Site {
    folder: TempDir,
    database_url: String,
    /// Where people reach it: the address of the process that was first to serve.
    public: SocketAddr,
    settings: Vec<(String, String)>,
    /// Whether its processes are the binary whose clock can be put forward.
    is_timed: bool,
    processes: AtomicUsize,
    serving: AtomicUsize,
}

impl Site {
    /// Makes an empty database of this kind; `settings` are variables for all processes, such as
    /// `VARCO_SMTP_URL`.
    ///
    /// # Errors
    ///
    /// There is no database server, or no free port.
    pub async fn new(database: Database, settings: &[(&str, &str)]) -> Result<Arc<Self>> {
        Ok(Arc::new(Self::empty(database, settings).await?))
    }

    /// A service whose clock [`Site::advance`] puts forward.
    ///
    /// # Errors
    ///
    /// As [`Site::new`].
    pub async fn timed(database: Database, settings: &[(&str, &str)]) -> Result<Arc<Self>> {
        Ok(Arc::new(Self {
            is_timed: true,
            ..Self::empty(database, settings).await?
        }))
    }

    async fn empty(database: Database, settings: &[(&str, &str)]) -> Result<Self> {
        let folder = TempDir::new()?;
        let database_url = match database {
            Database::Sqlite => format!("sqlite://{}", folder.path().join("varco.db").display()),
            Database::Postgres => {
                let make = || Cluster::shared().and_then(Cluster::new_database);
                tokio::task::spawn_blocking(make).await??
            }
        };
        Self::assemble(folder, database_url, settings)
    }

    /// The same on the database with this address.
    ///
    /// # Errors
    ///
    /// There is no free port.
    pub fn on(database_url: String, settings: &[(&str, &str)]) -> Result<Arc<Self>> {
        let site = Self::assemble(TempDir::new()?, database_url, settings)?;
        Ok(Arc::new(site))
    }

    fn assemble(folder: TempDir, database_url: String, settings: &[(&str, &str)]) -> Result<Self> {
        let owned = |&(key, value): &(&str, &str)| (key.to_owned(), value.to_owned());
        Ok(Self {
            folder,
            database_url,
            public: free_address()?,
            settings: settings.iter().map(owned).collect(),
            is_timed: false,
            processes: AtomicUsize::new(0),
            serving: AtomicUsize::new(0),
        })
    }

    /// The folder with everything that the processes write, but for what is on a database server.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The address of the database, with which a test can look into it.
    pub fn database_url(&self) -> &str {
        &self.database_url
    }

    /// Starts `varco serve` with these arguments and further variables, and waits until it is
    /// ready. The first makes the schema and listens where the links in mails lead.
    ///
    /// # Errors
    ///
    /// The binary is missing or does not become ready; the error holds the end of its log.
    pub async fn serve(
        self: &Arc<Self>,
        arguments: &[&str],
        variables: &[(&str, &str)],
    ) -> Result<Varco> {
        let is_first = self.serving.fetch_add(1, Ordering::Relaxed) == 0;
        let address = if is_first {
            self.public
        } else {
            free_address()?
        };
        Varco::start_at(Arc::clone(self), address, arguments, variables).await
    }

    /// Starts `varco worker` with further variables, and waits until it works.
    ///
    /// # Errors
    ///
    /// As [`Site::serve`].
    pub async fn worker(self: &Arc<Self>, variables: &[(&str, &str)]) -> Result<Worker> {
        Worker::start(Arc::clone(self), variables).await
    }

    /// Starts `varco maintenance` beside whatever else runs, and waits until it answers.
    ///
    /// # Errors
    ///
    /// As [`Site::serve`].
    pub async fn suspend(self: &Arc<Self>, until: &str) -> Result<Suspended> {
        Suspended::start(self, free_address()?, until).await
    }

    /// Runs a command to its end.
    ///
    /// # Errors
    ///
    /// The binary is missing. A command that fails is an [`Output`] too.
    pub async fn run(&self, arguments: &[&str]) -> Result<Output> {
        let mut command = self.command(arguments, &[])?;
        Ok(command.stdin(Stdio::null()).output().await?)
    }

    /// Where people reach it.
    pub fn public(&self) -> SocketAddr {
        self.public
    }

    /// The binary with the configuration of this site.
    ///
    /// # Errors
    ///
    /// The binary is missing.
    pub fn command(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Result<Command> {
        let binary = if self.is_timed {
            built("varco-crashing")?
        } else {
            binary()?
        };
        Ok(self.command_of(&binary, arguments, variables))
    }

    /// Another binary with the configuration of this site.
    pub fn command_of(
        &self,
        binary: &Path,
        arguments: &[&str],
        variables: &[(&str, &str)],
    ) -> Command {
        let mut command = Command::new(binary);
        // Unknown keys are errors to Varco, and the tests' own variables are none of its keys.
        let own = env::vars_os().map(|(name, _)| name);
        for name in own.filter(|name| name.to_string_lossy().starts_with("VARCO_")) {
            command.env_remove(name);
        }
        command
            .args(arguments)
            .current_dir(self.folder())
            .env("VARCO_PUBLIC_URL", format!("http://{}", self.public))
            .env("VARCO_DATABASE_URL", &self.database_url)
            .env("VARCO_DATA_DIR", self.folder().join("data"))
            .env("CRASH_CLOCK", self.clock_file())
            .envs(self.settings.iter().map(|(key, value)| (key, value)))
            .envs(variables.iter().copied());
        command
    }

    /// Puts the clock of its processes forward, where they are the binary that tests time with.
    ///
    /// # Errors
    ///
    /// The folder is gone.
    pub fn advance(&self, span: SignedDuration) -> Result<()> {
        let file = self.clock_file();
        let text = fs::read_to_string(&file).unwrap_or_default();
        let ahead = text.trim().parse().unwrap_or(0) + span.as_secs();
        let draft = file.with_extension("new");
        fs::write(&draft, ahead.to_string())?;
        Ok(fs::rename(draft, file)?)
    }

    fn clock_file(&self) -> PathBuf {
        self.folder().join("clock")
    }

    /// A file for what a process says.
    pub(super) fn log_file(&self) -> PathBuf {
        let number = self.processes.fetch_add(1, Ordering::Relaxed);
        self.folder().join(format!("log-{number}"))
    }
}

/// An address that stays free while a killed server is away: below the range from which the kernel
/// takes the near end of outgoing connections.
fn free_address() -> Result<SocketAddr> {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    let first = u16::try_from(std::process::id() % 10_000)?;
    for _ in 0..1000 {
        let port = 20_000 + (first + NEXT.fetch_add(1, Ordering::Relaxed)) % 12_000;
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        if TcpListener::bind(address).is_ok() {
            return Ok(address);
        }
    }
    bail!("no free port")
}
