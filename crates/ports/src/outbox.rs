//! Mails that have been committed and wait to be sent.

use async_trait::async_trait;
use jiff::Timestamp;
use varco_domain::id::MessageId;

use crate::crypto::Sealed;
use crate::store::StoreError;

/// A mail to put into the outbox, together with the change that causes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutboxMail {
    /// Identifier of the message.
    pub id: MessageId,
    /// Stable name of its template.
    pub template: &'static str,
    /// The sealed message.
    pub envelope: Sealed,
    /// When it was committed.
    pub created_at: Timestamp,
}

/// The right to work on one mail until a deadline. The fence rises with every claim, so that
/// somebody whose lease has run out cannot write any more once another has claimed the mail. Writing
/// gives the right up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lease {
    /// Which mail.
    pub id: MessageId,
    /// Which claim of it.
    pub fence: i64,
}

/// A claimed mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimedMail {
    /// The right to work on it.
    pub lease: Lease,
    /// Stable name of its template.
    pub template: String,
    /// The sealed message.
    pub envelope: Sealed,
    /// Attempts before this one.
    pub attempts: u32,
    /// When it was committed.
    pub created_at: Timestamp,
}

/// The queue of mails.
#[cfg_attr(feature = "testkit", mockall::automock)]
#[async_trait]
pub trait Outbox: Send + Sync + std::fmt::Debug {
    /// Claims up to `limit` mails that are due, the longest due first, until `lease_until`. A mail
    /// MUST NOT be claimed by two at a time; one whose lease has run out is due again.
    ///
    /// # Errors
    /// [`StoreError`] when the store cannot be reached.
    async fn claim(
        &self,
        limit: u32,
        now: Timestamp,
        lease_until: Timestamp,
    ) -> Result<Vec<ClaimedMail>, StoreError>;

    /// Work on the mail goes on: the lease holds until `lease_until`. Returns whether it still held;
    /// then nobody else MUST get the mail before that instant.
    ///
    /// # Errors
    /// [`StoreError`] when the store cannot be reached.
    async fn renew(&self, lease: &Lease, lease_until: Timestamp) -> Result<bool, StoreError>;

    /// The mail was sent: its envelope is erased in the same write. Returns whether the lease still
    /// held; if not, nothing was written.
    ///
    /// # Errors
    /// [`StoreError`] when the store cannot be reached.
    async fn complete(&self, lease: &Lease, now: Timestamp) -> Result<bool, StoreError>;

    /// The mail was not sent and is due again at `due_at`. Returns whether the lease still held.
    ///
    /// # Errors
    /// [`StoreError`] when the store cannot be reached.
    async fn retry(
        &self,
        lease: &Lease,
        due_at: Timestamp,
        reason: &str,
    ) -> Result<bool, StoreError>;

    /// The mail will never be sent: its envelope is erased, the reason kept. Returns whether the
    /// lease still held.
    ///
    /// # Errors
    /// [`StoreError`] when the store cannot be reached.
    async fn bury(&self, lease: &Lease, now: Timestamp, reason: &str) -> Result<bool, StoreError>;

    /// When the next mail is due, the end of a running lease included; `None` when nothing waits. For
    /// a worker that sleeps.
    ///
    /// # Errors
    /// [`StoreError`] when the store cannot be reached.
    async fn next_due(&self) -> Result<Option<Timestamp>, StoreError>;
}
