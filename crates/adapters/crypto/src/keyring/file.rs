//! The key file: making and understanding it.

use base64ct::{Base64UrlUnpadded, Encoding};
use secrecy::{ExposeSecret, SecretBox};
use varco_ports::Entropy;
use zeroize::Zeroizing;

use super::key::Key;
use super::{KeyId, KeyPurpose, KeyringError};
use crate::OsEntropy;

const FIRST_LINE: &str = "varco-keys 1";
/// Stands before the purpose of a key that waits to be used.
pub(super) const NEXT: char = '+';
const HEADER: &str = "\
# Whoever has this file and the database tries passwords at leisure; with the file beside it, opens what
# is sealed. Keep it readable by its owner only, and apart from the backups of the database. The first key
# of a purpose is the one in use, the others are still accepted; `varco keys` changes them.
";

/// A whole file with new keys.
pub(super) fn fresh() -> Zeroizing<String> {
    let mut text = Zeroizing::new(String::with_capacity(1024));
    text.push_str(FIRST_LINE);
    text.push('\n');
    text.push_str(HEADER);
    for purpose in KeyPurpose::ALL {
        text.push_str(&fresh_line(purpose).1);
        text.push('\n');
    }
    text
}

/// A line with a new key, and its id.
pub(super) fn fresh_line(purpose: KeyPurpose) -> (KeyId, Zeroizing<String>) {
    let material = SecretBox::init_with_mut(|key: &mut [u8; 32]| OsEntropy.fill(key));
    let encoded = Zeroizing::new(Base64UrlUnpadded::encode_string(material.expose_secret()));
    let line = Zeroizing::new([purpose.name(), " ", &encoded].concat());
    (Key::new(purpose, material).id(), line)
}

/// One key of the file.
pub(super) struct Entry {
    /// Its line, counted from 1.
    pub(super) line: usize,
    pub(super) purpose: KeyPurpose,
    /// Whether it waits to be used.
    pub(super) is_next: bool,
    pub(super) key: Key,
}

/// Every key, in the order of the file.
pub(super) fn parse(text: &str) -> Result<Vec<Entry>, KeyringError> {
    let mut lines = text
        .lines()
        .enumerate()
        .map(|(at, line)| (at + 1, line.trim()));
    if lines.next().is_none_or(|(_, line)| line != FIRST_LINE) {
        return Err(KeyringError::UnknownVersion);
    }
    let mut entries: Vec<Entry> = Vec::new();
    for (line, content) in lines {
        if content.is_empty() || content.starts_with('#') {
            continue;
        }
        let (name, encoded) = content
            .split_once(' ')
            .ok_or(KeyringError::Malformed { line })?;
        let plain = name.strip_prefix(NEXT);
        let purpose = KeyPurpose::named(plain.unwrap_or(name));
        let purpose = purpose.ok_or(KeyringError::Malformed { line })?;
        let material = decode(encoded.trim(), line)?;
        if entries
            .iter()
            .any(|entry| entry.key.material() == material.expose_secret())
        {
            return Err(KeyringError::Repeated { line });
        }
        let key = Key::new(purpose, material);
        entries.push(Entry {
            line,
            purpose,
            is_next: plain.is_some(),
            key,
        });
    }
    Ok(entries)
}

fn decode(encoded: &str, line: usize) -> Result<SecretBox<[u8; 32]>, KeyringError> {
    let mut material = Zeroizing::new([0; 32]);
    Base64UrlUnpadded::decode(encoded, material.as_mut_slice())
        .ok()
        .filter(|decoded| decoded.len() == 32)
        .ok_or(KeyringError::WrongLength { line })?;
    if is_monotonous(material.as_slice()) {
        return Err(KeyringError::Monotonous { line });
    }
    Ok(SecretBox::init_with_mut(|key: &mut [u8; 32]| {
        key.copy_from_slice(material.as_slice());
    }))
}

/// One byte over and over.
pub(crate) fn is_monotonous(bytes: &[u8]) -> bool {
    bytes.windows(2).all(|pair| pair.first() == pair.last())
}
