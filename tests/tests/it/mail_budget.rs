//! How much mail strangers can have sent to somebody.

use std::collections::BTreeSet;

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;
use tokio::task::JoinSet;
use tokio::time::{Duration, sleep};
use varco_tests::api::Api;
use varco_tests::person::Person;
use varco_tests::stage::{EASY_CAPTCHA, Stage};

const REQUESTS: u16 = 1_000;
const AT_ONCE: u16 = 8;
/// All the same mailbox, as far as its owner is concerned.
const SPELLINGS: [&str; 4] = [
    "vittima@esempio.it",
    "v.i.t.t.i.m.a@esempio.it",
    "VITTIMA@esempio.it",
    "vittima+prova@esempio.it",
];

/// One registration to this mailbox, from one of 200 addresses; its last answer without what differs
/// from one registration to the next.
async fn ask(origin: &str, number: u16) -> Result<String> {
    let source = format!("198.51.100.{}", number % 200);
    let mut api = Api::with_headers(origin, &[("x-forwarded-for", source.as_str())])?;
    let spelling = usize::from(number) % SPELLINGS.len();
    let person = Person {
        email: SPELLINGS
            .get(spelling)
            .copied()
            .unwrap_or_default()
            .to_owned(),
        ..Person::number(number)?
    };
    let proof = api.prove().await?;
    api.identify(&person, &proof).await?;
    api.declare(&person).await?;
    let mut answer = api.confirm().await?;
    normalise(&mut answer.body);
    Ok(format!("{} {}", answer.status, answer.body))
}

/// Texts and numbers stand for whatever is there.
fn normalise(value: &mut Value) {
    match value {
        Value::Object(fields) => fields.values_mut().for_each(normalise),
        Value::Array(items) => items.iter_mut().for_each(normalise),
        Value::String(text) => "text".clone_into(text),
        Value::Number(_) | Value::Bool(_) | Value::Null => {}
    }
}

#[tokio::test]
async fn r09_of_1000_requests_for_one_mailbox_three_are_mailed_and_all_are_answered_alike()
-> Result<()> {
    let [captcha] = EASY_CAPTCHA;
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("varco.toml");
    std::fs::write(&file, "[network]\ntrusted_proxies = [\"127.0.0.1/32\"]\n")?;
    let file = file.to_str().context("a path in UTF-8")?;
    let stage = Stage::start_with(&[captcha, ("VARCO_CONFIG", file)]).await?;
    let mut askers = JoinSet::new();
    for asker in 0..AT_ONCE {
        let origin = stage.varco.origin();
        askers.spawn(async move {
            let mut answers = BTreeSet::new();
            for number in (asker..REQUESTS).step_by(usize::from(AT_ONCE)) {
                answers.insert(ask(&origin, number).await?);
            }
            anyhow::Ok(answers)
        });
    }
    let mut answers = BTreeSet::new();
    while let Some(asked) = askers.join_next().await {
        answers.extend(asked??);
    }
    ensure!(answers.len() == 1, "{answers:#?}");
    stage.deliveries(3).await?;
    // Whatever else is queued would be on its way by now.
    sleep(Duration::from_secs(2)).await;
    let mails = stage.deliveries(3).await?;
    ensure!(mails.len() == 3, "{} mails", mails.len());
    Ok(())
}
