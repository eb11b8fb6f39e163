//! Kills of one process (FI-1).

use std::time::Duration;

use anyhow::Result;
use clap::ValueEnum;
use varco_tests::crash::{Campaign, Kill, Plan, Point, Story, once};
use varco_tests::process::Database;

use super::Report;

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// On which database.
    #[arg(long, value_enum, default_value = "sqlite")]
    database: Which,
    /// The stories of linked services instead of those of mails.
    #[arg(long)]
    services: bool,
    /// How many kills.
    #[arg(long, default_value_t = 500)]
    runs: usize,
    /// The seed of the first run; each further run has the next.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How many runs at the same time.
    #[arg(long, default_value_t = 6)]
    at_once: usize,
    /// One run alone: this story, killed at the point or instant that follows.
    #[arg(long, value_enum)]
    story: Option<Story>,
    /// At this point, such as `commit:3:before`.
    #[arg(long, requires = "story", conflicts_with = "after_ms")]
    at: Option<Point>,
    /// After so many milliseconds.
    #[arg(long, requires = "story")]
    after_ms: Option<u64>,
    /// The machine is away for longer than a lease.
    #[arg(long, requires = "story")]
    stays_away: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Which {
    Sqlite,
    Postgres,
}

/// Runs it; a run that is repeated alone has no report.
pub(crate) async fn run(arguments: &Arguments) -> Result<Option<Report>> {
    let database = match arguments.database {
        Which::Sqlite => Database::Sqlite,
        Which::Postgres => Database::Postgres,
    };
    if let Some(story) = arguments.story {
        let plan = alone(arguments, story);
        let outcome = once(database, story, plan.as_ref()).await?;
        let (recovery, doubled) = (outcome.recovery, outcome.doubled);
        println!("it holds: recovery {recovery:?}, {doubled} mails doubled");
        return Ok(None);
    }
    let (stories, part) = if arguments.services {
        (Story::SERVICES, "-services")
    } else {
        (Story::MAILS, "")
    };
    let campaign = Campaign {
        database,
        stories,
        first_seed: arguments.seed,
        kills: arguments.runs,
        at_once: arguments.at_once,
    };
    let report = campaign.run(tell).await?;
    let database = format!("{:?}", arguments.database).to_lowercase();
    let mut figures = report.to_json();
    if let Some(fields) = figures.as_object_mut() {
        fields.insert("database".to_owned(), database.as_str().into());
        fields.insert("first_seed".to_owned(), arguments.seed.into());
    }
    Ok(Some(Report {
        label: database + part,
        figures,
        holds: report.failures.is_empty() && report.kills >= arguments.runs,
    }))
}

/// The run that the arguments describe; without a point and an instant there is no kill.
fn alone(arguments: &Arguments, story: Story) -> Option<Plan> {
    let after = || Some(Kill::After(Duration::from_millis(arguments.after_ms?)));
    Some(Plan {
        seed: arguments.seed,
        story,
        kill: arguments.at.clone().map(Kill::At).or_else(after)?,
        stays_away: arguments.stays_away,
    })
}

/// A failure is worth knowing before the end.
fn tell(plan: &Plan, reason: &str) {
    println!("FAILED: {plan}\n{reason}\n");
}
