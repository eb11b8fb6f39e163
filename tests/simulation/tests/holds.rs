//! The simulation in small, and machines that are broken on purpose, each of which it finds out.

use std::thread::available_parallelism;

use varco_test_simulation::{Fault, Figures, Flaw, Rule, campaign, replay};

fn threads() -> usize {
    available_parallelism().map_or(1, Into::into)
}

#[test]
fn r65_r66_r67_at_rest_every_service_holds_the_newest_once() {
    let report = campaign(1..2_001, threads(), None);
    let told: Vec<_> = report
        .failed
        .iter()
        .map(|failed| {
            format!(
                "cargo xtask simulate --seed {}: {}",
                failed.seed, failed.violation
            )
        })
        .collect();
    assert_eq!(told, Vec::<String>::new());
    let figures = report.figures;
    assert_eq!(figures.runs, 2_000);
    for fault in Fault::FI_3.into_iter().chain(Fault::FURTHER) {
        assert!(
            figures.faults.contains_key(&fault),
            "{fault:?} never struck"
        );
    }
    let Figures {
        kills,
        freezes,
        clock_skips,
        store_faults,
        ..
    } = figures;
    assert!(
        [kills, freezes, clock_skips, store_faults]
            .iter()
            .all(|count| *count > 100)
    );
    let Figures {
        superseded,
        shredded,
        refused,
        replays,
        ..
    } = figures;
    assert!(
        [superseded, shredded, refused, replays]
            .iter()
            .all(|count| *count > 10)
    );
}

/// What is found out about a broken machine within the small number of runs.
fn found(flaw: Flaw) -> Vec<Rule> {
    let report = campaign(1..2_001, threads(), Some(flaw));
    let rules = report.failed.iter().map(|failed| failed.violation.rule);
    rules.collect()
}

#[test]
fn every_broken_machine_is_found_out() {
    for flaw in Flaw::ALL {
        assert!(!found(flaw).is_empty(), "nobody noticed: {flaw:?}");
    }
}

#[test]
fn a_seed_tells_the_same_story_every_time() {
    for seed in [3, 14] {
        assert_eq!(replay(seed, None), replay(seed, None));
    }
    let flaw = Some(Flaw::RevokesNothing);
    let failed = campaign(1..500, threads(), flaw).failed;
    let first = &failed[0];
    let (violation, story) = replay(first.seed, flaw);
    assert_eq!(violation.unwrap().rule, first.violation.rule);
    assert_eq!(replay(first.seed, flaw).1, story);
    let steps = story
        .iter()
        .filter(|line| line.contains(" later: "))
        .count();
    assert!(steps <= 4, "{steps} steps are not the shortest story");
}
