//! From a codice fiscale to an active account, through the API.

use anyhow::{Context as _, Result, ensure};
use reqwest::{Method, StatusCode};
use serde_json::json;
use varco_tests::account::{ACTIVATION, CREDENTIALS};
use varco_tests::api::{Answer, Api};
use varco_tests::person::Person;
use varco_tests::stage::{EASY_CAPTCHA, Stage};

#[tokio::test]
async fn a_program_registers_a_person_through_the_api() -> Result<()> {
    let mut stage = Stage::start_with(&EASY_CAPTCHA).await?;
    let outcome = whole_way(&mut stage, false).await;
    stage.explain(outcome)?;
    let deliveries = stage.deliveries(3).await?;
    let times: Vec<_> = deliveries.into_values().collect();
    assert_eq!(
        times,
        [1, 1, 1],
        "activation, credentials, notice of the change: once each"
    );
    Ok(())
}

#[tokio::test]
async fn a_program_can_use_the_typed_code_and_survives_kills() -> Result<()> {
    let mut stage = Stage::start_with(&EASY_CAPTCHA).await?.that_crashes();
    let outcome = whole_way(&mut stage, true).await;
    stage.explain(outcome)?;
    stage.deliveries(3).await.map(drop)
}

async fn whole_way(stage: &mut Stage, by_code: bool) -> Result<()> {
    let person = Person::number(2)?;
    let mut api = Api::new(&stage.varco.origin())?;
    let proof = api.prove().await?;
    stage.between_steps().await?;
    in_state(&api.identify(&person, &proof).await?, "identified")?;
    stage.between_steps().await?;
    in_state(&api.declare(&person).await?, "declared")?;
    stage.between_steps().await?;
    in_state(&api.confirm().await?, "awaiting_activation")?;
    stage.between_steps().await?;
    in_state(
        &api.confirm().await.context("confirming twice")?,
        "awaiting_activation",
    )?;

    let letter = stage.letter(&person.email, ACTIVATION).await?;
    stage.between_steps().await?;
    let link = letter.link()?;
    let token = link
        .query_pairs()
        .find(|(key, _)| key == "t")
        .context("no token")?
        .1
        .into_owned();
    let proof = if by_code {
        json!({ "code": letter.code()? })
    } else {
        json!({ "token": token })
    };
    let activated = api.activate(proof).await?;
    ensure!(activated.text("outcome")? == "opened", "{}", activated.body);
    stage.between_steps().await?;

    let letter = stage.letter(&person.email, CREDENTIALS).await?;
    let (username, one_time) = (letter.username()?, letter.password()?);
    first_login(stage, &mut api, &username, &one_time, &person.password).await?;

    let session = api.log_in(&person.codice_fiscale, &person.password).await?;
    ensure!(session.text("scope")? == "full", "{}", session.body);
    stage.between_steps().await?;
    api.log_out().await?;
    let after = api
        .call(Method::GET, "/session", &api.session_token, None)
        .await?;
    ensure!(
        after.status == StatusCode::UNAUTHORIZED,
        "after the logout: {}",
        after.status
    );
    Ok(())
}

/// The one-time password opens nothing but the change, and the change ends its session
///
async fn first_login(
    stage: &mut Stage,
    api: &mut Api,
    username: &str,
    one_time: &str,
    chosen: &str,
) -> Result<()> {
    let session = api.log_in(username, one_time).await?;
    ensure!(
        session.text("scope")? == "change_password",
        "{}",
        session.body
    );
    stage.between_steps().await?;
    let restricted = api.session_token.clone();
    let account = api.account(&restricted).await?;
    ensure!(
        account.status == StatusCode::FORBIDDEN,
        "{}",
        account.status
    );
    ensure!(
        account.text("code")? == "password-change-required",
        "{}",
        account.body
    );
    stage.between_steps().await?;
    api.change_password(one_time, chosen).await?;
    stage.between_steps().await?;
    let account = api.account(&api.session_token).await?;
    ensure!(account.status == StatusCode::OK, "{}", account.body);
    ensure!(account.text("username")? == username, "{}", account.body);
    let old = api.account(&restricted).await?;
    ensure!(
        old.status == StatusCode::UNAUTHORIZED,
        "the old session is alive: {}",
        old.status
    );
    Ok(())
}

fn in_state(answer: &Answer, state: &str) -> Result<()> {
    ensure!(
        answer.text("state")? == state,
        "not {state}: {}",
        answer.body
    );
    Ok(())
}
