//! Envelopes for secrets that have to wait in a store.
//!
//! Every seal has a key of its own (DEK), wrapped by a key (KEK) that takes two others: the current one of
//! the ring and that of the day. Both layers are XChaCha20-Poly1305 with a random nonce and the same
//! associated data. Version 2, bytes in order:
//!
//! | bytes | what |
//! |---|---|
//! | 1 | version, `2` |
//! | 4 | id of the key of the ring |
//! | 4 | id of the chain of epochs |
//! | 4 | day, counted from 1970-01-01 (u32 big-endian) |
//! | 24 | nonce of the wrapped DEK |
//! | 48 | DEK (32) encrypted with the KEK, and tag (16) |
//! | 24 | nonce of the secret |
//! | n + 16 | secret encrypted with the DEK, and tag |
//!
//! The KEK is `HMAC-SHA-256(key of the ring, "varco kek" ‖ key of the day)`.
//!
//! Associated data: the first 13 bytes, then purpose, row, subject and target, each after its length (u64
//! big-endian), then the version of the context (i64 big-endian).
//!
//! Older keys of the ring open, the current one seals; days open until they are destroyed.

use std::sync::Arc;

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305};
use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretBox};
use varco_ports::{Entropy, SealContext, Sealed, Vault, VaultError};
use zeroize::Zeroizing;

use crate::epochs::{ChainId, Day, Ratchet};
use crate::keyring::{Key, KeyId, KeyPurpose, Keyring};
use crate::mac::hmac_sha256;

const VERSION: u8 = 2;
const HEADER: usize = 1 + 4 + 4 + 4;
const NONCE: usize = 24;
const WRAPPED: usize = 32 + 16;

/// Seals with a key per secret, wrapped by a key of the ring and the key of the day.
#[derive(Clone, Debug)]
pub struct EnvelopeVault {
    keyring: Keyring,
    entropy: Arc<dyn Entropy>,
}

impl EnvelopeVault {
    /// A vault over the ring's keys for sealing, and its epochs.
    pub fn new(keyring: &Keyring, entropy: Arc<dyn Entropy>) -> Self {
        Self {
            keyring: keyring.clone(),
            entropy,
        }
    }
}

impl Vault for EnvelopeVault {
    fn seal(
        &self,
        secret: &SecretBox<[u8]>,
        context: &SealContext,
        now: Timestamp,
    ) -> Result<Sealed, VaultError> {
        let (keys, epochs) = (self.keyring.keys(KeyPurpose::Vault), self.keyring.epochs());
        let header = Header {
            key: keys.current().id(),
            chain: epochs.chain,
            day: epochs.sealing_day(Day::of(now)),
        };
        let kek = header.kek(keys.current(), &epochs)?;
        let dek = Zeroizing::new(self.entropy.bytes::<32>());
        let (outer, inner) = (self.entropy.bytes::<NONCE>(), self.entropy.bytes::<NONCE>());
        let header = header.to_bytes();
        let aad = associated_data(&header, context);
        let wrapped = encrypt(&kek, &outer, &aad, dek.as_slice())?;
        let body = encrypt(&dek, &inner, &aad, secret.expose_secret())?;
        let parts = [header.as_slice(), &outer, &wrapped, &inner, &body];
        Ok(Sealed(parts.concat()))
    }

    fn open(&self, sealed: &Sealed, context: &SealContext) -> Result<SecretBox<[u8]>, VaultError> {
        let envelope = Envelope::read(&sealed.0).ok_or(VaultError::Tampered)?;
        let header = Header::read(envelope.header).ok_or(VaultError::Tampered)?;
        let keys = self.keyring.keys(KeyPurpose::Vault);
        let key = keys.find(header.key).ok_or_else(|| gone(header.key))?;
        let kek = header.kek(key, &self.keyring.epochs())?;
        let aad = associated_data(envelope.header, context);
        let dek = decrypt(&kek, envelope.outer, &aad, envelope.wrapped)?;
        let dek = <&[u8; 32]>::try_from(dek.as_slice()).map_err(|_| VaultError::Tampered)?;
        let secret = decrypt(dek, envelope.inner, &aad, envelope.body)?;
        // The copy is the price of a box that fits exactly; the buffer is wiped on the way out.
        Ok(SecretBox::from(Box::<[u8]>::from(secret.as_slice())))
    }

