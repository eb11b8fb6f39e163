//! The load driver: figures of the binary under `VARCO_BIN`, as a Markdown table.
//!
//! `cargo xtask bench` builds both in release and starts this.

#![expect(
    clippy::print_stdout,
    reason = "the table is the product of this program"
)]

mod crowd;
mod deliveries;
mod growth;
mod hashing;
mod orders;
mod pages;
mod people;
mod reconcile;

use std::time::Duration;

use anyhow::{Context as _, Result};
use clap::{Parser, Subcommand};
use tempfile::TempDir;
use tokio::time::Instant;
use varco_test_postgres::Cluster;
use varco_tests::process::{self, Database};
use varco_tests::stage::Stage;

/// Cores that hashing may use, by the server and by the bare rate beside it.
const CORES: usize = 2;
/// Browsers that stay connected while pages are counted.
const CONNECTIONS: usize = 16;
/// People who register while that is measured, and how many at the same time.
const PEOPLE: (u16, u16) = (400, 8);
/// People who log in at the same time.
const LOGINS: u16 = 8;
/// One machine stands for many people: no limits per network, and no work for the browsers that it
/// plays.
const SETTINGS: [(&str, &str); 9] = [
    ("VARCO_CAPTCHA__COST", "1"),
    ("VARCO_CAPTCHA__PREFIX", "a"),
    ("VARCO_LIMITS__START_NETWORK", "1000000"),
    ("VARCO_LIMITS__LOGIN_NETWORK", "1000000"),
    ("VARCO_LIMITS__LOGIN_IDENTIFIERS", "1000000"),
    ("VARCO_LIMITS__LOGIN_MINUTE", "1000000"),
    ("VARCO_LIMITS__TICKET_NETWORK", "1000000"),
    ("VARCO_LIMITS__MAIL_NETWORK", "1000000"),
    ("VARCO_LIMITS__MAIL_TOTAL", "1000000"),
];
/// How often hashing and logins take turns.
const TURNS: u32 = 5;
/// How long each rate is measured.
const TIME: Duration = Duration::from_secs(10);

/// Mails that wait before workers start.
const MAILS: u16 = 6000;

/// Measures the binary under `VARCO_BIN`.
#[derive(Debug, Parser)]
struct Cli {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// One service on an empty SQLite file.
    Service,
    /// Mails a second that 1, 2 and 4 workers send.
    Deliveries,
    /// Orders a second to linked services, and how long a password is on its way there.
    Orders,
    /// Utenze a second that are compared with a linked service, and the memory for it.
    Reconcile {
        /// Numbers of utenze, rising.
        #[arg(default_values_t = [1_000, 10_000, 100_000])]
        sizes: Vec<u64>,
    },
    /// Registrations, reads and mails beside so many accounts.
    Growth {
        /// Numbers of accounts, rising.
        #[arg(default_values_t = [10_000, 1_000_000, 5_000_000])]
        sizes: Vec<u64>,
    },
}

#[tokio::main]
async fn main() -> Result<()> {
    match Cli::parse().what {
        What::Service => service().await,
        What::Deliveries => deliveries().await,
        What::Orders => {
            println!("| what | measured |\n|---|---|");
            for database in Database::ALL {
                orders::measure(database).await?;
            }
            Ok(())
        }
        What::Reconcile { sizes } => {
            println!("| what | measured |\n|---|---|");
            for database in Database::ALL {
                reconcile::measure(database, &sizes).await?;
            }
            Ok(())
        }
        What::Growth { sizes } => {
            for database in Database::ALL {
                growth::measure(database, &sizes).await?;
            }
            Ok(())
        }
    }
}

async fn deliveries() -> Result<()> {
    println!("| what | measured |\n|---|---|");
    for workers in [1, 2, 4] {
        let folder = TempDir::new()?;
        let url = format!("sqlite://{}", folder.path().join("varco.db").display());
        let waiting = deliveries::Waiting::on(url, 1, MAILS).await?;
        let name = format!("deliveries, SQLite, workers: {workers}");
        row(&name, waiting.per_second(workers).await?, "/s");
    }
    let cluster = Cluster::start(growth::DURABLE)?;
    for workers in [1, 2, 4] {
        let waiting = deliveries::Waiting::on(cluster.new_database()?, 1, MAILS).await?;
        let name = format!("deliveries, PostgreSQL, workers: {workers}");
        row(&name, waiting.per_second(workers).await?, "/s");
    }
    Ok(())
}

async fn service() -> Result<()> {
    println!("| what | measured |\n|---|---|");
    let size = i32::try_from(std::fs::metadata(process::binary()?)?.len())?;
    row("binary size", f64::from(size) / 1e6, "MB");

    let start = Instant::now();
    let mut stage = Stage::start_with(&SETTINGS).await?;
    row(
        "first start to ready, schema made",
        milliseconds(start),
        "ms",
    );
    let start = Instant::now();
    stage.varco.crash().await?;
    row("start to ready", milliseconds(start), "ms");
    row(
        "idle memory (resident)",
        memory(stage.varco.pid().context("no process")?)?,
        "MB",
    );

    let address = stage.varco.address();
    pages::per_second(address, "/accedi", CONNECTIONS, TIME / 5).await?;
    let pages = pages::per_second(address, "/accedi", CONNECTIONS, TIME).await?;
    row("`GET /accedi`", pages, "pages/s");

    let (people, at_a_time) = PEOPLE;
    let registrations =
        people::registrations_per_second(&stage.varco.origin(), 1000, people, at_a_time).await?;
    row("registrations to \"mail queued\"", registrations, "/s");

    // In turns, so that whatever else the machine does weighs on both alike.
    let accounts = people::with_accounts(&stage, LOGINS).await?;
    let (mut bare, mut logins) = (0.0, 0.0);
    for _ in 0..TURNS {
        bare += hashing::per_second(CORES, TIME / TURNS)? / f64::from(TURNS);
        logins += people::logins_per_second(&accounts, TIME / TURNS).await? / f64::from(TURNS);
    }
    row("bare argon2id, 2 threads", bare, "/s");
    row("logins", logins, "/s");
    row("logins against the bare rate", 100.0 * logins / bare, "%");
    row(
        "memory after the load (resident)",
        memory(stage.varco.pid().context("no process")?)?,
        "MB",
    );
    Ok(())
}

fn row(name: &str, value: f64, unit: &str) {
    println!("| {name} | {value:.1} {unit} |");
}

fn milliseconds(start: Instant) -> f64 {
    start.elapsed().as_secs_f64() * 1000.0
}

/// Resident memory of a process, in megabytes.
fn memory(process: u32) -> Result<f64> {
    status(process, "VmRSS:")
}

/// The most that it ever was.
fn peak(process: u32) -> Result<f64> {
    status(process, "VmHWM:")
}

fn status(process: u32, name: &str) -> Result<f64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix(name))
        .context("nothing is said of memory")?;
    let kibibytes: f64 = line.trim().trim_end_matches(" kB").parse()?;
    Ok(kibibytes * 1024.0 / 1e6)
}
