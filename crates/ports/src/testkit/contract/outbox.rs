//! Mails are worked on by one at a time, and end sent or buried.

use std::collections::BTreeSet;

use jiff::Timestamp;
use varco_domain::id::MessageId;

use super::samples::{TICK, at, mail, message_id};
use super::{Fixture, at_once};
use crate::{Changes, ClaimedItem, Dismissal, Lease, MAIL, OutboxItem, OutboxRecord};

/// Commits items.
pub(super) async fn enqueue(fixture: &impl Fixture, items: impl IntoIterator<Item = OutboxItem>) {
    let changes = Changes {
        outbox: items.into_iter().collect(),
        ..Changes::default()
    };
    fixture.ports().commit(changes).await;
}

/// Commits mails with these numbers, at so many seconds.
pub(super) async fn queue(fixture: &impl Fixture, mails: &[(u32, i64)]) {
    let mails = mails.iter();
    let mails = mails.map(|(number, seconds)| mail(*number, at(*seconds)));
    enqueue(fixture, mails).await;
}

/// Claims what is due.
pub(super) async fn claim(fixture: &impl Fixture, now: Timestamp) -> Vec<ClaimedItem> {
    let outbox = &fixture.ports().outbox;
    outbox.claim(MAIL, 10, now, now + LEASE).await.unwrap()
}

/// How long a claim holds here.
pub(super) const LEASE: jiff::SignedDuration = jiff::SignedDuration::from_secs(60);

/// Claims the only mail that is due.
pub(super) async fn claim_one(fixture: &impl Fixture, now: Timestamp) -> Lease {
    let claimed = claim(fixture, now).await;
    assert_eq!(claimed.len(), 1);
    claimed[0].lease
}

pub(super) fn ids(claimed: &[ClaimedItem]) -> Vec<MessageId> {
    claimed.iter().map(|mail| mail.lease.id).collect()
}

/// What is known about the mail with this number.
pub(super) async fn record(fixture: &impl Fixture, number: u32) -> OutboxRecord {
    let found = fixture.ports().desk.find(message_id(number)).await;
    found.unwrap().unwrap()
}

/// Whether any of the writes is accepted.
pub(super) async fn may_write(fixture: &impl Fixture, lease: &Lease) -> bool {
    let outbox = &fixture.ports().outbox;
    outbox.retry(lease, at(0), "late").await.unwrap()
        || outbox.bury(lease, at(0), "late").await.unwrap()
        || outbox.complete(lease, at(0)).await.unwrap()
        || outbox
            .dismiss(lease, at(0), Dismissal::Superseded)
            .await
            .unwrap()
}

pub async fn mails_are_claimed_longest_due_first_and_up_to_a_limit(fixture: &impl Fixture) {
    assert_eq!(claim(fixture, at(9)).await, []);
    queue(fixture, &[(1, 3), (2, 1), (3, 2), (4, 9)]).await;
    let outbox = &fixture.ports().outbox;
    let first = outbox.claim(MAIL, 2, at(5), at(60)).await.unwrap();
    assert_eq!(ids(&first), [message_id(2), message_id(3)]);
    let sample = mail(2, at(1));
    assert_eq!(first[0].template, sample.template);
    assert_eq!(first[0].envelope, sample.envelope);
    assert_eq!(first[0].attempts, 0);
    assert_eq!(first[0].created_at, at(1));
    let rest = outbox.claim(MAIL, 2, at(5), at(60)).await.unwrap();
    assert_eq!(ids(&rest), [message_id(1)]);
    let rest = outbox.claim(MAIL, 2, at(9) - TICK, at(60)).await.unwrap();
    assert_eq!(ids(&rest), []);
    let rest = outbox.claim(MAIL, 2, at(9), at(60)).await.unwrap();
    assert_eq!(ids(&rest), [message_id(4)]);
}

pub async fn a_mail_is_not_claimed_twice_until_its_lease_runs_out(fixture: &impl Fixture) {
    queue(fixture, &[(1, 0)]).await;
    let first = claim_one(fixture, at(0)).await;
    assert_eq!(claim(fixture, at(60) - TICK).await, []);
    let again = claim(fixture, at(60)).await;
    assert_eq!(ids(&again), [message_id(1)]);
    assert_eq!(again[0].attempts, 1);
    assert!(again[0].lease.fence > first.fence);
}

pub async fn workers_at_once_never_share_a_mail(fixture: &impl Fixture) {
    let mails: Vec<_> = (0..100).map(|number| (number, 0)).collect();
    queue(fixture, &mails).await;
    let ports = fixture.ports().clone();
    let claimed = at_once(20, move |_| {
        let outbox = ports.outbox.clone();
        async move { outbox.claim(MAIL, 7, at(0), at(60)).await.unwrap() }
    })
    .await
    .concat();
    let distinct: BTreeSet<_> = ids(&claimed).into_iter().collect();
    assert_eq!(distinct.len(), claimed.len());
    let rest = fixture.ports().outbox.claim(MAIL, 100, at(0), at(60)).await;
    assert_eq!(distinct.len() + rest.unwrap().len(), 100);
}

pub async fn a_worker_whose_lease_ran_out_cannot_write(fixture: &impl Fixture) {
    queue(fixture, &[(1, 0)]).await;
    let late = claim_one(fixture, at(0)).await;
    let next = claim_one(fixture, at(60)).await;
    assert!(!may_write(fixture, &late).await);
    let outbox = &fixture.ports().outbox;
    assert!(outbox.complete(&next, at(61)).await.unwrap());
}

