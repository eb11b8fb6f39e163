//! Mailed links in every state: cut, too old, replaced, used.

use anyhow::{Context as _, Result, ensure};
use jiff::SignedDuration;
use serde_json::json;

use crate::account::{ACTIVATION, active, pending};
use crate::person::Person;
use crate::seat::Seat;
use crate::stage::Stage;

const RESET: &str = "Istanze OnLine – Nuova password";
const CHANGED: &str = "Istanze OnLine – La tua password è cambiata";
const CONFIRM: &str = "Istanze OnLine – Conferma la nuova email";
/// Longer than the pause between two mails.
const PAUSE: SignedDuration = SignedDuration::from_mins(10);
/// Longer than the life of a link, shorter than that of a registration.
const DAY: SignedDuration = SignedDuration::from_hours(25);
/// Longer than the life of a registration.
const DAYS: SignedDuration = SignedDuration::from_hours(73);

pub(super) async fn walk(seat: &Seat, stage: &Stage) -> Result<()> {
    activation(seat, stage).await.context("activation")?;
    over(seat, stage).await.context("over")?;
    reset(seat, stage).await.context("reset")?;
    email(seat, stage).await.context("email")
}

async fn activation(seat: &Seat, stage: &Stage) -> Result<()> {
    seat.open("/attiva").await?;
    seat.look("70-attiva-codice").await?;
    seat.press("Attiva").await?;
    seat.look_at_faults("70-attiva-codice-errori").await?;
    seat.open("/attiva?t=tagliato").await?;
    seat.look("70-attiva-tagliato").await?;
    let person = Person::number(61)?;
    let (mut api, first) = pending(stage, &person).await?;
    stage.varco.site().advance(PAUSE)?;
    api.recover_activation(&person).await?;
    let second = stage.another(&person.email, ACTIVATION, &[&first]).await?;
    seat.visit(&first).await?;
    seat.look("71-attiva-superato").await?;
    stage.varco.site().advance(DAY)?;
    seat.visit(&second).await?;
    seat.look("72-attiva-scaduto").await?;
    seat.press("Manda un nuovo link").await?;
    seat.look("73-attiva-nuovo-link").await?;
    let known = [&first, &second];
    let third = stage.another(&person.email, ACTIVATION, &known).await?;
    seat.visit(&third).await?;
    seat.press("Attiva l'utenza").await?;
    seat.arrive("/attiva/esito").await?;
    seat.visit(&third).await?;
    seat.look("74-attiva-gia").await
}

async fn over(seat: &Seat, stage: &Stage) -> Result<()> {
    let person = Person::number(62)?;
    let other = Person {
        email: "altra.casella@esempio.it".to_owned(),
        ..person.clone()
    };
    let (api, first) = pending(stage, &person).await?;
    let (_, second) = pending(stage, &other).await?;
    seat.visit(&second).await?;
    seat.arrive("/attiva").await?;
    api.activate(json!({ "code": first.code()? })).await?;
    seat.press("Attiva l'utenza").await?;
    seat.look("75-attiva-sostituita").await?;
    let (_, letter) = pending(stage, &Person::number(63)?).await?;
    stage.varco.site().advance(DAYS)?;
    seat.visit(&letter).await?;
    seat.look("76-attiva-finita").await?;
    seat.open("/attiva/esito?esito=assistenza").await?;
    seat.look("77-attiva-assistenza").await
}

async fn reset(seat: &Seat, stage: &Stage) -> Result<()> {
    let (site, person) = (stage.varco.site(), Person::number(64)?);
    let (mut api, username) = active(stage, &person).await?;
    seat.open("/recupera/nuova-password?t=tagliato").await?;
    seat.look("80-nuova-password-tagliata").await?;
    let mut letters = Vec::new();
    for _ in 0..2 {
        ask_reset(seat, &username).await?;
        let known: Vec<_> = letters.iter().collect();
        letters.push(stage.another(&person.email, RESET, &known).await?);
        site.advance(PAUSE)?;
    }
    let [first, second] = &letters[..] else {
        return Ok(());
    };
    seat.visit(first).await?;
    seat.look("81-nuova-password-superata").await?;
    site.advance(DAY)?;
    seat.visit(second).await?;
    seat.look("82-nuova-password-scaduta").await?;
    ask_reset(seat, &username).await?;
    let third = stage
        .another(&person.email, RESET, &[first, second])
        .await?;
    api.log_in(&username, &person.password).await?;
    api.change_password(&person.password, "quattro gatti sul tetto")
        .await?;
    seat.visit(&third).await?;
    seat.look("83-nuova-password-vecchia").await?;
    site.advance(PAUSE)?;
    ask_reset(seat, &username).await?;
    let known = [first, second, &third];
    let fourth = stage.another(&person.email, RESET, &known).await?;
    let suspend = ["utenza", "suspend", &username, "--why", "prova"];
    let said = site.run(&suspend).await?;
    ensure!(said.status.success(), "{said:?}");
    seat.visit(&fourth).await?;
    seat.look("84-nuova-password-sospesa").await
}

async fn ask_reset(seat: &Seat, username: &str) -> Result<()> {
    seat.open("/recupera/password").await?;
    seat.type_into("identificativo", username).await?;
    seat.prove().await?;
    seat.press("Manda").await?;
    seat.arrive("/recupera/inviata").await
}

async fn email(seat: &Seat, stage: &Stage) -> Result<()> {
    let person = Person::number(65)?;
    let (_, username) = active(stage, &person).await?;
    seat.open("/conferma-email?t=tagliato").await?;
    seat.look("85-conferma-tagliato").await?;
    seat.press("Continua").await?;
    seat.look_at_faults("85-conferma-errori").await?;
    seat.open("/annulla-email?t=tagliato").await?;
    seat.look("85-annulla-tagliato").await?;
    seat.log_in(&username, &person.password).await?;
    seat.open("/area/email").await?;
    seat.type_into("email", "nuova@libero.it").await?;
    seat.type_into("email_ripetuta", "nuova@libero.it").await?;
    seat.type_into("password_attuale", &person.password).await?;
    seat.press("Cambia email").await?;
    let letter = stage.letter("nuova@libero.it", CONFIRM).await?;
    stage.varco.site().advance(DAY)?;
    seat.visit(&letter).await?;
    seat.look("86-conferma-scaduta").await?;
    seat.open("/non-sono-stato-io?t=tagliato").await?;
    seat.look("87-non-io-tagliato").await?;
    let letter = stage.letter(&person.email, CHANGED).await?;
    seat.visit(&letter).await?;
    seat.look("87-non-io").await?;
    seat.press("Metti al sicuro").await?;
    seat.look("88-al-sicuro").await?;
    seat.visit(&letter).await?;
    seat.look("88-gia-al-sicuro").await?;
    seat.try_log_in(&username, &person.password).await?;
    seat.look("89-primo-accesso-dopo").await
}
