//! `cargo xtask test`: every check and every test, with a summary at the end.

use std::time::Duration;

use anyhow::{Result, bail};

use crate::{assets, layers, openapi, places, setup, shell, supply, tidy};

/// A part of the run, by name.
type Step = (&'static str, fn() -> Result<()>);

/// What is before it reads the sources; what is after it is useless when it fails.
const BUILD: &str = "build";

/// The order is by price, so that a small fault shows early. Build and tests select the same
/// packages in the same profile, so that every crate is compiled once (and once more, without code,
/// for clippy and the documentation).
const STEPS: &[Step] = &[
    ("format", || shell::run_cargo("fmt --all --check")),
    ("tidy", tidy::run),
    ("supply", supply::run),
    ("layers", layers::run),
    ("licences", licences),
    ("places", || places::run(true)),
    ("assets", assets::run),
    (BUILD, || {
        shell::run_cargo("build --locked --workspace --bins --tests")
    }),
    ("openapi", || openapi::compare(true)),
    ("tests", || {
        shell::run_cargo("test --locked --workspace --no-fail-fast")
    }),
    ("features", || {
        shell::run_cargo("test --locked --package varco-domain --features serde --quiet")
    }),
    ("clippy", || {
        shell::run_cargo("clippy --locked --workspace --all-targets -- --deny warnings")
    }),
    ("docs", || {
        shell::run_cargo("doc --locked --workspace --no-deps --quiet")
    }),
];

/// How a step ended, and after how long; nothing if it was not run.
type Outcome = Option<(bool, Duration)>;

/// Runs everything, going on after a failure.
///
/// # Errors
///
/// Something needed cannot be installed, or a step failed.
pub(crate) fn run() -> Result<()> {
    setup::for_tests()?;
    let mut report: Vec<(&str, Outcome)> = Vec::new();
    for (name, step) in STEPS {
        if report
            .iter()
            .any(|(done, outcome)| *done == BUILD && !passed(outcome))
        {
            report.push((name, None));
            continue;
        }
        println!("\n== {name}");
        let (result, time) = timed(*step);
        if let Err(error) = &result {
            println!("{error:#}");
        }
        report.push((name, Some((result.is_ok(), time))));
    }
    summarise(&report)
}

fn passed(outcome: &Outcome) -> bool {
    outcome.is_some_and(|(is_ok, _)| is_ok)
}

fn summarise(report: &[(&str, Outcome)]) -> Result<()> {
    println!("\n== summary");
    for (name, outcome) in report {
        match outcome {
            Some((is_ok, time)) => {
                let word = if *is_ok { "ok" } else { "FAILED" };
                println!("{name:<10} {word:<8} {:>7.1} s", time.as_secs_f64());
            }
            None => println!("{name:<10} not run"),
        }
    }
    let failed = report
        .iter()
        .filter(|(_, outcome)| !passed(outcome))
        .count();
    if failed > 0 {
        bail!("{failed} of {} steps did not pass", report.len());
    }
    println!("everything passed");
    Ok(())
}

#[expect(
    clippy::disallowed_methods,
    reason = "nobody steers the time that a person waits"
)]
fn timed(step: fn() -> Result<()>) -> (Result<()>, Duration) {
    let start = std::time::Instant::now();
    (step(), start.elapsed())
}

/// `cargo deny` takes minutes to install, so it runs where a developer has it; what matters most of
/// it is in the step `supply`.
fn licences() -> Result<()> {
    if shell::on_path("cargo-deny").is_none() {
        println!("not checked: cargo-deny is not installed (`cargo install --locked cargo-deny`)");
        return Ok(());
    }
    shell::run_cargo("deny check bans licenses sources")
}
