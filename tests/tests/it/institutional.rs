//! An institutional mailbox becomes the reference by itself, and what comes after it.

use anyhow::{Result, ensure};
use varco_tests::account::active;
use varco_tests::person::Person;
use varco_tests::process::Database;
use varco_tests::stage::{EASY_CAPTCHA, Stage};
use varco_tests::web::Visitor;

const MAILBOX: &str = "mario.rossi@istruzione.it";
const CONFIRM: &str = "Istanze OnLine – Conferma la nuova email";
const CHANGED: &str = "Istanze OnLine – La tua email è cambiata";

#[tokio::test]
async fn what_a_person_enters_and_confirms_at_an_institution_is_the_reference_until_withdrawn()
-> Result<()> {
    for database in Database::ALL {
        let stage = Stage::start_on(database, &EASY_CAPTCHA).await?;
        let person = Person::number(50)?;
        let outcome = entered(&stage, &person).await;
        stage.explain(outcome)?;
    }
    Ok(())
}

async fn entered(stage: &Stage, person: &Person) -> Result<()> {
    let (_, username) = active(stage, person).await?;
    let mut visitor = Visitor::new(&stage.varco.origin())?;
    visitor
        .log_in(&username, &person.password)
        .await?
        .at("/area")?;
    let form = visitor
        .open("/area/email")
        .await?
        .form("password_attuale")?;
    let form = form
        .fill("email", MAILBOX)?
        .fill("email_ripetuta", MAILBOX)?;
    let sent = visitor.send(form.fill("password_attuale", &person.password)?);
    sent.await?.at("/area/email/controlla")?;
    let link = stage.letter(MAILBOX, CONFIRM).await?.link()?;
    let page = visitor.open(link.as_str()).await?;
    visitor.send(page.form("Conferma l'email")?).await?;
    for address in [MAILBOX, &person.email] {
        stage.letter(address, CHANGED).await?;
    }
    visitor
        .log_in(&username, &person.password)
        .await?
        .at("/area")?;
    let page = visitor.open("/area/email").await?;
    page.says(MAILBOX)?;
    page.says("È la tua email istituzionale: quando c'è, è sempre il recapito di riferimento")?;

    let withdraw = ["utenza", "withdraw-mailbox", &username, "--why", "ritirata"];
    let done = stage.varco.site().run(&withdraw).await?;
    ensure!(done.status.success(), "{done:?}");
    visitor
        .log_in(&username, &person.password)
        .await?
        .at("/area")?;
    let page = visitor.open("/area/email").await?;
    page.says(&person.email)?;
    page.says(
        "È l'ultima email personale che hai confermato: l'email istituzionale è stata ritirata",
    )
}
