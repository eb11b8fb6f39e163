//! The database is away (FI-4, FI-5).

use std::time::Duration;

use anyhow::Result;
use serde_json::{Map, Value};
use varco_tests::outage::Outage;

use super::Report;

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// How long each lasts, in seconds.
    #[arg(long, default_value_t = 30)]
    seconds: u64,
}

/// Goes through all, one after the other.
pub(crate) async fn run(arguments: &Arguments) -> Result<Option<Report>> {
    let lasting = Duration::from_secs(arguments.seconds);
    let mut figures = Map::new();
    let mut holds = true;
    for outage in Outage::ALL {
        let name = format!("{outage:?}").to_lowercase();
        let seen = match outage.survive(lasting).await {
            Ok(Some(survival)) => survival.to_json(),
            Ok(None) => Value::from("not checked: nobody may mount a file system here"),
            Err(error) => {
                holds = false;
                Value::from(format!("{error:#}"))
            }
        };
        println!("{name}: {seen}");
        figures.insert(name, seen);
    }
    figures.insert("seconds_each".to_owned(), arguments.seconds.into());
    Ok(Some(Report {
        label: format!("{}s", arguments.seconds),
        figures: figures.into(),
        holds,
    }))
}
