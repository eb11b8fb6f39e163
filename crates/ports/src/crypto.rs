//! Hashing, sealing, digests.

use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use secrecy::{SecretBox, SecretString};
use thiserror::Error;
use varco_domain::credential::Password;
use varco_domain::token::{TokenDigest, TokenPurpose};
use varco_domain::utenza::PasswordHash;

/// Why a password was neither hashed nor verified.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum HashError {
    /// Too many wait already.
    #[error("too many passwords are being hashed")]
    Busy {
        /// When to try again.
        retry_after: SignedDuration,
    },
    /// The stored hash cannot be read, or hashing itself failed.
    #[error("the password hash cannot be used: {0}")]
    Broken(String),
}

/// Outcome of a verification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verification {
    /// Whether the password is the one hashed.
    pub matches: bool,
    /// Whether the hash should be made again with today's parameters.
    pub needs_rehash: bool,
}

/// Slow hashing of passwords, off the threads that serve requests and behind admission control.
#[cfg_attr(feature = "testkit", mockall::automock)]
#[async_trait]
pub trait PasswordHasher: Send + Sync + std::fmt::Debug {
    /// Hashes a password with today's parameters.
    ///
    /// # Errors
    /// [`HashError::Busy`] when too many wait; [`HashError::Broken`] otherwise.
    async fn hash(&self, password: &Password) -> Result<PasswordHash, HashError>;

    /// Compares a password with a hash. With `None` it MUST do the same work against a hash of
    /// nobody and answer that it does not match, so that an unknown username costs as much time as
    /// a wrong password.
    ///
    /// # Errors
    /// As [`PasswordHasher::hash`].
    async fn verify(
        &self,
        password: &Password,
        hash: Option<PasswordHash>,
    ) -> Result<Verification, HashError>;
}

/// Keyed digests of tokens.
#[cfg_attr(feature = "testkit", mockall::automock)]
pub trait TokenDigester: Send + Sync + std::fmt::Debug {
    /// The digest of a token for one purpose. Equal tokens of different purposes MUST give different
    /// digests.
    fn digest(&self, purpose: TokenPurpose, token: &SecretString) -> TokenDigest;

    /// Every digest under which the token may have been stored, today's first: more than one for as long
    /// as older keys are accepted.
    fn digests(&self, purpose: TokenPurpose, token: &SecretString) -> Vec<TokenDigest> {
        vec![self.digest(purpose, token)]
    }

    /// The digest that stays the same when a new key is taken into use: the one under the oldest. For
    /// what is compared or counted within hours, where a change would let somebody begin again.
    fn lasting_digest(&self, purpose: TokenPurpose, token: &SecretString) -> TokenDigest {
        let oldest = self.digests(purpose, token).pop();
        oldest.unwrap_or_else(|| self.digest(purpose, token))
    }
}

/// A sealed secret: opaque bytes that say with which key they were sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed(pub Vec<u8>);

/// What a sealed secret is bound to: opened anywhere else it does not open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealContext {
    /// The row that holds it.
    pub row: String,
    /// Whom it is about.
    pub subject: String,
    /// Where it goes.
    pub target: String,
    /// Its place among what goes there about the same subject.
    pub version: i64,
    /// What it is for.
    pub purpose: &'static str,
}

/// Why a sealed secret does not open.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum VaultError {
    /// Sealed with a key that is no longer there.
    #[error("the sealing key {key_id} is gone")]
    KeyGone {
        /// Which key.
        key_id: String,
    },
    /// Changed, cut, or of another context.
    #[error("the sealed secret does not open in this context")]
    Tampered,
    /// The keys cannot be read or written now.
    #[error("the sealing keys cannot be used: {reason}")]
    Unavailable {
        /// For the log.
        reason: String,
    },
}

/// Seals secrets that have to wait in a store.
#[cfg_attr(feature = "testkit", mockall::automock)]
pub trait Vault: Send + Sync + std::fmt::Debug {
    /// Seals a secret with a key of its own, wrapped by the key of the day.
    ///
    /// # Errors
    /// [`VaultError`] when no key is there.
    fn seal(
        &self,
        secret: &SecretBox<[u8]>,
        context: &SealContext,
        now: Timestamp,
    ) -> Result<Sealed, VaultError>;

    /// Opens what [`Vault::seal`] sealed in the same context.
    ///
    /// # Errors
    /// [`VaultError::KeyGone`] or [`VaultError::Tampered`].
    fn open(&self, sealed: &Sealed, context: &SealContext) -> Result<SecretBox<[u8]>, VaultError>;

    /// Destroys the keys of all days before the day of this instant (UTC): what was sealed on them
    /// never opens again, wherever copies of it lie.
    ///
    /// # Errors
    /// [`VaultError::Unavailable`] when the keys cannot be written, or when the clock cannot be believed:
    /// then all keys MUST still be there, and asking again later is right.
    fn destroy(&self, before: Timestamp) -> Result<(), VaultError>;
}
