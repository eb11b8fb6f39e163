//! Failed proofs of credentials, counted across nodes.

use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use varco_domain::credential::{Lockout, LockoutRules, LockoutState};
use varco_domain::id::AccountId;
use varco_domain::token::TokenDigest;

use crate::store::StoreError;

/// How long the failures of an identifier that nobody has are remembered after the last one. Long, so
/// that an attacker learns nothing by waiting; not for ever, because anybody can make up identifiers.
const NOBODY_KEPT: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Whose failures: of an account, apart for each device that it is known on, or of an
/// identifier that nobody has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LockoutKey {
    /// Digest of account and device, or of the identifier.
    pub digest: TokenDigest,
    /// The account, if there is one.
    pub account: Option<AccountId>,
}

impl LockoutKey {
    /// From when on failures may be forgotten, if nothing happens after `now`. Those of an account
    /// never may: they end with a proof, with another credential, or with the account.
    pub fn forget_at(&self, now: Timestamp) -> Option<Timestamp> {
        self.account.is_none().then(|| now + NOBODY_KEPT)
    }
}

/// How a charged attempt ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SettledProof {
    /// Whose.
    pub key: LockoutKey,
    /// When.
    pub at: Timestamp,
    /// How.
    pub outcome: ProofOutcome,
}

/// How an attempt ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ProofOutcome {
    /// The credential was proved: the failures of its key are forgotten.
    Proved,
    /// It was not: counted, and noted on the account, if somebody has it. A failure of an account that
    /// is gone leaves no trace.
    Failed,
    /// Nobody looked: the charge is given back.
    NotTried,
}

/// Failed proofs.
#[cfg_attr(feature = "testkit", mockall::automock)]
#[async_trait]
pub trait Lockouts: Send + Sync + std::fmt::Debug {
    /// Charges an attempt before the work on it, by the rules of
    /// [`Lockout::charge`](varco_domain::credential::Lockout::charge). MUST be atomic: of many
    /// attempts at the same time no more than the rules allow are taken. How it ended is told
    /// by [`Changes`](crate::Changes).
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read or written.
    async fn charge(
        &self,
        key: &LockoutKey,
        rules: &LockoutRules,
        now: Timestamp,
    ) -> Result<LockoutState, StoreError>;

    /// The attempts at the credential of an account, of every key of which any are known, in any
    /// order.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    async fn list(&self, account: AccountId) -> Result<Vec<Lockout>, StoreError>;
}
