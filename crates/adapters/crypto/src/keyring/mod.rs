//! The keys of the installation: by purpose, each with an id, the current one and the older ones.

mod error;
mod file;
mod key;
#[cfg(test)]
pub(crate) mod testkit;

use std::path::Path;
use std::sync::Arc;

pub use error::KeyringError;
pub use key::KeyId;
pub(crate) use key::{Key, KeySet};

/// What a key is for. No key serves two purposes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyPurpose {
    /// Digests of tokens, codes, session ids and throttle counters.
    TokenDigest,
    /// Wrapping the keys of sealed secrets (KEK).
    Vault,
    /// The last step of a password hash.
    Pepper,
    /// Signing captcha challenges.
    Captcha,
}

impl KeyPurpose {
    /// Every purpose, in the order of the key file.
    pub const ALL: [Self; 4] = [Self::TokenDigest, Self::Vault, Self::Pepper, Self::Captcha];

    /// The name in the key file.
    pub const fn name(self) -> &'static str {
        match self {
            Self::TokenDigest => "token-digest",
            Self::Vault => "vault",
            Self::Pepper => "pepper",
            Self::Captcha => "captcha",
        }
    }
}

/// All keys. Cheap to pass around: whoever needs a purpose takes that set along. The material is wiped
/// when the last holder lets go, and no form of printing shows it.
#[derive(Clone, Debug)]
pub struct Keyring {
    token_digest: Arc<KeySet>,
    vault: Arc<KeySet>,
    pepper: Arc<KeySet>,
    captcha: Arc<KeySet>,
}

impl Keyring {
    /// Reads the keys, or makes them when the file is not there yet.
    ///
    /// The file is a text. Its first line is `varco-keys 1`; every other line is a purpose
    /// ([`KeyPurpose::name`]), a space, and 32 bytes as base64url without padding. Empty lines and
    /// lines that begin with `#` say nothing. Of several keys of one purpose the first is the current
    /// one and the others only open what they once closed, so that turning a key is writing a line
    /// above the old one; ids are derived from the keys and need no writing.
    ///
    /// A new file appears whole, with mode 0600, and never replaces one that came in between: of
    /// several nodes starting at once on one folder all end with the same keys.
    ///
    /// # Errors
    /// [`KeyringError`], which names the line but never shows it: the file cannot be read or made,
    /// is open to others than its owner, is of another version, or a key is missing, malformed,
    /// monotonous or there twice.
    pub fn load_or_create(path: &Path) -> Result<Self, KeyringError> {
        let text = file::read_or_create(path)?;
        Self::parse(&text)
    }

    /// The ids of all keys, current ones first: may be logged, and tells whether two nodes share
    /// their keys.
    pub fn fingerprint(&self) -> String {
        KeyPurpose::ALL
            .map(|purpose| {
                let ids: Vec<_> = self.keys(purpose).ids().map(|id| id.to_string()).collect();
                format!("{}={}", purpose.name(), ids.join(","))
            })
            .join(" ")
    }

    pub(crate) fn keys(&self, purpose: KeyPurpose) -> Arc<KeySet> {
        Arc::clone(match purpose {
            KeyPurpose::TokenDigest => &self.token_digest,
            KeyPurpose::Vault => &self.vault,
            KeyPurpose::Pepper => &self.pepper,
            KeyPurpose::Captcha => &self.captcha,
        })
    }

    fn parse(text: &str) -> Result<Self, KeyringError> {
        let mut keys = file::parse(text)?;
        let mut take = |purpose| {
            let of_purpose = keys.extract_if(.., |(of, _)| *of == purpose);
            KeySet::new(of_purpose.map(|(_, key)| key))
                .map(Arc::new)
                .ok_or(KeyringError::Missing {
                    purpose: purpose.name(),
                })
        };
        Ok(Self {
            token_digest: take(KeyPurpose::TokenDigest)?,
            vault: take(KeyPurpose::Vault)?,
            pepper: take(KeyPurpose::Pepper)?,
            captcha: take(KeyPurpose::Captcha)?,
        })
    }
}

#[cfg(test)]
mod tests;
