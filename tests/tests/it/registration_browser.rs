//! From a codice fiscale to an active account, in a real browser.

use anyhow::{Context as _, Result};
use varco_tests::account::{ACTIVATION, CREDENTIALS};
use varco_tests::person::Person;
use varco_tests::seat::Seat;
use varco_tests::stage::Stage;

#[tokio::test]
async fn a_person_registers_in_a_browser_with_javascript() -> Result<()> {
    whole_way(true).await
}

#[tokio::test]
async fn a_person_registers_in_a_browser_without_javascript() -> Result<()> {
    whole_way(false).await
}

async fn whole_way(has_javascript: bool) -> Result<()> {
    let stage = Stage::start().await?;
    let seat = Seat::take(stage.varco.origin(), has_javascript).await?;
    let person = Person::number(3)?;
    let outcome = async {
        register(&seat, &person).await.context("registration")?;
        activate(&seat, &stage, &person)
            .await
            .context("activation")?;
        first_login(&seat, &stage, &person)
            .await
            .context("first login")
    };
    stage.explain(outcome.await)?;
    seat.browser.close().await
}

async fn register(seat: &Seat, person: &Person) -> Result<()> {
    seat.open("/").await?;
    seat.look("/", "01-home").await?;
    seat.follow("Registrati").await?;
    seat.look("/registrazione", "02-codice-fiscale").await?;
    seat.press("Continua").await?;
    seat.look_at_faults("/registrazione", "03-codice-fiscale-errori")
        .await?;
    seat.type_into("codice_fiscale", &person.codice_fiscale)
        .await?;
    seat.prove().await?;
    seat.press("Continua").await?;
    seat.look("/registrazione/dati", "04-dati").await?;
    seat.press("Continua").await?;
    seat.look_at_faults("/registrazione/dati", "05-dati-errori")
        .await?;
    seat.type_into("nome", &person.nome).await?;
    seat.type_into("cognome", &person.cognome).await?;
    seat.type_into("email", &person.email).await?;
    seat.type_into("email_ripetuta", &person.email).await?;
    seat.tick("condizioni").await?;
    seat.tick("privacy").await?;
    seat.press("Continua").await?;
    seat.look("/registrazione/riepilogo", "06-riepilogo")
        .await?;
    seat.press("Conferma e registrati").await?;
    seat.look("/registrazione/controlla-email", "07-controlla-email")
        .await
}

async fn activate(seat: &Seat, stage: &Stage, person: &Person) -> Result<()> {
    let letter = stage.letter(&person.email, ACTIVATION).await?;
    seat.browser.client.goto(letter.link()?.as_str()).await?;
    seat.look("/attiva", "08-attiva").await?;
    seat.press("Attiva l'utenza").await?;
    seat.look("/attiva/esito", "09-esito").await
}

async fn first_login(seat: &Seat, stage: &Stage, person: &Person) -> Result<()> {
    let letter = stage.letter(&person.email, CREDENTIALS).await?;
    seat.follow("Vai all'accesso").await?;
    seat.look("/accedi", "10-accedi").await?;
    seat.type_into("identificativo", &letter.username()?)
        .await?;
    seat.type_into("password", "sbagliata").await?;
    seat.press("Entra").await?;
    seat.look_at_faults("/accedi", "11-accedi-errori").await?;
    seat.type_into("password", &letter.password()?).await?;
    seat.press("Entra").await?;
    seat.look("/password/primo-accesso", "12-primo-accesso")
        .await?;
    seat.type_into("password_attuale", &letter.password()?)
        .await?;
    seat.type_into("nuova_password", &person.password).await?;
    seat.type_into("ripeti_password", &person.password).await?;
    seat.press("Salva").await?;
    seat.look("/area", "13-area").await?;
    seat.press("Esci").await?;
    seat.look("/accedi", "14-uscita").await
}
