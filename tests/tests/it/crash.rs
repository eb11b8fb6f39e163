//! Kills in the middle: a short campaign of what `cargo xtask crash` does at length.

use std::process::Command;

use anyhow::{Context as _, Result, ensure};
use varco_tests::crash::Campaign;
use varco_tests::process::{Database, binary, built};

/// Runs on each database, several at a time; most of their time they wait for a lease or a disk.
const KILLS: usize = 25;
const AT_ONCE: usize = 8;

async fn campaign(database: Database, first_seed: u64) -> Result<()> {
    let campaign = Campaign {
        database,
        first_seed,
        kills: KILLS,
        at_once: AT_ONCE,
    };
    let report = campaign.run(|_, _| {}).await?;
    if let Some((plan, reason)) = report.failures.first() {
        let name = format!("{database:?}").to_lowercase();
        anyhow::bail!("{reason}\nrepeat it with: cargo xtask crash --database {name} {plan}");
    }
    ensure!(report.kills == KILLS, "only {} kills struck", report.kills);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn r65_r66_a_kill_anywhere_loses_nothing_and_doubles_nothing_on_sqlite() -> Result<()> {
    campaign(Database::Sqlite, 1).await
}

#[tokio::test(flavor = "multi_thread")]
async fn r65_r66_a_kill_anywhere_loses_nothing_and_doubles_nothing_on_postgresql() -> Result<()> {
    campaign(Database::Postgres, 1001).await
}

#[test]
fn the_product_has_no_trace_of_the_points_at_which_the_tests_kill() -> Result<()> {
    for (file, is_there) in [(binary()?, false), (built("varco-crashing")?, true)] {
        let mut search = Command::new("grep");
        search.args(["--quiet", "--binary", "CRASH_AT"]).arg(&file);
        let found = search.status()?.code().context("grep was killed")?;
        ensure!(found == i32::from(!is_there), "{}", file.display());
    }
    Ok(())
}
