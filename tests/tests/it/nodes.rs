//! Several processes on one database: some serve, some send.

use std::sync::Arc;

use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};
use tokio::task::JoinSet;
use tokio::time::{Duration, sleep};
use varco_mail_smtp::{FaultMode, ReceivedMail, SmtpSink};
use varco_tests::account::{ACTIVATION, CREDENTIALS};
use varco_tests::api::Api;
use varco_tests::person::Person;
use varco_tests::process::{Database, Site};
use varco_tests::stage::{EASY_CAPTCHA, post_office};

/// Longest wait for something that takes a moment.
const PATIENCE: Duration = Duration::from_secs(30);

/// A mail server, and a service without any process yet.
async fn town(database: Database) -> Result<(SmtpSink, Arc<Site>)> {
    let sink = post_office().await?;
    let smtp = format!("smtp://{}", sink.address());
    let [captcha] = EASY_CAPTCHA;
    let site = Site::new(database, &[("VARCO_SMTP_URL", smtp.as_str()), captcha]).await?;
    Ok((sink, site))
}

/// Registers somebody, up to "controlla la posta".
async fn register(origin: String, number: u16) -> Result<Person> {
    let person = Person::number(number)?;
    let mut api = Api::new(&origin)?;
    let proof = api.prove().await?;
    api.identify(&person, &proof).await?;
    api.declare(&person).await?;
    api.confirm().await?;
    Ok(person)
}

/// Waits for the text of a mail to somebody.
async fn text(sink: &SmtpSink, person: &Person, subject: &str) -> Result<String> {
    let to = [person.email.as_str()];
    let mail = sink.find(PATIENCE, |mail| {
        mail.envelope_to == to && mail.subject() == subject
    });
    Ok(mail.await?.text())
}

/// What `varco outbox list` says of mails in this state.
async fn items(site: &Site, state: &str) -> Result<Vec<Value>> {
    let output = site
        .run(&["outbox", "list", "--state", state, "--json"])
        .await?;
    ensure!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let text = String::from_utf8(output.stdout)?;
    Ok(text
        .lines()
        .map(serde_json::from_str)
        .collect::<Result<_, _>>()?)
}

/// Waits until so many mails are in this state.
async fn wait_for(site: &Site, state: &str, count: usize) -> Result<Vec<Value>> {
    for _ in 0..300 {
        let found = items(site, state).await?;
        if found.len() == count {
            return Ok(found);
        }
        sleep(Duration::from_millis(50)).await;
    }
    anyhow::bail!("never {count} mails that are {state}")
}

#[tokio::test]
async fn what_one_process_serves_another_sends() -> Result<()> {
    for database in Database::ALL {
        let (sink, site) = town(database).await?;
        let served = site.serve(&["--migrate", "--no-worker"], &[]).await?;
        let person = register(served.origin(), 60).await?;
        wait_for(&site, "waiting", 1).await?;
        ensure!(sink.messages().is_empty(), "nobody was there to send it");

        let mut worker = site.worker(&[]).await?;
        let letter = text(&sink, &person, ACTIVATION).await?;
        ensure!(
            letter.contains(&served.origin()),
            "the link leads elsewhere: {letter}"
        );
        let code = letter
            .lines()
            .map(str::trim)
            .find(|line| line.len() == 9 && line.split('-').map(str::len).eq([4, 4]));
        let code = code.context("no code")?;
        Api::new(&served.origin())?
            .activate(json!({ "code": code }))
            .await?;
        text(&sink, &person, CREDENTIALS).await?;
        let status = worker.stop().await?;
        ensure!(status.success(), "{status}: {}", worker.log());
    }
    Ok(())
}

#[tokio::test]
async fn r66_workers_beside_each_other_send_each_mail_once() -> Result<()> {
    const PEOPLE: u16 = 40;
    for database in Database::ALL {
        let (sink, site) = town(database).await?;
        let one = site.serve(&["--migrate"], &[]).await?;
        let other = site.serve(&["--no-worker"], &[]).await?;
        let _workers = [site.worker(&[]).await?, site.worker(&[]).await?];
        let mut people = JoinSet::new();
        for number in 0..PEOPLE {
            let origin = if number % 2 == 0 {
                one.origin()
            } else {
                other.origin()
            };
            people.spawn(register(origin, 200 + number));
        }
        while let Some(person) = people.join_next().await {
            person??;
        }
        wait_for(&site, "sent", PEOPLE.into()).await?;
        let mut ids: Vec<String> = sink
            .messages()
            .iter()
            .map(ReceivedMail::message_id)
            .collect();
        ids.sort();
        ids.dedup();
        ensure!(ids.len() == usize::from(PEOPLE), "{} messages", ids.len());
        ensure!(sink.messages().len() == ids.len(), "some came twice");
    }
    Ok(())
}

