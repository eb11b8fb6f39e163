//! `varco worker`.

use std::process::ExitStatus;
use std::sync::Arc;

use anyhow::{Result, bail};
use tokio::time::{Instant, sleep};

use super::child::Process;
use super::site::Site;
use super::{LOOK, START};

/// What a worker says in its log once it works.
const READY: &str = "working";

/// A running `varco worker`, killed when dropped.
#[derive(Debug)]
pub struct Worker {
    process: Process,
}

impl Worker {
    pub(super) async fn start(site: Arc<Site>, variables: &[(&str, &str)]) -> Result<Self> {
        let command = site.command(&["worker"], variables)?;
        let mut worker = Self {
            process: Process::spawn(command, site.log_file())?,
        };
        worker.ready().await?;
        Ok(worker)
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

    /// The last lines of what the process wrote.
    pub fn log(&self) -> String {
        self.process.log()
    }

    async fn ready(&mut self) -> Result<()> {
        let deadline = Instant::now() + START;
        while Instant::now() < deadline {
            if self.process.said().contains(READY) {
                return Ok(());
            }
            self.process.is_alive()?;
            sleep(LOOK).await;
        }
        bail!("the worker does not work after {START:?}\n{}", self.log())
    }
}
