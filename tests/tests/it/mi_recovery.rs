//! Whoever has an utenza MI is refused on every path of the recovery, and told why where only they read.

use anyhow::{Result, ensure};
use reqwest::Method;
use serde_json::json;
use varco_tests::account::{CREDENTIALS, add_mi};
use varco_tests::api::Api;
use varco_tests::captcha;
use varco_tests::person::Person;
use varco_tests::process::Database;
use varco_tests::stage::{EASY_CAPTCHA, Stage};
use varco_tests::web::{Page, Visitor};

const MAILBOX: &str = "mario.rossi@istruzione.it";
const EXPLAINED: &str = "Istanze OnLine – La password della tua utenza MI";
const RESET: &str = "Istanze OnLine – Nuova password";

#[tokio::test]
async fn r57_an_utenza_mi_is_refused_on_every_path_and_told_by_mail_how_it_goes_on() -> Result<()> {
    for database in Database::ALL {
        let stage = Stage::start_on(database, &EASY_CAPTCHA).await?;
        let person = Person::number(49)?;
        let outcome = refused(&stage, &person).await;
        stage.explain(outcome)?;
    }
    Ok(())
}

async fn refused(stage: &Stage, person: &Person) -> Result<()> {
    add_mi(stage, person, MAILBOX).await?;
    stage.letter(MAILBOX, CREDENTIALS).await?;
    let mut visitor = Visitor::new(&stage.varco.origin())?;
    // By its shape alone, whoever has it.
    for username in ["MI12345", "mi99999"] {
        ask(&mut visitor, username)
            .await?
            .at("/recupera/utenza-mi")?;
    }
    ask(&mut visitor, &person.codice_fiscale)
        .await?
        .at("/recupera/inviata")?;
    let letter = stage.letter(MAILBOX, EXPLAINED).await?;
    ensure!(letter.link().is_err(), "R-57: {}", letter.text);
    ensure!(
        letter.text.contains("referente della sicurezza"),
        "{}",
        letter.text
    );

    let mut api = Api::new(&stage.varco.origin())?;
    let proof = api.prove_for("recover-password").await?;
    let body = json!({ "flow_token": api.flow_token, "captcha": { "proof": proof },
        "identifier": "MI12345" });
    let told = api
        .ask(Method::POST, "/password-resets", Some(body), 403)
        .await?;
    ensure!(told.text("code")? == "mi-utenza", "{}", told.body);
    let mails = stage.sink.messages();
    ensure!(
        mails.iter().all(|mail| mail.subject() != RESET),
        "R-57: a link was mailed"
    );
    Ok(())
}

/// Sends the form of "Password dimenticata?".
async fn ask(visitor: &mut Visitor, identifier: &str) -> Result<Page> {
    let page = visitor.open("/recupera/password").await?;
    let form = page
        .form("identificativo")?
        .fill("identificativo", identifier)?;
    let question = page.texts("[data-umano-domanda]")?.concat();
    let form = form
        .tick("umano")?
        .fill("risposta", &captcha::answer(&question)?)?;
    visitor.send(form).await
}
