//! What is said about linked services: the last word of every stream stays, and says what they hold.

use jiff::Timestamp;
use varco_domain::delivery::ServiceId;
use varco_domain::id::{AccountId, MessageId};
use varco_domain::utenza::{Account, UtenzaKind};

use super::Fixture;
use super::accounts::insertion;
use super::housekeeping::{none, sweep};
use super::outbox::{LEASE, enqueue, record};
use super::samples::{account, account_id, at, mail, message_id};
use crate::{
    Backlog, Changes, CommitError, Cutoffs, Dismissal, Lease, MAIL, OutboxItem, OutboxState, Stream,
};

pub(super) const PASSWORD: &str = "sidi/password";
pub(super) const STATE: &str = "sidi/state";

/// An account whose identifier is not that of any item.
fn holder(number: u32) -> AccountId {
    account_id(1_000_000 + number)
}

/// An order about the first account.
pub(super) fn order(number: u32, target: &str, version: i64, created_at: Timestamp) -> OutboxItem {
    let item = mail(number, created_at);
    OutboxItem {
        stream: Stream {
            subject: holder(1).as_uuid(),
            target: target.to_owned(),
        },
        version,
        envelope: item.envelope.clone().filter(|_| target == PASSWORD),
        ..item
    }
}

pub(super) async fn claim(fixture: &impl Fixture, target: &str, now: Timestamp) -> Lease {
    let outbox = &fixture.ports().outbox;
    let claimed = outbox.claim(target, 9, now, now + LEASE).await.unwrap();
    assert_eq!(claimed.len(), 1);
    claimed[0].lease
}

/// The items that are the last word about an account.
pub(super) async fn last(fixture: &impl Fixture, account: u32) -> Vec<MessageId> {
    let deliveries = &fixture.ports().deliveries;
    let records = deliveries.of_account(holder(account)).await.unwrap();
    records.iter().map(|record| record.id).collect()
}

async fn forget(fixture: &impl Fixture) -> u64 {
    let cutoffs = Cutoffs {
        settled_items: at(9_999),
        ..none()
    };
    sweep(fixture, cutoffs).await
}

pub async fn the_newest_item_of_every_service_is_found_by_its_account(fixture: &impl Fixture) {
    assert_eq!(last(fixture, 1).await, []);
    let elsewhere = OutboxItem {
        stream: Stream {
            subject: holder(2).as_uuid(),
            target: PASSWORD.to_owned(),
        },
        ..order(5, PASSWORD, 1, at(0))
    };
    let credential = OutboxItem {
        stream: Stream {
            subject: holder(1).as_uuid(),
            target: MAIL.to_owned(),
        },
        ..mail(6, at(0))
    };
    let orders = [
        order(1, PASSWORD, 1, at(0)),
        order(2, STATE, 2, at(1)),
        order(3, PASSWORD, 3, at(2)),
        order(4, "posta/password", 1, at(3)),
        elsewhere,
        credential,
    ];
    enqueue(fixture, orders).await;
    let expected = [4, 3, 2].map(message_id);
    assert_eq!(last(fixture, 1).await, expected);
    assert_eq!(last(fixture, 2).await, [message_id(5)]);
    let deliveries = &fixture.ports().deliveries;
    let records = deliveries.of_account(holder(1)).await.unwrap();
    assert_eq!(records[1], record(fixture, 3).await);
}

pub async fn the_last_word_about_a_service_is_never_swept_and_what_was_before_it_is(
    fixture: &impl Fixture,
) {
    enqueue(fixture, [order(1, PASSWORD, 1, at(0))]).await;
    let outbox = &fixture.ports().outbox;
    let lease = claim(fixture, PASSWORD, at(0)).await;
    assert!(outbox.complete(&lease, at(1)).await.unwrap());
    assert_eq!(forget(fixture).await, 0);
    assert_eq!(last(fixture, 1).await, [message_id(1)]);
    enqueue(fixture, [order(2, PASSWORD, 2, at(2))]).await;
    assert_eq!(last(fixture, 1).await, [message_id(2)]);
    assert_eq!(record(fixture, 1).await.state, OutboxState::Sent);
    assert_eq!(forget(fixture).await, 1);
    assert_eq!(last(fixture, 1).await, [message_id(2)]);
}

pub async fn r67_what_is_older_than_the_last_word_about_a_service_is_a_conflict(
    fixture: &impl Fixture,
) {
    enqueue(fixture, [order(1, PASSWORD, 5, at(0))]).await;
    for version in [4, 5] {
        let changes = Changes {
            outbox: vec![order(2, PASSWORD, version, at(1))],
            ..Changes::default()
        };
        let refusal = fixture.ports().refusal(changes).await;
        assert!(matches!(refusal, CommitError::Conflict), "{version}");
    }
    assert_eq!(last(fixture, 1).await, [message_id(1)]);
}

