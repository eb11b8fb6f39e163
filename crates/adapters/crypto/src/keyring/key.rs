//! One key, and the keys of one purpose.

use std::fmt;

use secrecy::{ExposeSecret, SecretBox};

use super::KeyPurpose;
use crate::mac::hmac_sha256;

/// Names a key without telling anything of it: the first four bytes of
/// `HMAC-SHA-256(key, "varco key id " ‖ purpose)`, printed as eight hexadecimal digits. Being derived,
/// it cannot be given to the wrong key.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct KeyId(u32);

impl KeyId {
    pub(crate) const fn from_bytes(bytes: [u8; 4]) -> Self {
        Self(u32::from_be_bytes(bytes))
    }

    pub(crate) const fn to_bytes(self) -> [u8; 4] {
        self.0.to_be_bytes()
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:08x}", self.0)
    }
}

impl fmt::Debug for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// 32 random bytes and their id.
pub(crate) struct Key {
    id: KeyId,
    material: SecretBox<[u8; 32]>,
}

impl Key {
    pub(super) fn new(purpose: KeyPurpose, material: SecretBox<[u8; 32]>) -> Self {
        let parts = [b"varco key id ", purpose.name().as_bytes()];
        let [a, b, c, d, ..] = hmac_sha256(material.expose_secret(), &parts);
        Self {
            id: KeyId::from_bytes([a, b, c, d]),
            material,
        }
    }

    pub(crate) const fn id(&self) -> KeyId {
        self.id
    }

    pub(crate) fn material(&self) -> &[u8; 32] {
        self.material.expose_secret()
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Key({})", self.id)
    }
}

/// What is done with a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyState {
    /// It makes everything new.
    InUse,
    /// What it once made is still accepted.
    Older,
    /// It is accepted already, since another node may use it before this one does.
    Next,
}

/// A key, as a list may show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyInfo {
    /// What it is for.
    pub purpose: KeyPurpose,
    /// Its id.
    pub id: KeyId,
    /// What is done with it.
    pub state: KeyState,
}

/// The keys of one purpose.
#[derive(Debug)]
pub(crate) struct KeySet {
    current: Key,
    older: Vec<Key>,
    next: Vec<Key>,
}

impl KeySet {
    /// `None` without any key to use; the first is the current one.
    pub(super) fn new(keys: Vec<Key>, next: Vec<Key>) -> Option<Self> {
        let mut keys = keys.into_iter();
        Some(Self {
            current: keys.next()?,
            older: keys.collect(),
            next,
        })
    }

    /// The key for everything new.
    pub(crate) const fn current(&self) -> &Key {
        &self.current
    }

    /// The key that has been there longest: the same before and after a rotation.
    pub(crate) fn oldest(&self) -> &Key {
        self.older.last().unwrap_or(&self.current)
    }

    /// The key with this id, whatever its state.
    pub(crate) fn find(&self, id: KeyId) -> Option<&Key> {
        self.iter().find(|key| key.id == id)
    }

    /// The key whose id is written like this.
    pub(crate) fn find_named(&self, id: &str) -> Option<&Key> {
        self.iter().find(|key| key.id.to_string() == id)
    }

    /// All keys, the current one first.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Key> {
        self.states().map(|(_, key)| key)
    }

    pub(super) fn states(&self) -> impl Iterator<Item = (KeyState, &Key)> {
        let older = self.older.iter().map(|key| (KeyState::Older, key));
        let next = self.next.iter().map(|key| (KeyState::Next, key));
        let current = std::iter::once((KeyState::InUse, &self.current));
        current.chain(older).chain(next)
    }
}
