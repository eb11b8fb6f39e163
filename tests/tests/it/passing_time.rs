//! What time does to passwords and sessions, through the binary whose clock is put forward, with the
//! mails as they arrive.

use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use jiff::SignedDuration;
use reqwest::StatusCode;
use tokio::time::{Instant, sleep};
use varco_tests::account::{CREDENTIALS, activate, active, add_mi, pending};
use varco_tests::api::Api;
use varco_tests::person::Person;
use varco_tests::process::Database;
use varco_tests::stage::{EASY_CAPTCHA, Stage};
use varco_tests::web::{Page, Visitor};

const ENDING: &str = "Istanze OnLine – La tua password sta per scadere";
const MAILBOX: &str = "mario.rossi@istruzione.it";
const MINUTE: SignedDuration = SignedDuration::from_mins(1);
const DAY: SignedDuration = SignedDuration::from_hours(24);

async fn timed(database: Database, settings: &[(&str, &str)]) -> Result<Stage> {
    Stage::start_timed(database, &[&EASY_CAPTCHA[..], settings].concat()).await
}

#[tokio::test]
async fn one_click_replaces_a_temporary_password_that_has_expired() -> Result<()> {
    for database in Database::ALL {
        let stage = timed(database, &[]).await?;
        let person = Person::number(41)?;
        let outcome = renewed(&stage, &person).await;
        stage.explain(outcome)?;
    }
    Ok(())
}

async fn renewed(stage: &Stage, person: &Person) -> Result<()> {
    let (_, letter) = pending(stage, person).await?;
    activate(stage, &letter).await?;
    let first = stage.letter(&person.email, CREDENTIALS).await?;
    let username = first.username()?;
    stage.varco.site().advance(DAY * 3 + MINUTE)?;
    let mut visitor = Visitor::new(&stage.varco.origin())?;
    let wrong = visitor.log_in(&username, "Kefwam-2739-tubzan").await?;
    ensure!(
        !wrong.text()?.contains("scaduta"),
        "R-34: {}",
        wrong.text()?
    );
    let late = visitor.log_in(&username, &first.password()?).await?;
    late.says("La password temporanea è scaduta")?;
    let sent = visitor
        .send(late.form("Manda una nuova password temporanea")?)
        .await?;
    sent.says("Ti abbiamo mandato un'altra password temporanea")?;
    let second = stage.another(&person.email, CREDENTIALS, &[&first]).await?;
    let forced = visitor.log_in(&username, &second.password()?).await?;
    forced.at("/password/primo-accesso")?;
    let area = change(&mut visitor, &forced, &second.password()?, &person.password).await?;
    area.at("/area")
}

#[tokio::test]
async fn a_form_sent_after_the_session_has_ended_is_offered_again_without_its_passwords()
-> Result<()> {
    for database in Database::ALL {
        let mut stage = timed(database, &[]).await?;
        let person = Person::number(42)?;
        let outcome = kept(&mut stage, &person).await;
        stage.explain(outcome)?;
    }
    Ok(())
}

async fn kept(stage: &mut Stage, person: &Person) -> Result<()> {
    const TYPED: &str = "nuova.casella@libero.it";
    let (_, username) = active(stage, person).await?;
    let mut visitor = Visitor::new(&stage.varco.origin())?;
    visitor.log_in(&username, &person.password).await?;
    let form = visitor.open("/area/email").await?.form("email")?;
    let form = form.fill("email", TYPED)?.fill("email_ripetuta", TYPED)?;
    let form = form.fill("password_attuale", &person.password)?;
    stage.varco.site().advance(MINUTE * 16)?;
    let login = visitor.send(form).await?;
    login.at("/accedi")?;
    login.says(
        "La sessione è scaduta. Accedi di nuovo: abbiamo conservato quello che avevi scritto",
    )?;
    // What is kept is in the database, so another process can give it back.
    stage.varco.crash().await?;
    let back = visitor
        .log_in_at(&login, &username, &person.password)
        .await?;
    back.at("/area/email")?;
    back.says("abbiamo conservato quello che avevi scritto. Controlla e conferma")?;
    let form = back.form("email")?;
    ensure!(form.value("email") == Some(TYPED), "{form:?}");
    ensure!(form.value("password_attuale") == Some(""), "{form:?}");
    ensure!(
        !back.body.contains(&person.password),
        "the password is kept"
    );
    let sent = visitor
        .send(form.fill("password_attuale", &person.password)?)
        .await?;
    sent.at("/area/email/controlla")?;
    let again = visitor.open("/area/email").await?;
    ensure!(!again.body.contains("abbiamo conservato"), "offered twice");
    Ok(())
}

#[tokio::test]
async fn r26_the_end_of_a_password_is_announced_three_times_and_then_only_a_change_is_open()
-> Result<()> {
    for database in Database::ALL {
        let mut stage = timed(database, &[("VARCO_PASSWORD__MI__MAX_AGE_DAYS", "30")]).await?;
        let person = Person::number(43)?;
        let outcome = aged(&mut stage, &person).await;
        stage.explain(outcome)?;
    }
    Ok(())
}

