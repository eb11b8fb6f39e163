//! The database goes away and comes back; `cargo xtask outages` does the same for longer.

use std::time::Duration;

use anyhow::{Result, ensure};
use varco_tests::outage::Outage;

/// Long enough for each to be noticed: what only stands still is noticed when patience ends.
#[expect(
    clippy::print_stdout,
    reason = "who runs the tests should know what was left out"
)]
async fn survive(outage: Outage, seconds: u64) -> Result<()> {
    let survival = outage.survive(Duration::from_secs(seconds)).await?;
    let Some(survival) = survival else {
        println!("not checked: nobody may mount a file system here");
        return Ok(());
    };
    ensure!(survival.answers.unavailable > 0, "{survival:?}");
    Ok(())
}

#[tokio::test]
async fn fi4_a_stopped_postgresql_is_a_503_until_it_is_back() -> Result<()> {
    survive(Outage::Stopped, 2).await
}

#[tokio::test]
async fn fi4_a_postgresql_that_stands_still_is_a_503_until_it_goes_on() -> Result<()> {
    survive(Outage::Frozen, 12).await
}

#[tokio::test]
async fn fi5_a_postgresql_that_does_not_write_is_a_503_until_it_does() -> Result<()> {
    survive(Outage::ReadOnly, 2).await
}

#[tokio::test]
async fn fi4_a_locked_sqlite_is_a_503_until_the_lock_is_gone() -> Result<()> {
    survive(Outage::Locked, 8).await
}

#[tokio::test]
async fn fi5_a_full_disk_is_a_503_until_there_is_room() -> Result<()> {
    survive(Outage::Full, 2).await
}

#[tokio::test]
async fn fi5_files_that_cannot_be_written_are_a_503_until_they_can() -> Result<()> {
    survive(Outage::Failing, 2).await
}
