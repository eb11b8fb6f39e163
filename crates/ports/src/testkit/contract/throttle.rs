//! A counter lets through what its limit allows, however many ask at once.

use jiff::{SignedDuration, Timestamp};
use varco_domain::audit::{Actor, AuditEntry, AuditEvent};
use varco_domain::registration::RegistrationState;
use varco_domain::throttle::{Limit, Verdict};

use super::samples::{TICK, at, digest, flow, mail, registration, registration_id};
use super::{Fixture, at_once};
use crate::{Beyond, Changes, Charge, CommitError, OutboxFilter, ThrottleKey, Toll, Write};

const WINDOW: Limit = Limit {
    max: 3,
    span: SignedDuration::from_secs(60),
};

fn key(number: u32) -> ThrottleKey {
    ThrottleKey {
        name: "login.network",
        digest: digest(b't', number),
    }
}

/// The toll of somebody who is counted once in a window.
fn toll_of(person: u32) -> Toll {
    let whom = ThrottleKey {
        name: "login.identifier",
        digest: digest(b'p', person),
    };
    Toll {
        whom: Some(whom),
        ..Toll::new(key(1), WINDOW)
    }
}

async fn charge_all(fixture: &impl Fixture, tolls: &[Toll], at: Timestamp) -> Verdict {
    fixture.ports().throttle.charge(tolls, at).await.unwrap()
}

async fn charge(fixture: &impl Fixture, key: ThrottleKey, at: Timestamp) -> Verdict {
    charge_all(fixture, &[Toll::new(key, WINDOW)], at).await
}

/// What 500 charges at once have left, in order.
async fn left_of_500(fixture: &impl Fixture, toll: impl Fn(u32) -> Toll) -> Vec<u32> {
    let verdicts = at_once(500, |number| {
        let (throttle, toll) = (fixture.ports().throttle.clone(), toll(number));
        async move { throttle.charge(&[toll], at(0)).await.unwrap() }
    });
    let left = verdicts
        .await
        .into_iter()
        .filter_map(|verdict| match verdict {
            Verdict::Allowed { left } => Some(left),
            Verdict::Refused { .. } => None,
        });
    let mut left: Vec<u32> = left.collect();
    left.sort_unstable();
    left
}

pub async fn r38_a_limit_holds_among_500_charges_at_once(fixture: &impl Fixture) {
    let limit = Limit::per_minute(250);
    let left = left_of_500(fixture, |_| Toll::new(key(1), limit)).await;
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

pub async fn counters_of_different_keys_are_apart(fixture: &impl Fixture) {
    let other_name = ThrottleKey {
        name: "start.network",
        ..key(1)
    };
    for key in [key(1), key(2), other_name] {
        let verdict = charge(fixture, key, at(0)).await;
        assert_eq!(verdict, Verdict::Allowed { left: 2 });
    }
}

pub async fn r39_an_attempt_is_charged_to_all_its_counters_or_to_none(fixture: &impl Fixture) {
    let narrow = Toll::new(key(1), WINDOW);
    let wide = Toll::new(key(2), Limit::per_hour(10));
    for left in [2, 1, 0] {
        let verdict = charge_all(fixture, &[narrow, wide], at(0)).await;
        assert_eq!(verdict, Verdict::Allowed { left });
    }
    for tolls in [[narrow, wide], [wide, narrow]] {
        let verdict = charge_all(fixture, &tolls, at(1)).await;
        assert_eq!(verdict, Verdict::Refused { retry_at: at(60) });
    }
    let verdict = charge_all(fixture, &[wide], at(1)).await;
    assert_eq!(verdict, Verdict::Allowed { left: 6 });
    let shut = Toll::new(key(2), Limit::per_hour(4));
    let verdict = charge_all(fixture, &[narrow, shut], at(2)).await;
    assert_eq!(
        verdict,
        Verdict::Refused {
            retry_at: at(3_600)
        },
        "the one that opens last"
    );
    assert_eq!(
        charge_all(fixture, &[], at(2)).await,
        Verdict::Allowed { left: u32::MAX }
    );
}

pub async fn r39_whoever_has_been_counted_passes_without_a_charge(fixture: &impl Fixture) {
    for (person, left) in [(1, 2), (1, 2), (2, 1), (1, 1), (3, 0), (2, 0)] {
        let verdict = charge_all(fixture, &[toll_of(person)], at(0)).await;
        assert_eq!(verdict, Verdict::Allowed { left }, "person {person}");
    }
    let verdict = charge_all(fixture, &[toll_of(4)], at(59)).await;
    assert_eq!(verdict, Verdict::Refused { retry_at: at(60) });
    let verdict = charge_all(fixture, &[toll_of(3)], at(60) - TICK).await;
    assert_eq!(verdict, Verdict::Allowed { left: 0 });
    // In the next window everybody counts anew.
    for (person, left) in [(4, 2), (3, 1), (4, 1)] {
        let verdict = charge_all(fixture, &[toll_of(person)], at(60)).await;
        assert_eq!(verdict, Verdict::Allowed { left }, "person {person}");
    }
}

pub async fn r39_of_500_people_at_once_as_many_pass_as_the_limit_allows(fixture: &impl Fixture) {
    let left = left_of_500(fixture, toll_of).await;
    assert_eq!(left, [0, 1, 2]);
    let left = left_of_500(fixture, |_| Toll {
        key: key(2),
        ..toll_of(7)
    });
    assert_eq!(left.await, [2; 500], "one person is counted once");
}

pub async fn a_forgotten_counter_starts_again(fixture: &impl Fixture) {
    for number in [1, 1, 1, 2] {
        charge(fixture, key(number), at(0)).await;
    }
    let changes = Changes {
        forgotten: vec![key(1), key(3)],
        ..paying(1, Beyond::Refuse)
    };
    fixture.ports().commit(changes).await;
    for (number, left) in [(1, 1), (2, 1), (3, 2)] {
        let verdict = charge(fixture, key(number), at(0)).await;
        assert_eq!(verdict, Verdict::Allowed { left }, "{number}");
    }
}

/// A commit that mails, writes a line and pays for it.
fn paying(number: u32, beyond: Beyond) -> Changes {
    Changes {
        outbox: vec![mail(number, at(0))],
        charge: Some(Charge {
            tolls: vec![Toll::new(key(1), WINDOW), Toll::new(key(9), WINDOW)],
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
    let mailed = fixture
        .ports()
        .desk
        .list(&OutboxFilter::default(), 10)
        .await
        .unwrap();
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
