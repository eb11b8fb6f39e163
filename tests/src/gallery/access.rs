//! Logins that do not lead straight in, and sessions that end too early.

use anyhow::{Context as _, Result, ensure};
use jiff::SignedDuration;

use crate::account::{CREDENTIALS, activate, active, pending};
use crate::person::Person;
use crate::seat::Seat;
use crate::stage::Stage;

const REISSUED: &str = "Istanze OnLine – La tua password è stata reimpostata";
const MAILBOX: &str = "mario.rossi@istruzione.it";
/// Longer than a session lives without use.
const NAP: SignedDuration = SignedDuration::from_mins(20);
/// Longer than any pause of a login.
const HOUR: SignedDuration = SignedDuration::from_hours(1);
/// Longer than a temporary password lives.
const DAYS: SignedDuration = SignedDuration::from_hours(73);

pub(super) async fn walk(seat: &Seat, stage: &Stage) -> Result<()> {
    let person = Person::number(71)?;
    let (_, username) = active(stage, &person).await?;
    failures(seat, &username).await.context("failures")?;
    stage.varco.site().advance(HOUR)?;
    naps(seat, stage, &username, &person)
        .await
        .context("naps")?;
    temporary(seat, stage).await.context("temporary")?;
    mi(seat, stage).await.context("MI")
}

async fn failures(seat: &Seat, username: &str) -> Result<()> {
    for _ in 0..3 {
        seat.try_log_in(username, "una password sbagliata").await?;
        seat.wait("#riepilogo-errori").await?;
    }
    seat.read("Ti restano 2 tentativi").await?;
    seat.look("90-accedi-tentativi").await?;
    for _ in 0..2 {
        seat.try_log_in(username, "una password sbagliata").await?;
        seat.wait("#riepilogo-errori").await?;
    }
    seat.try_log_in(username, "una password sbagliata").await?;
    seat.read("Accesso sospeso").await?;
    seat.look("91-accesso-sospeso").await
}

async fn naps(seat: &Seat, stage: &Stage, username: &str, person: &Person) -> Result<()> {
    seat.log_in(username, &person.password).await?;
    stage.varco.site().advance(NAP)?;
    seat.open("/area/attivita").await?;
    seat.look("92-sessione-scaduta").await?;
    seat.log_in(username, &person.password).await?;
    seat.open("/area/recapiti").await?;
    seat.type_into("cellulare", "333 1234567").await?;
    stage.varco.site().advance(NAP)?;
    seat.press("Continua").await?;
    seat.look("93-modulo-conservato").await?;
    seat.type_into("identificativo", username).await?;
    seat.type_into("password", &person.password).await?;
    seat.press("Entra").await?;
    seat.look("94-modulo-ritrovato").await?;
    seat.press("Esci").await?;
    seat.arrive("/accedi").await
}

async fn temporary(seat: &Seat, stage: &Stage) -> Result<()> {
    let person = Person::number(72)?;
    let (_, letter) = pending(stage, &person).await?;
    activate(stage, &letter).await?;
    let letter = stage.letter(&person.email, CREDENTIALS).await?;
    stage.varco.site().advance(DAYS)?;
    seat.try_log_in(&letter.username()?, &letter.password()?)
        .await?;
    seat.read("La password temporanea è scaduta").await?;
    seat.look("95-temporanea-scaduta").await?;
    seat.press("Manda una nuova password temporanea").await?;
    seat.read("un'altra password temporanea").await?;
    seat.look("96-temporanea-rinnovata").await
}

async fn mi(seat: &Seat, stage: &Stage) -> Result<()> {
    let (site, person) = (stage.varco.site(), Person::number(73)?);
    let who = ["--username", "MI12345", "--email", MAILBOX];
    let names = [
        "--given-name",
        &person.nome,
        "--family-name",
        &person.cognome,
    ];
    let more = ["--codice-fiscale", &person.codice_fiscale, "--why", "prova"];
    let add = ["utenza", "add", "--kind", "mi"];
    let said = site.run(&[&add[..], &who, &names, &more].concat()).await?;
    ensure!(said.status.success(), "{said:?}");
    let one_time = stage.letter(MAILBOX, CREDENTIALS).await?.password()?;
    site.advance(DAYS)?;
    seat.try_log_in("MI12345", &one_time).await?;
    seat.read("referente della sicurezza").await?;
    seat.look("97-mi-temporanea-scaduta").await?;
    let reset = ["utenza", "reset-password", "MI12345", "--why", "prova"];
    let said = site.run(&reset).await?;
    ensure!(said.status.success(), "{said:?}");
    let letter = stage.letter(MAILBOX, REISSUED).await?;
    first_mi(seat, &letter.password()?).await
}

async fn first_mi(seat: &Seat, one_time: &str) -> Result<()> {
    seat.try_log_in("MI12345", one_time).await?;
    seat.look("97-mi-primo-accesso").await?;
    seat.type_into("password_attuale", one_time).await?;
    seat.type_into("nuova_password", "tre trote").await?;
    seat.type_into("ripeti_password", "tre trote").await?;
    seat.press("Salva").await?;
    seat.look_at_faults("97-mi-primo-accesso-errori").await?;
    seat.type_into("password_attuale", one_time).await?;
    seat.type_into("nuova_password", "Lampone7x").await?;
    seat.type_into("ripeti_password", "Lampone7x").await?;
    seat.press("Salva").await?;
    seat.look("98-condizioni").await?;
    seat.press("Continua").await?;
    seat.look_at_faults("98-condizioni-errori").await?;
    seat.tick("condizioni").await?;
    seat.tick("privacy").await?;
    seat.press("Continua").await?;
    seat.look("99-mi-area").await?;
    seat.open("/area/password").await?;
    seat.look("99-mi-password").await
}
