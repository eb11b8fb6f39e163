//! `varco utenza` beside a process that serves: what an operator does, and what the person sees of it.

use anyhow::{Context as _, Result, ensure};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use tokio::task::JoinSet;
use varco_tests::account::{self, CREDENTIALS};
use varco_tests::api::{Answer, Api};
use varco_tests::person::Person;
use varco_tests::process::{Database, Site};
use varco_tests::stage::{EASY_CAPTCHA, Stage};
use varco_tests::web::Visitor;

const WHY: &str = "richiesta dell'ufficio";
const MAILBOX: &str = "mario.rossi@istruzione.it";
const REISSUED: &str = "Istanze OnLine – La tua password è stata reimpostata";
const SUSPENDED: &str = "Istanze OnLine – La tua utenza è sospesa";
const REACTIVATED: &str = "Istanze OnLine – La tua utenza è di nuovo attiva";
const EMAIL_CHANGED: &str = "Istanze OnLine – La tua email è cambiata";

/// What a command said, and whether it did it.
struct Said {
    is_done: bool,
    out: String,
    err: String,
}

/// Runs `varco utenza` with these arguments.
async fn utenza(site: &Site, arguments: &[&str]) -> Result<Said> {
    let output = site.run(&[&["utenza"], arguments].concat()).await?;
    ensure!(matches!(output.status.code(), Some(0..=2)), "{output:?}");
    Ok(Said {
        is_done: output.status.success(),
        out: String::from_utf8(output.stdout)?,
        err: String::from_utf8(output.stderr)?,
    })
}

/// Does something with an utenza, with a reason.
async fn act(site: &Site, act: &str, who: &str, more: &[&str]) -> Result<Value> {
    let arguments = [&[act, who, "--why", WHY, "--json"], more].concat();
    let said = utenza(site, &arguments).await?;
    ensure!(said.is_done, "{act}: {}", said.err);
    Ok(serde_json::from_str(&said.out)?)
}

/// Opens the utenza MI12345 of somebody.
async fn add_mi(site: &Site, person: &Person, more: &[&str]) -> Result<Said> {
    let arguments = [
        &[
            "add",
            "--kind",
            "mi",
            "--username",
            "MI12345",
            "--email",
            MAILBOX,
        ],
        &["--codice-fiscale", &person.codice_fiscale, "--why", WHY][..],
        &[
            "--given-name",
            &person.nome,
            "--family-name",
            &person.cognome,
        ],
        more,
    ];
    utenza(site, &arguments.concat()).await
}

/// A login as it is answered, whatever the answer.
async fn try_log_in(api: &Api, identifier: &str, password: &str) -> Result<Answer> {
    let body = json!({ "identifier": identifier, "password": password });
    api.call(Method::POST, "/sessions", "", Some(body)).await
}

#[tokio::test]
async fn r58_an_mi_utenza_is_opened_and_its_person_gets_in_by_the_mailed_password() -> Result<()> {
    for database in Database::ALL {
        let stage = Stage::start_on(database, &EASY_CAPTCHA).await?;
        let said = add_mi(stage.varco.site(), &Person::number(900)?, &[]).await?;
        ensure!(
            said.is_done && said.out.contains("mi12345: open"),
            "{} {}",
            said.out,
            said.err
        );
        let letter = stage.letter(MAILBOX, CREDENTIALS).await?;
        let one_time = letter.password()?;
        ensure!(
            !(said.out + &said.err).contains(&one_time),
            "an operator read it"
        );
        ensure!(
            letter.text.lines().any(|line| line == "mi12345"),
            "{}",
            letter.text
        );

        let mut visitor = Visitor::new(&stage.varco.origin())?;
        let login = visitor.open("/accedi").await?.form("identificativo")?;
        let login = login
            .fill("identificativo", "MI12345")?
            .fill("password", &one_time)?;
        let change = visitor.send(login).await?;
        ensure!(
            change.path() == "/password/primo-accesso",
            "at {}",
            change.url
        );
        let choose = |page: &varco_tests::web::Page, new: &str| {
            page.form("nuova_password")?
                .fill("password_attuale", &one_time)?
                .fill("nuova_password", new)?
                .fill("ripeti_password", new)
        };
        // The policy `ministero`: eight signs are enough, but not without a capital and a figure.
        let refused = visitor
            .send(choose(&change, "tre trote nel torrente")?)
            .await?;
        ensure!(!refused.errors()?.is_empty(), "at {}", refused.url);
        let area = visitor.send(choose(&refused, "Lampone7x")?).await?;
        ensure!(
            area.path().starts_with("/area"),
            "at {} {:?}",
            area.url,
            area.errors()?
        );
        let mut api = Api::new(&stage.varco.origin())?;
        api.log_in("mi12345", "Lampone7x").await?;
        stage.explain(api.account(&api.session_token).await.map(drop))?;
    }
    Ok(())
}

