//! Many at once (RC-1), and the order that explains what they were told (LN-1).

use anyhow::Result;
use clap::ValueEnum;
use serde_json::json;
use varco_tests::races::arena::Ground;
use varco_tests::races::campaign::{self, REGISTER};
use varco_tests::races::rounds::Race;

use super::Report;

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
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
    /// Only what has this name, such as `same-code` or `register`.
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

/// Runs every race, then the histories.
pub(crate) async fn run(arguments: &Arguments) -> Result<Option<Report>> {
    let (ground, seed) = (arguments.ground(), arguments.seed);
    let mut reports = Vec::new();
    for race in Race::ALL {
        if ground != Ground::Memory && arguments.includes(race.name()) {
            let report = campaign::race(race, ground, arguments.rounds, seed).await?;
            println!("{}: {} violations", race.name(), report.violations());
            reports.push(report);
        }
    }
    if arguments.includes(REGISTER) {
        let histories = arguments.histories;
        reports.push(campaign::histories(ground, histories, seed, None).await?);
    }
    let part = arguments.only.as_deref().unwrap_or("all");
    Ok(Some(Report {
        label: format!("{}-{part}", ground.name()),
        holds: reports.iter().all(|report| report.violations() == 0),
        figures: json!({
            "store": ground.name(),
            "nodes": campaign::NODES,
            "seed": seed,
            "races": reports.iter().map(campaign::Report::as_json).collect::<Vec<_>>(),
        }),
    }))
}