pub async fn an_item_without_a_secret_is_delivered_superseded_and_never_too_old(
    fixture: &impl Fixture,
) {
    enqueue(fixture, [order(1, STATE, 1, at(0))]).await;
    let ports = fixture.ports();
    let claimed = ports.outbox.claim(STATE, 9, at(0), at(60)).await.unwrap();
    assert_eq!(claimed[0].envelope, None);
    // While somebody is at it, a newer one waits for the end of the lease.
    enqueue(fixture, [order(2, STATE, 2, at(1))]).await;
    let older = record(fixture, 1).await;
    assert_eq!(older.state, OutboxState::Superseded);
    let newer = record(fixture, 2).await;
    assert_eq!((newer.due_at, newer.is_secret), (Some(at(60)), false));
    let shredding = Cutoffs {
        now: at(900),
        secrets: at(900),
        ..none()
    };
    assert_eq!(sweep(fixture, shredding).await, 0);
    let lease = claim(fixture, STATE, at(60)).await;
    assert!(ports.outbox.complete(&lease, at(61)).await.unwrap());
    assert_eq!(record(fixture, 2).await.state, OutboxState::Sent);
}

pub async fn t30_a_refused_item_keeps_the_words_of_the_service_and_no_secret(
    fixture: &impl Fixture,
) {
    enqueue(fixture, [order(1, PASSWORD, 1, at(0))]).await;
    let ports = fixture.ports();
    let lease = claim(fixture, PASSWORD, at(0)).await;
    let dismissal = Dismissal::Refused(Some("troppo corta".into()));
    let dismissed = ports.outbox.dismiss(&lease, at(2), dismissal).await;
    assert!(dismissed.unwrap());
    let refused = record(fixture, 1).await;
    assert_eq!(refused.state, OutboxState::Refused);
    assert_eq!(refused.reason.as_deref(), Some("troppo corta"));
    assert_eq!(refused.settled_at, Some(at(2)));
    assert!(refused.is_erased() && refused.due_at.is_none());
    let listed = ports.desk.list(&OutboxState::Refused.into(), 9).await;
    assert_eq!(listed.unwrap(), [refused]);
    for state in [OutboxState::Sent, OutboxState::Buried] {
        let listed = ports.desk.list(&state.into(), 9).await.unwrap();
        assert_eq!(listed, []);
    }
    assert!(!super::outbox::may_write(fixture, &lease).await);
}

pub async fn r67_what_no_longer_matters_is_superseded_by_its_worker(fixture: &impl Fixture) {
    enqueue(fixture, [order(1, PASSWORD, 1, at(0))]).await;
    let lease = claim(fixture, PASSWORD, at(0)).await;
    let outbox = &fixture.ports().outbox;
    let dismissed = outbox.dismiss(&lease, at(2), Dismissal::Superseded).await;
    assert!(dismissed.unwrap());
    let over = record(fixture, 1).await;
    assert_eq!(over.state, OutboxState::Superseded);
    assert!(over.is_erased());
    assert_eq!(outbox.next_due(PASSWORD).await.unwrap(), None);
}

pub async fn an_operator_gives_up_what_waits_and_what_was_buried(fixture: &impl Fixture) {
    let skipping = |number| Changes {
        skip: Some((message_id(number), at(7))),
        ..Changes::default()
    };
    let orders = [
        order(1, PASSWORD, 1, at(0)),
        order(2, STATE, 2, at(0)),
        order(3, "posta/password", 1, at(0)),
    ];
    enqueue(fixture, orders).await;
    let ports = fixture.ports();
    let lease = claim(fixture, STATE, at(0)).await;
    let refusal = ports.refusal(skipping(2)).await;
    assert!(matches!(refusal, CommitError::Conflict), "it is leased");
    assert!(ports.outbox.bury(&lease, at(1), "400").await.unwrap());
    for (number, settled_at) in [(1, at(7)), (2, at(1))] {
        ports.commit(skipping(number)).await;
        let skipped = record(fixture, number).await;
        assert_eq!(skipped.state, OutboxState::Buried);
        assert!(!skipped.has_envelope);
        assert_eq!(skipped.settled_at, Some(settled_at));
        assert_eq!(skipped.due_at, None);
    }
    let lease = claim(fixture, "posta/password", at(0)).await;
    assert!(ports.outbox.complete(&lease, at(1)).await.unwrap());
    for number in [3, 9] {
        let refusal = ports.refusal(skipping(number)).await;
        assert!(matches!(refusal, CommitError::Conflict), "{number}");
    }
}