#[tokio::test]
async fn a_suspended_person_is_out_at_once_and_back_in_after_a_reactivation() -> Result<()> {
    for database in Database::ALL {
        let stage = Stage::start_on(database, &EASY_CAPTCHA).await?;
        let (site, person) = (stage.varco.site(), Person::number(901)?);
        let (api, username) = account::active(&stage, &person).await?;
        let wrong = try_log_in(&api, "nessuno.qui", "una password sbagliata").await?;

        let told = act(site, "suspend", &username, &[]).await?;
        assert_eq!(told["status"], "suspended");
        stage.letter(&person.email, SUSPENDED).await?;
        let dead = api.account(&api.session_token).await?;
        assert_eq!(dead.status, StatusCode::UNAUTHORIZED, "{database:?}");
        let refused = try_log_in(&api, &username, &person.password).await?;
        assert_eq!(refused.status, wrong.status);
        assert_eq!(refused.body["code"], wrong.body["code"]);
        assert_eq!(refused.body["detail"], wrong.body["detail"]);

        let told = act(site, "reactivate", &person.codice_fiscale, &[]).await?;
        assert_eq!(told["status"], "active");
        stage.letter(&person.email, REACTIVATED).await?;
        let still_dead = api.account(&api.session_token).await?;
        assert_eq!(still_dead.status, StatusCode::UNAUTHORIZED);
        let back = try_log_in(&api, &username, &person.password).await?;
        assert_eq!(back.status, StatusCode::CREATED, "{}", back.body);
    }
    Ok(())
}

#[tokio::test]
async fn a_reset_goes_to_the_reference_address_which_follows_the_institutional_mailbox()
-> Result<()> {
    for database in Database::ALL {
        let stage = Stage::start_on(database, &EASY_CAPTCHA).await?;
        let (site, person) = (stage.varco.site(), Person::number(902)?);
        let (mut api, username) = account::active(&stage, &person).await?;
        let told = act(site, "assign-mailbox", &username, &["--email", MAILBOX]).await?;
        assert_eq!(told["reference_address"], "m***@istruzione.it");
        for address in [MAILBOX, &person.email] {
            stage.letter(address, EMAIL_CHANGED).await?;
        }
        act(site, "reset-password", &username, &[]).await?;
        let one_time = stage.letter(MAILBOX, REISSUED).await?.password()?;
        let notice = stage.letter(&person.email, REISSUED).await?;
        ensure!(notice.password().is_err(), "{}", notice.text);
        let disavowal = notice.link()?;
        ensure!(disavowal.query().is_some(), "{disavowal}");
        let ended = api.account(&api.session_token).await?;
        assert_eq!(ended.status, StatusCode::UNAUTHORIZED);
        let old = try_log_in(&api, &username, &person.password).await?;
        assert_eq!(old.status, StatusCode::UNAUTHORIZED, "{}", old.body);
        api.log_in(&username, &one_time).await?;
        api.change_password(&one_time, &person.password).await?;

        let told = act(site, "withdraw-mailbox", &username, &[]).await?;
        ensure!(told["reference_address"] == "p***@esempio.it", "{told}");
        act(site, "reset-password", &username, &[]).await?;
        let reissued = |mail: &varco_mail_smtp::ReceivedMail| {
            mail.envelope_to == [person.email.as_str()] && mail.text().contains("temporanea:")
        };
        stage
            .sink
            .find(std::time::Duration::from_secs(30), reissued)
            .await
            .context("no mail")?;
    }
    Ok(())
}

