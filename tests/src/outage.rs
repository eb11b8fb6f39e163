//! The database goes away while people are at the pages and programs at the API (FI-4, FI-5).
//!
//! While it is away, whatever needs it is answered with 503, as a problem document or as the page
//! that says when to come back, and nothing else goes wrong. When it is back, so is the service,
//! without a restart.

mod breaking;
mod medium;
mod traffic;

use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};
use tokio::time::{Instant, sleep};

use crate::crash::{Patient, Scene};
use crate::invariants::{Look, Mails, violations};
use crate::person::Person;
use medium::Medium;
use traffic::{Answers, Traffic};

/// Longest time from the end of an outage to the first answer (FI-4).
const RECOVERY: Duration = Duration::from_secs(5);
/// Pause between two looks whether it is back.
const LOOK: Duration = Duration::from_millis(20);

/// What happens to the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outage {
    /// PostgreSQL is stopped at once, and started again.
    Stopped,
    /// Every process of PostgreSQL stands still; connections stay open.
    Frozen,
    /// PostgreSQL refuses to write, as a standby does.
    ReadOnly,
    /// Another program holds SQLite's lock.
    Locked,
    /// The file system of SQLite's file is full.
    Full,
    /// Writing to SQLite's files fails.
    Failing,
}

/// What was seen of one.
#[derive(Clone, Copy, Debug)]
pub struct Survival {
    /// Answers while it lasted.
    pub answers: Answers,
    /// From its end to the first success.
    pub recovery: Duration,
}

impl Outage {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Stopped,
        Self::Frozen,
        Self::ReadOnly,
        Self::Locked,
        Self::Full,
        Self::Failing,
    ];

    /// Goes through it; nothing if this machine does not let us make it.
    ///
    /// # Errors
    ///
    /// The service answers anything but success and 503, or does not come back, or has lost something.
    pub async fn survive(self, lasting: Duration) -> Result<Option<Survival>> {
        let Some(medium) = Medium::for_outage(self).await? else {
            return Ok(None);
        };
        let survival = self.survive_on(&medium, lasting).await;
        let survival = survival.with_context(|| medium.last_words())?;
        medium.dispose().await?;
        Ok(Some(survival))
    }

    async fn survive_on(self, medium: &Medium, lasting: Duration) -> Result<Survival> {
        let scene = medium.scene();
        let mut early = Patient::new(&[medium.api()?], Person::number(0)?);
        register(scene, &mut early).await.context("before")?;
        let traffic = Traffic::begin(medium, Person::number(1)?).await?;
        let outage = breaking::begin(self, medium).await?;
        let answers = traffic.watch(lasting).await?;
        ensure!(answers.unavailable > 0, "nobody has noticed: {answers:?}");
        outage.end().await?;
        let recovery = recovery(&traffic).await?;
        let mut late = Patient::new(&[medium.api()?], Person::number(2)?);
        register(scene, &mut late).await.context("after")?;
        scene.rest().await?;
        let look = Look::at(scene.site.database_url()).await?;
        let mut found = violations(&look).await?;
        found.extend(Mails::at(&scene.sinks)?.violations(&look).await?);
        look.close().await?;
        ensure!(found.is_empty(), "{}", found.join("\n"));
        Ok(Survival { answers, recovery })
    }
}

/// Until everything succeeds again.
async fn recovery(traffic: &Traffic) -> Result<Duration> {
    let start = Instant::now();
    while traffic.once().await?.unavailable > 0 {
        ensure!(start.elapsed() < RECOVERY, "not back after {RECOVERY:?}");
        sleep(LOOK).await;
    }
    let recovery = start.elapsed();
    ensure!(recovery < RECOVERY, "recovery took {recovery:?}");
    Ok(recovery)
}

/// The whole way.
async fn register(scene: &Scene, person: &mut Patient) -> Result<()> {
    person.identify().await?;
    person.declare().await?;
    person.confirm().await?;
    scene.arrive(person).await
}

impl Survival {
    /// As JSON.
    pub fn to_json(&self) -> Value {
        let millis = |time: Duration| u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
        json!({
            "successes": self.answers.succeeded,
            "unavailable": self.answers.unavailable,
            "longest_answer_ms": millis(self.answers.longest),
            "recovery_ms": millis(self.recovery),
        })
    }
}
