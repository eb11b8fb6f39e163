//! Cryptography behind the ports: argon2id with a pepper, keyed digests, sealed envelopes, and the
//! clock and randomness of the machine.
//!
//! All keys come from one [`Keyring`], and so from two files; none is ever printed. Where a format is stored, the module
//! that writes it documents it byte by byte.

#![deny(missing_docs)]

mod digester;
mod disk;
mod epochs;
mod keyring;
mod live;
mod mac;
mod password;
mod system;
mod vault;

pub use digester::HmacDigester;
pub use keyring::{KeyFile, KeyId, KeyInfo, KeyPurpose, KeyState, Keyring, KeyringError};
pub use password::{Admission, Argon2Hasher, Argon2Params, ConfigError};
pub use system::{OsEntropy, SystemClock};
pub use vault::EnvelopeVault;
