//! A forgotten username and a forgotten password, through the pages, without JavaScript, with the mails
//! as they arrive.

use anyhow::{Result, ensure};
use varco_tests::account;
use varco_tests::captcha;
use varco_tests::person::Person;
use varco_tests::process::Database;
use varco_tests::stage::{EASY_CAPTCHA, Stage};
use varco_tests::web::{Page, Visitor};

const RESET: &str = "Istanze OnLine – Nuova password";
const CHANGED: &str = "Istanze OnLine – La tua password è cambiata";
const REMINDER: &str = "Istanze OnLine – Il tuo username";
const NEXT: &str = "quattro gatti sul tetto";

#[tokio::test]
async fn who_has_forgotten_username_and_password_gets_back_in_by_mail() -> Result<()> {
    for database in Database::ALL {
        let stage = Stage::start_on(database, &EASY_CAPTCHA).await?;
        let outcome = way_back(&stage).await;
        stage.explain(outcome)?;
    }
    Ok(())
}

async fn way_back(stage: &Stage) -> Result<()> {
    let person = Person::number(1)?;
    let (api, _) = account::active(stage, &person).await?;
    let mut visitor = Visitor::new(&stage.varco.origin())?;
    let login = visitor.open("/accedi").await?;

    let forgotten = visitor
        .open(login.link("Username dimenticato?")?.as_str())
        .await?;
    ask(&mut visitor, &forgotten, "codice_fiscale", &person).await?;
    let username = stage.letter(&person.email, REMINDER).await?.username()?;

    let forgotten = visitor
        .open(login.link("Password dimenticata?")?.as_str())
        .await?;
    ask(&mut visitor, &forgotten, "identificativo", &person).await?;
    let letter = stage.letter(&person.email, RESET).await?;
    ensure!(letter.username()? == username, "another username");
    let page = visitor.open(letter.link()?.as_str()).await?;
    at(
        &page,
        "/recupera/nuova-password",
        "Scegli la nuova password",
    )?;
    let form = page
        .form("nuova_password")?
        .fill("nuova_password", NEXT)?
        .fill("ripeti_password", NEXT)?;
    let done = visitor.send(form).await?;
    at(&done, "/recupera/esito", "Hai una nuova password")?;
    stage.letter(&person.email, CHANGED).await?;
    ensure!(api.log_out().await.is_err(), "R-48: a session is left");

    let login = visitor.open(done.link("Accedi")?.as_str()).await?;
    let form = login
        .form("identificativo")?
        .fill("identificativo", &username)?
        .fill("password", NEXT)?;
    let area = visitor.send(form).await?;
    ensure!(area.path() == "/area", "not in: {}", area.path());
    let again = visitor.open(letter.link()?.as_str()).await?;
    at(
        &again,
        "/recupera/nuova-password",
        "Il link è già stato usato",
    )
}

/// Sends a form of "dimenticato?" with the codice fiscale.
async fn ask(visitor: &mut Visitor, page: &Page, field: &str, person: &Person) -> Result<()> {
    let form = page.form(field)?.fill(field, &person.codice_fiscale)?;
    let question = page.texts("[data-umano-domanda]")?.concat();
    let answer = captcha::answer(&question)?;
    let form = form.tick("umano")?.fill("risposta", &answer)?;
    let sent = visitor.send(form).await?;
    at(&sent, "/recupera/inviata", "Controlla la tua email")
}

fn at(page: &Page, path: &str, heading: &str) -> Result<()> {
    ensure!(
        page.path() == path && page.heading()? == heading,
        "{} ({}): {}",
        page.path(),
        page.heading()?,
        page.text()?
    );
    Ok(())
}