#[tokio::test]
async fn r36_an_unlock_spares_the_person_the_wait() -> Result<()> {
    for database in Database::ALL {
        let stage = Stage::start_on(database, &EASY_CAPTCHA).await?;
        unlocked(&stage).await?;
    }
    Ok(())
}

/// Whether the person may log in, as the sheet tells it.
async fn login(site: &Site, who: &str) -> Result<Value> {
    let sheet = show(site, who, &[]).await?;
    sheet.get("login").cloned().context("no login")
}

async fn unlocked(stage: &Stage) -> Result<()> {
    let (site, person) = (stage.varco.site(), Person::number(903)?);
    let (api, username) = account::active(stage, &person).await?;
    for _ in 0..5 {
        try_log_in(&api, &username, "una password sbagliata").await?;
    }
    let locked = try_log_in(&api, &username, &person.password).await?;
    assert_eq!(
        locked.status,
        StatusCode::TOO_MANY_REQUESTS,
        "{}",
        locked.body
    );
    assert_eq!(login(site, &username).await?, json!("paused"));
    act(site, "unlock", &username, &[]).await?;
    assert_eq!(login(site, &username).await?, json!("open"));
    let open = try_log_in(&api, &username, &person.password).await?;
    assert_eq!(open.status, StatusCode::CREATED, "{}", open.body);
    Ok(())
}

#[tokio::test]
async fn acts_at_the_same_time_are_carried_out_one_after_the_other() -> Result<()> {
    for database in Database::ALL {
        let stage = Stage::start_on(database, &EASY_CAPTCHA).await?;
        let (_, username) = account::active(&stage, &Person::number(904)?).await?;
        let mut acts = JoinSet::new();
        for number in 0..4 {
            let (site, username) = (stage.varco.site().clone(), username.clone());
            acts.spawn(async move {
                let address = format!("casella{number}@istruzione.it");
                act(&site, "assign-mailbox", &username, &["--email", &address]).await
            });
        }
        while let Some(outcome) = acts.join_next().await {
            stage.explain(outcome?)?;
        }
        let sheet = show(stage.varco.site(), &username, &[]).await?;
        let events = sheet["trail"].as_array().context("no trail")?;
        let assigned = |entry: &&Value| entry["event"] == "account.institutional_email_assigned";
        assert_eq!(events.iter().filter(assigned).count(), 4, "{sheet}");
    }
    Ok(())
}

async fn show(site: &Site, who: &str, more: &[&str]) -> Result<Value> {
    let said = utenza(site, &[&["show", who, "--json"], more].concat()).await?;
    ensure!(said.is_done, "{}", said.err);
    Ok(serde_json::from_str(&said.out)?)
}

#[tokio::test]
async fn an_operator_reads_the_answer_and_nothing_else() -> Result<()> {
    let stage = Stage::start_with(&EASY_CAPTCHA).await?;
    let site = stage.varco.site();
    let nobody = utenza(site, &["deletions", "--json"]).await?;
    ensure!(
        nobody.is_done && (nobody.out + &nobody.err).is_empty(),
        "not empty"
    );
    let unknown = utenza(site, &["show", "nessuno"]).await?;
    ensure!(unknown.err.lines().count() == 1, "{}", unknown.err);
    Ok(())
}

