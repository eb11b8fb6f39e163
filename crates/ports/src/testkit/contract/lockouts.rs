//! Failed proofs are counted before the work, whoever counts them.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use varco_domain::credential::{Lockout, LockoutRules, LockoutState};

use super::housekeeping::{none, sweep};
use super::samples::{TICK, account_id, at, digest};
use super::{Fixture, accounts, at_once};
use crate::{Changes, Cutoffs, LockoutKey, ProofOutcome, SettledProof};

/// A key of nobody.
fn nobody(number: u32) -> LockoutKey {
    LockoutKey {
        digest: digest(b'k', number),
        account: None,
    }
}

/// A key of account 1.
fn of_account(number: u32) -> LockoutKey {
    LockoutKey {
        account: Some(account_id(1)),
        ..nobody(number)
    }
}

async fn charge(fixture: &impl Fixture, key: LockoutKey, now: Timestamp) -> LockoutState {
    let lockouts = &fixture.ports().lockouts;
    lockouts
        .charge(&key, &LockoutRules::default(), now)
        .await
        .unwrap()
}

async fn settle(fixture: &impl Fixture, key: LockoutKey, at: Timestamp, outcome: ProofOutcome) {
    let changes = Changes {
        proof: Some(SettledProof { key, at, outcome }),
        ..Changes::default()
    };
    fixture.ports().commit(changes).await;
}

async fn list(fixture: &impl Fixture, account: u32) -> Vec<Lockout> {
    let lockouts = &fixture.ports().lockouts;
    lockouts.list(account_id(account)).await.unwrap()
}

/// An attempt that is taken and fails.
async fn fail(fixture: &impl Fixture, key: LockoutKey, at: Timestamp) {
    let state = charge(fixture, key, at).await;
    assert!(matches!(state, LockoutState::Open { .. }), "{state:?}");
    settle(fixture, key, at, ProofOutcome::Failed).await;
}

/// How many of 500 attempts at once are taken.
async fn taken(fixture: &impl Fixture, key: LockoutKey, now: Timestamp) -> usize {
    let lockouts = &fixture.ports().lockouts;
    let states = at_once(500, |_| {
        let lockouts = Arc::clone(lockouts);
        async move {
            lockouts
                .charge(&key, &LockoutRules::default(), now)
                .await
                .unwrap()
        }
    });
    let states = states.await.into_iter();
    states
        .filter(|state| matches!(state, LockoutState::Open { .. }))
        .count()
}

pub async fn r37_the_fifth_failure_is_followed_by_a_pause(fixture: &impl Fixture) {
    accounts::insert(fixture, 1).await;
    for key in [nobody(1), of_account(2)] {
        for _ in 0..5 {
            fail(fixture, key, at(0)).await;
        }
        let until = at(30);
        let paused = LockoutState::Paused { until };
        assert_eq!(charge(fixture, key, until - TICK).await, paused);
        assert_eq!(
            charge(fixture, key, until).await,
            LockoutState::Open { left: 0 }
        );
    }
}

pub async fn r38_of_500_guesses_at_once_one_before_the_pause_one_is_taken(fixture: &impl Fixture) {
    accounts::insert(fixture, 1).await;
    for key in [nobody(1), of_account(2)] {
        for _ in 0..4 {
            fail(fixture, key, at(0)).await;
        }
        assert_eq!(taken(fixture, key, at(1)).await, 1);
    }
}

pub async fn r38_of_500_guesses_at_once_a_fresh_key_takes_what_the_rules_say(
    fixture: &impl Fixture,
) {
    let expected = usize::try_from(LockoutRules::default().at_once).unwrap();
    assert_eq!(taken(fixture, nobody(1), at(0)).await, expected);
}

