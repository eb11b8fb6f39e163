//! Passwords are nowhere as they are (LK-1); `cargo xtask canary` does it again and again.

use anyhow::{Result, ensure};
use varco_tests::canary::Journey;
use varco_tests::process::Database;

async fn no_password_is_left(database: Database) -> Result<()> {
    let trial = Journey::run(database, 1).await?;
    ensure!(trial.leaks().is_empty(), "{:#?}", trial.leaks());
    ensure!(
        trial.blind().is_empty(),
        "nothing is found in {:?}",
        trial.blind()
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn r69_r88_no_password_is_left_in_files_logs_and_backups_on_sqlite() -> Result<()> {
    no_password_is_left(Database::Sqlite).await
}

#[tokio::test(flavor = "multi_thread")]
async fn r69_r88_no_password_is_left_in_files_logs_and_backups_on_postgresql() -> Result<()> {
    no_password_is_left(Database::Postgres).await
}
