//! A fleet under kills: `cargo xtask fleet` builds this and starts it.

#![expect(
    clippy::print_stdout,
    reason = "the report is the product of this program"
)]

use std::time::Duration;

use anyhow::Result;
use clap::Parser;
use varco_tests::fleet::Fleet;

/// Lets many people register at many nodes on one PostgreSQL, two of which are killed again and
/// again.
#[derive(Debug, Parser)]
struct Arguments {
    /// Processes that serve.
    #[arg(long, default_value_t = 4)]
    serving: usize,
    /// Processes that only send mails.
    #[arg(long, default_value_t = 4)]
    working: usize,
    /// How many people register.
    #[arg(long, default_value_t = 10_000)]
    people: u16,
    /// Seconds between two pairs of kills.
    #[arg(long, default_value_t = 2.0)]
    kill_every: f64,
    /// Decides who is killed.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

#[tokio::main]
async fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let fleet = Fleet {
        serving: arguments.serving,
        working: arguments.working,
        people: arguments.people,
        at_once: 16,
        arriving: 50,
        pace: Duration::ZERO,
        kill_every: Duration::from_secs_f64(arguments.kill_every),
        seed: arguments.seed,
    };
    let mut json = fleet.run().await?.to_json();
    if let Some(fields) = json.as_object_mut() {
        fields.insert("serving".to_owned(), arguments.serving.into());
        fields.insert("working".to_owned(), arguments.working.into());
        fields.insert("seed".to_owned(), arguments.seed.into());
    }
    println!("{json:#}");
    Ok(())
}
