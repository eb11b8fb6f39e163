//! From a codice fiscale to an active utenza.

use anyhow::{Context as _, Result};
use jiff::SignedDuration;

use crate::account::{ACTIVATION, CREDENTIALS};
use crate::person::Person;
use crate::seat::Seat;
use crate::stage::Stage;

/// Longer than the pause between two mails.
const PAUSE: SignedDuration = SignedDuration::from_mins(10);

pub(super) async fn walk(seat: &Seat, stage: &Stage) -> Result<()> {
    let person = Person::number(3)?;
    let corrected = Person {
        email: "corretta@esempio.it".to_owned(),
        ..person.clone()
    };
    identify(seat, &person).await.context("step 1")?;
    declare(seat, &person).await.context("step 2")?;
    confirm(seat, stage, &corrected).await.context("step 3")?;
    activate(seat, stage, &corrected)
        .await
        .context("activation")?;
    first_login(seat, stage, &corrected)
        .await
        .context("first login")
}

async fn identify(seat: &Seat, person: &Person) -> Result<()> {
    seat.open("/").await?;
    seat.look("01-home").await?;
    seat.open("/registrazione/riepilogo").await?;
    seat.look("02-senza-bozza").await?;
    seat.open("/").await?;
    seat.follow("Registrati").await?;
    seat.look("02-codice-fiscale").await?;
    seat.press("Continua").await?;
    seat.look_at_faults("03-codice-fiscale-errori").await?;
    seat.type_into("codice_fiscale", "RSSMRA8OA01H501U").await?;
    seat.prove().await?;
    seat.press("Continua").await?;
    seat.read("non aver scambiato O e 0").await?;
    seat.look_at_faults("03-codice-fiscale-battitura").await?;
    seat.type_into("codice_fiscale", &person.codice_fiscale)
        .await?;
    seat.prove().await?;
    seat.press("Continua").await?;
    seat.look("04-dati").await
}

async fn declare(seat: &Seat, person: &Person) -> Result<()> {
    seat.press("Continua").await?;
    seat.look_at_faults("05-dati-errori").await?;
    seat.type_into("nome", "Luigia").await?;
    seat.type_into("cognome", "Bianchi").await?;
    address(seat, "mario@gmial.com").await?;
    seat.tick("condizioni").await?;
    seat.tick("privacy").await?;
    seat.press("Continua").await?;
    seat.read("Volevi scrivere mario@gmail.com?").await?;
    seat.look("05-dati-dubbi").await?;
    seat.type_into("nome", &person.nome).await?;
    seat.type_into("cognome", &person.cognome).await?;
    address(seat, "mario@pec.it").await?;
    seat.press("Continua").await?;
    seat.read("Sembra una casella PEC").await?;
    seat.look("05-dati-pec").await?;
    address(seat, &person.email).await?;
    seat.press("Continua").await?;
    seat.look("06-riepilogo").await?;
    seat.open("/registrazione").await?;
    seat.look("06-in-corso").await?;
    seat.follow("Riprendi").await
}

async fn address(seat: &Seat, address: &str) -> Result<()> {
    seat.type_into("email", address).await?;
    seat.type_into("email_ripetuta", address).await
}

async fn confirm(seat: &Seat, stage: &Stage, corrected: &Person) -> Result<()> {
    seat.press("Conferma e registrati").await?;
    seat.look("07-controlla-email").await?;
    seat.press("Invia di nuovo").await?;
    seat.read("Hai chiesto l'email da poco").await?;
    seat.look("07-troppo-presto").await?;
    seat.open("/registrazione").await?;
    seat.look("07-in-attesa").await?;
    seat.follow("Riprendi").await?;
    seat.follow("Correggi l'indirizzo").await?;
    seat.look("07-correggi").await?;
    seat.press("Conferma il nuovo indirizzo").await?;
    seat.look_at_faults("07-correggi-errori").await?;
    stage.varco.site().advance(PAUSE)?;
    address(seat, &corrected.email).await?;
    seat.press("Conferma il nuovo indirizzo").await?;
    seat.look("07-corretta").await
}

async fn activate(seat: &Seat, stage: &Stage, person: &Person) -> Result<()> {
    let letter = stage.letter(&person.email, ACTIVATION).await?;
    seat.browser.client.goto(letter.link()?.as_str()).await?;
    seat.look("08-attiva").await?;
    seat.press("Attiva l'utenza").await?;
    seat.look("09-esito").await?;
    seat.open("/registrazione/controlla-email").await?;
    seat.look("09-completata").await
}

async fn first_login(seat: &Seat, stage: &Stage, person: &Person) -> Result<()> {
    let letter = stage.letter(&person.email, CREDENTIALS).await?;
    seat.follow("Vai all'accesso").await?;
    seat.look("10-accedi").await?;
    seat.press("Entra").await?;
    seat.look_at_faults("11-accedi-errori").await?;
    seat.type_into("identificativo", &letter.username()?)
        .await?;
    seat.type_into("password", &letter.password()?).await?;
    seat.press("Entra").await?;
    seat.look("12-primo-accesso").await?;
    seat.press("Salva").await?;
    seat.look_at_faults("12-primo-accesso-errori").await?;
    seat.type_into("password_attuale", &letter.password()?)
        .await?;
    seat.type_into("nuova_password", &person.password).await?;
    seat.type_into("ripeti_password", &person.password).await?;
    seat.press("Salva").await?;
    seat.look("13-area").await?;
    seat.press("Esci").await?;
    seat.look("14-uscita").await
}
