//! An operator sees how far everything has come, and what was given up may be delivered after all.

use varco_domain::audit::{AuditEntry, AuditEvent};
use varco_domain::id::{AccountId, MessageId};

use super::Fixture;
use super::outbox::{claim, claim_one, enqueue, may_write, queue, record};
use super::samples::{TICK, at, message_id, streamed};
use crate::{
    Changes, CommitError, Cutoffs, MAIL, OutboxFilter, OutboxItem, OutboxRecord, OutboxState,
    Stream,
};

/// Has the item with this number replayed, with a line in the audit trail.
fn replaying(number: u32, seconds: i64) -> Changes {
    Changes {
        replay: Some((message_id(number), at(seconds))),
        audit: vec![AuditEntry::by_operator(
            at(seconds),
            message_id(number),
            AuditEvent::MessageReplayed,
            "the relay is back",
        )],
        ..Changes::default()
    }
}

/// One item in every state, in the order of [`OutboxState::ALL`].
async fn one_of_each(fixture: &impl Fixture) {
    let outbox = &fixture.ports().outbox;
    queue(fixture, &[(2, 0), (3, 0), (4, 0)]).await;
    let claimed = claim(fixture, at(0)).await;
    assert!(outbox.complete(&claimed[1].lease, at(1)).await.unwrap());
    assert!(outbox.bury(&claimed[2].lease, at(2), "550").await.unwrap());
    let (older, newer) = (streamed(5, 1, 1, at(3)), streamed(1, 1, 2, at(4)));
    enqueue(fixture, [older, newer]).await;
}

fn ids(records: &[OutboxRecord]) -> Vec<MessageId> {
    records.iter().map(|record| record.id).collect()
}

pub async fn every_item_is_shown_as_it_is(fixture: &impl Fixture) {
    one_of_each(fixture).await;
    let waiting = OutboxRecord {
        id: message_id(1),
        template: "activation".to_owned(),
        target: MAIL.to_owned(),
        about: None,
        version: 2,
        state: OutboxState::Waiting,
        has_envelope: true,
        is_secret: true,
        attempts: 0,
        created_at: at(4),
        due_at: Some(at(4)),
        settled_at: None,
        reason: None,
    };
    let leased = OutboxRecord {
        id: message_id(2),
        version: 1,
        state: OutboxState::Leased,
        attempts: 1,
        created_at: at(0),
        due_at: Some(at(60)),
        ..waiting.clone()
    };
    let buried = OutboxRecord {
        id: message_id(4),
        state: OutboxState::Buried,
        due_at: None,
        settled_at: Some(at(2)),
        reason: Some("550".to_owned()),
        ..leased.clone()
    };
    let sent = OutboxRecord {
        id: message_id(3),
        state: OutboxState::Sent,
        has_envelope: false,
        settled_at: Some(at(1)),
        reason: None,
        ..buried.clone()
    };
    let superseded = OutboxRecord {
        id: message_id(5),
        state: OutboxState::Superseded,
        attempts: 0,
        created_at: at(3),
        settled_at: Some(at(4)),
        ..sent.clone()
    };
    for expected in [waiting, leased, sent, buried, superseded] {
        let desk = &fixture.ports().desk;
        let found = desk.find(expected.id).await.unwrap();
        assert_eq!(found.as_ref(), Some(&expected));
        let listed = desk.list(&expected.state.into(), 9).await.unwrap();
        assert_eq!(listed, [expected]);
    }
}

