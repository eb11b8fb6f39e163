//! How many people a second register, and log in.

use std::time::Duration;

use anyhow::Result;
use tokio::task::JoinSet;
use tokio::time::Instant;
use varco_tests::account;
use varco_tests::api::Api;
use varco_tests::person::Person;
use varco_tests::stage::Stage;

/// Registrations per second, from the codice fiscale to "mail queued", by so many people at a time;
/// `first` is the number of the first of them.
///
/// The work of the captcha is done before the clock starts: it is the browsers' work, and here
/// browsers and server share the cores.
///
/// # Errors
///
/// A registration fails.
pub(crate) async fn registrations_per_second(
    origin: &str,
    first: u16,
    people: u16,
    at_a_time: u16,
) -> Result<f64> {
    let mut ready = Vec::new();
    for number in first..first + people {
        let mut api = Api::new(origin)?;
        let proof = api.prove().await?;
        ready.push((api, Person::number(number)?, proof));
    }
    let start = Instant::now();
    let mut workers = JoinSet::new();
    while !ready.is_empty() {
        let share = ready.split_off(ready.len().saturating_sub(usize::from(people / at_a_time)));
        workers.spawn(async move {
            for (api, person, proof) in share {
                api.identify(&person, &proof).await?;
                api.declare(&person).await?;
                api.confirm().await?;
            }
            anyhow::Ok(())
        });
    }
    while let Some(done) = workers.join_next().await {
        done??;
    }
    Ok(f64::from(people) / start.elapsed().as_secs_f64())
}

/// People with an active account each, made as everybody makes it.
///
/// # Errors
///
/// An account cannot be made.
pub(crate) async fn with_accounts(stage: &Stage, people: u16) -> Result<Vec<(Api, Person)>> {
    let mut accounts = Vec::new();
    for number in 0..people {
        let person = Person::number(number)?;
        let (api, _) = account::active(stage, &person).await?;
        accounts.push((api, person));
    }
    Ok(accounts)
}

/// Logins per second of these people, again and again.
///
/// # Errors
///
/// A login fails.
pub(crate) async fn logins_per_second(people: &[(Api, Person)], time: Duration) -> Result<f64> {
    let start = Instant::now();
    let mut workers = JoinSet::new();
    for (mut api, person) in people.iter().cloned() {
        workers.spawn(async move {
            let mut count = 0;
            while start.elapsed() < time {
                api.log_in(&person.codice_fiscale, &person.password).await?;
                count += 1;
            }
            anyhow::Ok(count)
        });
    }
    let mut logins = 0;
    while let Some(count) = workers.join_next().await {
        logins += count??;
    }
    Ok(f64::from(logins) / start.elapsed().as_secs_f64())
}
