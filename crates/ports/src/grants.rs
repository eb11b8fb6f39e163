//! Mailed links: found by their digest, written by [`Changes`](crate::Changes).

use async_trait::async_trait;
use jiff::Timestamp;
use varco_domain::grant::{Grant, GrantPurpose};
use varco_domain::id::AccountId;
use varco_domain::token::TokenDigest;
use varco_domain::utenza::Account;

use crate::store::{StoreError, Versioned};

/// Links that something other than their use makes void.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CancelledGrants {
    /// Links of this account,
    pub account: AccountId,
    /// for this purpose,
    pub purpose: GrantPurpose,
    /// all of them, or only those issued after this instant.
    pub issued_after: Option<Timestamp>,
    /// When they become void.
    pub at: Timestamp,
}

impl CancelledGrants {
    /// Every link of an account for a purpose.
    pub const fn all(account: AccountId, purpose: GrantPurpose, at: Timestamp) -> Self {
        Self {
            account,
            purpose,
            issued_after: None,
            at,
        }
    }
}

/// Mailed links.
#[cfg_attr(feature = "testkit", mockall::automock)]
#[async_trait]
pub trait GrantStore: Send + Sync + std::fmt::Debug {
    /// The link with this digest, ended or not, and its account.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read.
    async fn find(
        &self,
        digest: &TokenDigest,
    ) -> Result<Option<(Grant, Versioned<Account>)>, StoreError>;
}
