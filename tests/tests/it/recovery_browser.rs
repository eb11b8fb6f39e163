//! Ways back in, in a real browser, with and without JavaScript.

use anyhow::{Context as _, Result};
use varco_tests::account::active;
use varco_tests::person::Person;
use varco_tests::seat::Seat;
use varco_tests::stage::{EASY_CAPTCHA, Stage};

const RESET: &str = "Istanze OnLine – Nuova password";
const REMINDER: &str = "Istanze OnLine – Il tuo username";

#[tokio::test]
async fn a_person_recovers_password_and_username_in_a_browser_with_javascript() -> Result<()> {
    whole_way(true).await
}

#[tokio::test]
async fn a_person_recovers_password_and_username_in_a_browser_without_javascript() -> Result<()> {
    whole_way(false).await
}

async fn whole_way(has_javascript: bool) -> Result<()> {
    let stage = Stage::start_with(&EASY_CAPTCHA).await?;
    let seat = Seat::take(stage.varco.origin(), has_javascript).await?;
    let person = Person::number(33)?;
    let outcome = async {
        let (_, username) = active(&stage, &person).await?;
        explanations(&seat).await.context("explanations")?;
        ask(&seat, &username).await.context("asking")?;
        choose(&seat, &stage, &person).await.context("choosing")?;
        username_reminder(&seat, &stage, &person)
            .await
            .context("reminder")
    };
    stage.explain(outcome.await)?;
    seat.browser.close().await
}

async fn explanations(seat: &Seat) -> Result<()> {
    for (path, picture) in [
        ("/recupera", "50-recupera"),
        ("/recupera/attivazione", "51-attivazione"),
        ("/recupera/email-persa", "52-email-persa"),
    ] {
        seat.open(path).await?;
        seat.look(path, picture).await?;
    }
    seat.open("/recupera/password").await?;
    seat.type_into("identificativo", "MI12345").await?;
    seat.prove().await?;
    seat.press("Manda").await?;
    seat.look("/recupera/utenza-mi", "53-utenza-mi").await?;
    seat.open("/attiva?t=tagliato").await?;
    seat.look("/attiva", "54-link-tagliato").await?;
    seat.open("/non-esiste").await?;
    seat.look("/non-esiste", "55-non-trovata").await
}

async fn ask(seat: &Seat, username: &str) -> Result<()> {
    const HERE: &str = "/recupera/password";
    seat.open(HERE).await?;
    seat.look(HERE, "56-password").await?;
    seat.press("Manda").await?;
    seat.look_at_faults(HERE, "57-password-errori").await?;
    seat.type_into("identificativo", username).await?;
    seat.prove().await?;
    seat.press("Manda").await?;
    seat.look("/recupera/inviata", "58-inviata").await
}

async fn choose(seat: &Seat, stage: &Stage, person: &Person) -> Result<()> {
    const HERE: &str = "/recupera/nuova-password";
    const NEXT: &str = "quattro gatti sul tetto";
    let link = stage.letter(&person.email, RESET).await?.link()?;
    seat.browser.client.goto(link.as_str()).await?;
    seat.look(HERE, "59-nuova-password").await?;
    seat.type_into("nuova_password", "corta").await?;
    seat.press("Salva la password").await?;
    seat.look_at_faults(HERE, "60-nuova-password-errori")
        .await?;
    seat.type_into("nuova_password", NEXT).await?;
    seat.type_into("ripeti_password", NEXT).await?;
    seat.press("Salva la password").await?;
    seat.look("/recupera/esito", "61-fatto").await?;
    seat.browser.client.goto(link.as_str()).await?;
    seat.look(HERE, "62-link-usato").await
}

async fn username_reminder(seat: &Seat, stage: &Stage, person: &Person) -> Result<()> {
    const HERE: &str = "/recupera/username";
    seat.open(HERE).await?;
    seat.look(HERE, "63-username").await?;
    seat.type_into("codice_fiscale", &person.codice_fiscale)
        .await?;
    seat.prove().await?;
    seat.press("Manda").await?;
    seat.arrive("/recupera/inviata").await?;
    stage.letter(&person.email, REMINDER).await.map(drop)
}
