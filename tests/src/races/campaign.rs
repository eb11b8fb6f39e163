//! A campaign of races, and what it reports.

use std::time::Duration;

use anyhow::Result;
use serde_json::{Value, json};
use tokio::time::Instant;

use super::arena::{Arena, Ground};
use super::register::sabotage::Sabotage;
use super::register::{self, Tally};
use super::rounds::Race;

/// How the histories are called in reports.
pub const REGISTER: &str = "register";
/// Nodes of every arena.
pub const NODES: usize = 4;

/// What came of a campaign.
#[derive(Debug)]
pub struct Report {
    name: &'static str,
    ground: Ground,
    runs: u16,
    violations: Vec<String>,
    told: Tally,
    took: Duration,
}

impl Report {
    /// How often something went wrong.
    pub const fn violations(&self) -> usize {
        self.violations.len()
    }

    /// One object for a machine to read.
    pub fn as_json(&self) -> Value {
        json!({
            "name": self.name,
            "store": self.ground.name(),
            "runs": self.runs,
            "violations": self.violations,
            "told": self.told,
            "seconds": self.took.as_secs_f64(),
        })
    }
}

/// Runs so many rounds of a race, on one store.
///
/// # Errors
///
/// The store cannot be made.
pub async fn race(race: Race, ground: Ground, rounds: u16, seed: u64) -> Result<Report> {
    let start = Instant::now();
    let arena = Arena::open(ground, NODES, seed).await?;
    let mut violations = Vec::new();
    for round in 0..rounds {
        if let Err(error) = race.run(&arena, round).await {
            violations.push(format!("{error:#}"));
            // What is left of a race that went wrong would spoil those after it.
            arena.post().await.ok();
        }
    }
    Ok(Report {
        name: race.name(),
        ground,
        runs: rounds,
        violations,
        told: Tally::new(),
        took: start.elapsed(),
    })
}

/// Plays so many histories of the register, each of another utenza, on one store.
///
/// # Errors
///
/// As [`race`].
pub async fn histories(
    ground: Ground,
    count: u16,
    seed: u64,
    sabotage: Option<Sabotage>,
) -> Result<Report> {
    let start = Instant::now();
    let mut arena = Arena::open(ground, NODES, seed).await?;
    let (mut violations, mut told) = (Vec::new(), Tally::new());
    for number in 0..count {
        // The stand-in copies all that it holds at every write.
        if ground == Ground::Memory {
            arena = Arena::open(ground, NODES, seed).await?;
        }
        let seed = seed.wrapping_add(number.into());
        match register::play(&arena, number, seed, sabotage).await {
            Ok(tally) => tally
                .into_iter()
                .for_each(|(outcome, times)| *told.entry(outcome).or_default() += times),
            Err(error) => violations.push(format!("seed {seed}: {error:#}")),
        }
    }
    if let Ok(rows) = arena.rows() {
        violations.extend(
            rows.expect_no_debris()
                .await
                .err()
                .map(|error| error.to_string()),
        );
    }
    Ok(Report {
        name: REGISTER,
        ground,
        runs: count,
        violations,
        told,
        took: start.elapsed(),
    })
}
