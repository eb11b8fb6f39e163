//! `cargo xtask test`: every check and every test, with a summary at the end.

use std::time::Duration;

use anyhow::{Result, bail};

use crate::{layers, openapi, setup, shell, supply, tidy};

/// One part of the run.
struct Step {
    name: &'static str,
    /// Useless when the build failed.
    needs_build: bool,
    run: fn() -> Result<()>,
}

/// The order is by price, so that a small fault shows early. Build and tests select the same
/// packages in the same profile, so that every crate is compiled once (and once more, without code,
/// for clippy).
const STEPS: &[Step] = &[
    Step {
        name: "format",
        needs_build: false,
        run: || cargo(&["fmt", "--all", "--check"]),
    },
    Step {
        name: "tidy",
        needs_build: false,
        run: tidy::run,
    },
    Step {
        name: "supply",
        needs_build: false,
        run: supply::run,
    },
    Step {
        name: "layers",
        needs_build: false,
        run: layers::run,
    },
    Step {
        name: "licences",
        needs_build: false,
        run: licences,
    },
    Step {
        name: "build",
        needs_build: false,
        run: || cargo(&["build", "--locked", "--workspace", "--bins", "--tests"]),
    },
    Step {
        name: "openapi",
        needs_build: true,
        run: || openapi::compare(true),
    },
    Step {
        name: "tests",
        needs_build: true,
        run: || cargo(&["test", "--locked", "--workspace", "--no-fail-fast"]),
    },
    Step {
        name: "clippy",
        needs_build: true,
        run: clippy,
    },
    Step {
        name: "docs",
        needs_build: true,
        run: || cargo(&["doc", "--locked", "--workspace", "--no-deps", "--quiet"]),
    },
];

/// Runs everything, going on after a failure.
///
/// # Errors
///
/// Something needed cannot be installed, or a step failed.
pub(crate) fn run() -> Result<()> {
    setup::for_tests()?;
    let mut report = Vec::new();
    let mut is_built = true;
    for step in STEPS {
        if step.needs_build && !is_built {
            report.push((step.name, None, Duration::ZERO));
            continue;
        }
        println!("\n== {}", step.name);
        let (result, time) = timed(step.run);
        if let Err(error) = &result {
            println!("{error:#}");
        }
        is_built &= result.is_ok() || step.name != "build";
        report.push((step.name, Some(result.is_ok()), time));
    }
    summarise(&report)
}

fn summarise(report: &[(&str, Option<bool>, Duration)]) -> Result<()> {
    println!("\n== summary");
    for (name, outcome, time) in report {
        let word = match outcome {
            Some(true) => "ok",
            Some(false) => "FAILED",
            None => "not run",
        };
        println!("{name:<10} {word:<8} {:>7.1} s", time.as_secs_f64());
    }
    let failed = report
        .iter()
        .filter(|(_, outcome, _)| *outcome != Some(true))
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
fn timed(run: fn() -> Result<()>) -> (Result<()>, Duration) {
    let start = std::time::Instant::now();
    (run(), start.elapsed())
}

fn cargo(arguments: &[&str]) -> Result<()> {
    shell::run(&mut shell::cargo(arguments))
}

fn clippy() -> Result<()> {
    cargo(&[
        "clippy",
        "--locked",
        "--workspace",
        "--all-targets",
        "--",
        "--deny",
        "warnings",
    ])
}

/// `cargo deny` takes minutes to install, so it runs where a developer has it; what matters most of
/// it is in the step `supply`.
fn licences() -> Result<()> {
    if shell::on_path("cargo-deny").is_none() {
        println!(
            "licences: not checked, cargo-deny is not installed (`cargo install --locked cargo-deny`)"
        );
        return Ok(());
    }
    cargo(&["deny", "check", "bans", "licenses", "sources"])
}