#[tokio::test]
async fn r65_the_mail_of_a_killed_worker_is_sent_by_another() -> Result<()> {
    for database in Database::ALL {
        let (sink, site) = town(database).await?;
        let served = site.serve(&["--migrate", "--no-worker"], &[]).await?;
        let mut first = site.worker(&[]).await?;
        sink.fault(FaultMode::SilentAfterConnect);
        let person = register(served.origin(), 61).await?;
        wait_for(&site, "leased", 1).await?;
        let _second = site.worker(&[]).await?;
        first.kill().await?;
        sink.fault(FaultMode::None);
        text(&sink, &person, ACTIVATION).await?;
        wait_for(&site, "sent", 1).await?;
        ensure!(sink.messages().len() == 1, "it came twice");
    }
    Ok(())
}

#[tokio::test]
async fn a_worker_that_is_asked_to_stop_sends_what_it_has_begun() -> Result<()> {
    let (sink, site) = town(Database::Sqlite).await?;
    let served = site.serve(&["--migrate", "--no-worker"], &[]).await?;
    let mut worker = site.worker(&[("VARCO_MAIL__TIMEOUT", "2s")]).await?;
    sink.fault(FaultMode::SilentAfterConnect);
    register(served.origin(), 62).await?;
    wait_for(&site, "leased", 1).await?;
    let status = worker.stop().await?;
    ensure!(status.success(), "{status}: {}", worker.log());
    // Its attempt came to an end, and the end was noted.
    let waiting = items(&site, "waiting").await?;
    let [item] = waiting.as_slice() else {
        anyhow::bail!("{waiting:?}");
    };
    ensure!(
        item["attempts"] == 1 && item["reason"].is_string(),
        "{item}"
    );
    Ok(())
}

#[tokio::test]
async fn an_operator_finds_a_mail_that_was_given_up_and_has_it_sent_after_all() -> Result<()> {
    for database in Database::ALL {
        let (sink, site) = town(database).await?;
        let served = site.serve(&["--migrate"], &[]).await?;
        sink.fault(FaultMode::PermanentFailure);
        let people = [
            register(served.origin(), 63).await?,
            register(served.origin(), 64).await?,
        ];
        let buried = wait_for(&site, "buried", 2).await?;
        for item in &buried {
            ensure!(item["reason"] == "the mail server answered 550", "{item}");
            ensure!(
                item["can_be_sent"] == true && item["template"] == "activation",
                "{item}"
            );
            let told = item.to_string();
            for person in &people {
                ensure!(!told.contains(&person.email), "{told}");
            }
        }
        let id = buried[0]["id"].as_str().context("no id")?;
        let shown = site.run(&["outbox", "show", id]).await?;
        ensure!(String::from_utf8(shown.stdout)?.contains("buried"));

        sink.fault(FaultMode::None);
        for refused in [
            &["outbox", "replay", id][..],
            &["outbox", "replay", id, "--why", " "],
            &["outbox", "replay", "--why", "prova"],
            &[
                "outbox",
                "replay",
                "00000000-0000-7000-8000-000000000000",
                "--why",
                "prova",
            ],
        ] {
            ensure!(!site.run(refused).await?.status.success(), "{refused:?}");
        }
        let why = ["--why", "casella riaperta"];
        let with_reason = [&["outbox", "replay", id, "--json"][..], &why].concat();
        let replayed = site.run(&with_reason).await?;
        ensure!(String::from_utf8(replayed.stdout)?.trim() == r#"{"replayed":1}"#);
        wait_for(&site, "sent", 1).await?;
        let again = site.run(&with_reason).await?;
        let told = String::from_utf8(again.stderr)?;
        ensure!(
            !again.status.success() && told.contains("is sent"),
            "{told}"
        );

        site.run(&[&["outbox", "replay", "--buried"][..], &why].concat())
            .await?;
        for person in &people {
            text(&sink, person, ACTIVATION).await?;
        }
        wait_for(&site, "sent", 2).await?;
    }
    Ok(())
}
