//! One process with its log.

use std::fs::{self, File};
use std::path::PathBuf;
use std::process::{ExitStatus, Stdio};

use anyhow::{Context as _, Result, bail, ensure};
use tokio::process::{Child, Command};

/// Most lines of a log that are shown with an error.
const LAST_LINES: usize = 40;

/// A running process. What it says goes to a file, to which every start of it adds.
#[derive(Debug)]
pub(super) struct Process {
    child: Child,
    log: PathBuf,
    /// Length of the log before this start.
    said_before: usize,
}

impl Process {
    pub(super) fn spawn(mut command: Command, log: PathBuf) -> Result<Self> {
        let file = File::options().create(true).append(true).open(&log)?;
        let said_before = usize::try_from(file.metadata()?.len())?;
        let child = command
            .stdin(Stdio::null())
            .stdout(file.try_clone()?)
            .stderr(file)
            .kill_on_drop(true)
            .spawn()
            .context("starting the process")?;
        Ok(Self {
            child,
            log,
            said_before,
        })
    }

    pub(super) fn id(&self) -> Option<u32> {
        self.child.id()
    }

    /// Ends the process at once, with SIGKILL: nothing is flushed, nobody is told.
    pub(super) async fn kill(&mut self) -> Result<()> {
        self.child.kill().await.context("killing the process")
    }

    /// Asks the process to end, with SIGTERM, and waits until it has.
    pub(super) async fn stop(&mut self) -> Result<ExitStatus> {
        let id = self.id().context("the process has ended")?.to_string();
        let signalled = Command::new("kill").args(["-TERM", &id]).status().await?;
        ensure!(signalled.success(), "nobody has the number {id}");
        Ok(self.child.wait().await?)
    }

    /// Whether it is still there.
    ///
    /// # Errors
    ///
    /// It has ended; the error holds the end of its log.
    pub(super) fn is_alive(&mut self) -> Result<()> {
        match self.child.try_wait()? {
            Some(status) => bail!("the process ended at once ({status})\n{}", self.log()),
            None => Ok(()),
        }
    }

    /// What it has said since it was last started.
    pub(super) fn said(&self) -> String {
        let text = fs::read(&self.log).unwrap_or_default();
        let new = text.get(self.said_before..).unwrap_or_default();
        String::from_utf8_lossy(new).into_owned()
    }

    /// The last lines of what it has ever said.
    pub(super) fn log(&self) -> String {
        let text = fs::read_to_string(&self.log).unwrap_or_default();
        let lines: Vec<&str> = text.lines().collect();
        let last = lines.len().saturating_sub(LAST_LINES);
        lines.split_at(last).1.join("\n")
    }
}
