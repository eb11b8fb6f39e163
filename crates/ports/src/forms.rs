//! Forms that came in after their session had ended, kept while their sender logs in again.

use async_trait::async_trait;
use jiff::Timestamp;
use varco_domain::token::TokenDigest;

use crate::crypto::Sealed;
use crate::store::StoreError;

/// A kept form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptForm {
    /// Digest of the token that only its sender has.
    pub digest: TokenDigest,
    /// What was sent, without passwords.
    pub sealed: Sealed,
    /// From this instant on it is gone.
    pub expires_at: Timestamp,
}

/// Kept forms.
#[cfg_attr(feature = "testkit", mockall::automock)]
#[async_trait]
pub trait KeptForms: Send + Sync + std::fmt::Debug {
    /// Keeps a form, in place of one under the same digest.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    async fn keep(&self, form: KeptForm) -> Result<(), StoreError>;

    /// Hands a form out and forgets it; `None` where there is none or it has expired. MUST hand it out
    /// once.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read or erased.
    async fn take(
        &self,
        digest: &TokenDigest,
        now: Timestamp,
    ) -> Result<Option<Sealed>, StoreError>;
}
