//! How far linked services have been brought up to date.

use async_trait::async_trait;
use jiff::Timestamp;
use varco_domain::delivery::ServiceId;
use varco_domain::id::AccountId;

use crate::outbox::OutboxRecord;
use crate::store::StoreError;

/// What waits for one target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backlog {
    /// Which target.
    pub target: String,
    /// Items that wait or are being delivered.
    pub open: u64,
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

    /// Everything that waits, by target; mails too.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read.
    async fn backlog(&self) -> Result<Vec<Backlog>, StoreError>;

    /// The services to which nothing is delivered for now, and since when, by name. See
    /// [`Changes::paused`](crate::Changes).
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    async fn paused(&self) -> Result<Vec<(ServiceId, Timestamp)>, StoreError>;
}
