//! The load driver: figures of the binary under `VARCO_BIN`, as a Markdown table.
//!
//! `cargo xtask bench` builds both in release and starts this.

#![expect(
    clippy::print_stdout,
    reason = "the table is the product of this program"
)]

mod hashing;
mod pages;

use std::time::Duration;

use anyhow::{Context as _, Result};
use tokio::time::Instant;
use varco_mail_smtp::sink::SmtpSink;
use varco_tests::process::{self, Varco};

/// Of the machine this is made for; the same for the bare rate and for logins.
const CORES: usize = 2;
/// Browsers that stay connected while pages are counted.
const CONNECTIONS: usize = 16;
/// How long each rate is measured.
const TIME: Duration = Duration::from_secs(10);

#[tokio::main]
async fn main() -> Result<()> {
    println!("| what | measured |\n|---|---|");
    let size = std::fs::metadata(process::binary()?)?.len();
    row("binary size", size as f64 / 1e6, "MB");
    let sink = SmtpSink::start().await?;
    let start = Instant::now();
    let mut varco = Varco::start(sink.address()).await?;
    row(
        "first start to ready, schema made",
        milliseconds(start),
        "ms",
    );
    let start = Instant::now();
    varco.crash().await?;
    row("start to ready", milliseconds(start), "ms");
    row("idle memory (resident)", memory(&varco)?, "MB");
    pages::per_second(varco.address(), "/accedi", CONNECTIONS, TIME / 5).await?;
    row(
        "`GET /accedi`",
        pages::per_second(varco.address(), "/accedi", CONNECTIONS, TIME).await?,
        "pages/s",
    );
    row(
        "bare argon2id, 2 threads",
        hashing::per_second(CORES, TIME)?,
        "hashes/s",
    );
    Ok(())
}

fn row(name: &str, value: f64, unit: &str) {
    println!("| {name} | {value:.1} {unit} |");
}

fn milliseconds(start: Instant) -> f64 {
    start.elapsed().as_secs_f64() * 1000.0
}

/// Resident memory of the server, in megabytes.
fn memory(varco: &Varco) -> Result<f64> {
    let status = std::fs::read_to_string(format!(
        "/proc/{}/status",
        varco.pid().context("no process")?
    ))?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))
        .context("no VmRSS")?;
    let kibibytes: f64 = line.trim().trim_end_matches(" kB").parse()?;
    Ok(kibibytes * 1024.0 / 1e6)
}
