//! Keys: rotated while people register and log in, and refused when they are no keys.

use std::collections::BTreeSet;
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt as _;
use std::sync::Arc;

use anyhow::{Context as _, Result, ensure};
use tokio::task::JoinSet;
use varco_tests::account::active;
use varco_tests::api::Api;
use varco_tests::person::Person;
use varco_tests::process::{Database, Site};
use varco_tests::stage::{EASY_CAPTCHA, Stage};

const PURPOSES: [&str; 4] = ["token-digest", "vault", "pepper", "captcha"];

/// Runs `varco keys` with these arguments; what it said on either output, and whether it did it.
async fn keys(site: &Site, arguments: &[&str]) -> Result<(bool, String)> {
    let output = site.run(&[&["keys"], arguments].concat()).await?;
    let said = [output.stdout, output.stderr].concat();
    Ok((output.status.success(), String::from_utf8(said)?))
}

/// The keys themselves, which nobody is ever shown.
fn secrets(site: &Site) -> Result<BTreeSet<String>> {
    let mut secrets = BTreeSet::new();
    for name in ["keys", "epochs"] {
        let text = fs::read_to_string(site.folder().join("data").join(name))?;
        let words = text.split_whitespace().filter(|word| word.len() == 43);
        secrets.extend(words.map(ToOwned::to_owned));
    }
    Ok(secrets)
}

/// Whether this session is still alive.
async fn is_alive(api: &Api, token: &str) -> Result<bool> {
    Ok(api.account(token).await?.status == 200)
}

#[tokio::test]
async fn r83_every_key_is_rotated_under_load_and_nobody_notices() -> Result<()> {
    // More at once would be sent away by the hashing of passwords where the machine is slow.
    const AT_ONCE: u16 = 5;
    const EACH: u16 = 3;
    for database in Database::ALL {
        let stage = Arc::new(Stage::start_on(database, &EASY_CAPTCHA).await?);
        let site = stage.varco.site();
        let _worker = site.worker(&[]).await?;
        let mut people = JoinSet::new();
        for queue in 0..AT_ONCE {
            let stage = Arc::clone(&stage);
            people.spawn(async move {
                let mut sessions = Vec::new();
                for number in 0..EACH {
                    let person = Person::number(700 + queue * EACH + number)?;
                    let (mut api, username) = active(&stage, &person).await?;
                    sessions.push(api.session_token.clone());
                    api.log_in(&username, &person.password).await?;
                    sessions.push(api.session_token);
                }
                anyhow::Ok(sessions)
            });
        }
        let (mut sessions, mut rotations) = (Vec::new(), 0);
        // A key file has room for so many and some more.
        while rotations < 2 || rotations < 60 && !people.is_empty() {
            for purpose in PURPOSES {
                let (is_done, said) = keys(site, &["rotate", purpose]).await?;
                ensure!(is_done && said.contains("is in use"), "{said}");
            }
            rotations += 1;
            while let Some(outcome) = people.try_join_next() {
                sessions.extend(stage.explain(outcome?)?);
            }
        }
        while let Some(outcome) = people.join_next().await {
            sessions.extend(stage.explain(outcome?)?);
        }
        // Sessions of any age are alive under keys of any age.
        let api = Api::new(&stage.varco.origin())?;
        for session in &sessions {
            ensure!(is_alive(&api, session).await?);
        }
        ensure!(sessions.len() == usize::from(2 * AT_ONCE * EACH));
        let log = stage.varco.log();
        ensure!(secrets(site)?.iter().all(|key| !log.contains(key)));
    }
    Ok(())
}

#[tokio::test]
async fn r83_a_retired_key_ends_what_it_made_and_only_with_a_word() -> Result<()> {
    let stage = Stage::start_with(&EASY_CAPTCHA).await?;
    let site = stage.varco.site();
    let person = Person::number(750)?;
    let (mut api, username) = active(&stage, &person).await?;
    let (_, before) = keys(site, &["list"]).await?;
    ensure!(before.lines().count() == 5, "{before}");
    let old = before
        .split_whitespace()
        .nth(1)
        .context("no id")?
        .to_owned();
    let (is_done, said) = keys(site, &["retire", &old, "--confirm"]).await?;
    ensure!(!is_done && said.contains("in use"), "{said}");

    keys(site, &["rotate", "token-digest"]).await?;
    ensure!(is_alive(&api, &api.session_token).await?);
    let (is_done, said) = keys(site, &["retire", &old]).await?;
    ensure!(!is_done && said.contains("--confirm"), "{said}");
    ensure!(is_alive(&api, &api.session_token).await?);
    let (is_done, said) = keys(site, &["retire", &old, "--confirm"]).await?;
    ensure!(is_done, "{said}");
    ensure!(!is_alive(&api, &api.session_token).await?);
    api.log_in(&username, &person.password).await?;

    let (_, after) = keys(site, &["list"]).await?;
    ensure!(!after.contains(&old), "{after}");
    for said in [before, after] {
        ensure!(secrets(site)?.iter().all(|key| !said.contains(key)));
    }
    Ok(())
}

