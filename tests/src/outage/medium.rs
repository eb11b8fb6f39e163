//! A service on a database that can be broken without hurting anybody else.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command as Now, Stdio};
use std::time::Duration;

use anyhow::{Context as _, Result, bail, ensure};
use tempfile::TempDir;
use tokio::process::{Child, Command};
use tokio::time::{Instant, sleep};
use varco_test_postgres::Cluster;

use super::Outage;
use crate::api::Api;
use crate::crash::{PATIENCE, Scene};
use crate::process::{Database, Site, binary};
use crate::stage::post_office;

/// Longest wait for a start.
const START: Duration = Duration::from_secs(30);
/// Pause between two looks.
const LOOK: Duration = Duration::from_millis(5);
/// A file system that is soon full.
const SMALL: &str = "size=12m";
/// The captcha of a test is little work.
const SETTINGS: [(&str, &str); 2] = [("VARCO_CAPTCHA__COST", "1"), ("VARCO_CAPTCHA__PREFIX", "a")];
/// A process that writes beyond its limit is to be told so, and not to be ended.
const TOLD: &str = "trap '' XFSZ; exec \"$@\"";

/// The process, what it works on and where its mails go.
#[derive(Debug)]
pub(super) struct Medium {
    scene: Scene,
    child: Child,
    log: PathBuf,
    cluster: Option<Cluster>,
    mount: Option<TempDir>,
}

impl Medium {
    /// What an outage needs; nothing if this machine does not let us mount a file system.
    pub(super) async fn for_outage(outage: Outage) -> Result<Option<Self>> {
        let sink = post_office().await?;
        let smtp = format!("smtp://{}", sink.address());
        let settings = [&SETTINGS[..], &[("VARCO_SMTP_URL", smtp.as_str())]].concat();
        let (mut cluster, mut mount) = (None, None);
        let site = match outage {
            Outage::Stopped | Outage::Frozen | Outage::ReadOnly => {
                let own = tokio::task::spawn_blocking(|| Cluster::start("")).await??;
                let url = own.new_database()?;
                cluster = Some(own);
                Site::on(url, &settings)?
            }
            Outage::Full => {
                let Some(small) = mount_small()? else {
                    return Ok(None);
                };
                let url = format!("sqlite://{}", small.path().join("varco.db").display());
                mount = Some(small);
                Site::on(url, &settings)?
            }
            Outage::Locked | Outage::Failing => Site::new(Database::Sqlite, &settings).await?,
        };
        // What the process says goes to the same file system.
        let logs = mount.as_ref().map_or(site.folder(), TempDir::path);
        let log = logs.join("log");
        let child = serve(&site, &log)?;
        let mut medium = Self {
            scene: Scene {
                site,
                sinks: vec![sink],
                patience: PATIENCE,
            },
            child,
            log,
            cluster,
            mount,
        };
        medium.ready().await?;
        Ok(Some(medium))
    }

    /// Where everything plays.
    pub(super) fn scene(&self) -> &Scene {
        &self.scene
    }

    /// The server, on PostgreSQL.
    pub(super) fn cluster(&self) -> Result<&Cluster> {
        self.cluster.as_ref().context("no cluster")
    }

    /// The small file system, where there is one.
    pub(super) fn mount(&self) -> Result<&TempDir> {
        self.mount.as_ref().context("no file system")
    }

    /// The process.
    pub(super) fn pid(&self) -> Result<u32> {
        self.child.id().context("no process")
    }

    /// Where it answers.
    pub(super) fn origin(&self) -> String {
        format!("http://{}", self.scene.site.public())
    }

    /// A client of it.
    pub(super) fn api(&self) -> Result<Api> {
        Api::new(&self.origin())
    }

    /// What it said.
    pub(super) fn last_words(&self) -> String {
        let text = fs::read_to_string(&self.log).unwrap_or_default();
        let lines: Vec<&str> = text.lines().collect();
        let last = lines.len().saturating_sub(40);
        lines.split_at(last).1.join("\n")
    }

    /// Ends the process, which must still be the same, and gives everything back.
    pub(super) async fn dispose(mut self) -> Result<()> {
        ensure!(self.child.try_wait()?.is_none(), "the process has ended");
        self.child.kill().await?;
        Ok(())
    }

    async fn ready(&mut self) -> Result<()> {
        let start = Instant::now();
        let url = format!("{}/salute/pronto", self.origin());
        while !reqwest::get(&url)
            .await
            .is_ok_and(|answer| answer.status().is_success())
        {
            if let Some(status) = self.child.try_wait()? {
                bail!("it ends at once: {status}\n{}", self.last_words());
            }
            ensure!(start.elapsed() < START, "not ready\n{}", self.last_words());
            sleep(LOOK).await;
        }
        Ok(())
    }
}

impl Drop for Medium {
    fn drop(&mut self) {
        if let Some(small) = &self.mount {
            // Lazily: a process that has just been killed may still hold a file.
            let _ = Now::new("umount").arg("--lazy").arg(small.path()).status();
        }
    }
}

fn serve(site: &Site, log: &Path) -> Result<Child> {
    let listen = site.public().to_string();
    let own = site.command(&["serve", "--migrate"], &[("VARCO_LISTEN", &listen)])?;
    let own = own.as_std();
    let mut command = Command::new("sh");
    command
        .args(["-c", TOLD, "sh"])
        .arg(binary()?)
        .args(own.get_args());
    for (name, value) in own.get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    let log = File::create(log)?;
    let child = command
        .current_dir(site.folder())
        .stdin(Stdio::null())
        .stdout(log.try_clone()?)
        .stderr(log)
        .kill_on_drop(true)
        .spawn()?;
    Ok(child)
}

fn mount_small() -> Result<Option<TempDir>> {
    let folder = TempDir::new()?;
    let mut mount = Now::new("mount");
    mount
        .args(["-t", "tmpfs", "-o", SMALL, "none"])
        .arg(folder.path());
    let mounted = mount.stderr(Stdio::null()).status()?;
    Ok(mounted.success().then_some(folder))
}
