//! Backups are restored (BK-1).

use anyhow::{Context as _, Result};
use serde_json::json;
use varco_tests::process::Database;
use varco_tests::rollback::round;

use super::Report;

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// How often, on each database.
    #[arg(long, default_value_t = 50)]
    rounds: u16,
}

/// Goes through all rounds, one after the other.
pub(crate) async fn run(arguments: &Arguments) -> Result<Option<Report>> {
    for database in Database::ALL {
        for number in 0..arguments.rounds {
            let outcome = round(database, number).await;
            outcome.with_context(|| format!("{database:?}, round {number}"))?;
        }
    }
    Ok(Some(Report {
        label: format!("{}", arguments.rounds),
        figures: json!({ "rounds_on_each_database": arguments.rounds }),
        holds: true,
    }))
}
