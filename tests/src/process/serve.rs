//! `varco serve`.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitStatus;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Result, bail};
use tokio::time::{Instant, sleep};

use super::child::Process;
use super::site::{Database, Site};
use super::{LOOK, START};

/// A running `varco serve`, killed when dropped.
#[derive(Debug)]
pub struct Varco {
    process: Process,
    site: Arc<Site>,
    address: SocketAddr,
    arguments: Vec<String>,
    variables: Vec<(String, String)>,
    log: PathBuf,
}

impl Varco {
    /// Starts on a free port and an empty SQLite database, sending mail to `smtp`, with more
    /// variables of the environment.
    ///
    /// # Errors
    ///
    /// The binary is missing or does not become ready; the error holds the end of its log.
    pub async fn start(smtp: SocketAddr, settings: &[(&str, &str)]) -> Result<Self> {
        Self::start_on(Database::Sqlite, smtp, settings).await
    }

    /// As [`Varco::start`], on either database.
    ///
    /// # Errors
    ///
    /// As [`Varco::start`].
    pub async fn start_on(
        database: Database,
        smtp: SocketAddr,
        settings: &[(&str, &str)],
    ) -> Result<Self> {
        let smtp = format!("smtp://{smtp}");
        let settings = [&[("VARCO_SMTP_URL", smtp.as_str())], settings].concat();
        let site = Site::new(database, &settings).await?;
        site.serve(&["--migrate"], &[]).await
    }

    /// Starts the demo on a free port and empty data.
    ///
    /// # Errors
    ///
    /// As [`Varco::start`].
    pub async fn start_demo() -> Result<Self> {
        let site = Site::new(Database::Sqlite, &[]).await?;
        site.serve(&["--demo"], &[]).await
    }

    pub(super) async fn start_at(
        site: Arc<Site>,
        address: SocketAddr,
        arguments: &[&str],
        variables: &[(&str, &str)],
    ) -> Result<Self> {
        let listen = address.to_string();
        let arguments = [&["serve"], arguments].concat();
        let variables = [&[("VARCO_LISTEN", listen.as_str())], variables].concat();
        let log = site.log_file();
        let process = Process::spawn(site.command(&arguments, &variables)?, log.clone())?;
        let mut varco = Self {
            process,
            site,
            address,
            arguments: arguments.into_iter().map(ToOwned::to_owned).collect(),
            variables: variables
                .into_iter()
                .map(|(key, value)| (key.to_owned(), value.to_owned()))
                .collect(),
            log,
        };
        varco.ready().await?;
        Ok(varco)
    }

    /// What it shares with other processes of the same service.
    pub fn site(&self) -> &Arc<Site> {
        &self.site
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Where it answers, without a slash at the end.
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The folder with its keys, its log and, on SQLite, its database.
    pub fn folder(&self) -> &Path {
        self.site.folder()
    }

    /// The process, for who measures it.
    pub fn pid(&self) -> Option<u32> {
        self.process.id()
    }

    /// Ends the process at once, with SIGKILL: nothing is flushed, nobody is told.
    ///
    /// # Errors
    ///
    /// The process had already ended.
    pub async fn kill(&mut self) -> Result<()> {
        self.process.kill().await
    }

    /// Asks the process to end, with SIGTERM, and waits until it has.
    ///
    /// # Errors
    ///
    /// The process had already ended.
    pub async fn stop(&mut self) -> Result<ExitStatus> {
        self.process.stop().await
    }

    /// Starts the process again on the same port and data, after it was killed or stopped.
    ///
    /// # Errors
    ///
    /// As [`Varco::start`].
    pub async fn restart(&mut self) -> Result<()> {
        let arguments: Vec<&str> = self.arguments.iter().map(String::as_str).collect();
        let variables: Vec<(&str, &str)> = self
            .variables
            .iter()
            .map(|(key, value)| (key.as_str(), value.as_str()))
            .collect();
        let command = self.site.command(&arguments, &variables)?;
        self.process = Process::spawn(command, self.log.clone())?;
        self.ready().await
    }

    /// Kills the process and starts it again.
    ///
    /// # Errors
    ///
    /// As [`Varco::start`].
    pub async fn crash(&mut self) -> Result<()> {
        self.kill().await?;
        self.restart().await
    }

    /// The last lines of what the process wrote.
    pub fn log(&self) -> String {
        self.process.log()
    }

    async fn ready(&mut self) -> Result<()> {
        let deadline = Instant::now() + START;
        let client = reqwest::Client::builder()
            .no_proxy()
            .timeout(Duration::from_secs(5))
            .build()?;
        let address = format!("{}/salute/pronto", self.origin());
        while Instant::now() < deadline {
            self.process.is_alive()?;
            let answer = client.get(&address).send().await;
            if answer.is_ok_and(|answer| answer.status().is_success()) {
                return Ok(());
            }
            sleep(LOOK).await;
        }
        bail!("the server is not ready after {START:?}\n{}", self.log())
    }
}
