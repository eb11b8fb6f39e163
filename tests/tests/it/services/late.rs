//! What cannot be delivered for a day is shredded, and the next login gives it again.

use anyhow::{Result, ensure};
use jiff::SignedDuration;
use reqwest::Method;
use serde_json::Value;
use varco_test_targets::line::Loss;
use varco_tests::api::Api;
use varco_tests::invariants::Look;
use varco_tests::linked::Linked;
use varco_tests::person::Person;
use varco_tests::process::Database;
use varco_tests::web::Visitor;

use super::{DONE, change, settled, told};

const NEXT: &str = "quattro gatti sul tetto";
/// Less than a day after the change, and then more: apart by less than a session may rest.
const NEARLY_A_DAY: SignedDuration = SignedDuration::from_mins(24 * 60 - 6);
const REST: SignedDuration = SignedDuration::from_mins(12);
/// Sealed passwords.
const SEALED: &str =
    "SELECT COUNT(*) FROM outbox WHERE target LIKE '%/password' AND envelope IS NOT NULL";

#[tokio::test]
async fn r69_a_password_that_waits_for_a_day_is_shredded_and_the_next_login_gives_it_again()
-> Result<()> {
    for database in Database::ALL {
        let mut linked = Linked::start_timed(database).await?;
        let outcome = late(&mut linked).await;
        linked.stage.explain(outcome)?;
    }
    Ok(())
}

async fn late(linked: &mut Linked) -> Result<()> {
    let person = Person::number(46)?;
    let username = settled(linked, &person).await?;
    let origin = linked.stage.varco.origin();
    let (mut visitor, mut api) = (Visitor::new(&origin)?, Api::new(&origin)?);
    visitor.log_in(&username, &person.password).await?;
    linked.lose_all(Some(Loss::Request));
    change(&mut visitor, "/area/password", &person.password, NEXT).await?;
    let failing = "Non riuscito – riproviamo alle ";
    told(&mut visitor, [failing; 3]).await?;

    // Whoever logs in within the day changes nothing: the password is still on its way.
    linked.stage.varco.site().advance(NEARLY_A_DAY)?;
    visitor.log_in(&username, NEXT).await?;
    api.log_in(&username, NEXT).await?;
    told(&mut visitor, [failing; 3]).await?;
    let look = Look::at(linked.stage.varco.site().database_url()).await?;
    ensure!(look.count(SEALED).await? == 3, "not yet a day");

    linked.stage.varco.site().advance(REST)?;
    // Sweeping is the first that a process does.
    linked.stage.varco.crash().await?;
    told(&mut visitor, ["Serve un nuovo accesso"; 3]).await?;
    ensure!(states(&api).await? == ["needs_access"; 3]);
    ensure!(look.count(SEALED).await? == 0, "R-69: something is sealed");
    look.close().await?;
    ensure!(linked.opens(&username, &person.password).await? == [true; 3]);

    linked.lose_all(None);
    ensure!(api.log_in(&username, "tre topi in cantina").await.is_err());
    told(&mut visitor, ["Serve un nuovo accesso"; 3]).await?;
    let mut visitor = Visitor::new(&origin)?;
    visitor.log_in(&username, NEXT).await?;
    told(&mut visitor, [DONE; 3]).await?;
    ensure!(linked.opens(&username, NEXT).await? == [true; 3]);
    ensure!(linked.opens(&username, &person.password).await? == [false; 3]);
    Ok(())
}

/// What programs are told.
async fn states(api: &Api) -> Result<Vec<String>> {
    let token = &api.session_token;
    let list = api
        .call(Method::GET, "/account/services", token, None)
        .await?;
    let services = list.body.get("services").and_then(Value::as_array);
    let state = |it: &Value| Some(it.get("state")?.as_str()?.to_owned());
    Ok(services.into_iter().flatten().filter_map(state).collect())
}
