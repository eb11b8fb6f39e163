//! The process that is killed once, and started again as a supervisor does.

use std::fs::{self, File};
use std::os::unix::process::ExitStatusExt as _;
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result, bail, ensure};
use jiff::SignedDuration;
use tokio::process::Child;
use tokio::time::{Instant, sleep};

use super::plan::Kill;
use super::point::{Point, Visit};
use crate::process::{Site, built};

/// Longest wait for a start.
const START: Duration = Duration::from_secs(30);
/// Pause between two looks whether it is ready.
const LOOK: Duration = Duration::from_millis(5);
/// Longer than a lease on a mail.
pub(super) const LEASE: SignedDuration = SignedDuration::from_secs(7);
/// SIGKILL.
const KILLED: i32 = 9;

/// A `varco serve` with points, on the one node of its site.
#[derive(Debug)]
pub(super) struct Node {
    site: Arc<Site>,
    child: Child,
}

/// What came of a life with a kill in it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Life {
    /// From the restart to the first page, if there was a restart.
    pub(super) recovery: Option<Duration>,
}

impl Node {
    /// Starts it; `at` names the point at which it kills itself.
    pub(super) fn start(site: &Arc<Site>, at: Option<&Point>) -> Result<Self> {
        let listen = site.public().to_string();
        let points = points_file(site);
        let variables = [
            ("VARCO_LISTEN", listen.as_str()),
            ("CRASH_LOG", points.to_str().context("a strange folder")?),
        ];
        let mut command = site.command_of(
            &built("varco-crashing")?,
            &["serve", "--migrate"],
            &variables,
        );
        if let Some(at) = at {
            command.env("CRASH_AT", at.to_string());
        }
        let log = File::options()
            .create(true)
            .append(true)
            .open(site.folder().join("log"))?;
        let child = command
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .kill_on_drop(true)
            .spawn()?;
        Ok(Self {
            site: Arc::clone(site),
            child,
        })
    }

    /// Sees it through: kills it if it does not do so itself, starts it again once, and calls `home`
    /// for what happens to the machine meanwhile. Goes on until dropped.
    ///
    /// # Errors
    ///
    /// It ends in another way, or twice, or does not come back.
    pub(super) async fn live(
        mut self,
        kill: Option<&Kill>,
        stays_away: bool,
        life: &tokio::sync::watch::Sender<Life>,
    ) -> Result<()> {
        if let Some(Kill::After(delay)) = kill {
            tokio::select! {
                () = sleep(*delay) => self.child.kill().await?,
                status = self.child.wait() => bail!("it ended by itself: {}", status?),
            }
        }
        let status = self.child.wait().await?;
        ensure!(
            kill.is_some() && status.signal() == Some(KILLED),
            "it ended by itself: {status}"
        );
        if stays_away {
            self.site.advance(LEASE)?;
        }
        let start = Instant::now();
        self = Self::start(&self.site, None)?;
        self.ready().await?;
        life.send_replace(Life {
            recovery: Some(start.elapsed()),
        });
        let status = self.child.wait().await?;
        bail!("it ended after its recovery: {status}")
    }

    /// Waits until it says that it is ready and shows a page.
    pub(super) async fn ready(&mut self) -> Result<()> {
        let client = reqwest::Client::builder()
            .no_proxy()
            .timeout(Duration::from_secs(5))
            .build()?;
        let start = Instant::now();
        for path in ["/salute/pronto", "/accedi"] {
            let url = format!("http://{}{path}", self.site.public());
            while !is_success(&client, &url).await {
                if let Some(status) = self.child.try_wait()? {
                    bail!("it does not come back: {status}");
                }
                ensure!(start.elapsed() < START, "it is not ready after {START:?}");
                sleep(LOOK).await;
            }
        }
        Ok(())
    }

    /// Ends it, as a power cut does.
    pub(super) async fn kill(mut self) -> Result<()> {
        Ok(self.child.kill().await?)
    }
}

async fn is_success(client: &reqwest::Client, url: &str) -> bool {
    let answer = client.get(url).send().await;
    answer.is_ok_and(|answer| answer.status().is_success())
}

fn points_file(site: &Site) -> PathBuf {
    site.folder().join("points")
}

/// Runs a command of an operator to its end, by the clock of the site's processes.
pub(super) async fn operate(site: &Site, words: &[&str]) -> Result<()> {
    let mut command = site.command_of(&built("varco-crashing")?, words, &[]);
    let output = command.stdin(Stdio::null()).output().await?;
    ensure!(output.status.success(), "{words:?}: {output:?}");
    Ok(())
}

/// The points that the site's processes have visited since this was last asked.
pub(super) fn take_visits(site: &Site) -> Result<Vec<Visit>> {
    let file = points_file(site);
    let text = fs::read_to_string(&file).unwrap_or_default();
    fs::write(&file, "")?;
    text.lines().map(str::parse).collect()
}
