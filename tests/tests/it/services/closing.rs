//! What closes and opens an utenza here does so at its services, and addresses follow.

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;
use varco_tests::account::CREDENTIALS;
use varco_tests::linked::Linked;
use varco_tests::person::Person;
use varco_tests::process::{Database, Site};
use varco_tests::web::Visitor;

use super::{DONE, PAGE, change, settled, told};

const CONFIRM: &str = "Istanze OnLine – Conferma la nuova email";
const CHANGED: &str = "Istanze OnLine – La tua email è cambiata";
const FORCED: &str = "/password/primo-accesso";
const WHY: &str = "richiesta dell'ufficio";
const NEXT: &str = "quattro gatti sul tetto";

#[tokio::test]
async fn r70_who_disavows_a_change_is_shut_out_everywhere_until_there_is_another_password()
-> Result<()> {
    for database in Database::ALL {
        let linked = Linked::start(database).await?;
        let outcome = disavowed(&linked).await;
        linked.stage.explain(outcome)?;
    }
    Ok(())
}

async fn disavowed(linked: &Linked) -> Result<()> {
    const NEW: &str = "nuova@libero.it";
    let person = Person::number(43)?;
    let username = settled(linked, &person).await?;
    let mut visitor = Visitor::new(&linked.stage.varco.origin())?;
    visitor.log_in(&username, &person.password).await?;
    let form = visitor.open("/area/email").await?;
    let form = form.form("password_attuale")?;
    let form = form.fill("email", NEW)?.fill("email_ripetuta", NEW)?;
    let form = form.fill("password_attuale", &person.password)?;
    visitor.send(form).await?;
    let link = linked.stage.letter(NEW, CONFIRM).await?.link()?;
    press(&mut visitor, link.as_str(), "Conferma l'email").await?;
    holds_email(linked, &username, NEW).await?;

    let old = linked.stage.letter(&person.email, CHANGED).await?;
    press(
        &mut visitor,
        old.link()?.as_str(),
        "Rimetti l'email di prima",
    )
    .await?;
    let shut = [false; 3];
    linked.wait_until(&username, &person.password, shut).await?;
    holds_email(linked, &username, &person.email).await?;
    let user = linked.sidi.user(&username).await?.context("nobody")?;
    ensure!(user.get("active") == Some(&Value::Bool(false)), "{user}");
    let same = user.get("password").and_then(Value::as_str);
    ensure!(
        same == Some(&person.password),
        "R-70: a password came before the revocation"
    );

    let forced = visitor.log_in(&username, &person.password).await?;
    ensure!(forced.path() == FORCED, "at {}", forced.url);
    let page = change(&mut visitor, FORCED, &person.password, NEXT).await?;
    ensure!(page.path() == PAGE, "at {}", page.url);
    told(&mut visitor, [DONE; 3]).await?;
    ensure!(linked.opens(&username, NEXT).await? == [true; 3]);
    Ok(())
}

/// Waits until both kinds of service have this address first.
async fn holds_email(linked: &Linked, username: &str, email: &str) -> Result<()> {
    let mut found = (None, None);
    for _ in 0..600 {
        let user = linked.sidi.user(username).await?.unwrap_or_default();
        let sidi = user.pointer("/emails/0/value").and_then(Value::as_str);
        let posta = linked.posta.values(username, "mail")?.into_iter().next();
        found = (sidi.map(ToOwned::to_owned), posta);
        if found == (Some(email.to_owned()), Some(email.to_owned())) {
            return Ok(());
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    anyhow::bail!("{found:?} instead of {email}")
}

/// Opens a mailed link and presses its button.
async fn press(visitor: &mut Visitor, link: &str, button: &str) -> Result<()> {
    let page = visitor.open(link).await?;
    visitor.send(page.form(button)?).await.map(drop)
}

#[tokio::test]
async fn an_mi_utenza_has_its_services_and_loses_them_while_it_is_suspended() -> Result<()> {
    for database in Database::ALL {
        let linked = Linked::start(database).await?;
        let outcome = suspended(&linked).await;
        linked.stage.explain(outcome)?;
    }
    Ok(())
}

async fn suspended(linked: &Linked) -> Result<()> {
    const LOGIN: &str = "mi12345";
    const MAILBOX: &str = "mario.rossi@istruzione.it";
    const PASSWORD: &str = "Lampone7x";
    let (site, person) = (linked.stage.varco.site(), Person::number(44)?);
    linked.posta.admit(LOGIN, "segnaposto")?;
    let who = [
        &["add", "--kind", "mi", "--username", "MI12345"],
        &[
            "--email",
            MAILBOX,
            "--codice-fiscale",
            &person.codice_fiscale,
        ][..],
        &[
            "--given-name",
            &person.nome,
            "--family-name",
            &person.cognome,
        ],
    ];
    utenza(site, &who.concat()).await?;
    let one_time = linked
        .stage
        .letter(MAILBOX, CREDENTIALS)
        .await?
        .password()?;
    let mut visitor = Visitor::new(&linked.stage.varco.origin())?;
    visitor.log_in("MI12345", &one_time).await?;
    let terms = change(&mut visitor, FORCED, &one_time, PASSWORD).await?;
    // Whoever was not registered here has not accepted anything yet.
    let form = terms
        .form("condizioni")?
        .tick("condizioni")?
        .tick("privacy")?;
    let page = visitor.send(form).await?;
    ensure!(page.path() == PAGE, "at {}", page.url);
    told(&mut visitor, [DONE; 3]).await?;
    ensure!(linked.opens(LOGIN, PASSWORD).await? == [true; 3]);
    for (act, opens) in [("suspend", false), ("reactivate", true)] {
        utenza(site, &[act, LOGIN]).await?;
        linked.wait_until(LOGIN, PASSWORD, [opens; 3]).await?;
    }
    Ok(())
}

/// Runs `varco utenza` with these arguments and a reason.
async fn utenza(site: &Site, arguments: &[&str]) -> Result<()> {
    let all = [&["utenza"], arguments, &["--why", WHY]].concat();
    let output = site.run(&all).await?;
    ensure!(output.status.success(), "{output:?}");
    Ok(())
}
