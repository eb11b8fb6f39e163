//! Reading the audit trail, which is written by [`Changes`](crate::Changes).

use async_trait::async_trait;
use varco_domain::audit::AuditEntry;
use varco_domain::id::AccountId;

use crate::store::StoreError;

/// An entry and its place in the trail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditRecord {
    /// Rises with every entry.
    pub sequence: i64,
    /// The entry.
    pub entry: AuditEntry,
}

/// The audit trail.
#[cfg_attr(feature = "testkit", mockall::automock)]
#[async_trait]
pub trait AuditTrail: Send + Sync + std::fmt::Debug {
    /// Up to `limit` entries about an account, the newest first, only those before a place in the
    /// trail if one is given. Entries of events that this program does not know are left out.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    async fn list(
        &self,
        account: AccountId,
        before: Option<i64>,
        limit: u32,
    ) -> Result<Vec<AuditRecord>, StoreError>;
}
