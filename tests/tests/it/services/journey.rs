//! A person changes the password while services are well, hang, are away, and refuse it.

use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;
use tokio::time::{Instant, sleep};
use varco_tests::account::{self, CREDENTIALS};
use varco_tests::linked::Linked;
use varco_tests::person::Person;
use varco_tests::process::Database;
use varco_tests::web::Visitor;

use super::{DONE, PAGE, change, settled, told};

const FORM: &str = "/area/password";
const SECOND: &str = "quattro gatti sul tetto";
const THIRD: &str = "cinque oche nello stagno";
/// What the directory of these tests is given for each operation.
const TIME_LIMIT: Duration = Duration::from_secs(4);

#[tokio::test]
async fn a_new_password_reaches_every_service_whatever_befalls_them_on_sqlite() -> Result<()> {
    on(Database::Sqlite).await
}

#[tokio::test]
async fn a_new_password_reaches_every_service_whatever_befalls_them_on_postgresql() -> Result<()> {
    on(Database::Postgres).await
}

async fn on(database: Database) -> Result<()> {
    let mut linked = Linked::start(database).await?;
    let person = Person::number(41)?;
    let outcome = async {
        let (mut visitor, username) = first_access(&linked, &person).await?;
        hangs(&mut linked, &mut visitor, &person, &username)
            .await
            .context("a service hangs")?;
        refuses(&linked, &mut visitor, &person, &username)
            .await
            .context("a service refuses")
    };
    let outcome = outcome.await;
    linked.stage.explain(outcome)
}

/// The first password of one's own leads to the services and reaches them.
async fn first_access(linked: &Linked, person: &Person) -> Result<(Visitor, String)> {
    let (_, letter) = account::pending(&linked.stage, person).await?;
    account::activate(&linked.stage, &letter).await?;
    let letter = linked.stage.letter(&person.email, CREDENTIALS).await?;
    let (username, one_time) = (letter.username()?, letter.password()?);
    linked.posta.admit(&username, "segnaposto")?;
    let mut visitor = Visitor::new(&linked.stage.varco.origin())?;
    let forced = visitor.log_in(&username, &one_time).await?;
    let help = forced.texts("#nuova_password-aiuto")?.concat();
    ensure!(
        help.contains("Un servizio collegato non accetta questi caratteri nella password: ^."),
        "T-30: {help}"
    );
    let refused = change(&mut visitor, forced.path(), &one_time, "cento ^ di pioggia").await?;
    let errors = refused.errors()?.concat();
    ensure!(errors.contains("nella password: ^"), "T-30: {errors}");
    let page = change(&mut visitor, forced.path(), &one_time, &person.password).await?;
    ensure!(page.path() == PAGE, "at {}", page.url);
    let notice = "Hai cambiato la password. Stiamo aggiornando 3 servizi";
    ensure!(page.text()?.contains(notice), "{}", page.text()?);
    told(&mut visitor, [DONE; 3]).await?;
    let opens = linked.opens(&username, &person.password).await?;
    ensure!(opens == [true; 3], "«Aggiornato» is not true: {opens:?}");
    Ok((visitor, username))
}

/// The person waits for nobody, reads where the old password still counts, and later that it no
/// longer does.
async fn hangs(
    linked: &mut Linked,
    visitor: &mut Visitor,
    person: &Person,
    username: &str,
) -> Result<()> {
    linked.posta.freeze()?;
    let started = Instant::now();
    let page = change(visitor, FORM, &person.password, SECOND).await?;
    let took = started.elapsed();
    ensure!(page.path() == PAGE, "at {}", page.url);
    ensure!(took < TIME_LIMIT, "R-73: the person waited for {took:?}");
    let failing = "Non riuscito – riproviamo alle ";
    let [_, _, state] = told(visitor, [DONE, DONE, failing]).await?;
    let meanwhile = "Nel frattempo in questo servizio la nuova password non vale ancora";
    ensure!(state.ends_with(meanwhile), "{state}");
    linked.posta.stop();
    linked.posta.run().await?;
    told(visitor, [DONE; 3]).await?;
    ensure!(linked.opens(username, SECOND).await? == [true; 3]);
    let old = linked.opens(username, &person.password).await?;
    ensure!(old == [false; 3], "the old password still opens: {old:?}");
    Ok(())
}

/// The directory does not take a former password, which Varco has not been told.
async fn refuses(
    linked: &Linked,
    visitor: &mut Visitor,
    person: &Person,
    username: &str,
) -> Result<()> {
    change(visitor, FORM, SECOND, &person.password).await?;
    let [_, _, state] = told(visitor, [DONE, DONE, "Rifiutata dal servizio («"]).await?;
    ensure!(state.ends_with("»): scegli un'altra password"), "{state}");
    let attempts = refused(linked).await?;
    sleep(Duration::from_secs(5)).await;
    ensure!(
        refused(linked).await? == attempts,
        "T-30: it is tried again"
    );
    let opens = linked.opens(username, SECOND).await?;
    ensure!(opens == [false, false, true], "{opens:?}");
    change(visitor, FORM, &person.password, THIRD).await?;
    told(visitor, [DONE; 3]).await?;
    ensure!(linked.opens(username, THIRD).await? == [true; 3]);
    Ok(())
}

/// Attempts at the one order that was refused.
async fn refused(linked: &Linked) -> Result<u64> {
    let list = ["outbox", "list", "--state", "refused", "--json"];
    let said = linked.stage.varco.site().run(&list).await?;
    let said = String::from_utf8(said.stdout)?;
    let order: Value = serde_json::from_str(&said).with_context(|| said.clone())?;
    ensure!(
        order.get("target").is_some_and(|it| it == "posta/password"),
        "{said}"
    );
    order
        .get("attempts")
        .and_then(Value::as_u64)
        .context("no attempts")
}

/// A second look through the API, which programs have.
#[tokio::test]
async fn programs_read_how_far_the_services_are() -> Result<()> {
    let linked = Linked::start(Database::Sqlite).await?;
    let person = Person::number(42)?;
    let outcome = async {
        let username = settled(&linked, &person).await?;
        let mut api = varco_tests::api::Api::new(&linked.stage.varco.origin())?;
        api.log_in(&username, &person.password).await?;
        let deadline = Instant::now() + Duration::from_secs(20);
        loop {
            let list = api
                .call(
                    reqwest::Method::GET,
                    "/account/services",
                    &api.session_token,
                    None,
                )
                .await?;
            let services = list.body.get("services").and_then(Value::as_array);
            let services = services.context("no list")?.clone();
            let is_done = |it: &Value| it.get("state").is_some_and(|it| it == "up_to_date");
            if services.iter().filter(|it| is_done(it)).count() == 3 {
                return Ok(());
            }
            ensure!(Instant::now() < deadline, "{services:?}");
            sleep(Duration::from_millis(50)).await;
        }
    };
    let outcome = outcome.await;
    linked.stage.explain(outcome)
}