pub async fn a_proof_forgets_the_failures_of_its_own_key(fixture: &impl Fixture) {
    accounts::insert(fixture, 1).await;
    for key in [of_account(1), of_account(2), nobody(3)] {
        for _ in 0..5 {
            fail(fixture, key, at(0)).await;
        }
    }
    settle(fixture, of_account(1), at(0), ProofOutcome::Proved).await;
    assert_eq!(
        charge(fixture, of_account(1), at(0)).await,
        LockoutState::Open { left: 4 }
    );
    for key in [of_account(2), nobody(3)] {
        let state = charge(fixture, key, at(0)).await;
        assert!(matches!(state, LockoutState::Paused { .. }), "{state:?}");
    }
    // A proof of what nobody has tried is fine.
    settle(fixture, of_account(9), at(0), ProofOutcome::Proved).await;
}

pub async fn an_account_is_unlocked_on_all_its_devices(fixture: &impl Fixture) {
    accounts::insert(fixture, 1).await;
    for key in [of_account(1), of_account(2), nobody(3)] {
        for _ in 0..5 {
            fail(fixture, key, at(0)).await;
        }
    }
    let failed = Lockout {
        failures: 5,
        failed_at: Some(at(0)),
        charged_at: Some(at(0)),
        ..Lockout::default()
    };
    assert_eq!(list(fixture, 1).await, [failed, failed]);
    let changes = Changes {
        unlocked: Some(account_id(1)),
        ..Changes::default()
    };
    fixture.ports().commit(changes).await;
    assert_eq!(list(fixture, 1).await, []);
    for key in [of_account(1), of_account(2)] {
        assert_eq!(
            charge(fixture, key, at(0)).await,
            LockoutState::Open { left: 4 }
        );
    }
    let state = charge(fixture, nobody(3), at(0)).await;
    assert!(matches!(state, LockoutState::Paused { .. }), "{state:?}");
}

pub async fn r38_an_attempt_whose_end_is_never_told_has_failed(fixture: &impl Fixture) {
    for _ in 0..4 {
        fail(fixture, nobody(1), at(0)).await;
    }
    assert!(matches!(
        charge(fixture, nobody(1), at(0)).await,
        LockoutState::Open { .. }
    ));
    let later = at(0) + LockoutRules::default().answer_within;
    assert_eq!(
        charge(fixture, nobody(1), later - TICK).await,
        LockoutState::Paused { until: later }
    );
    assert_eq!(
        charge(fixture, nobody(1), later).await,
        LockoutState::Open { left: 0 }
    );
}

pub async fn an_attempt_that_nobody_looked_at_is_given_back(fixture: &impl Fixture) {
    let key = nobody(1);
    fail(fixture, key, at(0)).await;
    for _ in 0..10 {
        charge(fixture, key, at(0)).await;
        settle(fixture, key, at(0), ProofOutcome::NotTried).await;
    }
    let state = charge(fixture, key, at(0)).await;
    assert_eq!(state, LockoutState::Open { left: 3 });
}

pub async fn a_failure_that_comes_after_a_proof_counts_from_there(fixture: &impl Fixture) {
    let key = nobody(1);
    for _ in 0..2 {
        charge(fixture, key, at(0)).await;
    }
    settle(fixture, key, at(0), ProofOutcome::Proved).await;
    settle(fixture, key, at(0), ProofOutcome::Failed).await;
    assert_eq!(
        charge(fixture, key, at(0)).await,
        LockoutState::Open { left: 3 }
    );
}

pub async fn r36_failures_of_an_account_are_never_swept_and_those_of_nobody_are(
    fixture: &impl Fixture,
) {
    accounts::insert(fixture, 1).await;
    for key in [nobody(1), of_account(2)] {
        for _ in 0..2 {
            fail(fixture, key, at(0)).await;
        }
    }
    let week = SignedDuration::from_hours(7 * 24);
    let until = |forgotten| Cutoffs {
        forgotten,
        ..none()
    };
    assert_eq!(sweep(fixture, until(at(0) + week - TICK)).await, 0);
    assert_eq!(sweep(fixture, until(at(0) + week * 100)).await, 1);
    let later = at(0) + week * 100;
    assert_eq!(
        charge(fixture, nobody(1), later).await,
        LockoutState::Open { left: 4 }
    );
    assert_eq!(
        charge(fixture, of_account(2), later).await,
        LockoutState::Open { left: 2 }
    );
}
