//! Who has been there before is not locked out by strangers, through the binary and its database.

use anyhow::{Context as _, Result, ensure};
use reqwest::StatusCode;
use varco_tests::account::active;
use varco_tests::person::Person;
use varco_tests::process::Database;
use varco_tests::stage::{EASY_CAPTCHA, Stage};
use varco_tests::web::Visitor;

#[tokio::test]
async fn r37_failures_of_strangers_do_not_lock_out_a_known_device() -> Result<()> {
    for database in Database::ALL {
        let stage = Stage::start_on(database, &EASY_CAPTCHA).await?;
        let person = Person::number(35)?;
        let outcome = besieged(stage, &person).await;
        outcome.with_context(|| format!("{database:?}"))?;
    }
    Ok(())
}

async fn besieged(mut stage: Stage, person: &Person) -> Result<()> {
    let (_, username) = active(&stage, person).await?;
    let origin = stage.varco.origin();
    let (mut owner, mut stranger) = (Visitor::new(&origin)?, Visitor::new(&origin)?);
    let area = owner.log_in(&username, &person.password).await?;
    ensure!(area.path() == "/area", "{}", area.url);
    owner.send(area.form("Esci")?).await?;

    let mut refusals = 0;
    while stranger
        .log_in(&username, "un tentativo a caso")
        .await?
        .status
        != StatusCode::TOO_MANY_REQUESTS
    {
        refusals += 1;
        ensure!(refusals <= 5, "R-37: no pause after {refusals} failures");
    }
    // The counters are in the database, not in the process.
    stage.varco.crash().await?;
    let right = stranger.log_in(&username, &person.password).await?;
    ensure!(
        right.status == StatusCode::TOO_MANY_REQUESTS,
        "{}",
        right.url
    );
    let area = owner.log_in(&username, &person.password).await?;
    ensure!(area.path() == "/area", "R-37: {} {}", area.status, area.url);
    let told = area.text()?;
    ensure!(
        told.contains("5 tentativi di accesso non riusciti"),
        "R-40: {told}"
    );
    owner.send(area.form("Esci")?).await?;

    // Its own failures count for the device, and for nobody else's.
    for _ in 0..5 {
        let wrong = owner
            .log_in(&username, "ho dimenticato la password")
            .await?;
        ensure!(
            wrong.status == StatusCode::UNPROCESSABLE_ENTITY,
            "{}",
            wrong.status
        );
    }
    let paused = owner.log_in(&username, &person.password).await?;
    ensure!(
        paused.status == StatusCode::TOO_MANY_REQUESTS,
        "{}",
        paused.url
    );
    Ok(())
}
