//! The campaign of kills: `cargo xtask crash` builds this and starts it.

#![expect(
    clippy::print_stdout,
    reason = "the report is the product of this program"
)]

use anyhow::{Result, ensure};
use clap::{Parser, ValueEnum};
use varco_tests::crash::{Campaign, Plan};
use varco_tests::process::Database;

/// Kills the process somewhere between registration and login, again and again.
#[derive(Debug, Parser)]
struct Arguments {
    /// On which database.
    #[arg(long, value_enum, default_value = "sqlite")]
    database: Which,
    /// How many kills.
    #[arg(long, default_value_t = 500)]
    runs: usize,
    /// The seed of the first run; each further run has the next.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How many runs at the same time.
    #[arg(long, default_value_t = 6)]
    at_once: usize,
    /// Repeat the run of the seed alone.
    #[arg(long)]
    only: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Which {
    Sqlite,
    Postgres,
}

#[tokio::main]
async fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let campaign = Campaign {
        database: match arguments.database {
            Which::Sqlite => Database::Sqlite,
            Which::Postgres => Database::Postgres,
        },
        first_seed: arguments.seed,
        kills: arguments.runs,
        at_once: arguments.at_once,
    };
    if arguments.only {
        let (plan, outcome) = campaign.repeat().await?;
        println!(
            "{plan:?}: recovery {:?}, {} doubled, {:?}",
            outcome.recovery, outcome.doubled, outcome.took
        );
        return Ok(());
    }
    let report = campaign.run(tell).await?;
    let mut json = report.to_json();
    if let Some(fields) = json.as_object_mut() {
        fields.insert(
            "database".to_owned(),
            format!("{:?}", arguments.database).to_lowercase().into(),
        );
        fields.insert("first_seed".to_owned(), arguments.seed.into());
    }
    println!("{json:#}");
    ensure!(
        report.failures.is_empty(),
        "{} runs failed",
        report.failures.len()
    );
    ensure!(
        report.kills >= arguments.runs,
        "only {} kills struck",
        report.kills
    );
    Ok(())
}

/// A failure is worth knowing before the end.
fn tell(plan: &Plan, reason: &str) {
    println!("seed {} FAILED ({plan:?})\n{reason}\n", plan.seed);
}
