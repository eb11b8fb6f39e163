//! The processes, and who kills them.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use fastrand::Rng;
use tokio::sync::{Mutex, watch};
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep, timeout};

use crate::api::Api;
use crate::crash::Scene;
use crate::process::{Site, Varco, Worker};

/// Longest time from a restart to the first answer (FI-1).
const RECOVERY: Duration = Duration::from_secs(5);

/// All processes of the fleet.
#[derive(Debug)]
pub(super) struct Nodes {
    all: Vec<Arc<Mutex<Node>>>,
}

/// One of them, and how often it has come back.
#[derive(Debug)]
struct Node {
    process: Process,
    recoveries: Vec<Duration>,
}

#[derive(Debug)]
enum Process {
    Serving(Varco),
    Working {
        worker: Worker,
        site: Arc<Site>,
        variables: Vec<(&'static str, String)>,
    },
}

/// What the processes went through.
#[derive(Clone, Copy, Debug, Default)]
pub struct Lives {
    /// Kills of processes that serve.
    pub serving_killed: usize,
    /// Kills of processes that only work.
    pub working_killed: usize,
    /// Longest time from a restart to ready.
    pub longest_recovery: Duration,
}

impl Nodes {
    /// Starts them. Each has a folder of its own with copies of the keys, as nodes on other machines
    /// have, and sends mails to the servers in turn.
    pub(super) async fn start(scene: &Scene, serving: usize, working: usize) -> Result<Self> {
        let site = &scene.site;
        let mut smtp = scene
            .sinks
            .iter()
            .map(|sink| format!("smtp://{}", sink.address()));
        let mut all = Vec::new();
        let mut first = None;
        for number in 0..serving + working {
            let folder = site.folder().join(format!("node-{number}"));
            copy_keys(first.as_deref(), &folder)?;
            let mut variables = vec![("VARCO_DATA_DIR", folder.display().to_string())];
            let sends_mails = number >= serving || number % 2 == 0;
            if sends_mails {
                let address = smtp.next().context("a mail server for each")?;
                variables.push(("VARCO_SMTP_URL", address));
            }
            let process = if number < serving {
                let arguments: &[&str] = if sends_mails {
                    &["--migrate"]
                } else {
                    &["--no-worker"]
                };
                Process::Serving(site.serve(arguments, &borrowed(&variables)).await?)
            } else {
                let worker = site.worker(&borrowed(&variables)).await?;
                Process::Working {
                    worker,
                    site: Arc::clone(site),
                    variables,
                }
            };
            let recoveries = Vec::new();
            all.push(Arc::new(Mutex::new(Node {
                process,
                recoveries,
            })));
            first.get_or_insert(folder);
        }
        Ok(Self { all })
    }

    /// Where people can go.
    pub(super) async fn apis(&self) -> Result<Vec<Api>> {
        let mut apis = Vec::new();
        for node in &self.all {
            if let Process::Serving(varco) = &node.lock().await.process {
                apis.push(Api::new(&varco.origin())?);
            }
        }
        Ok(apis)
    }

    /// Kills two at random and starts them again, every little while, until the end.
    ///
    /// # Errors
    ///
    /// One does not come back in time.
    pub(super) async fn keep_killing(
        &self,
        seed: u64,
        every: Duration,
        mut end: watch::Receiver<bool>,
    ) -> Result<()> {
        let mut rng = Rng::with_seed(seed);
        while timeout(every, end.wait_for(|ended| *ended)).await.is_err() {
            let mut victims = JoinSet::new();
            for node in rng.choose_multiple(&self.all, 2) {
                let node = Arc::clone(node);
                // Not in step: each at some instant of its own work.
                let delay = every.mul_f64(rng.f64() / 4.0);
                victims.spawn(async move {
                    sleep(delay).await;
                    node.lock().await.crash().await
                });
            }
            while let Some(victim) = victims.join_next().await {
                victim??;
            }
        }
        Ok(())
    }

    /// What they went through.
    pub(super) async fn lives(&self) -> Lives {
        let mut lives = Lives::default();
        for node in &self.all {
            let node = node.lock().await;
            match node.process {
                Process::Serving(_) => lives.serving_killed += node.recoveries.len(),
                Process::Working { .. } => lives.working_killed += node.recoveries.len(),
            }
            let longest = node.recoveries.iter().max().copied().unwrap_or_default();
            lives.longest_recovery = lives.longest_recovery.max(longest);
        }
        lives
    }
}

impl Node {
    /// Kills it and starts it again.
    async fn crash(&mut self) -> Result<()> {
        let start = match &mut self.process {
            Process::Serving(varco) => {
                varco.kill().await?;
                let start = Instant::now();
                varco.restart().await?;
                start
            }
            Process::Working {
                worker,
                site,
                variables,
            } => {
                worker.kill().await?;
                let start = Instant::now();
                *worker = site.worker(&borrowed(variables)).await?;
                start
            }
        };
        let recovery = start.elapsed();
        ensure!(recovery <= RECOVERY, "recovery took {recovery:?}");
        self.recoveries.push(recovery);
        Ok(())
    }
}

fn borrowed<'a>(variables: &'a [(&'static str, String)]) -> Vec<(&'static str, &'a str)> {
    let pairs = variables.iter();
    pairs.map(|(key, value)| (*key, value.as_str())).collect()
}

/// Adding a node is copying the keys of any other.
fn copy_keys(from: Option<&Path>, to: &Path) -> Result<()> {
    let Some(from) = from else {
        return Ok(());
    };
    fs::create_dir(to)?;
    for entry in fs::read_dir(from)? {
        let file = entry?.path();
        let name = file.file_name().context("a file without a name")?;
        fs::copy(&file, to.join(name))?;
    }
    Ok(())
}
