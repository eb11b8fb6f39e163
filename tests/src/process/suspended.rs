//! `varco maintenance`.

use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::{Result, bail};
use tokio::time::{Instant, sleep};

use super::child::Process;
use super::site::Site;
use super::{LOOK, START};

/// What it says in its log once it answers.
const READY: &str = "suspended";

/// A running `varco maintenance`, killed when dropped.
#[derive(Debug)]
pub struct Suspended {
    process: Process,
    address: SocketAddr,
}

impl Suspended {
    pub(super) async fn start(site: &Arc<Site>, address: SocketAddr, until: &str) -> Result<Self> {
        let listen = address.to_string();
        let arguments = ["maintenance", "--until", until];
        let command = site.command(&arguments, &[("VARCO_LISTEN", &listen)])?;
        let mut process = Process::spawn(command, site.log_file())?;
        let deadline = Instant::now() + START;
        while !process.said().contains(READY) {
            process.is_alive()?;
            if Instant::now() > deadline {
                bail!("nobody says that it is suspended\n{}", process.log());
            }
            sleep(LOOK).await;
        }
        Ok(Self { process, address })
    }

    /// Where it answers, without a slash at the end.
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The last lines of what it wrote.
    pub fn log(&self) -> String {
        self.process.log()
    }
}
