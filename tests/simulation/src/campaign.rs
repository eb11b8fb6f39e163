//! Many seeds, and the shortest story of one that fails.

use std::ops::Range;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use crate::flaw::Flaw;
use crate::judge::{Figures, Violation};
use crate::plan::{Plan, Step};
use crate::run::{Outcome, run};
use crate::time::lock;

/// What came of many seeds.
#[derive(Debug, Default)]
pub struct Report {
    /// Everything that happened.
    pub figures: Figures,
    /// What did not hold, by seed: the first few.
    pub failed: Vec<Failed>,
}

/// A seed that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failed {
    /// The seed.
    pub seed: u64,
    /// What does not hold.
    pub violation: Violation,
}

/// More failures than this are not looked for.
const ENOUGH: usize = 5;

/// Runs every seed, on so many threads, on a machine that may be broken on purpose; ends early after
/// some failures.
pub fn campaign(seeds: Range<u64>, threads: usize, flaw: Option<Flaw>) -> Report {
    let next = AtomicU64::new(seeds.start);
    let report = Mutex::new(Report::default());
    thread::scope(|scope| {
        for _ in 0..threads.max(1) {
            scope.spawn(|| {
                let mut figures = Figures::default();
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= seeds.end || lock(&report).failed.len() >= ENOUGH {
                        break;
                    }
                    let outcome = run(&Plan::of(seed), flaw, false);
                    figures.add(&outcome.figures);
                    if let Some(violation) = outcome.violation {
                        lock(&report).failed.push(Failed { seed, violation });
                    }
                }
                lock(&report).figures.add(&figures);
            });
        }
    });
    let mut report = report.into_inner().unwrap_or_default();
    report.failed.sort_by_key(|failed| failed.seed);
    report
}

/// Runs one seed again and tells it: with all that happened, or, if it fails, with as little as it takes.
pub fn replay(seed: u64, flaw: Option<Flaw>) -> (Option<Violation>, Vec<String>) {
    let plan = shortest(Plan::of(seed), flaw);
    let Outcome {
        violation, trace, ..
    } = run(&plan, flaw, true);
    let mut lines = vec![format!("services keep: {:?}", plan.keeps)];
    lines.extend(plan.steps.iter().map(|step| format!("{step:?}")));
    lines.push(String::new());
    lines.extend(trace);
    (violation, lines)
}

/// A plan that still fails and from which nothing can be left out; the plan itself if it holds.
fn shortest(mut plan: Plan, flaw: Option<Flaw>) -> Plan {
    let Some(Violation { rule, .. }) = run(&plan, flaw, false).violation else {
        return plan;
    };
    let mut size = plan.steps.len().div_ceil(2);
    while size > 0 {
        let mut place = 0;
        while place < plan.steps.len() {
            let without = without(&plan, place, size);
            let violation = run(&without, flaw, false).violation;
            if violation.is_some_and(|it| it.rule == rule) {
                plan = without;
            } else {
                place += size;
            }
        }
        size /= 2;
    }
    plan
}

/// The plan without some steps; those after them come when they would have come.
fn without(plan: &Plan, place: usize, size: usize) -> Plan {
    let mut steps: Vec<Step> = Vec::new();
    let mut waited = jiff::SignedDuration::ZERO;
    for (number, step) in plan.steps.iter().enumerate() {
        waited += step.after;
        if !(place..place + size).contains(&number) {
            steps.push(Step {
                after: waited,
                event: step.event,
            });
            waited = jiff::SignedDuration::ZERO;
        }
    }
    Plan {
        steps,
        ..plan.clone()
    }
}
