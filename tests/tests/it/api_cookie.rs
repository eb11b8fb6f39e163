//! The cookie mode of the API, as scripts of our own pages use it and as other sites would like to.

use anyhow::{Context as _, Result, ensure};
use reqwest::Method;
use serde_json::{Value, json};
use varco_tests::account::active;
use varco_tests::api::Api;
use varco_tests::person::Person;
use varco_tests::process::Database;
use varco_tests::seat::{Manner, Seat};
use varco_tests::stage::{EASY_CAPTCHA, Stage};

/// The journey that the guide shows.
fn journey() -> Result<&'static str> {
    let guide = include_str!("../../../docs/api.md");
    let (_, code) = guide.split_once("```js\n").context("no journey")?;
    Ok(code.split_once("\n```").context("no end")?.0)
}

#[tokio::test]
async fn the_journey_of_the_guide_runs_in_a_browser_and_no_other_site_takes_part() -> Result<()> {
    let stage = Stage::start_with(&EASY_CAPTCHA).await?;
    let seat = Seat::take(stage.varco.origin(), Manner::STRICT).await?;
    let person = Person::number(34)?;
    let outcome = async {
        let (_, username) = active(&stage, &person).await?;
        seat.open("/accedi").await?;
        let journey = format!("const [identifier, password] = arguments; {}", journey()?);
        let told = run(&seat, &journey, &[&username, &person.password]).await?;
        ensure!(told["username"] == json!(username), "{told}");
        ensure!(
            told["closed"] == json!(1),
            "the session of the program: {told}"
        );
        let left = run(&seat, STATUS, &["GET", "/account"]).await?;
        ensure!(left == json!(401), "after the logout: {left}");

        log_in(&seat, &username, &person.password).await?;
        seat.open("/area").await?;
        seat.read("Ultimo accesso").await?;
        seat.browser.client.goto("about:blank").await?;
        let forged = run(&seat, FORGED, &[&stage.varco.origin()]).await?;
        ensure!(forged == json!("withheld"), "{forged}");
        seat.open("/area").await?;
        let left = run(&seat, STATUS, &["GET", "/account"]).await?;
        ensure!(left == json!(200), "the session is still there: {left}");
        let formless = run(&seat, STATUS, &["DELETE", "/session"]).await?;
        ensure!(formless == json!(415), "R-76: {formless}");
        Ok(())
    };
    stage.explain(outcome.await)?;
    seat.browser.close().await
}

/// What the browser of the guide does, step by step and on both databases.
#[tokio::test]
async fn r45_each_change_of_a_session_brings_another_cookie_and_the_old_one_is_dead() -> Result<()>
{
    for database in Database::ALL {
        let stage = Stage::start_on(database, &EASY_CAPTCHA).await?;
        let person = Person::number(47)?;
        let outcome = cookies(&stage, &person).await;
        stage.explain(outcome)?;
    }
    Ok(())
}

async fn cookies(stage: &Stage, person: &Person) -> Result<()> {
    const NEXT: &str = "quattro gatti sul tetto";
    let (_, username) = active(stage, person).await?;
    let from = |site: &str, cookies: &str| {
        let json = ("content-type", "application/json");
        let headers = [("sec-fetch-site", site), ("cookie", cookies), json];
        Api::with_headers(&stage.varco.origin(), &headers)
    };
    let body = json!({ "identifier": username, "password": person.password, "session": "cookie" });
    let opened = from("same-origin", "")?
        .ask(Method::POST, "/sessions", Some(body), 201)
        .await?;
    ensure!(
        opened.body.get("session_token").is_none(),
        "{}",
        opened.body
    );
    let own = from("same-origin", &opened.cookies)?;
    own.ask(Method::GET, "/account", None, 200).await?;
    let foreign = from("cross-site", &opened.cookies)?;
    let refused = foreign.ask(Method::GET, "/account", None, 403).await?;
    ensure!(
        refused.text("code")? == "foreign-origin",
        "{}",
        refused.body
    );
    foreign.ask(Method::DELETE, "/session", None, 403).await?;
    let body = json!({ "current_password": person.password, "new_password": NEXT,
        "new_password_repeat": NEXT });
    let changed = own
        .ask(Method::PUT, "/account/password", Some(body), 200)
        .await?;
    ensure!(
        changed.body.get("session_token").is_none(),
        "{}",
        changed.body
    );
    own.ask(Method::GET, "/account", None, 401).await?;
    let own = from("same-origin", &changed.cookies)?;
    own.ask(Method::GET, "/account", None, 200).await?;
    let left = own.ask(Method::DELETE, "/session", None, 204).await?;
    ensure!(
        left.cookies.contains("__Host-sessione="),
        "it stays: {}",
        left.cookies
    );
    own.ask(Method::GET, "/account", None, 401).await.map(drop)
}

/// The status of an answer to a request without a content type.
const STATUS: &str = "const [method, path] = arguments;
    return (await fetch(`/api/v1${path}`, { method })).status;";

/// What a page of another origin may send without asking first.
const FORGED: &str = "const answer = await fetch(`${arguments[0]}/api/v1/sessions`, {
        method: 'POST', mode: 'no-cors', credentials: 'include', body: '{}',
    }).catch(() => ({ type: 'withheld' }));
    return answer.type;";

async fn log_in(seat: &Seat, username: &str, password: &str) -> Result<()> {
    seat.open("/accedi").await?;
    let script = "const [identifier, password] = arguments;
        const answer = await fetch('/api/v1/sessions', {
            method: 'POST',
            headers: { 'Content-Type': 'application/json' },
            body: JSON.stringify({ identifier, password, session: 'cookie' }),
        });
        return answer.json();";
    let opened = run(seat, script, &[username, password]).await?;
    ensure!(opened.get("scope") == Some(&json!("full")), "{opened}");
    ensure!(opened.get("session_token").is_none(), "{opened}");
    let seen = run(seat, "return document.cookie;", &[]).await?;
    ensure!(seen == json!(""), "R-44: a script sees {seen}");
    Ok(())
}

/// Runs a script as the console of the page would; what it returns, or why it broke off.
async fn run(seat: &Seat, script: &str, arguments: &[&str]) -> Result<Value> {
    let whole = format!(
        "const done = arguments[arguments.length - 1];
        (async function () {{ {script} }}).apply(null, arguments)
            .then(done, (error) => done({{ error: String(error) }}));"
    );
    let arguments = arguments.iter().map(|text| json!(text)).collect();
    Ok(seat.browser.client.execute_async(&whole, arguments).await?)
}