pub async fn a_renewed_lease_keeps_the_mail_and_a_lost_one_is_not_renewed(fixture: &impl Fixture) {
    queue(fixture, &[(1, 0)]).await;
    let first = claim_one(fixture, at(0)).await;
    let outbox = &fixture.ports().outbox;
    assert!(outbox.renew(&first, at(90)).await.unwrap());
    assert_eq!(claim(fixture, at(90) - TICK).await, []);
    let next = claim_one(fixture, at(90)).await;
    assert!(!outbox.renew(&first, at(200)).await.unwrap());
    assert!(outbox.complete(&next, at(91)).await.unwrap());
    assert!(!outbox.renew(&next, at(200)).await.unwrap());
    assert_eq!(outbox.next_due(MAIL).await.unwrap(), None);
}

/// Nobody else has taken the mail over, so refusing would only send it twice.
pub async fn a_worker_that_is_late_but_alone_may_still_write(fixture: &impl Fixture) {
    queue(fixture, &[(1, 0)]).await;
    let late = claim_one(fixture, at(0)).await;
    let outbox = &fixture.ports().outbox;
    assert!(outbox.complete(&late, at(500)).await.unwrap());
    assert_eq!(claim(fixture, at(900)).await, []);
}

pub async fn a_retried_mail_is_due_at_its_time_and_not_before(fixture: &impl Fixture) {
    queue(fixture, &[(1, 0)]).await;
    let lease = claim_one(fixture, at(0)).await;
    let outbox = &fixture.ports().outbox;
    let reason = "451 greylisted\0 'à' 😀";
    assert!(outbox.retry(&lease, at(30), reason).await.unwrap());
    assert!(!may_write(fixture, &lease).await);
    assert_eq!(claim(fixture, at(30) - TICK).await, []);
    let again = claim(fixture, at(30)).await;
    assert_eq!(again[0].attempts, 1);
    assert_eq!(again[0].envelope, mail(1, at(0)).envelope);
    let kept = record(fixture, 1).await.reason.unwrap();
    assert_eq!(kept.replace('\0', ""), reason.replace('\0', ""));
}

pub async fn r69_a_sent_mail_keeps_no_envelope(fixture: &impl Fixture) {
    queue(fixture, &[(1, 0)]).await;
    let lease = claim_one(fixture, at(0)).await;
    assert!(record(fixture, 1).await.has_envelope);
    let outbox = &fixture.ports().outbox;
    assert!(outbox.complete(&lease, at(2)).await.unwrap());
    let sent = record(fixture, 1).await;
    assert!(!sent.has_envelope);
    assert_eq!(sent.settled_at, Some(at(2)));
    assert_eq!(sent.reason, None);
}

pub async fn a_buried_mail_keeps_its_reason_and_its_envelope(fixture: &impl Fixture) {
    queue(fixture, &[(1, 0)]).await;
    let lease = claim_one(fixture, at(0)).await;
    let outbox = &fixture.ports().outbox;
    assert!(
        outbox
            .bury(&lease, at(2), "550 no such user")
            .await
            .unwrap()
    );
    let buried = record(fixture, 1).await;
    assert!(buried.has_envelope);
    assert_eq!(buried.settled_at, Some(at(2)));
    assert_eq!(buried.reason.as_deref(), Some("550 no such user"));
}

pub async fn a_settled_mail_takes_no_further_write(fixture: &impl Fixture) {
    queue(fixture, &[(1, 0), (2, 0)]).await;
    let claimed = claim(fixture, at(0)).await;
    let outbox = &fixture.ports().outbox;
    let settled = outbox.complete(&claimed[0].lease, at(1)).await;
    assert!(settled.unwrap());
    let settled = outbox.bury(&claimed[1].lease, at(1), "no").await;
    assert!(settled.unwrap());
    for mail in &claimed {
        assert!(!may_write(fixture, &mail.lease).await);
        let same_fence = Lease {
            fence: mail.lease.fence + 1,
            ..mail.lease
        };
        assert!(!may_write(fixture, &same_fence).await);
    }
    assert_eq!(claim(fixture, at(900)).await, []);
}

pub async fn next_due_knows_waiting_retried_and_running_mails(fixture: &impl Fixture) {
    let outbox = &fixture.ports().outbox;
    assert_eq!(outbox.next_due(MAIL).await.unwrap(), None);
    queue(fixture, &[(1, 5), (2, 7)]).await;
    assert_eq!(outbox.next_due(MAIL).await.unwrap(), Some(at(5)));
    let lease = claim_one(fixture, at(6)).await;
    assert_eq!(outbox.next_due(MAIL).await.unwrap(), Some(at(7)));
    let second = claim_one(fixture, at(7)).await;
    assert_eq!(outbox.next_due(MAIL).await.unwrap(), Some(at(66)));
    outbox.retry(&second, at(20), "later").await.unwrap();
    assert_eq!(outbox.next_due(MAIL).await.unwrap(), Some(at(20)));
    outbox.complete(&lease, at(8)).await.unwrap();
    let second = claim_one(fixture, at(20)).await;
    outbox.bury(&second, at(21), "no").await.unwrap();
    assert_eq!(outbox.next_due(MAIL).await.unwrap(), None);
}
