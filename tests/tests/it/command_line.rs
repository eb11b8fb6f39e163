//! The binary as an operator uses it.

use std::fs;
use std::process::Stdio;

use anyhow::{Context as _, Result};
use serde_json::Value;
use tokio::io::AsyncWriteExt as _;
use tokio::process::Command;
use varco_tests::process::{self, Database, Site};

#[tokio::test]
async fn codici_fiscali_are_checked_line_by_line_and_a_bad_one_stops_nothing() -> Result<()> {
    let mut child = Command::new(process::binary()?)
        .args(["codice-fiscale", "check"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut input = child.stdin.take().context("no input")?;
    input.write_all(b"rssmra85t10 a562s\nRSSMRAURTMLARSNL\n\xff\xfe\n\nRSSMRA85T10A562X\nRSSMRA85D31A562S\n12345678903\n").await?;
    drop(input);
    let output = child.wait_with_output().await?;
    assert!(output.status.success(), "{}", output.status);
    let text = String::from_utf8(output.stdout)?;
    let lines: Vec<Value> = text
        .lines()
        .map(serde_json::from_str)
        .collect::<Result<_, _>>()?;
    let told: Vec<_> = lines
        .iter()
        .map(|line| {
            (
                line["valid"] == true,
                line["kind"].as_str(),
                line["omocodic"].as_bool(),
            )
        })
        .collect();
    let bad = (false, None, None);
    let (plain, omocodic) = (Some("definitive"), Some("definitive"));
    assert_eq!(
        told,
        [
            (true, plain, Some(false)),
            (true, omocodic, Some(true)),
            bad,
            bad,
            bad,
            bad,
            (true, Some("provisional"), Some(false))
        ]
    );
    assert_eq!(lines[0]["birth_date_candidates"][0], "1985-12-10");
    assert_eq!(
        (&lines[0]["sex"], &lines[0]["place_code"]),
        (&"M".into(), &"A562".into())
    );
    for line in &lines[2..6] {
        assert!(line["error"].is_string(), "{line}");
    }
    Ok(())
}

#[tokio::test]
async fn an_unknown_key_is_named_and_refused() -> Result<()> {
    for arguments in [&["check-config"][..], &["serve"][..]] {
        let output = Command::new(process::binary()?)
            .args(arguments)
            .env("VARCO_LISTNE", "127.0.0.1:1")
            .output()
            .await?;
        let said = String::from_utf8_lossy(&output.stderr).into_owned()
            + &String::from_utf8_lossy(&output.stdout);
        assert!(
            !output.status.success() && said.contains("listne"),
            "{arguments:?}: {said}"
        );
    }
    Ok(())
}

/// What cannot work is said before anything is started, with the key and without the value of a secret.
#[tokio::test]
async fn a_configuration_that_cannot_work_is_refused_with_the_way_to_mend_it() -> Result<()> {
    for (variable, value, told) in [
        ("VARCO_LISTEN", "nowhere", "listen: "),
        ("VARCO_LISTEN", "192.0.2.1:80", "listen: "),
        ("VARCO_PUBLIC_URL", "ftp://a.it", "https://"),
        ("VARCO_DATA_DIR", "/dev/null/data", "data_dir: "),
        (
            "VARCO_DATABASE_URL",
            "mysql://u:segreto@a.it/x",
            "sqlite:///path",
        ),
        (
            "VARCO_DATABASE_URL",
            "sqlite:///nowhere/at/all.db",
            "database_url: ",
        ),
        (
            "VARCO_DATABASE_URL",
            "postgres://u:segreto@a.it/x?sslmode=disable",
            "database.ca_file",
        ),
        (
            "VARCO_DATABASE__CA_FILE",
            "/nowhere.pem",
            "database.ca_file",
        ),
        (
            "VARCO_SMTP_URL",
            "ftp://u:segreto@a.it",
            "smtps:// or smtp://",
        ),
        ("VARCO_MAIL__FROM", "nobody", "mail cannot be set up"),
        (
            "VARCO_REGISTRATION__LINK_LIFE",
            "soon",
            "registration.link_life: ",
        ),
        ("VARCO_RETENTION__SECRETS", "73h", "retention.secrets: "),
        ("VARCO_CAPTCHA__PREFIX", "zz", "hexadecimal"),
        ("VARCO_LOG__FILTER", "a=b=c", "log.filter: "),
    ] {
        let mut variables = vec![(variable, value)];
        if variable == "VARCO_DATABASE__CA_FILE" {
            variables.push(("VARCO_DATABASE_URL", "postgres://u:segreto@a.it/x"));
        }
        let site = Site::new(Database::Sqlite, &[]).await?;
        let output = site
            .command(&["check-config"], &variables)?
            .output()
            .await?;
        let said = String::from_utf8(output.stderr)?;
        assert!(!output.status.success(), "{variable}={value}");
        assert!(said.contains(told), "{variable}={value}: {said}");
        assert!(!said.contains("segreto"), "{variable}: {said}");
    }
    Ok(())
}

#[tokio::test]
async fn a_configuration_is_tried_without_leaving_anything_behind() -> Result<()> {
    let site = Site::new(Database::Sqlite, &[]).await?;
    for (variables, told) in [
        (&[][..], "smtp_url is missing"),
        (&[("VARCO_SMTP_URL", "smtp://127.0.0.1:1")], "in order"),
    ] {
        let output = site.command(&["check-config"], variables)?.output().await?;
        let said = String::from_utf8(output.stdout)?;
        assert!(output.status.success() && said.contains(told), "{said}");
        assert_eq!(fs::read_dir(site.folder())?.count(), 0, "something is left");
    }
    Ok(())
}

/// An empty database is more often the wrong one than a new one (ADR 0010).
#[tokio::test]
async fn nobody_works_on_an_empty_database_unless_told_to() -> Result<()> {
    for database in Database::ALL {
        let site = Site::new(database, &[("VARCO_SMTP_URL", "smtp://127.0.0.1:1")]).await?;
        for command in [&["serve"][..], &["worker"], &["outbox", "list"]] {
            let output = site.run(command).await?;
            let said = String::from_utf8(output.stderr)?;
            assert!(
                !output.status.success() && said.contains("varco migrate"),
                "{command:?}: {said}"
            );
        }
        let migrated = site.run(&["migrate"]).await?;
        assert!(migrated.status.success(), "{migrated:?}");
        site.serve(&[], &[]).await?;
        site.worker(&[]).await?;
    }
    Ok(())
}
