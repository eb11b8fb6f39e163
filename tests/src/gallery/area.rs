//! The *area riservata*.

use crate::account::active;
use crate::person::Person;
use crate::seat::Seat;
use crate::stage::Stage;
use anyhow::{Context as _, Result, ensure};

const CONFIRM: &str = "Istanze OnLine – Conferma la nuova email";
const CHANGED: &str = "Istanze OnLine – La tua email è cambiata";
/// The second password.
const NEXT: &str = "quattro gatti sul tetto";

pub(super) async fn walk(seat: &Seat, stage: &Stage) -> Result<()> {
    let person = Person::number(31)?;
    let (_, username) = active(stage, &person).await?;
    seat.log_in(&username, &person.password).await?;
    seat.look("20-area").await?;
    recapiti(seat).await.context("recapiti")?;
    own_data(seat, &person).await.context("own data")?;
    sessions(seat).await.context("sessions")?;
    password(seat, &person).await.context("password")?;
    email(seat, stage, &person).await.context("email")
}

async fn recapiti(seat: &Seat) -> Result<()> {
    const HERE: &str = "/area/recapiti";
    seat.open(HERE).await?;
    seat.look("21-recapiti").await?;
    seat.press("Continua").await?;
    seat.look_at_faults("22-recapiti-errori").await?;
    seat.type_into("cellulare", "333 1234567").await?;
    seat.type_into("indirizzo", "Via Roma 1").await?;
    seat.type_into("cap", "00184").await?;
    if seat.manner.has_javascript {
        suggested_places(seat).await.context("places")?;
    }
    seat.choose("provincia", "RM").await?;
    seat.type_into("comune", "Rma").await?;
    seat.press("Continua").await?;
    seat.read("forse intendi Roma?").await?;
    seat.look("23-recapiti-comune").await?;
    seat.press("Usa Roma").await?;
    seat.read("Controlla e conferma").await?;
    seat.look("24-recapiti-riepilogo").await?;
    seat.press("Conferma le modifiche").await?;
    seat.read("Hai aggiornato i recapiti").await?;
    seat.look("25-recapiti-fatto").await?;
    seat.press("Continua").await?;
    seat.read("Non hai modificato nulla").await?;
    seat.look("26-recapiti-nulla").await
}

/// Places suggest themselves, for the mouse and for the keyboard; Esc sends them away.
async fn suggested_places(seat: &Seat) -> Result<()> {
    const ARROW_DOWN: &str = "\u{e015}";
    const ENTER: &str = "\u{e007}";
    const ESCAPE: &str = "\u{e00c}";
    const LIST: &str = "#comune-elenco:not([hidden]) [role=option]";
    seat.type_into("comune", "monz").await?;
    seat.wait(LIST).await?;
    seat.look("27-luoghi").await?;
    seat.key("#comune", ARROW_DOWN).await?;
    seat.wait("#comune[aria-activedescendant=comune-elenco-0]")
        .await?;
    seat.key("#comune", ENTER).await?;
    let chosen = (seat.value("comune").await?, seat.value("provincia").await?);
    ensure!(
        chosen == ("Monza".to_owned(), "MB".to_owned()),
        "{chosen:?}"
    );
    seat.type_into("comune", "castr").await?;
    seat.wait(LIST).await?;
    seat.key("#comune", ESCAPE).await?;
    seat.wait("#comune[aria-expanded=false]").await
}

async fn own_data(seat: &Seat, person: &Person) -> Result<()> {
    const HERE: &str = "/area/dati-personali";
    const DELETION: &str = "/area/dati-personali/cancellazione";
    seat.open(HERE).await?;
    seat.look("30-dati").await?;
    seat.follow("Vedi e stampa i dati che conserviamo").await?;
    seat.look("31-stampa").await?;
    seat.open(DELETION).await?;
    seat.look("32-cancellazione").await?;
    seat.press("Chiedi la cancellazione").await?;
    seat.look_at_faults("33-cancellazione-errori").await?;
    seat.type_into("password_attuale", &person.password).await?;
    seat.press("Chiedi la cancellazione").await?;
    seat.look("34-cancellazione-chiesta").await?;
    seat.press("Ritira la richiesta").await?;
    seat.read("Hai ritirato la richiesta").await
}

async fn sessions(seat: &Seat) -> Result<()> {
    const HERE: &str = "/area/attivita";
    seat.open(HERE).await?;
    seat.look("35-attivita").await?;
    seat.press("Chiudi tutte le altre").await?;
    seat.read("Hai chiuso tutte le altre sessioni").await?;
    seat.look("36-attivita-chiuse").await
}

async fn password(seat: &Seat, person: &Person) -> Result<()> {
    const HERE: &str = "/area/password";
    seat.open(HERE).await?;
    seat.look("37-password").await?;
    seat.type_into("nuova_password", "corta").await?;
    seat.press("Cambia la password").await?;
    seat.look_at_faults("38-password-errori").await?;
    seat.type_into("password_attuale", &person.password).await?;
    seat.type_into("nuova_password", NEXT).await?;
    seat.type_into("ripeti_password", NEXT).await?;
    seat.press("Cambia la password").await?;
    seat.read("Hai cambiato la password").await?;
    seat.look("39-password-cambiata").await
}

async fn email(seat: &Seat, stage: &Stage, person: &Person) -> Result<()> {
    const HERE: &str = "/area/email";
    seat.open(HERE).await?;
    seat.look("41-email").await?;
    seat.press("Cambia email").await?;
    seat.look_at_faults("42-email-errori").await?;
    fill_email(seat, "prima@gmial.com").await?;
    seat.press("Cambia email").await?;
    seat.read("Volevi scrivere").await?;
    seat.look("42-email-dubbi").await?;
    ask_email(seat, "prima@libero.it").await?;
    seat.look("43-email-controlla").await?;
    seat.open(HERE).await?;
    seat.look("44-email-in-attesa").await?;
    seat.press("Annulla").await?;
    seat.read("Cambia email").await?;
    seat.look("45-email-annullata").await?;
    ask_email(seat, "nuova@libero.it").await?;
    let link = stage.letter("nuova@libero.it", CONFIRM).await?.link()?;
    seat.browser.client.goto(link.as_str()).await?;
    seat.look("46-conferma").await?;
    seat.press("Conferma l'email").await?;
    seat.look("47-confermata").await?;
    seat.browser.client.goto(link.as_str()).await?;
    seat.look("48-link-usato").await?;
    let link = stage.letter(&person.email, CHANGED).await?.link()?;
    seat.browser.client.goto(link.as_str()).await?;
    seat.look("49-rimetti").await?;
    seat.press("Rimetti l'email di prima").await?;
    seat.look("49-rimessa").await
}

async fn fill_email(seat: &Seat, address: &str) -> Result<()> {
    seat.type_into("email", address).await?;
    seat.type_into("email_ripetuta", address).await?;
    seat.type_into("password_attuale", NEXT).await
}

async fn ask_email(seat: &Seat, address: &str) -> Result<()> {
    fill_email(seat, address).await?;
    seat.press("Cambia email").await?;
    seat.arrive("/area/email/controlla").await
}