#[tokio::test]
async fn r63_a_sheet_shows_what_helps_and_masks_what_identifies() -> Result<()> {
    let stage = Stage::start_with(&EASY_CAPTCHA).await?;
    let (site, person) = (stage.varco.site(), Person::number(905)?);
    let (_, username) = account::active(&stage, &person).await?;
    let masked = show(site, &username.to_uppercase(), &[]).await?;
    assert_eq!(masked["status"], "active");
    assert_eq!(masked["credential"], "chosen");
    assert_eq!(masked["open_sessions"], 1);
    assert_eq!(masked["trail"][0]["event"], "account.password_changed");
    let full = show(
        site,
        &person.codice_fiscale,
        &["--full", "--why", WHY, "--entries", "1"],
    )
    .await?;
    assert_eq!(full["codice_fiscale"], json!(person.codice_fiscale));
    assert_eq!(full["personal_address"], json!(person.email));
    assert_eq!(full["trail"].as_array().map(Vec::len), Some(1));
    let text = utenza(site, &["show", &username]).await?.out;
    ensure!(
        text.contains("reference address       p***@esempio.it"),
        "{text}"
    );
    for said in [masked.to_string(), text] {
        ensure!(
            !said.contains(&person.email) && !said.contains(&person.codice_fiscale),
            "{said}"
        );
        ensure!(!said.contains("argon2"), "{said}");
    }
    ensure!(!full.to_string().contains("argon2"), "{full}");
    Ok(())
}

#[tokio::test]
async fn a_command_that_cannot_be_carried_out_says_how_to_mend_it_and_does_nothing() -> Result<()> {
    for database in Database::ALL {
        let stage = Stage::start_on(database, &EASY_CAPTCHA).await?;
        commands_refused(&stage).await?;
    }
    Ok(())
}

async fn commands_refused(stage: &Stage) -> Result<()> {
    let (site, person) = (stage.varco.site(), Person::number(906)?);
    let wrong_names = add_mi(
        site,
        &Person {
            nome: "Anna".to_owned(),
            ..person.clone()
        },
        &[],
    )
    .await?;
    ensure!(
        !wrong_names.is_done && wrong_names.err.contains("--confirm"),
        "{}",
        wrong_names.err
    );
    let no_name = add_mi(
        site,
        &Person {
            nome: "4".to_owned(),
            ..person.clone()
        },
        &[],
    )
    .await?;
    ensure!(no_name.err.contains("--given-name: "), "{}", no_name.err);
    let no_day = add_mi(site, &person, &["--birth-date", "2001-01-01"]).await?;
    ensure!(
        no_day.err.contains("another day of birth: 19"),
        "{}",
        no_day.err
    );
    ensure!(add_mi(site, &person, &[]).await?.is_done);
    for (arguments, told) in [
        (&["show", "nessuno"][..], "no utenza has this"),
        (&["unlock", "mi12345"], "--why"),
        (&["unlock", "mi12345", "--why", " "], "a reason is missing"),
        (&["reactivate", "mi12345", "--why", WHY], "is not suspended"),
        (
            &[
                "assign-mailbox",
                "mi12345",
                "--email",
                "a@b.it",
                "--why",
                WHY,
            ],
            "@istruzione.it",
        ),
        (
            &[
                "assign-mailbox",
                "mi12345",
                "--email",
                MAILBOX,
                "--why",
                WHY,
            ],
            "already",
        ),
        (
            &["set-kind", "mi12345", "--kind", "altro", "--why", WHY],
            "mi, external",
        ),
        (&["add", "--kind", "mi"], "--username"),
    ] {
        let said = utenza(site, arguments).await?;
        ensure!(!said.is_done && said.out.is_empty(), "{arguments:?}");
        ensure!(said.err.contains(told), "{arguments:?}: {}", said.err);
    }
    let again = add_mi(site, &person, &[]).await?;
    ensure!(again.err.contains("has an utenza already"), "{}", again.err);
    let sheet = show(site, "mi12345", &[]).await?;
    let trail = sheet.get("trail").and_then(Value::as_array);
    assert_eq!(trail.map(Vec::len), Some(1), "{sheet}");
    Ok(())
}
