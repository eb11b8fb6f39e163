//! The campaigns: `cargo xtask canary`, `crash`, `fleet`, `outages`, `races`, `rollbacks` and `timing`
//! build this in release and start it.
//!
//! Each ends with a report as JSON, on standard output and in `target/campaigns`.

#![expect(
    clippy::print_stdout,
    reason = "the report is the product of this program"
)]

mod canary;
mod fleet;
mod kills;
mod outages;
mod races;
mod rollbacks;
mod timing;

use std::fs;
use std::path::Path;

use anyhow::{Result, ensure};
use clap::{Parser, Subcommand};
use serde_json::{Value, json};

/// Tries what a long life brings.
#[derive(Debug, Parser)]
struct Arguments {
    /// What the sources were, for the report.
    #[arg(long, default_value = "unknown")]
    commit: String,
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Look for passwords that can be recognised wherever none may be.
    Canary(canary::Arguments),
    /// Kill the process somewhere between registration and login, again and again.
    Crash(kills::Arguments),
    /// Let people register at many nodes on one PostgreSQL, two of which are killed again and again.
    Fleet(fleet::Arguments),
    /// Take the database away for a while, in every way there is.
    Outages(outages::Arguments),
    /// Let many do the same thing at once, and look for an order that explains what they were told.
    Races(races::Arguments),
    /// Restore backups, and see that nothing of the past comes alive.
    Rollbacks(rollbacks::Arguments),
    /// Ask for people of every kind, and compare bytes and times of the answers.
    Timing(timing::Arguments),
}

#[tokio::main]
async fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let (name, report) = match &arguments.what {
        What::Canary(campaign) => ("canary", canary::run(campaign).await?),
        What::Crash(campaign) => ("crash", kills::run(campaign).await?),
        What::Fleet(campaign) => ("fleet", fleet::run(campaign).await?),
        What::Outages(campaign) => ("outages", outages::run(campaign).await?),
        What::Races(campaign) => ("races", races::run(campaign).await?),
        What::Rollbacks(campaign) => ("rollbacks", rollbacks::run(campaign).await?),
        What::Timing(campaign) => ("timing", timing::run(campaign).await?),
    };
    let Some(Report {
        label,
        figures,
        holds,
    }) = report
    else {
        return Ok(());
    };
    let report =
        json!({ "campaign": name, "commit": arguments.commit, "holds": holds, "figures": figures });
    let text = format!("{report:#}\n");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("target/campaigns");
    fs::create_dir_all(&folder)?;
    fs::write(folder.join(format!("{name}-{label}.json")), &text)?;
    print!("{text}");
    ensure!(holds, "something that must hold does not");
    Ok(())
}

/// What a campaign has to say.
struct Report {
    /// Which of several of its kind.
    label: String,
    figures: Value,
    holds: bool,
}
