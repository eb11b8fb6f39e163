//! No sealed secret outlives its time.

use jiff::Timestamp;

use super::Fixture;
use super::housekeeping::{none, sweep};
use super::outbox::{LEASE, claim, claim_one, enqueue, may_write, queue, record};
use super::samples::{TICK, at, streamed};
use crate::{Cutoffs, MAIL, OutboxFilter, OutboxState};

/// Erases what was committed until then.
async fn shred(fixture: &impl Fixture, secrets: Timestamp, now: Timestamp) -> u64 {
    let cutoffs = Cutoffs {
        now,
        secrets,
        ..none()
    };
    sweep(fixture, cutoffs).await
}

pub async fn r69_a_secret_that_waits_goes_at_its_cutoff(fixture: &impl Fixture) {
    queue(fixture, &[(1, 10), (2, 20)]).await;
    assert_eq!(shred(fixture, at(10) - TICK, at(99)).await, 0);
    assert!(record(fixture, 1).await.has_envelope);
    assert_eq!(shred(fixture, at(10), at(99)).await, 1);
    let gone = record(fixture, 1).await;
    assert!(!gone.has_envelope);
    assert_eq!(gone.state, OutboxState::Buried);
    assert_eq!(gone.settled_at, Some(at(99)));
    assert!(gone.reason.is_some());
    assert_eq!(claim(fixture, at(10)).await, []);
    let kept = record(fixture, 2).await;
    assert!(kept.has_envelope);
    assert_eq!(kept.state, OutboxState::Waiting);
}

pub async fn r69_a_buried_secret_goes_at_its_cutoff(fixture: &impl Fixture) {
    queue(fixture, &[(1, 10)]).await;
    let lease = claim_one(fixture, at(10)).await;
    let outbox = &fixture.ports().outbox;
    assert!(outbox.bury(&lease, at(11), "550").await.unwrap());
    let before = record(fixture, 1).await;
    assert_eq!(shred(fixture, at(10) - TICK, at(99)).await, 0);
    assert!(record(fixture, 1).await.has_envelope);
    assert_eq!(shred(fixture, at(10), at(99)).await, 1);
    let gone = record(fixture, 1).await;
    assert!(!gone.has_envelope);
    let kept = crate::OutboxRecord {
        has_envelope: true,
        ..gone
    };
    assert_eq!(kept, before, "nothing else has changed");
    assert_eq!(shred(fixture, at(10), at(99)).await, 0);
}

pub async fn r69_a_secret_goes_once_nobody_is_just_delivering_it(fixture: &impl Fixture) {
    queue(fixture, &[(1, 0)]).await;
    let lease = claim_one(fixture, at(0)).await;
    let end = at(0) + LEASE;
    assert_eq!(shred(fixture, at(0), end - TICK).await, 0);
    assert_eq!(record(fixture, 1).await.state, OutboxState::Leased);
    assert_eq!(shred(fixture, at(0), end).await, 1);
    assert!(!record(fixture, 1).await.has_envelope);
    assert!(!may_write(fixture, &lease).await);
    let outbox = &fixture.ports().outbox;
    assert!(!outbox.renew(&lease, at(900)).await.unwrap());
    assert_eq!(outbox.next_due(MAIL).await.unwrap(), None);
}

pub async fn r69_a_secret_that_waits_for_another_attempt_goes_too(fixture: &impl Fixture) {
    queue(fixture, &[(1, 0)]).await;
    let lease = claim_one(fixture, at(0)).await;
    let outbox = &fixture.ports().outbox;
    assert!(outbox.retry(&lease, at(900), "451").await.unwrap());
    assert_eq!(shred(fixture, at(0), at(99)).await, 1);
    let gone = record(fixture, 1).await;
    assert_eq!(gone.state, OutboxState::Buried);
    assert!(!gone.has_envelope);
}

pub async fn r69_at_most_so_many_secrets_go_at_a_time(fixture: &impl Fixture) {
    let mails: Vec<_> = (0..5).map(|number| (number, 0)).collect();
    queue(fixture, &mails).await;
    let cutoffs = Cutoffs {
        now: at(99),
        secrets: at(0),
        ..none()
    };
    for expected in [2, 2, 1, 0] {
        let housekeeping = &fixture.ports().housekeeping;
        let swept = housekeeping.sweep(&cutoffs, 2).await;
        assert_eq!(swept.unwrap(), expected);
    }
}

pub async fn records_of_what_was_superseded_or_too_old_go_at_their_cutoff(fixture: &impl Fixture) {
    enqueue(fixture, [streamed(1, 1, 1, at(0))]).await;
    enqueue(fixture, [streamed(2, 1, 2, at(5))]).await;
    assert_eq!(shred(fixture, at(5), at(7)).await, 1);
    let until = |settled_items| Cutoffs {
        settled_items,
        ..none()
    };
    for settled in [at(5), at(7)] {
        assert_eq!(sweep(fixture, until(settled - TICK)).await, 0);
        assert_eq!(sweep(fixture, until(settled)).await, 1);
    }
    let desk = &fixture.ports().desk;
    assert_eq!(desk.list(&OutboxFilter::default(), 9).await.unwrap(), []);
}
