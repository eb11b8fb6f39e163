//! Many runs, several at a time, and what they add up to.

use std::collections::BTreeMap;
use std::time::Duration;

use anyhow::{Context as _, Result};
use serde_json::{Value, json};
use tokio::task::JoinSet;

use super::plan::{Plan, Rehearsals};
use super::run::{Outcome, once};
use super::script::Story;
use crate::process::Database;

/// What to do.
#[derive(Clone, Copy, Debug)]
pub struct Campaign {
    /// On which database.
    pub database: Database,
    /// What is played.
    pub stories: &'static [Story],
    /// The seed of the first run; the next has the next.
    pub first_seed: u64,
    /// How many runs with a kill in them.
    pub kills: usize,
    /// How many runs at the same time.
    pub at_once: usize,
}

/// What came of it.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Runs with a kill in them.
    pub kills: usize,
    /// Runs that came to their end before the kill.
    pub missed: usize,
    /// Kinds of points that a rehearsal has visited.
    pub kinds: usize,
    /// Kills by where they struck.
    pub struck: BTreeMap<String, usize>,
    /// Mails that arrived twice, over all runs.
    pub doubled: usize,
    /// Longest time from a restart to the first page.
    pub longest_recovery: Duration,
    /// Sum of the times of all runs.
    pub time: Duration,
    /// What did not hold, by run.
    pub failures: Vec<(Plan, String)>,
}

impl Campaign {
    /// Rehearses every story and then runs; `tell` hears of every failure at once.
    ///
    /// # Errors
    ///
    /// A rehearsal fails. A run that fails is in the report.
    pub async fn run(&self, tell: impl Fn(&Plan, &str)) -> Result<Report> {
        let rehearsals = rehearse(self.database, self.stories).await?;
        let mut report = Report {
            kinds: rehearsals.kinds().len(),
            ..Report::default()
        };
        let mut runs = JoinSet::new();
        let mut seeds = self.first_seed..;
        loop {
            // Some miss: seeds go on until enough have struck, but not for ever.
            let struck = report.kills + report.failures.len();
            let is_enough = struck + runs.len() >= self.kills || report.missed > self.kills;
            if !is_enough && runs.len() < self.at_once {
                let plan = rehearsals.plan(seeds.next().context("no seed")?)?;
                let database = self.database;
                runs.spawn(async move { (once(database, plan.story, Some(&plan)).await, plan) });
                continue;
            }
            let Some(done) = runs.join_next().await else {
                return Ok(report);
            };
            let (outcome, plan) = done?;
            report.add(plan, outcome, &tell);
        }
    }
}

async fn rehearse(database: Database, stories: &[Story]) -> Result<Rehearsals> {
    let mut runs = JoinSet::new();
    for &story in stories {
        runs.spawn(async move { (story, once(database, story, None).await) });
    }
    let mut rehearsals = Rehearsals::default();
    while let Some(done) = runs.join_next().await {
        let (story, outcome) = done?;
        let outcome = outcome.with_context(|| format!("{story:?}, without any kill"))?;
        rehearsals.add(story, outcome.points, outcome.took);
    }
    Ok(rehearsals)
}

impl Report {
    fn add(&mut self, plan: Plan, outcome: Result<Outcome>, tell: &impl Fn(&Plan, &str)) {
        let outcome = match outcome {
            Ok(outcome) => outcome,
            Err(error) => {
                let reason = format!("{error:#}");
                tell(&plan, &reason);
                self.failures.push((plan, reason));
                return;
            }
        };
        self.time += outcome.took;
        self.doubled += outcome.doubled;
        let Some(recovery) = outcome.recovery else {
            self.missed += 1;
            return;
        };
        self.kills += 1;
        self.longest_recovery = self.longest_recovery.max(recovery);
        *self.struck.entry(plan.kill.kind()).or_default() += 1;
    }

    /// As JSON.
    pub fn to_json(&self) -> Value {
        let runs = u32::try_from(self.kills + self.missed)
            .unwrap_or(u32::MAX)
            .max(1);
        let failures = self.failures.iter();
        json!({
            "kills": self.kills,
            "missed": self.missed,
            "kinds_of_points": self.kinds,
            "struck": self.struck,
            "doubled_mails": self.doubled,
            "longest_recovery_ms": millis(self.longest_recovery),
            "mean_run_ms": millis(self.time / runs),
            "failures": failures
                .map(|(plan, reason)| json!({ "run": plan.to_string(), "reason": reason }))
                .collect::<Vec<_>>(),
        })
    }
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}
