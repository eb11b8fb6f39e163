//! Kills in the middle: a short campaign of what `cargo xtask crash` does at length.

use std::process::Command;

use anyhow::{Context as _, Result, ensure};
use tokio::task::JoinSet;
use varco_tests::crash::{Campaign, Kill, Plan, Story, flawed, once};
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

/// Each in the middle of where it is broken.
#[tokio::test]
async fn a_program_that_is_broken_on_purpose_is_found_out() -> Result<()> {
    let broken = [
        // The third commit is the confirmation; its mail would be the fourth.
        ("two-commits", "commit:3:after", "no mail"),
        ("early", "send:1:before", "no mail"),
        ("no-lease", "touch:1:after", "R-66"),
    ];
    let mut runs = JoinSet::new();
    for (flaw, point, told) in broken {
        runs.spawn(async move {
            let plan = Plan {
                seed: 0,
                story: Story::Straight,
                kill: Kill::At(point.parse()?),
                stays_away: true,
            };
            let found = flawed(flaw, Story::Straight, &plan).await;
            let found = found
                .err()
                .with_context(|| format!("{flaw} gets away with it"))?;
            ensure!(format!("{found:#}").contains(told), "{flaw}: {found:#}");
            once(Database::Sqlite, Story::Straight, Some(&plan)).await
        });
    }
    while let Some(outcome) = runs.join_next().await {
        ensure!(outcome??.recovery.is_some(), "the point was not reached");
    }
    Ok(())
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