    fn destroy(&self, before: Timestamp) -> Result<(), VaultError> {
        let undone = self.keyring.destroy_epochs(before);
        undone.map_err(|undone| VaultError::Unavailable {
            reason: undone.to_string(),
        })
    }
}

/// Which keys sealed.
struct Header {
    key: KeyId,
    chain: ChainId,
    day: Day,
}

impl Header {
    fn read(bytes: &[u8; HEADER]) -> Option<Self> {
        let (&[VERSION], rest) = bytes.split_first_chunk()? else {
            return None;
        };
        let (&key, rest) = rest.split_first_chunk()?;
        let (&chain, rest) = rest.split_first_chunk()?;
        let (&day, _) = rest.split_first_chunk()?;
        Some(Self {
            key: KeyId::from_bytes(key),
            chain: ChainId(chain),
            day: Day::from_bytes(day),
        })
    }

    fn to_bytes(&self) -> [u8; HEADER] {
        let mut bytes = [VERSION; HEADER];
        let rest = [self.key.to_bytes(), self.chain.0, self.day.to_bytes()];
        for (to, from) in bytes.iter_mut().skip(1).zip(rest.as_flattened()) {
            *to = *from;
        }
        bytes
    }

    fn kek(&self, key: &Key, epochs: &Ratchet) -> Result<Zeroizing<[u8; 32]>, VaultError> {
        let of_day = epochs.key(self.day).filter(|_| epochs.chain == self.chain);
        let of_day = of_day.ok_or_else(|| gone(format_args!("{} of {}", self.chain, self.day)))?;
        let parts = [b"varco kek".as_slice(), of_day.as_slice()];
        Ok(Zeroizing::new(hmac_sha256(key.material(), &parts)))
    }
}

fn gone(key: impl std::fmt::Display) -> VaultError {
    VaultError::KeyGone {
        key_id: key.to_string(),
    }
}

/// The parts of a sealed secret, where they lie.
struct Envelope<'a> {
    header: &'a [u8; HEADER],
    outer: &'a [u8; NONCE],
    wrapped: &'a [u8; WRAPPED],
    inner: &'a [u8; NONCE],
    body: &'a [u8],
}

impl<'a> Envelope<'a> {
    fn read(bytes: &'a [u8]) -> Option<Self> {
        let (header, rest) = bytes.split_first_chunk()?;
        let (outer, rest) = rest.split_first_chunk()?;
        let (wrapped, rest) = rest.split_first_chunk()?;
        let (inner, body) = rest.split_first_chunk()?;
        Some(Self {
            header,
            outer,
            wrapped,
            inner,
            body,
        })
    }
}

fn associated_data(header: &[u8; HEADER], context: &SealContext) -> Vec<u8> {
    let mut data = header.to_vec();
    for text in [
        context.purpose,
        &context.row,
        &context.subject,
        &context.target,
    ] {
        data.extend((text.len() as u64).to_be_bytes());
        data.extend(text.as_bytes());
    }
    data.extend(context.version.to_be_bytes());
    data
}

fn encrypt(
    key: &[u8; 32],
    nonce: &[u8; NONCE],
    aad: &[u8],
    msg: &[u8],
) -> Result<Vec<u8>, VaultError> {
    XChaCha20Poly1305::new(key.into())
        .encrypt(nonce.into(), Payload { msg, aad })
        // Only a secret of 256 GiB is refused; what does not fit is not sealed.
        .map_err(|_| VaultError::Tampered)
}

fn decrypt(
    key: &[u8; 32],
    nonce: &[u8; NONCE],
    aad: &[u8],
    msg: &[u8],
) -> Result<Zeroizing<Vec<u8>>, VaultError> {
    XChaCha20Poly1305::new(key.into())
        .decrypt(nonce.into(), Payload { msg, aad })
        .map(Zeroizing::new)
        .map_err(|_| VaultError::Tampered)
}

#[cfg(test)]
mod tests;
