//! One password at several services: the whole way through the binary, to servers that other people
//! wrote, on both databases.

mod browser;
mod closing;
mod journey;
mod late;

use std::time::Duration;

use anyhow::{Result, ensure};
use tokio::time::{Instant, sleep};
use varco_tests::account::{self, CREDENTIALS};
use varco_tests::linked::Linked;
use varco_tests::person::Person;
use varco_tests::web::{Page, Visitor};

const PAGE: &str = "/area/servizi";
const DONE: &str = "Aggiornato";

/// Longest wait for the page to tell something.
const PATIENCE: Duration = Duration::from_mins(1);

/// A person whose directory entry somebody has made, with the first password of their own, which all
/// services have got. Returns the username.
async fn settled(linked: &Linked, person: &Person) -> Result<String> {
    let (mut api, letter) = account::pending(&linked.stage, person).await?;
    account::activate(&linked.stage, &letter).await?;
    let letter = linked.stage.letter(&person.email, CREDENTIALS).await?;
    let username = letter.username()?;
    linked.posta.admit(&username, "segnaposto")?;
    let one_time = letter.password()?;
    api.log_in(&username, &one_time).await?;
    ensure!(
        linked.opens(&username, &one_time).await? == [false; 3],
        "R-20: a one-time password has left"
    );
    api.change_password(&one_time, &person.password).await?;
    linked
        .wait_until(&username, &person.password, [true; 3])
        .await?;
    Ok(username)
}

/// Fills the form of a change of password in, on whichever page it is.
async fn change(visitor: &mut Visitor, path: &str, current: &str, new: &str) -> Result<Page> {
    let form = visitor.open(path).await?.form("nuova_password")?;
    let form = form
        .fill("password_attuale", current)?
        .fill("nuova_password", new)?
        .fill("ripeti_password", new)?;
    visitor.send(form).await
}

/// Reloads the page of the services until it says this of each, or the beginning of it.
async fn told(visitor: &mut Visitor, expected: [&str; 3]) -> Result<[String; 3]> {
    let deadline = Instant::now() + PATIENCE;
    loop {
        let page = visitor.open(PAGE).await?;
        let states = <[String; 3]>::try_from(page.texts("[data-stato]")?);
        let states = states.map_err(|states| anyhow::anyhow!("at {}: {states:?}", page.url))?;
        if states
            .iter()
            .zip(expected)
            .all(|(told, it)| told.starts_with(it))
        {
            return Ok(states);
        }
        ensure!(Instant::now() < deadline, "{states:?}");
        sleep(Duration::from_millis(100)).await;
    }
}
