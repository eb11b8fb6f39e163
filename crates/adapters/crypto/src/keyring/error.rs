//! Why the keys of an installation are refused.

use std::path::{Path, PathBuf};

use thiserror::Error;

/// Why there is no keyring, or why it was not changed. Names places, never material.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum KeyringError {
    /// A file or its folder cannot be read or written.
    #[error("{path}: {source}")]
    Io {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// Others than the owner may read or write the file.
    #[error("{path} is open to others (mode {mode:03o}): chmod 600 it and replace its keys")]
    Exposed {
        /// Which file.
        path: PathBuf,
        /// Its permissions.
        mode: u32,
    },
    /// The first line is not that of a version this program knows.
    #[error("the key file does not begin with `varco-keys 1`")]
    UnknownVersion,
    /// Not a purpose and a key.
    #[error("line {line} of the key file is not a known purpose and a key")]
    Malformed {
        /// Counted from 1.
        line: usize,
    },
    /// Not 32 bytes in base64url.
    #[error("the key in line {line} of the key file is not 32 bytes in base64url")]
    WrongLength {
        /// Counted from 1.
        line: usize,
    },
    /// One byte over and over, zeros for instance.
    #[error("the key in line {line} of the key file is not random")]
    Monotonous {
        /// Counted from 1.
        line: usize,
    },
    /// The same key a second time, under any purpose.
    #[error("the key in line {line} of the key file is there twice")]
    Repeated {
        /// Counted from 1.
        line: usize,
    },
    /// A purpose has no key.
    #[error("the key file has no key for {purpose}")]
    Missing {
        /// Which purpose.
        purpose: &'static str,
    },
    /// The key file is there, but not the file that belongs beside it.
    #[error(
        "{path} is missing beside the key file: copy it from another node of this service; where there is none, `varco keys new-epochs` starts anew, and mails that still wait are lost"
    )]
    EpochsMissing {
        /// Which file.
        path: PathBuf,
    },
    /// Not `varco-epochs 1` and one chain.
    #[error("{path} is not a file of epochs as this version writes it")]
    NotEpochs {
        /// Which file.
        path: PathBuf,
    },
    /// Nothing has this id.
    #[error("the key file has no key {id}: see `varco keys list`")]
    Unknown {
        /// What was asked for.
        id: String,
    },
    /// The key in use cannot go.
    #[error("the key {id} is in use: rotate {purpose} first")]
    InUse {
        /// Which key.
        id: String,
        /// What it is used for.
        purpose: &'static str,
    },
}

impl KeyringError {
    /// What the system said about this place.
    pub(crate) fn io(path: &Path) -> impl FnOnce(std::io::Error) -> Self + use<'_> {
        move |source| Self::Io {
            path: path.to_owned(),
            source,
        }
    }
}