async fn aged(stage: &mut Stage, person: &Person) -> Result<()> {
    add_mi(stage, person, MAILBOX).await?;
    let one_time = stage.letter(MAILBOX, CREDENTIALS).await?.password()?;
    let mut visitor = Visitor::new(&stage.varco.origin())?;
    let forced = visitor.log_in("MI12345", &one_time).await?;
    change(&mut visitor, &forced, &one_time, "Lampone7x").await?;
    // 15 days are left, 13, 6, and half a day: three of them are worth a mail.
    for (days, mails) in [(15, 0), (2, 1), (7, 2), (5, 3)] {
        stage.varco.site().advance(DAY * days + MINUTE * 100)?;
        // Whoever starts looks at once who has to be reminded.
        stage.varco.crash().await?;
        reminded(stage, mails).await?;
    }
    let letter = stage.letter(MAILBOX, ENDING).await?;
    ensure!(
        letter.text.contains("l'utenza resta attiva"),
        "{}",
        letter.text
    );

    stage.varco.site().advance(DAY)?;
    let mut api = Api::new(&stage.varco.origin())?;
    let opened = api.log_in("MI12345", "Lampone7x").await?;
    ensure!(
        opened.text("scope")? == "change_password",
        "{}",
        opened.body
    );
    let closed = api.account(&api.session_token).await?;
    ensure!(
        closed.text("code")? == "password-change-required",
        "{}",
        closed.body
    );
    let forced = visitor.log_in("MI12345", "Lampone7x").await?;
    let voided = api.account(&api.session_token).await?;
    ensure!(
        voided.status == StatusCode::UNAUTHORIZED,
        "R-19: {}",
        voided.body
    );
    forced.at("/password/primo-accesso")?;
    forced.says("La tua password è scaduta perché la usi da molto tempo")?;
    visitor
        .open("/area/email")
        .await?
        .at("/password/primo-accesso")?;
    let same = change(&mut visitor, &forced, "Lampone7x", "Lampone7x").await?;
    ensure!(
        same.status == StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        same.url
    );
    let area = change(&mut visitor, &same, "Lampone7x", "Mirtillo8y").await?;
    ensure!(area.path().starts_with("/area"), "{}", area.url);
    api.log_in("MI12345", "Mirtillo8y").await?;
    api.account(&api.session_token).await?;
    let back = api.try_change("Mirtillo8y", "Lampone7x").await?;
    ensure!(
        back.text("code")? == "invalid-password",
        "R-26: {}",
        back.body
    );
    Ok(())
}

/// Waits until the person was reminded so often; more often is a fault.
async fn reminded(stage: &Stage, times: usize) -> Result<()> {
    let deadline = Instant::now() + Duration::from_secs(30);
    loop {
        let mails = stage.sink.messages();
        let found = mails.iter().filter(|mail| mail.subject() == ENDING).count();
        ensure!(found <= times, "reminded {found} times instead of {times}");
        if found == times {
            return Ok(());
        }
        ensure!(Instant::now() < deadline, "reminded {found} times only");
        sleep(Duration::from_millis(100)).await;
    }
}

#[tokio::test]
async fn r46_a_session_lives_longer_by_use_and_never_beyond_eight_hours() -> Result<()> {
    for database in Database::ALL {
        let stage = timed(database, &[]).await?;
        let person = Person::number(44)?;
        let outcome = prolonged(&stage, &person).await;
        stage.explain(outcome)?;
    }
    Ok(())
}

async fn prolonged(stage: &Stage, person: &Person) -> Result<()> {
    let (_, username) = active(stage, person).await?;
    let (site, mut visitor) = (stage.varco.site(), Visitor::new(&stage.varco.origin())?);
    visitor
        .log_in(&username, &person.password)
        .await?
        .at("/area")?;
    site.advance(MINUTE * 10)?;
    for _ in 0..2 {
        let asked = left(&visitor.open("/sessione").await?)?;
        ensure!((200..=300).contains(&asked), "asking is no use: {asked}");
    }
    // What the dialog does when somebody stays.
    let stayed = left(&visitor.post("/sessione/prolunga").await?)?;
    ensure!((800..=900).contains(&stayed), "{stayed}");
    for _ in 0..33 {
        site.advance(MINUTE * 14)?;
        visitor.open("/area").await?.at("/area")?;
    }
    let last = left(&visitor.post("/sessione/prolunga").await?)?;
    ensure!((1..=480).contains(&last), "eight hours are all: {last}");
    site.advance(MINUTE * 9)?;
    let over = visitor.open("/area").await?;
    over.at("/accedi")?;
    over.says("La sessione è scaduta")?;
    ensure!(left(&visitor.open("/sessione").await?)? == 0, "it is back");
    Ok(())
}

/// Seconds that a session has left.
fn left(page: &Page) -> Result<i64> {
    let told: serde_json::Value = serde_json::from_str(&page.body)?;
    told.get("restano")
        .and_then(serde_json::Value::as_i64)
        .context("no seconds")
}

/// Sends the form of a change that was asked for.
async fn change(visitor: &mut Visitor, page: &Page, old: &str, new: &str) -> Result<Page> {
    let form = page
        .form("nuova_password")?
        .fill("password_attuale", old)?
        .fill("nuova_password", new)?
        .fill("ripeti_password", new)?;
    visitor.send(form).await
}
