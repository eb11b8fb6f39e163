//! Restored backups, a few rounds; the campaign is `cargo xtask rollbacks`.

use anyhow::Result;
use varco_tests::process::Database;
use varco_tests::rollback::round;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn bk1_nothing_of_the_past_comes_alive_and_everybody_goes_on() -> Result<()> {
    for database in Database::ALL {
        for number in 0..2 {
            round(database, number).await?;
        }
    }
    Ok(())
}