pub async fn the_backlog_counts_what_is_open_by_target(fixture: &impl Fixture) {
    let backlog = async || fixture.ports().deliveries.backlog().await.unwrap();
    assert_eq!(backlog().await, []);
    let other = OutboxItem {
        stream: Stream {
            subject: holder(2).as_uuid(),
            target: PASSWORD.to_owned(),
        },
        ..order(2, PASSWORD, 1, at(3))
    };
    enqueue(
        fixture,
        [order(1, PASSWORD, 1, at(4)), other, mail(3, at(5))],
    )
    .await;
    let waits = |target: &str, open, leased, oldest| Backlog {
        target: target.to_owned(),
        open,
        leased,
        oldest,
    };
    let mail = || waits(MAIL, 1, 0, at(5));
    assert_eq!(backlog().await, [mail(), waits(PASSWORD, 2, 0, at(3))]);
    let outbox = &fixture.ports().outbox;
    let claimed = outbox.claim(PASSWORD, 1, at(4), at(60)).await.unwrap();
    let leased = [mail(), waits(PASSWORD, 2, 1, at(3))];
    assert_eq!(backlog().await, leased, "what is leased still waits");
    assert!(outbox.complete(&claimed[0].lease, at(5)).await.unwrap());
    let left = [mail(), waits(PASSWORD, 1, 0, at(4))];
    assert_eq!(backlog().await, left);
}

pub async fn what_was_given_up_and_can_still_be_delivered_is_counted_by_target(
    fixture: &impl Fixture,
) {
    let buried = async || fixture.ports().deliveries.buried().await.unwrap();
    let orders = [
        order(1, PASSWORD, 1, at(0)),
        order(2, STATE, 2, at(0)),
        mail(3, at(0)),
    ];
    enqueue(fixture, orders).await;
    assert_eq!(buried().await, []);
    let outbox = &fixture.ports().outbox;
    for target in [PASSWORD, STATE, MAIL] {
        let lease = claim(fixture, target, at(0)).await;
        assert!(outbox.bury(&lease, at(1), "400").await.unwrap());
    }
    let one = |target: &str| (target.to_owned(), 1);
    assert_eq!(buried().await, [one(MAIL), one(PASSWORD), one(STATE)]);
    // What was erased, or has been replaced, can no longer be delivered.
    let skipping = Changes {
        skip: Some((message_id(1), at(2))),
        ..Changes::default()
    };
    fixture.ports().commit(skipping).await;
    enqueue(fixture, [order(4, STATE, 3, at(3))]).await;
    assert_eq!(buried().await, [one(MAIL)]);
}

pub async fn holders_of_a_kind_are_read_page_by_page_each_once(fixture: &impl Fixture) {
    let deliveries = &fixture.ports().deliveries;
    let external = [UtenzaKind::External];
    assert_eq!(deliveries.count_holders(&external).await.unwrap(), 0);
    for number in 1..=7 {
        let account = Account {
            kind: if number == 3 {
                UtenzaKind::Mi
            } else {
                UtenzaKind::External
            },
            ..account(number)
        };
        fixture.ports().commit(insertion(account)).await;
    }
    assert_eq!(deliveries.count_holders(&external).await.unwrap(), 6);
    assert_eq!(deliveries.count_holders(&UtenzaKind::ALL).await.unwrap(), 7);
    assert_eq!(deliveries.count_holders(&[]).await.unwrap(), 0);
    let (mut met, mut after) = (Vec::new(), None);
    loop {
        let page = deliveries.holders(&external, after, 4).await.unwrap();
        let Some(last) = page.last() else { break };
        after = Some(last.id);
        met.extend(page);
    }
    let mut expected: Vec<_> = (1..=7).filter(|it| *it != 3).map(account).collect();
    expected.sort_by_key(|account| account.id);
    assert_eq!(met, expected);
}

pub async fn a_service_is_paused_until_it_is_resumed(fixture: &impl Fixture) {
    let deliveries = &fixture.ports().deliveries;
    let [posta, sidi] = ["posta", "sidi"].map(|id| ServiceId::parse(id).unwrap());
    let write = async |service: &ServiceId, since| {
        let changes = Changes {
            paused: Some((service.clone(), since)),
            ..Changes::default()
        };
        fixture.ports().commit(changes).await;
    };
    write(&sidi, None).await;
    assert_eq!(deliveries.paused().await.unwrap(), []);
    write(&sidi, Some(at(1))).await;
    write(&sidi, Some(at(2))).await;
    write(&posta, Some(at(3))).await;
    let both = [(posta.clone(), at(3)), (sidi.clone(), at(1))];
    assert_eq!(deliveries.paused().await.unwrap(), both);
    write(&posta, None).await;
    assert_eq!(deliveries.paused().await.unwrap(), [(sidi, at(1))]);
}
