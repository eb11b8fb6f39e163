//! What a key file says.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use super::{Key, KeyInfo, KeyPurpose, KeySet, KeyringError, file};
use crate::disk;

/// The keys of every purpose.
pub(super) struct Keys {
    token_digest: Arc<KeySet>,
    vault: Arc<KeySet>,
    pepper: Arc<KeySet>,
    captcha: Arc<KeySet>,
}

impl Keys {
    pub(super) fn read(path: &Path) -> Result<Self, KeyringError> {
        Self::parse(&disk::read(path)?)
    }

    pub(super) fn parse(text: &str) -> Result<Self, KeyringError> {
        let mut entries = file::parse(text)?;
        let mut take = |purpose| {
            let of_purpose = entries.extract_if(.., |entry| entry.purpose == purpose);
            let (next, keys): (Vec<_>, Vec<_>) = of_purpose.partition(|entry| entry.is_next);
            let keys = keys.into_iter().map(|entry| entry.key).collect();
            KeySet::new(keys, next.into_iter().map(|entry| entry.key).collect())
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

    pub(super) fn of(&self, purpose: KeyPurpose) -> Arc<KeySet> {
        Arc::clone(match purpose {
            KeyPurpose::TokenDigest => &self.token_digest,
            KeyPurpose::Vault => &self.vault,
            KeyPurpose::Pepper => &self.pepper,
            KeyPurpose::Captcha => &self.captcha,
        })
    }

    pub(super) fn list(&self) -> Vec<KeyInfo> {
        let of = |purpose| {
            let keys = self.of(purpose);
            let info = |(state, key): (_, &Key)| KeyInfo {
                purpose,
                id: key.id(),
                state,
            };
            keys.states().map(info).collect::<Vec<_>>()
        };
        KeyPurpose::ALL.into_iter().flat_map(of).collect()
    }
}

/// `vault=1a2b3c4d,5e6f7a8b pepper=…`: ids, current ones first.
impl fmt::Display for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let of = |purpose: KeyPurpose| {
            let keys = self.of(purpose);
            let ids: Vec<_> = keys.iter().map(|key| key.id().to_string()).collect();
            format!("{}={}", purpose.name(), ids.join(","))
        };
        f.write_str(&KeyPurpose::ALL.map(of).join(" "))
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
