//! Several nodes on one database: a small version of what `cargo xtask fleet` does.

use std::time::Duration;

use anyhow::{Result, ensure};
use varco_tests::fleet::Fleet;

#[tokio::test(flavor = "multi_thread")]
async fn r65_whatever_was_acknowledged_survives_the_nodes_of_a_fleet() -> Result<()> {
    let fleet = Fleet {
        serving: 2,
        working: 2,
        people: 100,
        at_once: 8,
        arriving: 10,
        pace: Duration::from_millis(50),
        kill_every: Duration::from_millis(700),
        seed: 1,
    };
    let report = fleet.run().await?;
    let lives = report.lives;
    ensure!(report.people == 100, "{report:?}");
    ensure!(
        lives.serving_killed + lives.working_killed >= 6,
        "too few kills: {lives:?}"
    );
    Ok(())
}
