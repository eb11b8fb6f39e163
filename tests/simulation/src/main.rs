//! `cargo xtask simulate` builds this in release and starts it. It ends with a report as JSON, on
//! standard output and in `target/campaigns`.

#![expect(
    clippy::print_stdout,
    reason = "the report is the product of this program"
)]

use std::fs;
use std::path::Path;
use std::thread::available_parallelism;

use anyhow::{Result, bail, ensure};
use clap::Parser;
use serde_json::{Map, Value, json};
use varco_test_simulation::{Figures, Report, campaign, replay};

/// Runs many seeds, or tells one.
#[derive(Debug, Parser)]
struct Arguments {
    /// What the sources were, for the report.
    #[arg(long, default_value = "unknown")]
    commit: String,
    /// How many seeds.
    #[arg(long, default_value_t = 100_000)]
    runs: u64,
    /// The first of them.
    #[arg(long, default_value_t = 1)]
    first: u64,
    /// One seed alone, step by step.
    #[arg(long)]
    seed: Option<u64>,
    /// How many runs at the same time.
    #[arg(long)]
    at_once: Option<usize>,
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    match arguments.seed {
        Some(seed) => tell(seed),
        None => run(&arguments),
    }
}

fn tell(seed: u64) -> Result<()> {
    let (violation, lines) = replay(seed, None);
    println!("{}", lines.join("\n"));
    if let Some(violation) = violation {
        bail!("{violation}");
    }
    println!("it holds");
    Ok(())
}

#[expect(
    clippy::disallowed_methods,
    reason = "nobody steers the time that a person waits"
)]
fn run(arguments: &Arguments) -> Result<()> {
    let threads = arguments
        .at_once
        .map_or_else(|| available_parallelism().map_or(1, Into::into), Into::into);
    let seeds = arguments.first..arguments.first.saturating_add(arguments.runs);
    let start = std::time::Instant::now();
    let report = campaign(seeds, threads, None);
    let seconds = start.elapsed().as_secs_f64();
    let holds = report.failed.is_empty();
    let text = format!("{:#}\n", to_json(&report, arguments, threads, seconds));
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/campaigns");
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("simulate.json"), &text)?;
    print!("{text}");
    for failed in &report.failed {
        println!(
            "FAILED: cargo xtask simulate --seed {}\n{}",
            failed.seed, failed.violation
        );
    }
    ensure!(holds, "something that must hold does not");
    Ok(())
}

fn to_json(report: &Report, arguments: &Arguments, threads: usize, seconds: f64) -> Value {
    let failed: Vec<_> = report
        .failed
        .iter()
        .map(|it| json!({ "seed": it.seed, "violation": it.violation.to_string() }))
        .collect();
    json!({
        "campaign": "simulate",
        "commit": arguments.commit,
        "holds": failed.is_empty(),
        "failed": failed,
        "first_seed": arguments.first,
        "at_once": threads,
        "seconds": seconds,
        "figures": figures(&report.figures),
    })
}

fn figures(figures: &Figures) -> Value {
    let faults: Map<_, _> = figures
        .faults
        .iter()
        .map(|(fault, count)| (format!("{fault:?}"), (*count).into()))
        .collect();
    json!({
        "runs": figures.runs,
        "events": figures.events,
        "orders": figures.orders,
        "effects": figures.effects,
        "superseded": figures.superseded,
        "shredded": figures.shredded,
        "refused": figures.refused,
        "buried": figures.buried,
        "replays": figures.replays,
        "mails": figures.mails,
        "mails_doubled": figures.mails_doubled,
        "kills": figures.kills,
        "freezes": figures.freezes,
        "clock_skips": figures.clock_skips,
        "store_faults": figures.store_faults,
        "faults_struck": faults,
    })
}
