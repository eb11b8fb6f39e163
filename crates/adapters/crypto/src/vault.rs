//! Envelopes for secrets that have to wait in a store.
//!
//! Every seal has a key of its own (DEK), wrapped by the current key of the ring (KEK). Both layers
//! are XChaCha20-Poly1305 with a random nonce and the same associated data. Version 1, bytes in order:
//!
//! | bytes | what |
//! |---|---|
//! | 1 | version, `1` |
//! | 4 | id of the KEK |
//! | 24 | nonce of the wrapped DEK |
//! | 48 | DEK (32) encrypted with the KEK, and tag (16) |
//! | 24 | nonce of the secret |
//! | n + 16 | secret encrypted with the DEK, and tag |
//!
//! Associated data: version ‖ id of the KEK ‖ length of the purpose (u64 big-endian) ‖ purpose ‖ length
//! of the row (u64 big-endian) ‖ row ‖ likewise subject and target ‖ version (i64 big-endian).
//!
//! Older KEKs of the ring open, the current one seals.

use std::sync::Arc;

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305};
use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretBox};
use varco_ports::{Entropy, SealContext, Sealed, Vault, VaultError};
use zeroize::Zeroizing;

use crate::keyring::{KeyId, KeyPurpose, KeySet, Keyring};

const VERSION: u8 = 1;
const NONCE: usize = 24;
const WRAPPED: usize = 32 + 16;

/// Seals with a key per secret, wrapped by a key of the ring.
#[derive(Clone, Debug)]
pub struct EnvelopeVault {
    keks: Arc<KeySet>,
    entropy: Arc<dyn Entropy>,
}

impl EnvelopeVault {
    /// A vault over the ring's keys for sealing.
    pub fn new(keyring: &Keyring, entropy: Arc<dyn Entropy>) -> Self {
        Self {
            keks: keyring.keys(KeyPurpose::Vault),
            entropy,
        }
    }
}

impl Vault for EnvelopeVault {
    fn seal(
        &self,
        secret: &SecretBox<[u8]>,
        context: &SealContext,
        _now: Timestamp,
    ) -> Result<Sealed, VaultError> {
        let kek = self.keks.current();
        let dek = Zeroizing::new(self.entropy.bytes::<32>());
        let (outer, inner) = (self.entropy.bytes::<NONCE>(), self.entropy.bytes::<NONCE>());
        let aad = associated_data(kek.id(), context);
        let wrapped = encrypt(kek.material(), &outer, &aad, dek.as_slice())?;
        let body = encrypt(&dek, &inner, &aad, secret.expose_secret())?;
        Ok(Sealed(
            [
                [VERSION].as_slice(),
                &kek.id().to_bytes(),
                &outer,
                &wrapped,
                &inner,
                &body,
            ]
            .concat(),
        ))
    }

    fn open(&self, sealed: &Sealed, context: &SealContext) -> Result<SecretBox<[u8]>, VaultError> {
        let envelope = Envelope::read(&sealed.0).ok_or(VaultError::Tampered)?;
        let kek = self
            .keks
            .find(envelope.kek)
            .ok_or_else(|| VaultError::KeyGone {
                key_id: envelope.kek.to_string(),
            })?;
        let aad = associated_data(envelope.kek, context);
        let dek = decrypt(kek.material(), envelope.outer, &aad, envelope.wrapped)?;
        let dek = <&[u8; 32]>::try_from(dek.as_slice()).map_err(|_| VaultError::Tampered)?;
        let secret = decrypt(dek, envelope.inner, &aad, envelope.body)?;
        // The copy is the price of a box that fits exactly; the buffer is wiped on the way out.
        Ok(SecretBox::from(Box::<[u8]>::from(secret.as_slice())))
    }

    fn destroy(&self, _before: Timestamp) -> Result<(), VaultError> {
        Ok(())
    }
}

/// The parts of a sealed secret, where they lie.
struct Envelope<'a> {
    kek: KeyId,
    outer: &'a [u8; NONCE],
    wrapped: &'a [u8; WRAPPED],
    inner: &'a [u8; NONCE],
    body: &'a [u8],
}

impl<'a> Envelope<'a> {
    fn read(bytes: &'a [u8]) -> Option<Self> {
        let (&[VERSION], rest) = bytes.split_first_chunk()? else {
            return None;
        };
        let (kek, rest) = rest.split_first_chunk()?;
        let (outer, rest) = rest.split_first_chunk()?;
        let (wrapped, rest) = rest.split_first_chunk()?;
        let (inner, body) = rest.split_first_chunk()?;
        Some(Self {
            kek: KeyId::from_bytes(*kek),
            outer,
            wrapped,
            inner,
            body,
        })
    }
}

fn associated_data(kek: KeyId, context: &SealContext) -> Vec<u8> {
    let mut data = vec![VERSION];
    data.extend(kek.to_bytes());
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
