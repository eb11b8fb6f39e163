//! Rings with known keys.

use std::sync::Arc;

use base64ct::{Base64UrlUnpadded, Encoding};

use super::{Epochs, KeyPurpose, Keyring, Keys, Live};

/// The line that [`Keyring::of_bytes`] with the same byte holds for this purpose.
pub(crate) fn key_line(purpose: KeyPurpose, byte: u8) -> String {
    let mut material = [byte; 32];
    material[31] = 200 + purpose as u8;
    let encoded = Base64UrlUnpadded::encode_string(&material);
    format!("{} {encoded}\n", purpose.name())
}

/// A whole key file.
pub(crate) fn key_file(byte: u8) -> String {
    let lines = KeyPurpose::ALL.map(|purpose| key_line(purpose, byte));
    format!("varco-keys 1\n{}", lines.concat())
}

impl Keyring {
    /// A ring whose keys follow from one byte, with the epochs of everybody's tests.
    pub(crate) fn of_bytes(byte: u8) -> Self {
        Self::of_bytes_with(byte, "")
    }

    /// The same with more lines, and so with older keys.
    pub(crate) fn of_bytes_with(byte: u8, more: &str) -> Self {
        Self::of_text(&format!("{}{more}", key_file(byte)))
    }

    /// A ring of this key file.
    pub(crate) fn of_text(text: &str) -> Self {
        Self {
            keys: Arc::new(Live::fixed(Keys::parse(text).unwrap())),
            epochs: Arc::new(Epochs::fixed()),
        }
    }
}
