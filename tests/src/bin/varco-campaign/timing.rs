//! What time and bytes of an answer give away (AB-5, TM-1).

use anyhow::Result;
use clap::ValueEnum;
use varco_tests::process::Database;
use varco_tests::timing::Timing;

use super::Report;

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// On which database.
    #[arg(long, value_enum, default_value = "sqlite")]
    database: Which,
    /// Answers for each class of people and each operation; time is judged from 1000 on.
    #[arg(long, default_value_t = 2000)]
    samples: usize,
    /// Decides the order.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Which {
    Sqlite,
    Postgres,
}

/// Runs it.
pub(crate) async fn run(arguments: &Arguments) -> Result<Option<Report>> {
    let timing = Timing {
        database: match arguments.database {
            Which::Sqlite => Database::Sqlite,
            Which::Postgres => Database::Postgres,
        },
        samples: arguments.samples,
        people: 4,
        seed: arguments.seed,
    };
    let report = timing.run().await?;
    println!("{report}");
    let mut figures = report.to_json();
    if let Some(fields) = figures.as_object_mut() {
        fields.insert("seed".to_owned(), arguments.seed.into());
    }
    Ok(Some(Report {
        label: format!("{:?}", arguments.database).to_lowercase(),
        figures,
        holds: report.holds(),
    }))
}
