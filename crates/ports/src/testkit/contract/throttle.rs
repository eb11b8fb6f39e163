//! A counter lets through what its limit allows, however many ask at once.

use jiff::SignedDuration;
use varco_domain::audit::{Actor, AuditEntry, AuditEvent};
use varco_domain::registration::RegistrationState;
use varco_domain::throttle::{Limit, Verdict};

use super::samples::{TICK, at, digest, flow, mail, registration, registration_id};
use super::{Fixture, at_once};
use crate::{Beyond, Changes, Charge, CommitError, ThrottleKey, Write};

const WINDOW: Limit = Limit::Window {
    max: 3,
    span: SignedDuration::from_secs(60),
};

fn key(number: u32) -> ThrottleKey {
    ThrottleKey {
        name: "login.identifier",
        digest: digest(b't', number),
    }
}

async fn charge(fixture: &impl Fixture, key: ThrottleKey, at: jiff::Timestamp) -> Verdict {
    let throttle = &fixture.ports().throttle;
    throttle.charge(&key, &WINDOW, at).await.unwrap()
}

pub async fn r38_a_limit_holds_among_500_charges_at_once(fixture: &impl Fixture) {
    let limit = Limit::Window {
        max: 250,
        span: SignedDuration::from_secs(60),
    };
    let ports = fixture.ports().clone();
    let verdicts = at_once(500, move |_| {
        let throttle = ports.throttle.clone();
        async move { throttle.charge(&key(1), &limit, at(0)).await.unwrap() }
    })
    .await;
    let mut left: Vec<u32> = verdicts
        .iter()
        .filter_map(|verdict| match verdict {
            Verdict::Allowed { left } => Some(*left),
            Verdict::Refused { .. } => None,
        })
        .collect();
    left.sort_unstable();
    assert_eq!(left, (0..250).collect::<Vec<_>>());
}

pub async fn a_refusal_says_when_and_charges_nothing(fixture: &impl Fixture) {
    for left in [2, 1, 0] {
        let verdict = charge(fixture, key(1), at(0)).await;
        assert_eq!(verdict, Verdict::Allowed { left });
    }
    let refused = Verdict::Refused { retry_at: at(60) };
    for seconds in [1, 2, 59] {
        assert_eq!(charge(fixture, key(1), at(seconds)).await, refused);
    }
}

pub async fn a_counter_starts_again_when_its_window_closes(fixture: &impl Fixture) {
    for _ in 0..3 {
        charge(fixture, key(1), at(0)).await;
    }
    let verdict = charge(fixture, key(1), at(60) - TICK).await;
    assert_eq!(verdict, Verdict::Refused { retry_at: at(60) });
    let verdict = charge(fixture, key(1), at(60)).await;
    assert_eq!(verdict, Verdict::Allowed { left: 2 });
}

pub async fn a_cleared_counter_starts_again(fixture: &impl Fixture) {
    charge(fixture, key(1), at(0)).await;
    charge(fixture, key(1), at(0)).await;
    fixture.ports().throttle.clear(&key(1)).await.unwrap();
    let verdict = charge(fixture, key(1), at(0)).await;
    assert_eq!(verdict, Verdict::Allowed { left: 2 });
    fixture.ports().throttle.clear(&key(2)).await.unwrap();
}

pub async fn counters_of_different_keys_are_apart(fixture: &impl Fixture) {
    let other_name = ThrottleKey {
        name: "login.network",
        ..key(1)
    };
    for key in [key(1), key(2), other_name] {
        let verdict = charge(fixture, key, at(0)).await;
        assert_eq!(verdict, Verdict::Allowed { left: 2 });
    }
    fixture.ports().throttle.clear(&other_name).await.unwrap();
    let verdict = charge(fixture, key(1), at(0)).await;
    assert_eq!(verdict, Verdict::Allowed { left: 1 });
}

pub async fn a_pause_grows_with_every_charge_and_ends_at_its_time(fixture: &impl Fixture) {
    let backoff = Limit::Backoff {
        free: 2,
        base: SignedDuration::from_secs(10),
        cap: SignedDuration::from_secs(15),
    };
    let charge = async |at| {
        let throttle = &fixture.ports().throttle;
        throttle.charge(&key(1), &backoff, at).await.unwrap()
    };
    assert_eq!(charge(at(0)).await, Verdict::Allowed { left: 1 });
    assert_eq!(charge(at(0)).await, Verdict::Allowed { left: 0 });
    for (last, pause) in [(0, 10), (10, 15), (25, 15)] {
        let free_at = at(last + pause);
        let refused = Verdict::Refused { retry_at: free_at };
        assert_eq!(charge(free_at - TICK).await, refused);
        assert_eq!(charge(free_at).await, Verdict::Allowed { left: 0 });
    }
    // Forgotten after twice the longest pause.
    assert_eq!(charge(at(70) - TICK).await, Verdict::Allowed { left: 0 });
    let last = at(70) - TICK;
    let over = last + SignedDuration::from_secs(30);
    assert_eq!(charge(over).await, Verdict::Allowed { left: 1 });
}

/// A commit that mails, writes a line and pays for it.
fn paying(number: u32, beyond: Beyond) -> Changes {
    Changes {
        outbox: vec![mail(number, at(0))],
        charge: Some(Charge {
            key: key(1),
            limit: WINDOW,
            at: at(0),
            beyond,
        }),
        audit: vec![AuditEntry::new(
            at(0),
            Actor::Person,
            registration_id(number),
            AuditEvent::ActivationMailRepeated,
        )],
        ..Changes::default()
    }
}

pub async fn r09_beyond_its_limit_a_commit_is_silent_or_refused(fixture: &impl Fixture) {
    for number in 1..=3 {
        fixture.ports().commit(paying(number, Beyond::Refuse)).await;
    }
    let error = fixture.ports().refusal(paying(4, Beyond::Refuse)).await;
    assert!(matches!(error, CommitError::OverLimit), "{error:?}");
    assert_eq!(fixture.audit().await.len(), 3);
    fixture.ports().commit(paying(5, Beyond::Silence)).await;
    assert_eq!(fixture.audit().await.len(), 4);
    let mailed = fixture.ports().desk.list(None, None, 10).await.unwrap();
    assert_eq!(mailed.len(), 3, "{mailed:?}");
}

pub async fn nobody_pays_for_a_commit_that_another_has_won(fixture: &impl Fixture) {
    let ports = fixture.ports().clone();
    let outcomes = at_once(50, move |number| {
        let commit = ports.commit.clone();
        let state = RegistrationState::Identified { kept: None };
        let changes = Changes {
            flow: Some(flow(1)),
            registration: Some(Write::Insert(registration(number, state))),
            ..paying(number, Beyond::Refuse)
        };
        async move { commit.commit(changes).await }
    })
    .await;
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    let verdict = charge(fixture, key(1), at(0)).await;
    assert_eq!(verdict, Verdict::Allowed { left: 1 });
}
