//! The queue of mails in memory.

use async_trait::async_trait;
use jiff::Timestamp;

use super::InMemoryStore;
use crate::crypto::Sealed;
use crate::outbox::{ClaimedMail, Lease, Outbox, OutboxMail};
use crate::store::StoreError;
use crate::testkit::lock;

/// What a store knows about a mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailRecord {
    /// Whether the sealed message is still there.
    pub has_envelope: bool,
    /// When it was sent or buried.
    pub settled_at: Option<Timestamp>,
    /// Why the last attempt failed.
    pub reason: Option<String>,
}

#[derive(Clone, Debug)]
pub(super) struct Mail {
    mail: OutboxMail,
    envelope: Option<Sealed>,
    /// When it may be claimed; for a claimed mail the end of the lease; `None` once settled.
    due_at: Option<Timestamp>,
    pub(super) settled_at: Option<Timestamp>,
    reason: Option<String>,
    fence: i64,
    attempts: u32,
}

impl Mail {
    pub(super) fn new(mail: OutboxMail) -> Self {
        Self {
            envelope: Some(mail.envelope.clone()),
            due_at: Some(mail.created_at),
            mail,
            settled_at: None,
            reason: None,
            fence: 0,
            attempts: 0,
        }
    }

    pub(super) fn record(&self) -> MailRecord {
        MailRecord {
            has_envelope: self.envelope.is_some(),
            settled_at: self.settled_at,
            reason: self.reason.clone(),
        }
    }

    fn claim(&mut self, lease_until: Timestamp) -> Option<ClaimedMail> {
        self.due_at = Some(lease_until);
        self.fence += 1;
        self.attempts += 1;
        Some(ClaimedMail {
            lease: Lease {
                id: self.mail.id,
                fence: self.fence,
            },
            template: self.mail.template.to_owned(),
            envelope: self.envelope.clone()?,
            attempts: self.attempts - 1,
            created_at: self.mail.created_at,
        })
    }

    fn settle(&mut self, now: Timestamp) {
        self.envelope = None;
        self.due_at = None;
        self.settled_at = Some(now);
    }
}

impl InMemoryStore {
    /// Works on a mail if the lease still holds.
    fn with_lease(&self, lease: &Lease, work: impl FnOnce(&mut Mail)) -> bool {
        let mut state = lock(&self.0);
        let held = state
            .mails
            .get_mut(&lease.id)
            .filter(|m| m.fence == lease.fence && m.settled_at.is_none());
        held.map(work).is_some()
    }

    /// Works on a mail if the lease still holds, and gives the lease up.
    fn give_up(&self, lease: &Lease, work: impl FnOnce(&mut Mail)) -> bool {
        self.with_lease(lease, |mail| {
            mail.fence += 1;
            work(mail);
        })
    }
}

#[async_trait]
impl Outbox for InMemoryStore {
    async fn claim(
        &self,
        limit: u32,
        now: Timestamp,
        lease_until: Timestamp,
    ) -> Result<Vec<ClaimedMail>, StoreError> {
        let mut state = lock(&self.0);
        let mut due: Vec<&mut Mail> = state
            .mails
            .values_mut()
            .filter(|m| m.due_at.is_some_and(|at| at <= now))
            .collect();
        due.sort_by_key(|m| (m.due_at, m.mail.id));
        Ok(due
            .into_iter()
            .take(usize::try_from(limit).unwrap_or(usize::MAX))
            .filter_map(|m| m.claim(lease_until))
            .collect())
    }

    async fn renew(&self, lease: &Lease, lease_until: Timestamp) -> Result<bool, StoreError> {
        Ok(self.with_lease(lease, |mail| mail.due_at = Some(lease_until)))
    }

    async fn complete(&self, lease: &Lease, now: Timestamp) -> Result<bool, StoreError> {
        Ok(self.give_up(lease, |mail| mail.settle(now)))
    }

    async fn retry(
        &self,
        lease: &Lease,
        due_at: Timestamp,
        reason: &str,
    ) -> Result<bool, StoreError> {
        Ok(self.give_up(lease, |mail| {
            mail.due_at = Some(due_at);
            mail.reason = Some(reason.to_owned());
        }))
    }

    async fn bury(&self, lease: &Lease, now: Timestamp, reason: &str) -> Result<bool, StoreError> {
        Ok(self.give_up(lease, |mail| {
            mail.settle(now);
            mail.reason = Some(reason.to_owned());
        }))
    }

    async fn next_due(&self) -> Result<Option<Timestamp>, StoreError> {
        Ok(lock(&self.0).mails.values().filter_map(|m| m.due_at).min())
    }
}
