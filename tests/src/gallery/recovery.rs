//! Forgotten passwords and usernames.

use crate::account::active;
use crate::person::Person;
use crate::seat::Seat;
use crate::stage::Stage;
use anyhow::{Context as _, Result};

const RESET: &str = "Istanze OnLine – Nuova password";
const REMINDER: &str = "Istanze OnLine – Il tuo username";

pub(super) async fn walk(seat: &Seat, stage: &Stage) -> Result<()> {
    let person = Person::number(33)?;
    let (_, username) = active(stage, &person).await?;
    explanations(seat).await.context("explanations")?;
    ask(seat, &username).await.context("asking")?;
    choose(seat, stage, &person).await.context("choosing")?;
    username_reminder(seat, stage, &person)
        .await
        .context("reminder")
}

async fn explanations(seat: &Seat) -> Result<()> {
    for (path, picture) in [
        ("/recupera", "50-recupera"),
        ("/recupera/attivazione", "51-attivazione"),
        ("/recupera/email-persa", "52-email-persa"),
    ] {
        seat.open(path).await?;
        seat.look(picture).await?;
    }
    seat.open("/recupera/attivazione").await?;
    seat.press("Manda").await?;
    seat.look_at_faults("51-attivazione-errori").await?;
    seat.open("/recupera/password").await?;
    seat.type_into("identificativo", "MI12345").await?;
    seat.prove().await?;
    seat.press("Manda").await?;
    seat.look("53-utenza-mi").await
}

async fn ask(seat: &Seat, username: &str) -> Result<()> {
    const HERE: &str = "/recupera/password";
    seat.open(HERE).await?;
    seat.look("56-password").await?;
    seat.press("Manda").await?;
    seat.look_at_faults("57-password-errori").await?;
    seat.type_into("identificativo", username).await?;
    seat.prove().await?;
    seat.press("Manda").await?;
    seat.look("58-inviata").await
}

async fn choose(seat: &Seat, stage: &Stage, person: &Person) -> Result<()> {
    const NEXT: &str = "quattro gatti sul tetto";
    let link = stage.letter(&person.email, RESET).await?.link()?;
    seat.browser.client.goto(link.as_str()).await?;
    seat.look("59-nuova-password").await?;
    seat.type_into("nuova_password", "corta").await?;
    seat.press("Salva la password").await?;
    seat.look_at_faults("60-nuova-password-errori").await?;
    seat.type_into("nuova_password", NEXT).await?;
    seat.type_into("ripeti_password", NEXT).await?;
    seat.press("Salva la password").await?;
    seat.look("61-fatto").await?;
    seat.browser.client.goto(link.as_str()).await?;
    seat.look("62-link-usato").await
}

async fn username_reminder(seat: &Seat, stage: &Stage, person: &Person) -> Result<()> {
    const HERE: &str = "/recupera/username";
    seat.open(HERE).await?;
    seat.look("63-username").await?;
    seat.press("Manda").await?;
    seat.look_at_faults("63-username-errori").await?;
    seat.type_into("codice_fiscale", &person.codice_fiscale)
        .await?;
    seat.prove().await?;
    seat.press("Manda").await?;
    seat.arrive("/recupera/inviata").await?;
    stage.letter(&person.email, REMINDER).await.map(drop)
}
