//! The demo, as somebody meets it who has just cloned the repository.

use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use jiff::SignedDuration;
use reqwest::StatusCode;
use tokio::time::{Instant, sleep};
use varco_tests::process::{Database, Site, Varco};
use varco_tests::stage::Stage;
use varco_tests::web::Visitor;

#[tokio::test]
async fn the_last_line_of_the_start_is_the_address_to_open() -> Result<()> {
    greeting(&Varco::start_demo().await?).await.map(drop)
}

#[tokio::test]
async fn a_person_of_the_demo_logs_in_with_what_the_start_tells() -> Result<()> {
    let varco = Varco::start_demo().await?;
    let greeting = greeting(&varco).await?;
    let line = greeting
        .lines()
        .find(|line| line.contains("(utenza esterna)"));
    let (username, rest) = line
        .and_then(|line| line.trim().split_once(' '))
        .context(greeting.clone())?;
    let password = rest.trim_end_matches("(utenza esterna)").trim();
    let mut visitor = Visitor::new(&varco.origin())?;
    let form = visitor.open("/accedi").await?.form("identificativo")?;
    let area = visitor
        .send(
            form.fill("identificativo", username)?
                .fill("password", password)?,
        )
        .await?;
    ensure!(
        area.path() == "/area",
        "at {} with {:?}",
        area.url,
        area.errors()?
    );
    Ok(())
}

/// One service is away at first, and comes back by itself.
#[tokio::test]
async fn the_password_is_seen_to_arrive_at_the_services_of_the_demo() -> Result<()> {
    const PASSWORD: &str = "Trota7torrente";
    let site = Site::timed(Database::Sqlite, &[]).await?;
    let varco = site.serve(&["--demo"], &[]).await?;
    let mut visitor = Visitor::new(&varco.origin())?;
    let form = visitor.open("/accedi?poi=/area/servizi").await?;
    let form = form.form("identificativo")?;
    let form = form.fill("identificativo", "mi12345")?;
    let page = visitor.send(form.fill("password", PASSWORD)?).await?;
    let states = page.texts("[data-stato]")?;
    ensure!(
        states.len() == 3 && states != ["Aggiornato"; 3],
        "{states:?}"
    );
    let failed = "Non riuscito – riproviamo alle ";
    until_told(&mut visitor, ["Aggiornato", failed, "Aggiornato"]).await?;
    // It comes back after less than that, and is tried again.
    site.advance(SignedDuration::from_mins(1))?;
    until_told(&mut visitor, ["Aggiornato"; 3]).await?;
    for (password, does) in [(PASSWORD, "entra"), ("Trota8torrente", "non entra")] {
        let form = visitor.open("/demo/servizi").await?.form("username")?;
        let form = form.fill("username", "mi12345")?;
        let tried = visitor.send(form.fill("password", password)?).await?;
        let told = tried.texts("[role=status] p")?;
        let expected = format!("Pago In Rete: mi12345 {does}");
        ensure!(told.get(1) == Some(&expected), "{told:?}");
        let shown = tried.text()?;
        ensure!(!shown.contains(PASSWORD), "a password is shown");
        ensure!(
            shown.contains("nuova password") && shown.contains("utenza aperta"),
            "{shown}"
        );
    }
    Ok(())
}

/// Reloads the page of the services until it says this of each, or the beginning of it.
async fn until_told(visitor: &mut Visitor, expected: [&str; 3]) -> Result<()> {
    let deadline = Instant::now() + Duration::from_mins(2);
    loop {
        let told = visitor.open("/area/servizi").await?.texts("[data-stato]")?;
        let mut pairs = told.iter().zip(expected);
        if told.len() == 3 && pairs.all(|(told, it)| told.starts_with(it)) {
            return Ok(());
        }
        ensure!(Instant::now() < deadline, "{told:?}");
        sleep(Duration::from_millis(200)).await;
    }
}

#[tokio::test]
async fn the_mailbox_that_everybody_can_read_exists_only_in_the_demo() -> Result<()> {
    let demo = Varco::start_demo().await?;
    let mailbox = Visitor::new(&demo.origin())?.open("/demo/posta").await?;
    assert_eq!(
        (mailbox.status, mailbox.heading()?.as_str()),
        (StatusCode::OK, "Posta della demo")
    );
    let stage = Stage::start().await?;
    let absent = Visitor::new(&stage.varco.origin())?
        .open("/demo/posta")
        .await?;
    assert_eq!(absent.status, StatusCode::NOT_FOUND);
    Ok(())
}

/// What the start says, once its last line is the address.
async fn greeting(varco: &Varco) -> Result<String> {
    let deadline = Instant::now() + Duration::from_secs(5);
    loop {
        let log = varco.log();
        let mut lines = log.lines().filter(|line| !line.contains("/salute/pronto"));
        if lines
            .next_back()
            .is_some_and(|line| line.ends_with(&varco.origin()))
        {
            return Ok(log);
        }
        ensure!(Instant::now() < deadline, "{log}");
        sleep(Duration::from_millis(20)).await;
    }
}
