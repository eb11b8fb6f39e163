//! Kills of the nodes of a fleet.

use std::time::Duration;

use anyhow::Result;
use varco_tests::fleet::Fleet;

use super::Report;

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Processes that serve.
    #[arg(long, default_value_t = 4)]
    serving: usize,
    /// Processes that only send mails.
    #[arg(long, default_value_t = 4)]
    working: usize,
    /// How many people register.
    #[arg(long, default_value_t = 10_000)]
    people: u16,
    /// One of so many goes on to activation and login.
    #[arg(long, default_value_t = 50)]
    arriving: u16,
    /// Milliseconds between the starts of two people.
    #[arg(long, default_value_t = 8)]
    pace: u64,
    /// Seconds between two pairs of kills.
    #[arg(long, default_value_t = 2.0)]
    kill_every: f64,
    /// Decides who is killed.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// Runs it.
pub(crate) async fn run(arguments: &Arguments) -> Result<Option<Report>> {
    let fleet = Fleet {
        serving: arguments.serving,
        working: arguments.working,
        people: arguments.people,
        at_once: 16,
        arriving: arguments.arriving,
        pace: Duration::from_millis(arguments.pace),
        kill_every: Duration::from_secs_f64(arguments.kill_every),
        seed: arguments.seed,
    };
    let mut figures = fleet.run().await?.to_json();
    if let Some(fields) = figures.as_object_mut() {
        fields.insert("serving".to_owned(), arguments.serving.into());
        fields.insert("working".to_owned(), arguments.working.into());
        fields.insert("kill_every_s".to_owned(), arguments.kill_every.into());
        fields.insert("seed".to_owned(), arguments.seed.into());
    }
    Ok(Some(Report {
        label: "postgres".to_owned(),
        figures,
        holds: true,
    }))
}
