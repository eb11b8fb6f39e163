//! Limits on attempts that hold across nodes.

use async_trait::async_trait;
use jiff::Timestamp;
use varco_domain::throttle::{Limit, Verdict};
use varco_domain::token::TokenDigest;

use crate::store::StoreError;

/// What is counted: a stable name of the limit and the digest of whom or what it concerns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ThrottleKey {
    /// Stable name of the limit, such as `login.identifier`.
    pub name: &'static str,
    /// Digest of what is counted (never the thing itself, R-88).
    pub digest: TokenDigest,
}

/// Counters, charged before the work and given back after a success.
#[cfg_attr(feature = "testkit", mockall::automock)]
#[async_trait]
pub trait Throttle: Send + Sync + std::fmt::Debug {
    /// Charges one attempt. MUST be atomic: of many charges at the same time no more than the limit
    /// allows are allowed.
    ///
    /// # Errors
    /// [`StoreError`] when the counter cannot be read or written.
    async fn charge(
        &self,
        key: &ThrottleKey,
        limit: &Limit,
        now: Timestamp,
    ) -> Result<Verdict, StoreError>;

    /// Forgets a counter after a success.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be forgotten.
    async fn clear(&self, key: &ThrottleKey) -> Result<(), StoreError>;
}
