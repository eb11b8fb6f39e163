//! The own account through the API of the binary: what the guide promises, with the mails.

use anyhow::{Context as _, Result, ensure};
use reqwest::Method;
use serde_json::{Value, json};
use varco_tests::account::active;
use varco_tests::api::Api;
use varco_tests::letter::Letter;
use varco_tests::person::Person;
use varco_tests::process::Database;
use varco_tests::stage::{EASY_CAPTCHA, Stage};

const CONFIRM: &str = "Istanze OnLine – Conferma la nuova email";
const CHANGED: &str = "Istanze OnLine – La tua email è cambiata";
const RECAPITI: &str = "Istanze OnLine – Hai aggiornato i recapiti";
const RESET: &str = "Istanze OnLine – Nuova password";
const REMINDER: &str = "Istanze OnLine – Il tuo username";
const NEXT: &str = "quattro gatti sul tetto";
const LAST: &str = "cinque corvi sopra il campanile";

#[tokio::test]
async fn a_program_looks_after_the_account_of_a_person_from_the_first_login_to_the_deletion()
-> Result<()> {
    for database in Database::ALL {
        let stage = Stage::start_on(database, &EASY_CAPTCHA).await?;
        let person = Person::number(46)?;
        let outcome = async {
            let (mut api, username) = active(&stage, &person).await?;
            sessions(&api, &username, &person.password).await?;
            recapiti(&api).await?;
            email(&stage, &mut api, &username, &person).await?;
            disavowal(&stage, &mut api, &username, &person).await?;
            recovery(&stage, &mut api, &username, &person).await?;
            deletion(&api).await
        };
        stage.explain(outcome.await)?;
    }
    Ok(())
}

/// The token of the link in a mail, as a program sends it back.
fn token(letter: &Letter) -> Result<Option<Value>> {
    let link = letter.link()?;
    let (_, token) = link.query_pairs().next().context("no token")?;
    Ok(Some(json!({ "token": token })))
}

async fn sessions(api: &Api, username: &str, password: &str) -> Result<()> {
    let mut other = api.clone();
    let list = || api.ask(Method::GET, "/sessions", None, 200);
    other.log_in(username, password).await?;
    let found = list().await?;
    let mut sessions = found.at("/sessions").as_array().into_iter().flatten();
    let opened = sessions.find(|one| one.get("is_current") == Some(&json!(false)));
    let id = opened.and_then(|one| one.get("id")?.as_str());
    let path = format!("/sessions/{}", id.context("no other")?);
    api.ask(Method::DELETE, &path, None, 204).await?;
    api.ask(Method::DELETE, &path, None, 404).await?;
    other.ask(Method::GET, "/session", None, 401).await?;
    other.log_in(username, password).await?;
    api.ask(Method::DELETE, "/sessions", None, 204).await?;
    other.ask(Method::GET, "/session", None, 401).await?;
    let left = list().await?;
    let count = left.at("/sessions").as_array().map(Vec::len);
    ensure!(count == Some(1), "{}", left.body);
    Ok(())
}

/// Two devices decide from the same edition: the later one is told, and loses nothing.
async fn recapiti(api: &Api) -> Result<()> {
    const PATH: &str = "/account/recapiti";
    let read = api.ask(Method::GET, PATH, None, 200).await?;
    let put = |street: &str, edition: String| {
        let body = json!({ "edition": edition, "is_abroad": false, "mobile": "333 1234567",
            "street": street, "postal_code": "00184", "province": "RM", "town": "Roma" });
        api.call(Method::PUT, PATH, &api.session_token, Some(body))
    };
    let edition = read.text("edition")?;
    let first = put("Via Roma 1", edition.clone()).await?;
    ensure!(first.status == 204, "{}", first.body);
    let late = put("Via Milano 2", edition).await?;
    ensure!(late.text("code")? == "changed-meanwhile", "{}", late.body);
    let kept = api.ask(Method::GET, PATH, None, 200).await?;
    ensure!(kept.text("street")? == "Via Roma 1", "{}", kept.body);
    Ok(())
}