pub async fn items_are_listed_newest_first_page_by_page(fixture: &impl Fixture) {
    let desk = &fixture.ports().desk;
    assert_eq!(desk.list(&OutboxFilter::default(), 9).await.unwrap(), []);
    assert_eq!(desk.find(message_id(1)).await.unwrap(), None);
    queue(fixture, &[(1, 9), (2, 5), (3, 7), (4, 0), (5, 1)]).await;
    let lease = claim_one(fixture, at(0)).await;
    assert_eq!(lease.id, message_id(4));
    let mut pages = Vec::new();
    let mut before = None;
    for _ in 0..3 {
        let filter = OutboxFilter {
            before,
            ..OutboxFilter::default()
        };
        let page = desk.list(&filter, 2).await.unwrap();
        before = page.last().map(|record| record.id);
        pages.push(ids(&page));
    }
    let expected = [vec![5, 4], vec![3, 2], vec![1]];
    assert_eq!(
        pages,
        expected.map(|page| page.into_iter().map(message_id).collect::<Vec<_>>())
    );
    let waiting = OutboxFilter {
        before: Some(message_id(5)),
        ..OutboxState::Waiting.into()
    };
    let waiting = desk.list(&waiting, 2).await;
    assert_eq!(ids(&waiting.unwrap()), [message_id(3), message_id(2)]);
}

pub async fn items_are_filtered_by_target_state_and_age(fixture: &impl Fixture) {
    let to = |number, target: &str, seconds| {
        let item = streamed(number, number, 1, at(seconds));
        let stream = Stream {
            target: target.to_owned(),
            ..item.stream
        };
        OutboxItem { stream, ..item }
    };
    let items = [
        to(1, "sidi/password", 1),
        to(2, "sidi/state", 2),
        to(3, "posta/password", 3),
        to(4, MAIL, 4),
    ];
    enqueue(fixture, items).await;
    let desk = &fixture.ports().desk;
    let listed = async |filter: OutboxFilter| {
        let listed = desk.list(&filter, 9).await.unwrap();
        listed.iter().map(|it| it.id).collect::<Vec<_>>()
    };
    let of_sidi = OutboxFilter {
        targets: vec!["sidi/password".to_owned(), "sidi/state".to_owned()],
        ..OutboxFilter::default()
    };
    assert_eq!(
        listed(of_sidi.clone()).await,
        [message_id(2), message_id(1)]
    );
    let old = OutboxFilter {
        until: Some(at(1)),
        ..of_sidi.clone()
    };
    assert_eq!(listed(old).await, [message_id(1)]);
    let sent = OutboxFilter {
        state: Some(OutboxState::Sent),
        ..of_sidi
    };
    assert_eq!(listed(sent).await, []);
    let about = async |number| desk.find(message_id(number)).await.unwrap().unwrap().about;
    let subject = streamed(3, 3, 1, at(3)).stream.subject;
    assert_eq!(about(3).await, Some(AccountId::from_uuid(subject)));
    assert_eq!(about(4).await, None, "a mail is about nobody");
}

pub async fn what_waits_for_another_attempt_is_replayed_at_once(fixture: &impl Fixture) {
    queue(fixture, &[(1, 0)]).await;
    let lease = claim_one(fixture, at(0)).await;
    let outbox = &fixture.ports().outbox;
    assert!(outbox.retry(&lease, at(900), "451").await.unwrap());
    assert_eq!(claim(fixture, at(30)).await, []);
    fixture.ports().commit(replaying(1, 30)).await;
    let replayed = record(fixture, 1).await;
    assert_eq!((replayed.attempts, replayed.due_at), (0, Some(at(30))));
    claim_one(fixture, at(30)).await;
}

pub async fn a_replayed_item_waits_as_if_nobody_had_tried(fixture: &impl Fixture) {
    queue(fixture, &[(1, 0)]).await;
    let lease = claim_one(fixture, at(0)).await;
    let outbox = &fixture.ports().outbox;
    assert!(outbox.bury(&lease, at(2), "550").await.unwrap());
    fixture.ports().commit(replaying(1, 30)).await;
    let replayed = record(fixture, 1).await;
    assert_eq!(replayed.state, OutboxState::Waiting);
    assert_eq!(replayed.attempts, 0);
    assert_eq!(replayed.due_at, Some(at(30)));
    assert_eq!(replayed.settled_at, None);
    assert!(!may_write(fixture, &lease).await);
    assert_eq!(claim(fixture, at(30) - TICK).await, []);
    let claimed = claim(fixture, at(30)).await.remove(0);
    assert_eq!(claimed.attempts, 0);
    assert_eq!(claimed.created_at, at(0));
    assert_eq!(claimed.envelope, streamed(1, 1, 1, at(0)).envelope);
    assert!(outbox.complete(&claimed.lease, at(31)).await.unwrap());
    let sent = record(fixture, 1).await;
    assert_eq!(sent.state, OutboxState::Sent);
    assert_eq!(sent.settled_at, Some(at(31)));
}

