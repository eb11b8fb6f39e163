//! What can go wrong that is nobody's mistake.

use jiff::SignedDuration;
use thiserror::Error;
use varco_ports::{CommitError, HashError, MailError, StoreError, VaultError};

/// A failure of the inside. The person is told to try again; the details go to the log, once.
#[derive(Debug, Error)]
pub enum Failure {
    /// A part cannot be reached or is busy; trying again later helps. Nothing was written.
    #[error("not available now: {reason}")]
    Unavailable {
        /// For the log.
        reason: String,
        /// When to try again.
        retry_after: SignedDuration,
    },
    /// Something is broken; trying again does not help.
    #[error("broken: {0}")]
    Broken(String),
}

/// After how long a store that cannot be reached is worth another try.
const STORE_PAUSE: SignedDuration = SignedDuration::from_secs(5);

impl Failure {
    pub(crate) fn unavailable(reason: impl Into<String>) -> Self {
        Self::Unavailable {
            reason: reason.into(),
            retry_after: STORE_PAUSE,
        }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Unavailable(reason) => Self::unavailable(reason),
            other => Self::Broken(other.to_string()),
        }
    }
}

impl From<CommitError> for Failure {
    fn from(error: CommitError) -> Self {
        match error {
            CommitError::Store(error) => error.into(),
            CommitError::Conflict => {
                Self::unavailable("somebody else was faster, too often in a row")
            }
            other => Self::Broken(other.to_string()),
        }
    }
}

impl From<HashError> for Failure {
    fn from(error: HashError) -> Self {
        match error {
            HashError::Busy { retry_after } => Self::Unavailable {
                reason: error.to_string(),
                retry_after,
            },
            other => Self::Broken(other.to_string()),
        }
    }
}

impl From<VaultError> for Failure {
    fn from(error: VaultError) -> Self {
        match error {
            VaultError::Unavailable { reason } => Self::unavailable(reason),
            other => Self::Broken(other.to_string()),
        }
    }
}

impl From<MailError> for Failure {
    fn from(error: MailError) -> Self {
        Self::Broken(error.to_string())
    }
}
