//! Whether a stranger learns from the bytes or from the time of an answer what utenza a codice fiscale
//! has (AB-5, TM-1; ).
//!
//! People of every [`Class`] are asked for in turns, in an order that is shuffled in each round, so that
//! whatever the machine does besides falls on all of them.

mod asking;
mod judge;
mod people;
mod report;

use std::sync::Arc;

use anyhow::{Context as _, Result};
use fastrand::Rng;

use crate::fleet;
use crate::invariants::Look;
use crate::process::{Database, Varco};
use crate::stage::Stage;
use asking::{Asker, Operation};
use people::Class;
pub use report::{Pair, Report};

/// Failed logins of one person between two acts of forgetting: the fifth would bring a pause.
const FAILURES: usize = 4;

/// What to try.
#[derive(Clone, Copy, Debug)]
pub struct Timing {
    /// On which database.
    pub database: Database,
    /// Answers for each class of people and each operation.
    pub samples: usize,
    /// People of each class, who take turns.
    pub people: u16,
    /// Decides the order.
    pub seed: u64,
}

/// The running service, without anybody who works after an answer, and who asks it.
struct Ground {
    asker: Asker,
    database: Look,
    rng: Rng,
}

/// Answers to one operation: for each kind of people the times, and how often the bytes were others than
/// those of the first kind.
#[derive(Default)]
struct Trial {
    times: Vec<Vec<f64>>,
    differing: Vec<usize>,
    example: Vec<Option<String>>,
}

impl Timing {
    /// Makes the people and asks.
    ///
    /// # Errors
    ///
    /// The service does not start, or does not answer. Answers that differ are in the report.
    pub async fn run(&self) -> Result<Report> {
        let mut stage = Stage::start_on(self.database, &fleet::SETTINGS).await?;
        let everybody = stage.explain(people::everybody(&stage, self.people).await)?;
        let (varco, mut ground) = self.without_worker(&mut stage).await?;
        let mut report = Report::default();
        for operation in Operation::ALL {
            let trial = self.ask(&mut ground, operation, &everybody).await;
            let trial = trial.with_context(|| varco.log())?;
            let others = Class::ALL.iter().enumerate().skip(1);
            let pairs = others.map(|(index, class)| trial.pair(operation, class.name(), index));
            report.pairs.extend(pairs);
        }
        // Refused by its shape, whoever has it: quickly and in other words.
        let typed = vec!["MI12345".to_owned()];
        let kinds: Vec<_> = everybody.into_iter().take(1).chain([typed]).collect();
        let trial = self.ask(&mut ground, Operation::Recovery, &kinds).await;
        let trial = trial.with_context(|| varco.log())?;
        report.control = trial.pair(Operation::Recovery, "control", 1);
        ground.database.close().await?;
        Ok(report)
    }

    async fn without_worker(&self, stage: &mut Stage) -> Result<(Varco, Ground)> {
        let site = Arc::clone(stage.varco.site());
        stage.varco.stop().await?;
        let varco = site.serve(&["--no-worker"], &[]).await?;
        let ground = Ground {
            asker: Asker::new(varco.origin())?,
            database: Look::at(site.database_url()).await?,
            rng: Rng::with_seed(self.seed),
        };
        Ok((varco, ground))
    }

    /// Asks in rounds, each for one of every kind of people.
    async fn ask(
        &self,
        ground: &mut Ground,
        operation: Operation,
        kinds: &[Vec<String>],
    ) -> Result<Trial> {
        let mut trial = Trial::new(kinds.len());
        let mut order: Vec<_> = kinds.iter().enumerate().collect();
        for round in 0..self.samples {
            if round % (FAILURES * usize::from(self.people)) == 0 {
                ground.database.tamper("DELETE FROM lockout").await?;
            }
            ground.rng.shuffle(&mut order);
            let mut answers = vec![String::new(); kinds.len()];
            for &(kind, identifiers) in &order {
                let identifier = identifiers.iter().cycle().nth(round % identifiers.len());
                let identifier = identifier.context("nobody")?;
                let heard = ground.asker.ask(operation, identifier).await?;
                trial.note(kind, heard.millis);
                let slot = answers.get_mut(kind).context("no such kind")?;
                *slot = heard.text;
            }
            trial.compare(&answers);
        }
        Ok(trial)
    }
}

impl Trial {
    fn new(kinds: usize) -> Self {
        Self {
            times: vec![Vec::new(); kinds],
            differing: vec![0; kinds],
            example: vec![None; kinds],
        }
    }

    fn note(&mut self, kind: usize, millis: f64) {
        if let Some(times) = self.times.get_mut(kind) {
            times.push(millis);
        }
    }

    /// The answers of one round, of which the first is what all should be.
    fn compare(&mut self, answers: &[String]) {
        let Some(expected) = answers.first() else {
            return;
        };
        let kept = self.differing.iter_mut().zip(&mut self.example);
        for ((count, example), answer) in kept.zip(answers) {
            if answer != expected {
                *count += 1;
                *example = Some(format!("{expected}\n--- but ---\n{answer}"));
            }
        }
    }

    /// What the judge says of this kind beside the first.
    fn pair(&self, operation: Operation, class: &'static str, kind: usize) -> Pair {
        let times = |kind: usize| self.times.get(kind).map(Vec::as_slice).unwrap_or_default();
        Pair {
            operation: operation.name(),
            class,
            samples: times(kind).len(),
            differing: self.differing.get(kind).copied().unwrap_or_default(),
            example: self.example.get(kind).cloned().flatten(),
            auc: judge::auc(times(0), times(kind)),
            existing_ms: judge::median(times(0)),
            median_ms: judge::median(times(kind)),
        }
    }
}