pub async fn only_a_buried_item_that_was_not_erased_is_replayed(fixture: &impl Fixture) {
    one_of_each(fixture).await;
    let refused = async |number| {
        let before = fixture.audit().await;
        let refusal = fixture.ports().refusal(replaying(number, 30)).await;
        assert!(matches!(refusal, CommitError::Conflict), "{number}");
        assert_eq!(fixture.audit().await, before);
    };
    // In the order of the states: waiting, leased, sent, superseded; and one that is not there.
    for number in [1, 2, 3, 5, 9] {
        refused(number).await;
    }
    fixture.ports().commit(replaying(4, 30)).await;
    refused(4).await;
    let claimed = claim(fixture, at(30)).await;
    let again = claimed.iter().find(|item| item.lease.id == message_id(4));
    let outbox = &fixture.ports().outbox;
    let buried = outbox.bury(&again.unwrap().lease, at(31), "550").await;
    assert!(buried.unwrap());
    let everything_old = Cutoffs {
        secrets: at(900),
        ..super::housekeeping::none()
    };
    let housekeeping = &fixture.ports().housekeeping;
    housekeeping.sweep(&everything_old, 9).await.unwrap();
    refused(4).await;
}

pub async fn r67_a_replayed_item_gives_way_to_a_newer_one(fixture: &impl Fixture) {
    enqueue(fixture, [streamed(1, 1, 1, at(0))]).await;
    let lease = claim_one(fixture, at(0)).await;
    let outbox = &fixture.ports().outbox;
    assert!(outbox.bury(&lease, at(2), "550").await.unwrap());
    fixture.ports().commit(replaying(1, 30)).await;
    enqueue(fixture, [streamed(2, 1, 2, at(31))]).await;
    assert_eq!(record(fixture, 1).await.state, OutboxState::Superseded);
    let refusal = fixture.ports().refusal(replaying(1, 40)).await;
    assert!(matches!(refusal, CommitError::Conflict));
}

/// What a stream is made of is never shown, and neither is what it holds: the type has no place for it.
pub async fn every_item_comes_back_as_it_was(fixture: &impl Fixture) {
    let hostile = "'; DROP TABLE outbox; --\" \\ % _ $1 ?1 \u{202e}\u{feff}\r\n\t 😀 𝔘";
    let items = [
        streamed(1, 1, i64::MIN, at(-9)),
        OutboxItem {
            envelope: Some(crate::Sealed(vec![])),
            ..streamed(2, 2, i64::MAX, at(-8))
        },
        OutboxItem {
            envelope: Some(crate::Sealed((0..=255).cycle().take(100_000).collect())),
            ..streamed(3, 3, 0, at(-7))
        },
    ]
    .map(|item| OutboxItem {
        stream: Stream {
            target: hostile.to_owned(),
            ..item.stream
        },
        ..item
    });
    enqueue(fixture, items.clone()).await;
    let outbox = &fixture.ports().outbox;
    let claimed = outbox.claim(hostile, 9, at(0), at(60)).await.unwrap();
    assert_eq!(claimed.len(), items.len());
    for (claimed, item) in claimed.iter().zip(items) {
        assert_eq!(claimed.lease.id, item.id);
        assert_eq!(claimed.stream, item.stream);
        assert_eq!(claimed.version, item.version);
        assert_eq!(claimed.template, item.template);
        assert_eq!(claimed.envelope, item.envelope);
        assert_eq!(claimed.created_at, item.created_at);
    }
}
