//! What a stranger cannot learn by asking.

use anyhow::{Context as _, Result, ensure};
use reqwest::Method;
use serde_json::{Value, json};
use varco_tests::account::{self, ACTIVATION};
use varco_tests::api::{Answer, Api};
use varco_tests::person::Person;
use varco_tests::process::Database;
use varco_tests::stage::{EASY_CAPTCHA, Stage};
use varco_tests::timing::Timing;

#[tokio::test]
async fn r05_a_registered_codice_fiscale_gets_the_answers_of_a_new_one() -> Result<()> {
    let stage = Stage::start_with(&EASY_CAPTCHA).await?;
    let holder = Person::number(20)?;
    account::active(&stage, &holder).await?;
    let stranger = Person {
        email: "estraneo@esempio.it".to_owned(),
        ..holder.clone()
    };
    let newcomer = Person {
        email: "estraneo@esempio.it".to_owned(),
        ..Person::number(21)?
    };
    let mut answers = Vec::new();
    for person in [&stranger, &newcomer] {
        let mut api = Api::new(&stage.varco.origin())?;
        let proof = api.prove().await?;
        let steps = [
            api.identify(person, &proof).await?,
            api.declare(person).await?,
            api.confirm().await?,
        ];
        answers.push(steps.map(|answer| (answer.status, shape(&answer.body))));
    }
    let (known, new) = (
        answers.first().context("two")?,
        answers.last().context("two")?,
    );
    assert_eq!(known, new, "status and shape");
    stage
        .letter(&holder.email, "Istanze OnLine – Hai già un'utenza")
        .await?;
    stage.letter(&newcomer.email, ACTIVATION).await?;
    Ok(())
}

#[tokio::test]
async fn r34_an_unknown_username_gets_the_answer_of_a_wrong_password() -> Result<()> {
    let stage = Stage::start_with(&EASY_CAPTCHA).await?;
    let person = Person::number(22)?;
    let (api, username) = account::active(&stage, &person).await?;
    let mut answers = Vec::new();
    for identifier in [
        username.as_str(),
        &person.codice_fiscale,
        "nessuno.qui",
        &Person::number(23)?.codice_fiscale,
        "@",
    ] {
        let body = json!({ "identifier": identifier, "password": "una password sbagliata" });
        let mut answer = api.call(Method::POST, "/sessions", "", Some(body)).await?;
        let instance = answer
            .body
            .as_object_mut()
            .context("no object")?
            .remove("instance");
        ensure!(instance.is_some(), "no instance");
        answers.push(answer);
    }
    let first = answers.first().context("some")?;
    assert_eq!(first.text("code")?, "login-refused");
    for other in &answers {
        assert_eq!((other.status, &other.body), (first.status, &first.body));
    }
    Ok(())
}

#[tokio::test]
async fn r51_step_1_login_and_recovery_answer_all_kinds_of_people_with_the_same_bytes() -> Result<()>
{
    for database in Database::ALL {
        let timing = Timing {
            database,
            samples: 5,
            people: 1,
            seed: 1,
        };
        let report = timing.run().await?;
        for pair in &report.pairs {
            assert_eq!((pair.samples, pair.differing), (5, 0), "{pair:?}");
        }
        assert_eq!(report.pairs.len(), 12);
        assert_eq!(report.control.differing, 5, "{:?}", report.control);
        ensure!(report.holds(), "{report}");
    }
    Ok(())
}

#[tokio::test]
async fn r04_a_proof_of_work_is_good_for_one_flow_and_once() -> Result<()> {
    let stage = Stage::start_with(&EASY_CAPTCHA).await?;
    let person = Person::number(24)?;
    let mut api = Api::new(&stage.varco.origin())?;
    let proof = api.prove().await?;
    let mut other = Api::new(&stage.varco.origin())?;
    let others = other.prove().await?;
    let rejected = |answer: Answer| {
        assert_eq!(answer.status.as_u16(), 422);
        assert_eq!(answer.text("code").unwrap_or_default(), "captcha-rejected");
    };
    rejected(api.try_identify(&person, &others).await?);
    api.identify(&person, &proof).await?;
    // Whoever missed the answer may ask again; for anybody else the proof is used up.
    api.identify(&person, &proof).await?;
    let somebody_else = Person::number(25)?;
    rejected(api.try_identify(&somebody_else, &proof).await?);
    Ok(())
}

/// The keys of an object with the kinds of their values: what may not differ between two people.
fn shape(body: &Value) -> Vec<(String, &'static str)> {
    let kind = |value: &Value| match value {
        Value::Null => "null",
        Value::Bool(_) => "bool",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    body.as_object()
        .into_iter()
        .flatten()
        .map(|(key, value)| (key.clone(), kind(value)))
        .collect()
}
