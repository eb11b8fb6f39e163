//! What is over goes at its cutoff, and nothing else.

use jiff::{SignedDuration, Timestamp};
use varco_domain::session::Session;
use varco_domain::throttle::{Limit, Verdict};

use super::registrations::{find, insert};
use super::samples::{TICK, at, awaiting, digest, mail, message_id, session, ticket};
use super::{Fixture, accounts, at_once};
use crate::{Changes, Cutoffs, MAIL, ThrottleKey, Toll};

/// Cutoffs that nothing has reached.
pub(super) fn none() -> Cutoffs {
    let never = Timestamp::from_second(0).unwrap();
    Cutoffs {
        now: at(0),
        registrations: never,
        idle_sessions: never,
        old_sessions: never,
        secrets: never,
        settled_items: never,
        forgotten: never,
    }
}

/// Sweeps, up to a hundred of each kind.
pub(super) async fn sweep(fixture: &impl Fixture, cutoffs: Cutoffs) -> u64 {
    let housekeeping = &fixture.ports().housekeeping;
    housekeeping.sweep(&cutoffs, 100).await.unwrap()
}

pub async fn registrations_go_at_their_cutoff_with_their_tickets(fixture: &impl Fixture) {
    insert(fixture, 1, awaiting(1)).await;
    let with_ticket = Changes {
        ticket: Some(ticket(1, 1)),
        ..Changes::default()
    };
    fixture.ports().commit(with_ticket).await;
    let until = |registrations| Cutoffs {
        registrations,
        ..none()
    };
    assert_eq!(sweep(fixture, until(at(1_000) - TICK)).await, 0);
    assert!(find(fixture, 1).await.is_some());
    assert_eq!(sweep(fixture, until(at(1_000))).await, 1);
    assert_eq!(find(fixture, 1).await, None);
    let registrations = &fixture.ports().registrations;
    let found = registrations.find_by_ticket(&ticket(1, 1).link).await;
    assert_eq!(found.unwrap(), None);
    // What it reserved is free again.
    insert(fixture, 1, awaiting(1)).await;
}

pub async fn sessions_go_at_either_cutoff(fixture: &impl Fixture) {
    accounts::insert(fixture, 1).await;
    let used = |number, last_used_at| Session {
        last_used_at,
        ..session(number, 1)
    };
    for opened in [used(1, at(10)), used(2, at(20))] {
        let changes = Changes {
            opened_session: Some(opened),
            ..Changes::default()
        };
        fixture.ports().commit(changes).await;
    }
    let idle = |idle_sessions| Cutoffs {
        idle_sessions,
        ..none()
    };
    let old = |old_sessions| Cutoffs {
        old_sessions,
        ..none()
    };
    assert_eq!(sweep(fixture, idle(at(10) - TICK)).await, 0);
    assert_eq!(sweep(fixture, idle(at(10))).await, 1);
    let sessions = &fixture.ports().sessions;
    assert_eq!(sessions.find(&digest(b's', 1)).await.unwrap(), None);
    assert!(sessions.find(&digest(b's', 2)).await.unwrap().is_some());
    assert_eq!(sweep(fixture, old(at(0) - TICK)).await, 0);
    assert_eq!(sweep(fixture, old(at(0))).await, 1);
}

pub async fn settled_mails_go_at_their_cutoff_and_waiting_ones_never(fixture: &impl Fixture) {
    let changes = Changes {
        outbox: (1..=4).map(|number| mail(number, at(0))).collect(),
        ..Changes::default()
    };
    fixture.ports().commit(changes).await;
    let outbox = &fixture.ports().outbox;
    let claimed = outbox.claim(MAIL, 3, at(0), at(60)).await.unwrap();
    let (sent, buried) = (&claimed[0].lease, &claimed[1].lease);
    assert!(outbox.complete(sent, at(5)).await.unwrap());
    assert!(outbox.bury(buried, at(6), "no").await.unwrap());
    let until = |settled_items| Cutoffs {
        settled_items,
        ..none()
    };
    assert_eq!(sweep(fixture, until(at(5) - TICK)).await, 0);
    assert_eq!(sweep(fixture, until(at(5))).await, 1);
    let desk = &fixture.ports().desk;
    assert_eq!(desk.find(sent.id).await.unwrap(), None);
    assert!(desk.find(buried.id).await.unwrap().is_some());
    assert_eq!(sweep(fixture, until(at(999_999))).await, 1);
    for number in [3, 4] {
        let mail = desk.find(message_id(number)).await.unwrap();
        assert!(mail.unwrap().has_envelope);
    }
}

pub async fn challenges_and_counters_go_when_they_may_be_forgotten(fixture: &impl Fixture) {
    let ports = fixture.ports();
    let challenge = digest(b'k', 1);
    assert!(ports.captcha.consume(&challenge, at(10)).await.unwrap());
    let key = ThrottleKey {
        name: "login.network",
        digest: digest(b't', 1),
    };
    let limit = Limit {
        max: 1,
        span: SignedDuration::from_secs(20),
    };
    let tolls = [Toll::new(key, limit)];
    ports.throttle.charge(&tolls, at(0)).await.unwrap();
    let until = |forgotten| Cutoffs {
        forgotten,
        ..none()
    };
    assert_eq!(sweep(fixture, until(at(10) - TICK)).await, 0);
    assert!(!ports.captcha.consume(&challenge, at(10)).await.unwrap());
    assert_eq!(sweep(fixture, until(at(10))).await, 1);
    assert!(ports.captcha.consume(&challenge, at(999)).await.unwrap());
    assert_eq!(sweep(fixture, until(at(20) - TICK)).await, 0);
    let refused = ports.throttle.charge(&tolls, at(1)).await.unwrap();
    assert_eq!(refused, Verdict::Refused { retry_at: at(20) });
    assert_eq!(sweep(fixture, until(at(20))).await, 1);
    let fresh = ports.throttle.charge(&tolls, at(1)).await.unwrap();
    assert_eq!(fresh, Verdict::Allowed { left: 0 });
}

pub async fn a_sweep_erases_at_most_its_limit_of_each_kind(fixture: &impl Fixture) {
    let ports = fixture.ports();
    for number in 1..=5 {
        insert(fixture, number, awaiting(number)).await;
        let challenge = digest(b'k', number);
        ports.captcha.consume(&challenge, at(10)).await.unwrap();
    }
    let all = Cutoffs {
        registrations: at(1_000),
        forgotten: at(1_000),
        ..none()
    };
    for expected in [4, 4, 2, 0] {
        let swept = ports.housekeeping.sweep(&all, 2).await;
        assert_eq!(swept.unwrap(), expected);
    }
}

pub async fn sweeps_at_once_erase_each_row_once(fixture: &impl Fixture) {
    for number in 0..40 {
        insert(fixture, number, awaiting(number)).await;
    }
    let cutoffs = Cutoffs {
        registrations: at(1_000),
        ..none()
    };
    let ports = fixture.ports().clone();
    let swept = at_once(8, move |_| {
        let housekeeping = ports.housekeeping.clone();
        async move { housekeeping.sweep(&cutoffs, 10).await.unwrap() }
    })
    .await;
    let rest = sweep(fixture, cutoffs).await;
    assert_eq!(swept.iter().sum::<u64>() + rest, 40);
}
