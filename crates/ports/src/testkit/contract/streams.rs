//! Of two items of one stream only the newer is delivered, and never both at a time.

use jiff::{SignedDuration, Timestamp};
use varco_domain::id::MessageId;

use super::outbox::{LEASE, claim, claim_one, enqueue, ids, may_write, record};
use super::samples::{TICK, at, message_id, streamed};
use super::{Fixture, at_once};
use crate::{Changes, CommitError, MAIL, OutboxFilter, OutboxItem, OutboxState, Stream};

/// The item with this number, of the stream of subject 1, with its number as version.
fn nth(number: u32, created_at: Timestamp) -> OutboxItem {
    streamed(number, 1, number.into(), created_at)
}

async fn state(fixture: &impl Fixture, number: u32) -> OutboxState {
    record(fixture, number).await.state
}

async fn open(fixture: &impl Fixture) -> Vec<MessageId> {
    let desk = &fixture.ports().desk;
    let all = desk.list(&OutboxFilter::default(), 999).await.unwrap();
    let open = all.iter().filter(|item| item.due_at.is_some());
    open.map(|item| item.id).collect()
}

pub async fn r67_a_newer_item_supersedes_one_that_waits(fixture: &impl Fixture) {
    enqueue(fixture, [nth(1, at(0))]).await;
    enqueue(fixture, [nth(2, at(5))]).await;
    let older = record(fixture, 1).await;
    assert_eq!(older.state, OutboxState::Superseded);
    assert!(!older.has_envelope);
    assert_eq!(older.due_at, None);
    assert_eq!(older.settled_at, Some(at(5)));
    assert_eq!(record(fixture, 2).await.due_at, Some(at(5)));
    assert_eq!(ids(&claim(fixture, at(900)).await), [message_id(2)]);
}

pub async fn r67_a_newer_item_supersedes_one_that_waits_for_another_attempt(
    fixture: &impl Fixture,
) {
    enqueue(fixture, [nth(1, at(0))]).await;
    let lease = claim_one(fixture, at(0)).await;
    let outbox = &fixture.ports().outbox;
    assert!(outbox.retry(&lease, at(800), "451").await.unwrap());
    enqueue(fixture, [nth(2, at(5))]).await;
    assert_eq!(state(fixture, 1).await, OutboxState::Superseded);
    // Nobody works on the older one, so there is nothing to wait for.
    assert_eq!(record(fixture, 2).await.due_at, Some(at(5)));
}

pub async fn r67_a_lease_is_lost_to_a_newer_item_which_waits_for_its_end(fixture: &impl Fixture) {
    enqueue(fixture, [nth(1, at(0))]).await;
    let older = claim_one(fixture, at(0)).await;
    enqueue(fixture, [nth(2, at(5))]).await;
    let outbox = &fixture.ports().outbox;
    assert!(!outbox.renew(&older, at(500)).await.unwrap());
    assert!(!may_write(fixture, &older).await);
    assert_eq!(state(fixture, 1).await, OutboxState::Superseded);
    let end = at(0) + LEASE;
    assert_eq!(outbox.next_due(MAIL).await.unwrap(), Some(end));
    assert_eq!(claim(fixture, end - TICK).await, []);
    assert_eq!(ids(&claim(fixture, end).await), [message_id(2)]);
}

pub async fn r67_a_lease_is_waited_for_however_many_items_come_meanwhile(fixture: &impl Fixture) {
    enqueue(fixture, [nth(1, at(0))]).await;
    claim_one(fixture, at(0)).await;
    enqueue(fixture, [nth(2, at(5))]).await;
    enqueue(fixture, [nth(3, at(6))]).await;
    let end = at(0) + LEASE;
    assert_eq!(claim(fixture, end - TICK).await, []);
    assert_eq!(ids(&claim(fixture, end).await), [message_id(3)]);
}

pub async fn r67_a_lease_that_has_run_out_is_not_waited_for(fixture: &impl Fixture) {
    enqueue(fixture, [nth(1, at(0))]).await;
    claim_one(fixture, at(0)).await;
    let end = at(0) + LEASE;
    enqueue(fixture, [nth(2, end)]).await;
    assert_eq!(record(fixture, 2).await.due_at, Some(end));
    assert_eq!(ids(&claim(fixture, end).await), [message_id(2)]);
}

pub async fn r67_an_item_older_than_its_stream_is_superseded_at_once(fixture: &impl Fixture) {
    enqueue(fixture, [nth(2, at(0))]).await;
    enqueue(fixture, [nth(1, at(5))]).await;
    let late = record(fixture, 1).await;
    assert_eq!(late.state, OutboxState::Superseded);
    assert!(!late.has_envelope);
    assert_eq!(late.settled_at, Some(at(5)));
    assert_eq!(open(fixture).await, [message_id(2)]);
    // The same once the newer one is gone.
    let lease = claim_one(fixture, at(9)).await;
    let outbox = &fixture.ports().outbox;
    assert!(outbox.complete(&lease, at(9)).await.unwrap());
    enqueue(fixture, [streamed(3, 1, 0, at(9))]).await;
    assert_eq!(state(fixture, 3).await, OutboxState::Superseded);
    assert_eq!(claim(fixture, at(900)).await, []);
}

