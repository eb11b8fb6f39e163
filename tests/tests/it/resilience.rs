//! What goes wrong outside, and what stays right.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use serde_json::json;
use tokio::task::JoinSet;
use varco_mail_smtp::FaultMode;
use varco_tests::account::{self, ACTIVATION};
use varco_tests::api::Api;
use varco_tests::person::Person;
use varco_tests::stage::{EASY_CAPTCHA, Stage};

#[tokio::test]
async fn a_mail_leaves_when_the_mail_server_is_back() -> Result<()> {
    let [captcha] = EASY_CAPTCHA;
    let stage = Stage::start_with(&[captcha, ("VARCO_MAIL__TIMEOUT", "1s")]).await?;
    let faults = [
        FaultMode::RefuseConnections,
        FaultMode::TemporaryFailure,
        FaultMode::SilentAfterConnect,
        FaultMode::DropAfterData,
    ];
    let mut people = Vec::new();
    for (fault, number) in faults.into_iter().zip(30..) {
        stage.sink.fault(fault);
        let person = Person::number(number)?;
        let mut api = Api::new(&stage.varco.origin())?;
        let proof = api.prove().await?;
        api.identify(&person, &proof).await?;
        api.declare(&person).await?;
        let answer = api
            .confirm()
            .await
            .context("the person sees nothing of it")?;
        ensure!(
            answer.text("state")? == "awaiting_activation",
            "{}",
            answer.body
        );
        people.push(person);
    }
    stage.sink.fault(FaultMode::None);
    for person in people {
        let letter = stage.letter(&person.email, ACTIVATION).await;
        stage.explain(letter)?.link()?;
    }
    Ok(())
}

#[tokio::test]
async fn r65_what_was_acknowledged_is_not_lost_by_a_kill_in_the_middle() -> Result<()> {
    let mut stage = Stage::start_with(&EASY_CAPTCHA).await?;
    let mut acknowledged = Vec::new();
    for (round, done_before) in [(0, 1), (1, 4), (2, 8)] {
        let mut people = JoinSet::new();
        for number in 0..12 {
            let person = Person::number(100 + round * 12 + number)?;
            let mut api = Api::new(&stage.varco.origin())?;
            people.spawn(async move {
                let proof = api.prove().await?;
                api.identify(&person, &proof).await?;
                api.declare(&person).await?;
                api.confirm().await?;
                anyhow::Ok(person)
            });
        }
        for _ in 0..done_before {
            acknowledged.push(people.join_next().await.context("somebody")???);
        }
        stage.varco.crash().await?;
        while let Some(outcome) = people.join_next().await {
            acknowledged.extend(outcome?.ok());
        }
    }
    ensure!(
        acknowledged.len() < 36,
        "the kills come when everybody is done"
    );
    for person in &acknowledged {
        stage.letter(&person.email, ACTIVATION).await?;
    }
    let person = acknowledged.swap_remove(0);
    let letter = stage.letter(&person.email, ACTIVATION).await?;
    let outcome = account::activate(&stage, &letter).await;
    stage.explain(outcome)
}

#[tokio::test]
async fn r16_a_link_opens_one_utenza_however_often_it_is_used_at_once() -> Result<()> {
    let stage = Stage::start_with(&EASY_CAPTCHA).await?;
    let person = Person::number(11)?;
    let (api, letter) = account::pending(&stage, &person).await?;
    let code = letter.code()?;
    let mut attempts = JoinSet::new();
    for _ in 0..20 {
        let (api, code) = (api.clone(), code.clone());
        attempts.spawn(async move { api.activate(json!({ "code": code })).await?.text("outcome") });
    }
    let mut outcomes = Vec::new();
    while let Some(outcome) = attempts.join_next().await {
        outcomes.push(outcome??);
    }
    outcomes.sort();
    let mut expected = vec!["already_open"; 19];
    expected.push("opened");
    assert_eq!(outcomes, expected);
    assert_eq!(
        stage.deliveries(2).await?.len(),
        2,
        "one mail with credentials"
    );
    Ok(())
}

#[tokio::test]
async fn r13_r43_nothing_that_opens_a_door_is_kept_as_it_is() -> Result<()> {
    let stage = Stage::start_with(&EASY_CAPTCHA).await?;
    let person = Person::number(12)?;
    let (api, letter) = account::pending(&stage, &person).await?;
    let link = letter.link()?;
    let token = link
        .query_pairs()
        .next()
        .context("no token")?
        .1
        .into_owned();
    let code = letter.code()?.replace(['-', ' '], "");
    let secrets = [
        ("flow token", api.flow_token),
        ("link token", token),
        ("typed code", code),
    ];
    not_kept(stage.varco.folder(), &secrets)?;

    let person = Person::number(13)?;
    let (api, _) = account::active(&stage, &person).await?;
    let letter = stage.letter(&person.email, account::CREDENTIALS).await?;
    let secrets = [
        ("session token", api.session_token),
        ("one-time password", letter.password()?),
        ("password", person.password),
    ];
    not_kept(stage.varco.folder(), &secrets)?;
    fs::write(stage.varco.folder().join("control"), &secrets[2].1)?;
    assert!(
        not_kept(stage.varco.folder(), &secrets).is_err(),
        "the search finds what is there"
    );
    Ok(())
}

/// Looks for the texts in every file below the folder: database, its log, keys, the server's log.
fn not_kept(folder: &Path, secrets: &[(&str, String)]) -> Result<()> {
    let mut files = 0;
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let bytes = fs::read(&path)?;
            for (name, secret) in secrets {
                let is_there = bytes
                    .windows(secret.len())
                    .any(|window| window == secret.as_bytes());
                ensure!(!is_there, "the {name} is in {}", path.display());
            }
            files += 1;
        }
    }
    ensure!(files >= 2, "only {files} files below {}", folder.display());
    Ok(())
}
