//! The queue of mails: each is worked on by one worker at a time, for as long as its lease.

use async_trait::async_trait;
use jiff::Timestamp;
use varco_ports::{ClaimedMail, Lease, Outbox, OutboxMail, Sealed, StoreError};

use super::Storage;

/// A mail and how far it has come.
#[derive(Clone, Debug)]
pub(crate) struct Mail {
    pub(crate) mail: OutboxMail,
    /// When somebody may claim it; while somebody works on it, when the lease runs out.
    due_at: Timestamp,
    fence: i64,
    attempts: u32,
    pub(crate) settled_at: Option<Timestamp>,
    pub(crate) reason: Option<String>,
}

impl Mail {
    pub(super) fn new(mail: OutboxMail) -> Self {
        Self {
            due_at: mail.created_at,
            mail,
            fence: 0,
            attempts: 0,
            settled_at: None,
            reason: None,
        }
    }

    fn claim(&mut self, lease_until: Timestamp) -> ClaimedMail {
        self.due_at = lease_until;
        self.fence += 1;
        self.attempts += 1;
        ClaimedMail {
            lease: Lease {
                id: self.mail.id,
                fence: self.fence,
            },
            template: self.mail.template.to_owned(),
            envelope: self.mail.envelope.clone(),
            attempts: self.attempts - 1,
            created_at: self.mail.created_at,
        }
    }

    /// Nothing more happens to it, and what it said is erased.
    fn settle(&mut self, now: Timestamp) {
        self.settled_at = Some(now);
        self.mail.envelope = Sealed(Vec::new());
    }
}

impl Storage {
    /// Does the work if the lease still holds.
    fn under_lease(&self, lease: &Lease, work: impl FnOnce(&mut Mail)) -> bool {
        let mut tables = self.tables();
        let mail = tables.mails.get_mut(&lease.id);
        let held = mail.filter(|mail| mail.fence == lease.fence && mail.settled_at.is_none());
        held.map(work).is_some()
    }

    /// Does the work if the lease still holds, which ends it.
    fn ending_lease(&self, lease: &Lease, work: impl FnOnce(&mut Mail)) -> bool {
        self.under_lease(lease, |mail| {
            mail.fence += 1;
            work(mail);
        })
    }
}

#[async_trait]
impl Outbox for Storage {
    async fn claim(
        &self,
        limit: u32,
        now: Timestamp,
        lease_until: Timestamp,
    ) -> Result<Vec<ClaimedMail>, StoreError> {
        let mut tables = self.tables();
        let waiting = tables.mails.values_mut();
        let mut due: Vec<&mut Mail> = waiting
            .filter(|mail| mail.settled_at.is_none() && mail.due_at <= now)
            .collect();
        due.sort_by_key(|mail| mail.due_at);
        let claimed = due.into_iter().map(|mail| mail.claim(lease_until));
        Ok(claimed
            .take(usize::try_from(limit).unwrap_or(usize::MAX))
            .collect())
    }

    async fn renew(&self, lease: &Lease, lease_until: Timestamp) -> Result<bool, StoreError> {
        Ok(self.under_lease(lease, |mail| mail.due_at = lease_until))
    }

    async fn complete(&self, lease: &Lease, now: Timestamp) -> Result<bool, StoreError> {
        Ok(self.ending_lease(lease, |mail| mail.settle(now)))
    }

    async fn retry(
        &self,
        lease: &Lease,
        due_at: Timestamp,
        reason: &str,
    ) -> Result<bool, StoreError> {
        Ok(self.ending_lease(lease, |mail| {
            mail.due_at = due_at;
            mail.reason = Some(reason.to_owned());
        }))
    }

    async fn bury(&self, lease: &Lease, now: Timestamp, reason: &str) -> Result<bool, StoreError> {
        Ok(self.ending_lease(lease, |mail| {
            mail.settle(now);
            mail.reason = Some(reason.to_owned());
        }))
    }

    async fn next_due(&self) -> Result<Option<Timestamp>, StoreError> {
        let tables = self.tables();
        let waiting = tables
            .mails
            .values()
            .filter(|mail| mail.settled_at.is_none());
        Ok(waiting.map(|mail| mail.due_at).min())
    }
}
