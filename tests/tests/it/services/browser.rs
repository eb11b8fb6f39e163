//! Scenario 26: a password is changed, and the table is watched in a real browser.

use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use fantoccini::Locator;
use tokio::time::{Instant, sleep};
use varco_tests::linked::Linked;
use varco_tests::person::Person;
use varco_tests::process::Database;
use varco_tests::seat::{Manner, Seat};
use varco_tests::web::Visitor;

use super::{DONE, PAGE, settled};

const NEXT: &str = "quattro gatti sul tetto";
/// The script looks for a minute.
const MINUTE: Duration = Duration::from_mins(1);

#[tokio::test]
async fn the_table_follows_a_change_with_javascript() -> Result<()> {
    watched(Manner::STRICT).await
}

#[tokio::test]
async fn the_table_follows_a_change_without_javascript() -> Result<()> {
    watched(Manner::WITHOUT_SCRIPT).await
}

async fn watched(manner: Manner) -> Result<()> {
    let mut linked = Linked::start(Database::Sqlite).await?;
    let seat = Seat::take(linked.stage.varco.origin(), manner).await?;
    let outcome = journey(&mut linked, &seat, manner.has_javascript).await;
    linked.stage.explain(outcome)?;
    seat.browser.close().await
}

async fn journey(linked: &mut Linked, seat: &Seat, has_javascript: bool) -> Result<()> {
    let person = Person::number(45)?;
    let username = settled(linked, &person).await?;
    let mut elsewhere = Visitor::new(&linked.stage.varco.origin())?;
    elsewhere.log_in(&username, &person.password).await?;
    seat.open("/accedi?poi=/area/password").await?;
    seat.type_into("identificativo", &username).await?;
    seat.type_into("password", &person.password).await?;
    seat.press("Entra").await?;
    seat.arrive("/area/password").await?;

    linked.posta.stop();
    seat.type_into("password_attuale", &person.password).await?;
    seat.type_into("nuova_password", NEXT).await?;
    seat.type_into("ripeti_password", NEXT).await?;
    seat.press("Cambia la password").await?;
    seat.read("Hai cambiato la password. Stiamo aggiornando 3 servizi")
        .await?;
    seat.arrive(PAGE).await?;
    until(
        seat,
        has_javascript,
        [DONE, DONE, "Non riuscito – riproviamo alle "],
    )
    .await?;
    seat.arrive(PAGE).await?;
    let closed = elsewhere.open("/area").await?;
    ensure!(closed.path() == "/accedi", "R-45: at {}", closed.url);

    linked.posta.run().await?;
    until(seat, has_javascript, [DONE; 3]).await?;
    if has_javascript {
        let news = seat
            .browser
            .client
            .find(Locator::Css("[data-servizi-stato]"));
        let news = news.await?.prop("textContent").await?;
        ensure!(news.as_deref() == Some("Posta: Aggiornato"), "{news:?}");
    }
    seat.arrive(PAGE).await?;
    ensure!(linked.opens(&username, NEXT).await? == [true; 3]);
    Ok(())
}

/// Waits until the table says this; without a script by the link that loads it again.
async fn until(seat: &Seat, has_javascript: bool, expected: [&str; 3]) -> Result<()> {
    let deadline = Instant::now() + MINUTE;
    loop {
        let cells = seat.browser.client.find_all(Locator::Css("[data-stato]"));
        let mut told = Vec::new();
        for cell in cells.await? {
            told.push(cell.text().await?);
        }
        let is_it = told
            .iter()
            .zip(expected)
            .all(|(told, it)| told.starts_with(it));
        if is_it && told.len() == expected.len() {
            return Ok(());
        }
        ensure!(Instant::now() < deadline, "{told:?}");
        sleep(Duration::from_millis(200)).await;
        if !has_javascript {
            seat.follow("Aggiorna la pagina").await.context("no link")?;
        }
    }
}