/// To another address and back, each by the token of a mailed link.
async fn email(stage: &Stage, api: &mut Api, username: &str, person: &Person) -> Result<()> {
    let change = |email: &str| json!({ "current_password": person.password, "email": email, "email_repeat": email });
    let (pending, new) = ("/account/email/pending", "nuova.casella@libero.it");
    api.ask(
        Method::PUT,
        "/account/email",
        Some(change("per.sbaglio@libero.it")),
        202,
    )
    .await?;
    let mistaken = stage.letter("per.sbaglio@libero.it", CONFIRM).await?;
    api.ask(Method::DELETE, pending, None, 204).await?;
    api.ask(Method::POST, "/email-confirmations", token(&mistaken)?, 410)
        .await?;
    api.ask(Method::PUT, "/account/email", Some(change(new)), 202)
        .await?;
    let confirm = token(&stage.letter(new, CONFIRM).await?)?;
    let done = api
        .ask(Method::POST, "/email-confirmations", confirm.clone(), 200)
        .await?;
    ensure!(done.text("outcome")? == "done", "{}", done.body);
    let again = api
        .ask(Method::POST, "/email-confirmations", confirm, 200)
        .await?;
    ensure!(again.text("outcome")? == "done_before", "{}", again.body);
    api.ask(Method::GET, "/session", None, 401).await?;
    let undo = token(&stage.letter(&person.email, CHANGED).await?)?;
    api.ask(Method::POST, "/email-undos", undo, 200).await?;
    let opened = api.log_in(username, &person.password).await?;
    ensure!(
        opened.text("scope")? == "change_password",
        "{}",
        opened.body
    );
    api.change_password(&person.password, NEXT).await?;
    let back = api.ask(Method::GET, "/account/email", None, 200).await?;
    ensure!(!back.body.to_string().contains(new), "{}", back.body);
    Ok(())
}

/// "Non sei stato tu?" of a notice ends the sessions and asks for another password.
async fn disavowal(stage: &Stage, api: &mut Api, username: &str, person: &Person) -> Result<()> {
    let disavow = token(&stage.letter(&person.email, RECAPITI).await?)?;
    let done = api.ask(Method::POST, "/disavowals", disavow, 200).await?;
    ensure!(done.text("outcome")? == "done", "{}", done.body);
    api.ask(Method::GET, "/session", None, 401).await?;
    let opened = api.log_in(username, NEXT).await?;
    ensure!(
        opened.text("scope")? == "change_password",
        "{}",
        opened.body
    );
    let closed = api.ask(Method::GET, "/account", None, 403).await?;
    ensure!(
        closed.text("code")? == "password-change-required",
        "{}",
        closed.body
    );
    api.change_password(NEXT, &person.password).await.map(drop)
}

async fn recovery(stage: &Stage, api: &mut Api, username: &str, person: &Person) -> Result<()> {
    let proof = api.prove_for("recover-username").await?;
    let body = json!({ "flow_token": api.flow_token, "captcha": { "proof": proof },
        "codice_fiscale": person.codice_fiscale });
    api.ask(Method::POST, "/username-reminders", Some(body), 202)
        .await?;
    let told = stage.letter(&person.email, REMINDER).await?.username()?;
    ensure!(told == username, "{told}");

    let proof = api.prove_for("recover-password").await?;
    let body = json!({ "flow_token": api.flow_token, "captcha": { "proof": proof },
        "identifier": username });
    api.ask(Method::POST, "/password-resets", Some(body), 202)
        .await?;
    let token = token(&stage.letter(&person.email, RESET).await?)?;
    let reset = |new: &str| {
        let token = token.as_ref().and_then(|body| body.get("token"));
        Some(json!({ "token": token, "new_password": new, "new_password_repeat": new }))
    };
    let path = "/password-resets/current";
    api.ask(Method::PUT, path, reset(LAST), 204).await?;
    let used = api.ask(Method::PUT, path, reset(NEXT), 410).await?;
    ensure!(used.text("code")? == "link-used", "{}", used.body);
    api.ask(Method::GET, "/session", None, 401).await?;
    let opened = api.log_in(username, LAST).await?;
    ensure!(opened.text("scope")? == "full", "{}", opened.body);
    Ok(())
}

async fn deletion(api: &Api) -> Result<()> {
    const PATH: &str = "/account/deletion-request";
    let wrong = Some(json!({ "current_password": "un tentativo a caso" }));
    api.ask(Method::POST, PATH, wrong, 422).await?;
    let right = Some(json!({ "current_password": LAST }));
    api.ask(Method::POST, PATH, right, 204).await?;
    let export = || api.ask(Method::GET, "/account/export", None, 200);
    let asked = export().await?;
    let at = "/account/deletion_asked_at";
    ensure!(asked.at(at).is_string(), "{}", asked.body);
    api.ask(Method::DELETE, PATH, None, 204).await?;
    let withdrawn = export().await?;
    ensure!(withdrawn.at(at).is_null(), "{}", withdrawn.body);
    let told = api
        .ask(Method::GET, "/account/activity", None, 200)
        .await?
        .body
        .to_string();
    for event in [
        "account.password_reset",
        "account.email_change_undone",
        "account.change_disavowed",
    ] {
        ensure!(told.contains(event), "no {event} in {told}");
    }
    Ok(())
}
