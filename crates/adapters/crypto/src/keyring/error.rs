//! Why the keys of an installation are refused.

use std::path::PathBuf;

use thiserror::Error;

/// Why there is no keyring. Names places, never material.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum KeyringError {
    /// The file cannot be read or made.
    #[error("the key file {path}: {source}")]
    Io {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// Others than the owner may read or write the file.
    #[error(
        "the key file {path} is open to others (mode {mode:03o}): chmod 600 it and replace its keys"
    )]
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
}