#[tokio::test]
async fn r82_no_process_starts_with_bad_keys() -> Result<()> {
    let mut stage = Stage::start_with(&EASY_CAPTCHA).await?;
    stage.varco.stop().await?;
    let site = Arc::clone(stage.varco.site());
    let file = |name: &str| site.folder().join("data").join(name);
    let (good, epochs) = (
        fs::read_to_string(file("keys"))?,
        fs::read_to_string(file("epochs"))?,
    );
    let key = |purpose: &str| {
        let line = good.lines().find(|line| line.starts_with(purpose));
        line.and_then(|line| line.split(' ').nth(1))
            .context("no key")
    };
    let zeros = "A".repeat(43);
    for bad in [
        String::new(),
        good.replace(key("vault")?, &zeros),
        good.replace(key("vault")?, &key("vault")?[..20]),
        good.replace(key("vault")?, key("pepper")?),
        good.replace("vault ", "volt "),
        good.replace("vault ", "# vault "),
    ] {
        fs::write(file("keys"), &bad)?;
        is_refused(&site, "key file").await?;
    }
    fs::write(file("keys"), &good)?;

    let secret = epochs.split_whitespace().last().context("no state")?;
    fs::write(file("epochs"), epochs.replace(secret, &zeros))?;
    is_refused(&site, "not a file of epochs").await?;
    fs::remove_file(file("epochs"))?;
    is_refused(&site, "varco keys new-epochs").await?;
    let (is_done, said) = keys(&site, &["new-epochs"]).await?;
    ensure!(is_done, "{said}");

    fs::set_permissions(file("keys"), Permissions::from_mode(0o640))?;
    is_refused(&site, "chmod 600").await?;
    fs::set_permissions(file("keys"), Permissions::from_mode(0o600))?;
    stage.varco.restart().await
}

/// Neither command starts; both say why and show no key.
async fn is_refused(site: &Site, why: &str) -> Result<()> {
    for command in ["serve", "worker"] {
        let output = site.run(&[command]).await?;
        let said = String::from_utf8([output.stdout, output.stderr].concat())?;
        ensure!(!output.status.success() && said.contains(why), "{said}");
        ensure!(
            !said.split(' ').any(|word| word.trim().len() == 43),
            "{said}"
        );
    }
    Ok(())
}

#[tokio::test]
async fn a_node_without_the_epochs_of_the_others_does_not_start() -> Result<()> {
    let stage = Stage::start_with(&EASY_CAPTCHA).await?;
    let site = stage.varco.site();
    let data = tempfile::tempdir()?;
    let there = [("VARCO_DATA_DIR", data.path().to_str().context("odd path")?)];
    fs::copy(site.folder().join("data/keys"), data.path().join("keys"))?;
    let output = site.command(&["worker"], &there)?.output().await?;
    let said = String::from_utf8(output.stderr)?;
    ensure!(
        !output.status.success() && said.contains("copy it from another node"),
        "{said}"
    );
    fs::copy(
        site.folder().join("data/epochs"),
        data.path().join("epochs"),
    )?;
    site.worker(&there).await.map(drop)
}

#[tokio::test]
async fn a_database_with_people_gets_no_new_keys_by_accident() -> Result<()> {
    let mut stage = Stage::start_with(&EASY_CAPTCHA).await?;
    let person = Person::number(790)?;
    let (mut api, username) = active(&stage, &person).await?;
    stage.varco.stop().await?;
    let data = stage.varco.folder().join("data");
    let away = stage.varco.folder().join("away");
    fs::rename(&data, &away)?;
    let refusal = format!(
        "{:#}",
        stage.varco.restart().await.err().context("it started")?
    );
    ensure!(refusal.contains("from another node"), "{refusal}");
    ensure!(!data.join("keys").exists(), "new keys were made");
    // Back in their place they open what they closed.
    fs::remove_dir_all(&data)?;
    fs::rename(&away, &data)?;
    stage.varco.restart().await?;
    api.log_in(&username, &person.password).await?;
    // Lost for good, new ones are made by somebody who knows what that means.
    stage.varco.stop().await?;
    fs::remove_file(data.join("keys"))?;
    fs::remove_file(data.join("epochs"))?;
    let (is_done, said) = keys(stage.varco.site(), &["create"]).await?;
    ensure!(is_done && said.contains("pepper"), "{said}");
    stage.varco.restart().await
}
