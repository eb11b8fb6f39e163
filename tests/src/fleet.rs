//! Many nodes of one service on one PostgreSQL, two of which are killed every little while.
//!
//! People register at whatever node answers, and try again what failed, as behind a load balancer.
//! In the end everything that was acknowledged is there exactly once, and every mail has arrived.

mod crowd;
mod judge;
mod nodes;
mod report;

use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;
use tokio::sync::watch;
use tokio::time::Instant;
use varco_test_postgres::Cluster;

use crate::crash::{PATIENCE, Scene};
use crate::process::Site;
use crate::stage::post_office;
use crowd::Crowd;
pub use nodes::Lives;
use nodes::Nodes;
pub use report::Report;

/// Connections of 16 processes and of those who look.
const SERVER: &str = "-c max_connections=400";
/// One machine stands for many people: no limits per network, and little work for their browsers.
pub(crate) const SETTINGS: [(&str, &str); 9] = [
    ("VARCO_CAPTCHA__COST", "1"),
    ("VARCO_CAPTCHA__PREFIX", "a"),
    ("VARCO_LIMITS__START_NETWORK", "10000000"),
    ("VARCO_LIMITS__LOGIN_NETWORK", "10000000"),
    ("VARCO_LIMITS__LOGIN_IDENTIFIERS", "10000000"),
    ("VARCO_LIMITS__LOGIN_MINUTE", "10000000"),
    ("VARCO_LIMITS__TICKET_NETWORK", "10000000"),
    ("VARCO_LIMITS__MAIL_NETWORK", "10000000"),
    ("VARCO_LIMITS__MAIL_TOTAL", "10000000"),
];

/// What to try.
#[derive(Clone, Copy, Debug)]
pub struct Fleet {
    /// Processes `varco serve`; every other one sends mails too.
    pub serving: usize,
    /// Processes `varco worker`.
    pub working: usize,
    /// How many people register; up to 18,000.
    pub people: u16,
    /// How many of them at the same time.
    pub at_once: usize,
    /// One of so many goes on to activation, first login and a login with the password of their own.
    pub arriving: u16,
    /// Time between the starts of two people: the crowd takes its time, so that there are kills.
    pub pace: Duration,
    /// Time between two pairs of kills.
    pub kill_every: Duration,
    /// Decides who is killed.
    pub seed: u64,
}

impl Fleet {
    /// Tries it.
    ///
    /// # Errors
    ///
    /// Something that must hold does not.
    pub async fn run(&self) -> Result<Report> {
        let cluster = tokio::task::spawn_blocking(|| Cluster::start(SERVER)).await??;
        let url = cluster.new_database()?;
        let mut sinks = Vec::new();
        for _ in 0..self.serving.div_ceil(2) + self.working {
            sinks.push(post_office().await?);
        }
        let scene = Arc::new(Scene {
            site: Site::on(url, &SETTINGS)?,
            sinks,
            patience: PATIENCE,
        });
        let nodes = Nodes::start(&scene, self.serving, self.working).await?;
        let crowd = Crowd::of(self, &nodes.apis().await?, &scene);
        let (ended, end) = watch::channel(false);
        let start = Instant::now();
        let everybody = async {
            let registered = crowd.all().await;
            ended.send_replace(true);
            Ok((registered?, start.elapsed()))
        };
        let killing = nodes.keep_killing(self.seed, self.kill_every, end);
        let ((registered, took), ()) = tokio::try_join!(everybody, killing)?;
        let rest = Instant::now();
        scene.rest().await?;
        let doubled = judge::judge(&scene, &registered).await?;
        Ok(Report {
            people: registered.len(),
            took,
            rest: rest.elapsed(),
            doubled,
            lives: nodes.lives().await,
        })
    }
}
