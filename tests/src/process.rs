//! The real binary, started as an operator starts it and killed as a power cut kills it.

use std::env;
use std::fs::{self, File};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::atomic::{AtomicU16, Ordering};
use std::time::Duration;

use anyhow::{Context as _, Result, bail, ensure};
use tempfile::TempDir;
use tokio::process::{Child, Command};
use tokio::time::{Instant, sleep};

/// Longest wait for a start; a start takes well under a second on an idle machine.
const START: Duration = Duration::from_secs(30);

/// A running `varco serve` with its own data, killed when dropped.
#[derive(Debug)]
pub struct Varco {
    child: Child,
    folder: TempDir,
    address: SocketAddr,
    arguments: &'static [&'static str],
    settings: Vec<(String, String)>,
}

impl Varco {
    /// Starts on a free port and an empty SQLite database, sending mail to `smtp`, with more
    /// variables of the environment.
    ///
    /// # Errors
    ///
    /// The binary is missing or does not become ready; the error holds the end of its log.
    pub async fn start(smtp: SocketAddr, settings: &[(&str, &str)]) -> Result<Self> {
        let smtp = format!("smtp://{smtp}");
        let settings = [&[("VARCO_SMTP_URL", smtp.as_str())], settings].concat();
        Self::start_as(&["serve"], &settings).await
    }

    /// Starts the demo on a free port and empty data.
    ///
    /// # Errors
    ///
    /// As [`Varco::start`].
    pub async fn start_demo() -> Result<Self> {
        Self::start_as(&["serve", "--demo"], &[]).await
    }

    async fn start_as(
        arguments: &'static [&'static str],
        settings: &[(&str, &str)],
    ) -> Result<Self> {
        let settings: Vec<_> = settings
            .iter()
            .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
            .collect();
        let (folder, address) = (TempDir::new()?, free_address()?);
        let child = spawn(folder.path(), address, arguments, &settings)?;
        let mut varco = Self {
            child,
            folder,
            address,
            arguments,
            settings,
        };
        varco.ready().await?;
        Ok(varco)
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Where it answers, without a slash at the end.
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The folder with its database and everything else that it writes.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The process, for who measures it.
    pub fn pid(&self) -> Option<u32> {
        self.child.id()
    }

    /// Ends the process at once, with SIGKILL: nothing is flushed, nobody is told.
    ///
    /// # Errors
    ///
    /// The process had already ended.
    pub async fn kill(&mut self) -> Result<()> {
        self.child.kill().await.context("killing the server")
    }

    /// Kills the process and starts it again on the same port and data.
    ///
    /// # Errors
    ///
    /// As [`Varco::start`].
    pub async fn crash(&mut self) -> Result<()> {
        self.kill().await?;
        self.child = spawn(
            self.folder.path(),
            self.address,
            self.arguments,
            &self.settings,
        )?;
        self.ready().await
    }

    /// The last lines of what the process wrote.
    pub fn log(&self) -> String {
        let text = fs::read_to_string(self.folder.path().join("log")).unwrap_or_default();
        let lines: Vec<&str> = text.lines().collect();
        let last = lines.len().saturating_sub(40);
        lines.split_at(last).1.join("\n")
    }

    async fn ready(&mut self) -> Result<()> {
        let deadline = Instant::now() + START;
        let client = reqwest::Client::builder()
            .no_proxy()
            .timeout(Duration::from_secs(5))
            .build()?;
        let address = format!("{}/salute/pronto", self.origin());
        while Instant::now() < deadline {
            if let Some(status) = self.child.try_wait()? {
                bail!("the server ended at once ({status})\n{}", self.log());
            }
            let answer = client.get(&address).send().await;
            if answer.is_ok_and(|answer| answer.status().is_success()) {
                return Ok(());
            }
            sleep(Duration::from_millis(5)).await;
        }
        bail!("the server is not ready after {START:?}\n{}", self.log())
    }
}

/// The binary that stands beside the test's own folder, or `VARCO_BIN`.
///
/// # Errors
///
/// It has not been built.
pub fn binary() -> Result<PathBuf> {
    let file = match env::var_os("VARCO_BIN") {
        Some(file) => PathBuf::from(file),
        // target/debug/deps/it-0123456789abcdef
        None => env::current_exe()?
            .ancestors()
            .nth(2)
            .context("no target folder")?
            .join("varco"),
    };
    ensure!(
        file.is_file(),
        "{} is missing: run cargo xtask test",
        file.display()
    );
    Ok(file)
}

fn spawn(
    folder: &Path,
    address: SocketAddr,
    arguments: &[&str],
    settings: &[(String, String)],
) -> Result<Child> {
    let log = File::options()
        .create(true)
        .append(true)
        .open(folder.join("log"))?;
    let mut command = Command::new(binary()?);
    // Unknown keys are errors to the server, and the tests' own variables are none of its keys.
    for (name, _) in env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("VARCO_"))
    {
        command.env_remove(name);
    }
    command
        .args(arguments)
        .current_dir(folder)
        .env("VARCO_LISTEN", address.to_string())
        .env("VARCO_PUBLIC_URL", format!("http://{address}"))
        .env(
            "VARCO_DATABASE_URL",
            format!("sqlite://{}", folder.join("varco.db").display()),
        )
        .env("VARCO_DATA_DIR", folder.join("data"))
        .envs(settings.iter().map(|(key, value)| (key, value)))
        .stdin(Stdio::null())
        .stdout(log.try_clone()?)
        .stderr(log)
        .kill_on_drop(true)
        .spawn()
        .context("starting the server")
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
