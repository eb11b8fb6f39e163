//! The campaign of races: `cargo xtask races` builds this and starts it.

#![expect(
    clippy::print_stdout,
    reason = "the report is the product of this program"
)]

use anyhow::{Result, ensure};
use clap::{Parser, ValueEnum};
use varco_tests::races::arena::Ground;
use varco_tests::races::campaign::{self, Report};
use varco_tests::races::rounds::Race;

/// Lets many do the same thing at once, and looks for an order that explains what they were told.
/// Prints a report as JSON for each race.
#[derive(Debug, Parser)]
struct Arguments {
    /// On which store.
    #[arg(long, value_enum, default_value = "sqlite")]
    database: Which,
    /// Rounds of each race.
    #[arg(long, default_value_t = 200)]
    rounds: u16,
    /// Histories of the register.
    #[arg(long, default_value_t = 2000)]
    histories: u16,
    /// The seed of the first history; each further one has the next.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Only what has this name.
    #[arg(long)]
    only: Option<String>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Which {
    /// The stand-in: histories alone.
    Memory,
    Sqlite,
    Postgres,
}

impl Arguments {
    const fn ground(&self) -> Ground {
        match self.database {
            Which::Memory => Ground::Memory,
            Which::Sqlite => Ground::Sqlite,
            Which::Postgres => Ground::Postgres,
        }
    }

    fn includes(&self, name: &str) -> bool {
        self.only.as_ref().is_none_or(|only| only == name)
    }
}

#[tokio::main]
async fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let (ground, seed) = (arguments.ground(), arguments.seed);
    let mut reports = Vec::new();
    for race in Race::ALL {
        if ground != Ground::Memory && arguments.includes(race.name()) {
            let report = campaign::race(race, ground, arguments.rounds, seed).await?;
            println!("{}", report.as_json());
            reports.push(report);
        }
    }
    if arguments.includes(campaign::REGISTER) {
        let report = campaign::histories(ground, arguments.histories, seed, None).await?;
        println!("{}", report.as_json());
        reports.push(report);
    }
    let violations: usize = reports.iter().map(Report::violations).sum();
    ensure!(violations == 0, "{violations} violations");
    Ok(())
}