pub async fn r67_what_was_sent_stays_sent_and_what_was_buried_is_superseded(
    fixture: &impl Fixture,
) {
    let outbox = &fixture.ports().outbox;
    enqueue(fixture, [nth(1, at(0))]).await;
    let lease = claim_one(fixture, at(0)).await;
    assert!(outbox.complete(&lease, at(1)).await.unwrap());
    enqueue(fixture, [nth(2, at(2))]).await;
    let lease = claim_one(fixture, at(2)).await;
    assert!(outbox.bury(&lease, at(3), "550").await.unwrap());
    let sent = record(fixture, 1).await;
    enqueue(fixture, [nth(3, at(4))]).await;
    assert_eq!(record(fixture, 1).await, sent);
    assert_eq!(sent.state, OutboxState::Sent);
    let buried = record(fixture, 2).await;
    assert_eq!(buried.state, OutboxState::Superseded);
    assert!(!buried.has_envelope);
    assert_eq!(buried.settled_at, Some(at(3)));
    assert_eq!(buried.reason.as_deref(), Some("550"));
}

pub async fn r67_the_last_of_several_in_one_commit_remains(fixture: &impl Fixture) {
    enqueue(fixture, [nth(1, at(0)), nth(2, at(0)), nth(3, at(0))]).await;
    assert_eq!(open(fixture).await, [message_id(3)]);
}

pub async fn a_version_of_a_stream_is_given_once(fixture: &impl Fixture) {
    enqueue(fixture, [nth(1, at(0))]).await;
    let refused = Changes {
        outbox: vec![streamed(2, 1, 2, at(5)), streamed(3, 1, 1, at(5))],
        ..Changes::default()
    };
    let refusal = fixture.ports().refusal(refused).await;
    assert!(matches!(refusal, CommitError::Conflict));
    assert_eq!(open(fixture).await, [message_id(1)]);
    let desk = &fixture.ports().desk;
    assert_eq!(desk.find(message_id(2)).await.unwrap(), None);
    // The same once it was sent.
    let lease = claim_one(fixture, at(9)).await;
    let outbox = &fixture.ports().outbox;
    assert!(outbox.complete(&lease, at(9)).await.unwrap());
    let refused = Changes {
        outbox: vec![streamed(4, 1, 1, at(9))],
        ..Changes::default()
    };
    let refusal = fixture.ports().refusal(refused).await;
    assert!(matches!(refusal, CommitError::Conflict));
}

pub async fn an_item_is_written_once(fixture: &impl Fixture) {
    enqueue(fixture, [nth(1, at(0))]).await;
    let refused = Changes {
        outbox: vec![streamed(1, 2, 7, at(5))],
        ..Changes::default()
    };
    let refusal = fixture.ports().refusal(refused).await;
    assert!(matches!(refusal, CommitError::Conflict));
}

pub async fn streams_of_other_subjects_and_targets_are_apart(fixture: &impl Fixture) {
    let elsewhere = OutboxItem {
        stream: Stream {
            target: "sidi".to_owned(),
            ..nth(3, at(0)).stream
        },
        ..nth(3, at(0))
    };
    let items = [nth(1, at(0)), streamed(2, 2, 9, at(0)), elsewhere];
    enqueue(fixture, items).await;
    assert_eq!(open(fixture).await.len(), 3);
    let mails = claim(fixture, at(0)).await;
    assert_eq!(ids(&mails), [message_id(1), message_id(2)]);
    let outbox = &fixture.ports().outbox;
    assert_eq!(outbox.next_due("sidi").await.unwrap(), Some(at(0)));
    let rest = outbox.claim("sidi", 9, at(0), at(60)).await.unwrap();
    assert_eq!(ids(&rest), [message_id(3)]);
    let none = outbox.claim("SIDI", 9, at(900), at(960)).await.unwrap();
    assert_eq!(none, []);
}

/// Whoever is refused comes again, as a use case does.
pub async fn r67_of_40_items_at_once_the_newest_remains(fixture: &impl Fixture) {
    let ports = fixture.ports().clone();
    at_once(40, move |number| {
        let ports = ports.clone();
        async move {
            let changes = Changes {
                outbox: vec![nth(number, at(0))],
                ..Changes::default()
            };
            while let Err(error) = ports.commit.commit(changes.clone()).await {
                assert!(matches!(error, CommitError::Conflict), "{error}");
            }
        }
    })
    .await;
    assert_eq!(open(fixture).await, [message_id(39)]);
    for number in 0..39 {
        assert_eq!(state(fixture, number).await, OutboxState::Superseded);
        assert!(!record(fixture, number).await.has_envelope);
    }
}

/// Items come while others are claimed: whatever the order, from one lease to the next of the stream
/// the first one has ended.
pub async fn r67_leases_of_one_stream_never_overlap(fixture: &impl Fixture) {
    let ports = fixture.ports().clone();
    let claimed = at_once(40, move |number| {
        let ports = ports.clone();
        async move {
            // Every second task brings an item, every other one works.
            let now = at(i64::from(number));
            if number % 2 == 0 {
                let changes = Changes {
                    outbox: vec![nth(number, now)],
                    ..Changes::default()
                };
                let outcome = ports.commit.commit(changes).await;
                assert!(matches!(outcome, Ok(()) | Err(CommitError::Conflict)));
                return None;
            }
            let end = now + SignedDuration::from_secs(5);
            let claimed = ports.outbox.claim(MAIL, 9, now, end).await.unwrap();
            assert!(claimed.len() <= 1, "two of one stream at a time");
            claimed.first().map(|item| (item.version, now, end))
        }
    })
    .await;
    let mut leases: Vec<_> = claimed.into_iter().flatten().collect();
    leases.sort_unstable();
    for pair in leases.windows(2) {
        let (older, newer) = (pair[0], pair[1]);
        let apart = older.2 <= newer.1 || newer.2 <= older.1;
        assert!(apart, "{older:?} and {newer:?}");
    }
}
