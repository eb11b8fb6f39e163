//! How far linked services have been brought up to date.

use async_trait::async_trait;
use jiff::Timestamp;
use varco_domain::delivery::ServiceId;
use varco_domain::id::{AccountId, MessageId};
use varco_domain::utenza::{Account, UtenzaKind};

use crate::crypto::Sealed;
use crate::outbox::OutboxRecord;
use crate::store::StoreError;

/// What waits for one target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backlog {
    /// Which target.
    pub target: String,
    /// Items that wait or are being delivered.
    pub open: u64,
    /// Those of them that are being delivered.
    pub leased: u64,
    /// Since when the oldest of them waits.
    pub oldest: Timestamp,
}

/// Deliveries to linked services, as people and operators see them. Items come in by
/// [`Commit`](crate::Commit) and are worked on through [`Outbox`](crate::Outbox).
#[cfg_attr(feature = "testkit", mockall::automock)]
#[async_trait]
pub trait Deliveries: Send + Sync + std::fmt::Debug {
    /// The newest item of every stream about this account
    /// [that keeps its last](crate::Stream::keeps_last), by target.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    async fn of_account(&self, account: AccountId) -> Result<Vec<OutboxRecord>, StoreError>;

    /// The sealed message of an order that still has one, to seal it again in another.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read.
    async fn envelope(&self, order: MessageId) -> Result<Option<Sealed>, StoreError>;

    /// Everything that waits, by target; mails too.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read.
    async fn backlog(&self) -> Result<Vec<Backlog>, StoreError>;

    /// How many items were given up and can still be delivered after all, by target; mails too.
    /// Targets without any are left out.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be counted.
    async fn buried(&self) -> Result<Vec<(String, u64)>, StoreError>;

    /// Up to `limit` utenze of these kinds, by identifier, those after `after`: a page, so that nobody
    /// ever holds all of them.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    async fn holders(
        &self,
        kinds: &[UtenzaKind],
        after: Option<AccountId>,
        limit: u32,
    ) -> Result<Vec<Account>, StoreError>;

    /// How many utenze of these kinds there are.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be counted.
    async fn count_holders(&self, kinds: &[UtenzaKind]) -> Result<u64, StoreError>;

    /// The services to which nothing is delivered for now, and since when, by name. See
    /// [`Changes::paused`](crate::Changes).
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    async fn paused(&self) -> Result<Vec<(ServiceId, Timestamp)>, StoreError>;
}
