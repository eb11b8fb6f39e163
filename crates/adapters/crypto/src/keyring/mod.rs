//! The keys of the installation: by purpose, each with an id, the current one and the older ones.

mod edit;
mod error;
mod file;
mod key;
mod keys;
#[cfg(test)]
mod killed;
mod purpose;
#[cfg(test)]
pub(crate) mod testkit;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;

use crate::disk::{self, Turn};
use crate::epochs::{Epochs, Ratchet, Undone};
use crate::live::Live;
pub use edit::KeyFile;
pub use error::KeyringError;
pub(crate) use file::is_monotonous;
pub(crate) use key::{Key, KeySet};
pub use key::{KeyId, KeyInfo, KeyState};
use keys::Keys;
pub use purpose::KeyPurpose;

/// All keys. Cheap to pass around: clones share them. The material is wiped when the last holder lets
/// go, and no form of printing shows it.
///
/// The files are looked at again at every use, so that a changed key file takes effect in a running
/// process; while the new one cannot be read, the keys read before stay in use, and the log says so.
#[derive(Clone, Debug)]
pub struct Keyring {
    keys: Arc<Live<Keys>>,
    epochs: Arc<Epochs>,
}

impl Keyring {
    /// Reads the key file and the file `epochs` beside it, or makes both when the key file is not there
    /// yet.
    ///
    /// The key file is a text. Its first line is `varco-keys 1`; every other line is a purpose
    /// ([`KeyPurpose::name`]), a space, and 32 bytes as base64url without padding. Empty lines and
    /// lines that begin with `#` say nothing. Of several keys of one purpose the first is the current
    /// one and the others are still accepted for what they once made; one with `+` before its purpose is
    /// accepted and waits to be used. Ids are derived from the keys and need no writing. [`KeyFile`]
    /// changes it.
    ///
    /// New files appear whole, with mode 0600: of several processes starting at once on one folder all
    /// end with the same keys. Epochs are made with the key file only: missing beside one that is there,
    /// they were lost or forgotten, and new ones would open nothing that waits.
    ///
    /// # Errors
    /// [`KeyringError`], which names the line but never shows it: a file cannot be read or made, is open
    /// to others than its owner, is of another version, or a key is missing, malformed, monotonous or
    /// there twice.
    pub fn load_or_create(path: &Path) -> Result<Self, KeyringError> {
        if !disk::exists(path)? {
            Self::create(path)?;
        }
        Self::load(path)
    }

    /// Reads both files, which have to be there.
    ///
    /// # Errors
    /// As [`Keyring::load_or_create`].
    pub fn load(path: &Path) -> Result<Self, KeyringError> {
        Ok(Self {
            keys: Arc::new(Live::open(path, Keys::read)?),
            epochs: Arc::new(Epochs::open(&Self::epochs_beside(path))?),
        })
    }

    fn create(path: &Path) -> Result<(), KeyringError> {
        let _turn = Turn::take(path)?;
        if disk::exists(path)? {
            return Ok(());
        }
        // The epochs first: then no crash leaves a key file without them.
        let epochs = Self::epochs_beside(path);
        if !disk::exists(&epochs)? {
            Epochs::create(&epochs)?;
        }
        disk::replace(path, &file::fresh())
    }

    /// Where the epochs lie that belong to a key file.
    pub(crate) fn epochs_beside(path: &Path) -> PathBuf {
        path.with_file_name("epochs")
    }

    /// The ids of all keys, current ones first, and of the chain of epochs: may be logged, and tells
    /// whether two nodes share their keys.
    pub fn fingerprint(&self) -> String {
        format!("{} epochs={}", self.keys.get(), self.epochs.get().chain)
    }

    /// All keys, by purpose, current ones first.
    pub fn list(&self) -> Vec<KeyInfo> {
        self.keys.get().list()
    }

    /// The id of the chain of epochs.
    pub fn epochs_id(&self) -> KeyId {
        KeyId::from_bytes(self.epochs.get().chain.0)
    }

    /// The first day whose sealed secrets still open, as `2026-11-30`. Nodes may differ in it for a while.
    pub fn oldest_epoch(&self) -> String {
        self.epochs.get().first.to_string()
    }

    pub(crate) fn keys(&self, purpose: KeyPurpose) -> Arc<KeySet> {
        self.keys.get().of(purpose)
    }

    pub(crate) fn epochs(&self) -> Arc<Ratchet> {
        self.epochs.get()
    }

    pub(crate) fn destroy_epochs(&self, before: Timestamp) -> Result<(), Undone> {
        self.epochs.destroy(before)
    }
}

#[cfg(test)]
mod tests;
