//! Another address, from asking to undoing, as a person with two mailboxes does it.

use anyhow::{Result, ensure};
use varco_tests::account::active;
use varco_tests::person::Person;
use varco_tests::process::Database;
use varco_tests::stage::{EASY_CAPTCHA, Stage};
use varco_tests::web::Visitor;

const CONFIRM: &str = "Istanze OnLine – Conferma la nuova email";
const ABOUT_TO_CHANGE: &str = "Istanze OnLine – La tua email sta per cambiare";
const CHANGED: &str = "Istanze OnLine – La tua email è cambiata";
const SECURED: &str = "Istanze OnLine – Abbiamo messo al sicuro la tua utenza";

#[tokio::test]
async fn r54_an_address_is_changed_and_the_old_mailbox_undoes_it_on_sqlite() -> Result<()> {
    changed_and_undone(Database::Sqlite).await
}

#[tokio::test]
async fn r54_an_address_is_changed_and_the_old_mailbox_undoes_it_on_postgresql() -> Result<()> {
    changed_and_undone(Database::Postgres).await
}

async fn changed_and_undone(database: Database) -> Result<()> {
    let stage = Stage::start_on(database, &EASY_CAPTCHA).await?;
    let outcome = journey(&stage).await;
    stage.explain(outcome)
}

async fn journey(stage: &Stage) -> Result<()> {
    let person = Person::number(5)?;
    let (_, username) = active(stage, &person).await?;
    let mut inside = Visitor::new(&stage.varco.origin())?;
    inside.log_in(&username, &person.password).await?;
    ask(&mut inside, "nuova@libero.it", &person).await?;

    let new = stage.letter("nuova@libero.it", CONFIRM).await?;
    stage.letter(&person.email, ABOUT_TO_CHANGE).await?;
    let mut reader = Visitor::new(&stage.varco.origin())?;
    press(
        &mut reader,
        new.link()?.as_str(),
        "Conferma l'email",
        "Email confermata",
    )
    .await?;
    let out = inside.open("/area/email").await?;
    ensure!(out.path() == "/accedi", "R-48: {}", out.path());

    let old = stage.letter(&person.email, CHANGED).await?;
    stage.letter("nuova@libero.it", CHANGED).await?;
    let link = old.link()?;
    let (button, done) = (
        "Rimetti l'email di prima",
        "Abbiamo rimesso l'email di prima",
    );
    press(&mut reader, link.as_str(), button, done).await?;
    let again = reader.open(link.as_str()).await?;
    ensure!(
        again.heading()?.starts_with("Avevamo già"),
        "{}",
        again.heading()?
    );

    let forced = inside.log_in(&username, &person.password).await?;
    ensure!(
        forced.path() == "/password/primo-accesso",
        "{}",
        forced.path()
    );
    Ok(())
}

#[tokio::test]
async fn r53_who_did_not_ask_stops_the_change_from_the_old_mailbox() -> Result<()> {
    for database in [Database::Sqlite, Database::Postgres] {
        let stage = Stage::start_on(database, &EASY_CAPTCHA).await?;
        let outcome = disavowed(&stage).await;
        stage.explain(outcome)?;
    }
    Ok(())
}

async fn disavowed(stage: &Stage) -> Result<()> {
    let person = Person::number(6)?;
    let (_, username) = active(stage, &person).await?;
    let mut thief = Visitor::new(&stage.varco.origin())?;
    thief.log_in(&username, &person.password).await?;
    ask(&mut thief, "ladro@libero.it", &person).await?;

    let warning = stage.letter(&person.email, ABOUT_TO_CHANGE).await?;
    let mut owner = Visitor::new(&stage.varco.origin())?;
    let link = warning.link()?;
    let (button, done) = (
        "Metti al sicuro la mia utenza",
        "Abbiamo messo al sicuro la tua utenza",
    );
    press(&mut owner, link.as_str(), button, done).await?;
    stage.letter(&person.email, SECURED).await?;
    let out = thief.open("/area").await?;
    ensure!(out.path() == "/accedi", "{}", out.path());
    let confirm = stage.letter("ladro@libero.it", CONFIRM).await?;
    let void = thief.open(confirm.link()?.as_str()).await?;
    ensure!(
        void.heading()? == "Il link non vale più",
        "{}",
        void.heading()?
    );
    Ok(())
}

async fn ask(visitor: &mut Visitor, email: &str, person: &Person) -> Result<()> {
    let form = visitor
        .open("/area/email")
        .await?
        .form("password_attuale")?;
    let form = form.fill("email", email)?.fill("email_ripetuta", email)?;
    let sent = visitor
        .send(form.fill("password_attuale", &person.password)?)
        .await?;
    ensure!(
        sent.path() == "/area/email/controlla",
        "{}: {:?}",
        sent.path(),
        sent.errors()
    );
    Ok(())
}

/// Opens a mailed link, whose token leaves the address at once, and presses its button.
async fn press(visitor: &mut Visitor, link: &str, button: &str, done: &str) -> Result<()> {
    let page = visitor.open(link).await?;
    ensure!(page.url.query().is_none(), "R-18: {}", page.url);
    let page = visitor.send(page.form(button)?).await?;
    ensure!(page.heading()? == done, "{}", page.heading()?);
    Ok(())
}
