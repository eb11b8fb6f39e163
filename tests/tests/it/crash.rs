//! Kills in the middle: a short campaign of what `cargo xtask crash` does at length.

use std::process::Command;

use anyhow::{Context as _, Result, ensure};
use tokio::task::JoinSet;
use varco_tests::crash::{Campaign, Kill, Plan, Story, flawed, once};
use varco_tests::process::{Database, binary, built};

/// Runs on each database, several at a time; most of their time they wait for a lease or a disk.
const KILLS: usize = 25;
const KILLS_OF_ORDERS: usize = 12;
const AT_ONCE: usize = 8;

async fn campaign(
    database: Database,
    stories: &'static [Story],
    kills: usize,
    first_seed: u64,
) -> Result<()> {
    let campaign = Campaign {
        database,
        stories,
        first_seed,
        kills,
        at_once: AT_ONCE,
    };
    let report = campaign.run(|_, _| {}).await?;
    if let Some((plan, reason)) = report.failures.first() {
        let name = format!("{database:?}").to_lowercase();
        anyhow::bail!("{reason}\nrepeat it with: cargo xtask crash --database {name} {plan}");
    }
    ensure!(report.kills == kills, "only {} kills struck", report.kills);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn r65_r66_a_kill_anywhere_loses_nothing_and_doubles_nothing_on_sqlite() -> Result<()> {
    campaign(Database::Sqlite, Story::MAILS, KILLS, 1).await
}

#[tokio::test(flavor = "multi_thread")]
async fn r65_r66_a_kill_anywhere_loses_nothing_and_doubles_nothing_on_postgresql() -> Result<()> {
    campaign(Database::Postgres, Story::MAILS, KILLS, 1001).await
}

#[tokio::test(flavor = "multi_thread")]
async fn r65_r70_a_kill_anywhere_leaves_every_service_with_the_newest_password_on_sqlite()
-> Result<()> {
    campaign(Database::Sqlite, Story::SERVICES, KILLS_OF_ORDERS, 1).await
}

#[tokio::test(flavor = "multi_thread")]
async fn r65_r70_a_kill_anywhere_leaves_every_service_with_the_newest_password_on_postgresql()
-> Result<()> {
    campaign(Database::Postgres, Story::SERVICES, KILLS_OF_ORDERS, 1001).await
}

/// Each in the middle of where it is broken.
#[tokio::test]
async fn a_program_that_is_broken_on_purpose_is_found_out() -> Result<()> {
    let broken = [
        // The third commit is the confirmation; its mail would be the fourth.
        ("two-commits", Story::Straight, "commit:3:after", "no mail"),
        ("early", Story::Straight, "send:1:before", "no mail"),
        ("no-lease", Story::Straight, "touch:1:after", "R-66"),
        // The change of the password; its orders would be in the second.
        (
            "two-commits",
            Story::Changed,
            "commit:1:after",
            "R-65: the directory",
        ),
        ("early", Story::Changed, "apply:1:before", "R-65"),
    ];
    let mut runs = JoinSet::new();
    for (flaw, story, point, told) in broken {
        runs.spawn(async move {
            let plan = Plan {
                seed: 0,
                story,
                kill: Kill::At(point.parse()?),
                stays_away: true,
            };
            let found = flawed(flaw, story, &plan).await;
            let found = found
                .err()
                .with_context(|| format!("{flaw} gets away with it"))?;
            ensure!(format!("{found:#}").contains(told), "{flaw}: {found:#}");
            once(Database::Sqlite, story, Some(&plan)).await
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
