//! Passwords are nowhere as they are (LK-1).

use anyhow::{Context as _, Result};
use serde_json::{Map, Value, json};
use varco_tests::canary::{Journey, Trial};
use varco_tests::process::Database;

use super::Report;

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// How often, on each database.
    #[arg(long, default_value_t = 3)]
    rounds: u64,
    /// The seed of the first round; each further one has the next.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// Goes through all rounds, one after the other.
pub(crate) async fn run(arguments: &Arguments) -> Result<Option<Report>> {
    let mut rounds = Vec::new();
    let mut holds = true;
    for seed in arguments.seed..arguments.seed + arguments.rounds {
        for database in Database::ALL {
            let name = format!("{database:?}").to_lowercase();
            let trial = Journey::run(database, seed).await;
            let trial = trial.with_context(|| format!("{name}, seed {seed}"))?;
            holds &= trial.leaks().is_empty() && trial.blind().is_empty();
            rounds.push(figures(&name, seed, &trial));
        }
    }
    Ok(Some(Report {
        label: format!("{}", arguments.rounds),
        figures: rounds.into(),
        holds,
    }))
}

fn figures(database: &str, seed: u64, trial: &Trial) -> Value {
    let places = trial.places.iter();
    let places: Map<String, Value> = places
        .map(|(name, place)| ((*name).to_owned(), place.to_json()))
        .collect();
    json!({
        "database": database,
        "seed": seed,
        "passwords": trial.passwords,
        "places": places,
        "leaks": trial.leaks(),
        "memory_at_rest": trial.memory.as_ref().map(varco_tests::canary::Place::to_json),
        "found_where_planted": trial.planted.keys().collect::<Vec<_>>(),
        "not_found_where_planted": trial.blind(),
    })
}
