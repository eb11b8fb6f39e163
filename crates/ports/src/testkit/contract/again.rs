//! Orders that are put back, retried, given again or given up: under which number, and when.

use super::Fixture;
use super::deliveries::{PASSWORD, STATE, claim, last, order};
use super::outbox::{LEASE, enqueue, may_write, record};
use super::samples::{at, message_id};
use crate::{Changes, CommitError, OutboxState};

/// Orders are given again instead, under another number.
pub async fn r67_what_was_given_up_for_a_service_is_never_replayed_under_its_old_number(
    fixture: &impl Fixture,
) {
    let orders = [order(1, STATE, 1, at(0)), order(2, PASSWORD, 2, at(0))];
    enqueue(fixture, orders).await;
    let ports = fixture.ports();
    let replaying = |number| Changes {
        replay: Some((message_id(number), at(5))),
        ..Changes::default()
    };
    for (number, target) in [(1, STATE), (2, PASSWORD)] {
        let lease = claim(fixture, target, at(0)).await;
        assert!(ports.outbox.bury(&lease, at(1), "400").await.unwrap());
        let refusal = ports.refusal(replaying(number)).await;
        assert!(matches!(refusal, CommitError::Conflict), "{target}");
        let version = record(fixture, number).await.version;
        let again = order(number + 2, target, version + 2, at(0));
        enqueue(fixture, [again]).await;
        let before = record(fixture, number).await;
        assert_eq!(before.state, OutboxState::Superseded);
        assert_eq!(before.settled_at, Some(at(1)));
        claim(fixture, target, at(5)).await;
    }
    assert_eq!(last(fixture, 1).await, [4, 3].map(message_id));
}

/// Its number is the newest that is on its way, and nothing can have passed it.
pub async fn an_order_that_waits_for_another_attempt_need_not_wait_for_it(fixture: &impl Fixture) {
    enqueue(fixture, [order(1, PASSWORD, 1, at(0))]).await;
    let ports = fixture.ports();
    let lease = claim(fixture, PASSWORD, at(0)).await;
    assert!(ports.outbox.retry(&lease, at(800), "503").await.unwrap());
    let replaying = Changes {
        replay: Some((message_id(1), at(5))),
        ..Changes::default()
    };
    ports.commit(replaying).await;
    let retried = record(fixture, 1).await;
    assert_eq!((retried.version, retried.due_at), (1, Some(at(5))));
    claim(fixture, PASSWORD, at(5)).await;
}

pub async fn what_was_not_tried_is_put_back_and_has_cost_one_attempt_at_most(
    fixture: &impl Fixture,
) {
    enqueue(fixture, [order(1, PASSWORD, 1, at(0))]).await;
    let outbox = &fixture.ports().outbox;
    for now in 0..5 {
        let lease = claim(fixture, PASSWORD, at(now)).await;
        assert!(outbox.put_back(&lease, at(now + 1)).await.unwrap());
        let waits = record(fixture, 1).await;
        assert_eq!(waits.state, OutboxState::Waiting);
        assert_eq!((waits.due_at, waits.attempts), (Some(at(now + 1)), 1));
        assert!(!outbox.put_back(&lease, at(9)).await.unwrap());
        assert!(!may_write(fixture, &lease).await);
    }
    let lease = claim(fixture, PASSWORD, at(5)).await;
    assert!(outbox.retry(&lease, at(6), "503").await.unwrap());
    assert_eq!(record(fixture, 1).await.attempts, 2);
    // Nobody works on it: what takes its place need not wait.
    enqueue(fixture, [order(2, PASSWORD, 2, at(3))]).await;
    assert_eq!(record(fixture, 2).await.due_at, Some(at(3)));
}

pub async fn an_order_shows_its_envelope_for_as_long_as_it_has_one(fixture: &impl Fixture) {
    let sealed = order(1, PASSWORD, 1, at(0));
    let kept = sealed.envelope.clone();
    enqueue(fixture, [sealed, order(2, STATE, 2, at(0))]).await;
    let deliveries = &fixture.ports().deliveries;
    let envelope = async |number| deliveries.envelope(message_id(number)).await.unwrap();
    assert!(kept.is_some());
    assert_eq!(envelope(1).await, kept);
    assert_eq!(envelope(2).await, None);
    assert_eq!(envelope(9).await, None);
    let lease = claim(fixture, PASSWORD, at(0)).await;
    let outbox = &fixture.ports().outbox;
    assert!(outbox.complete(&lease, at(1)).await.unwrap());
    assert_eq!(envelope(1).await, None);
}

pub async fn what_waits_for_the_end_of_a_lease_is_not_given_up_before(fixture: &impl Fixture) {
    enqueue(fixture, [order(1, STATE, 1, at(0))]).await;
    claim(fixture, STATE, at(0)).await;
    enqueue(fixture, [order(2, STATE, 2, at(1))]).await;
    let skipping = |now| Changes {
        skip: Some((message_id(2), now)),
        ..Changes::default()
    };
    let end = at(0) + LEASE;
    let refusal = fixture.ports().refusal(skipping(at(2))).await;
    assert!(matches!(refusal, CommitError::Conflict));
    assert_eq!(record(fixture, 2).await.due_at, Some(end));
    fixture.ports().commit(skipping(end)).await;
    assert_eq!(record(fixture, 2).await.state, OutboxState::Buried);
}
