//! Sealing without a key.

use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretBox};

use crate::crypto::{SealContext, Sealed, Vault, VaultError};

/// Writes the context before the secret, and opens only where the context is the same.
#[derive(Clone, Copy, Debug, Default)]
pub struct PlainVault;

fn label(context: &SealContext) -> Vec<u8> {
    format!("{context:?}").into_bytes()
}

impl Vault for PlainVault {
    fn seal(
        &self,
        secret: &SecretBox<[u8]>,
        context: &SealContext,
        _now: Timestamp,
    ) -> Result<Sealed, VaultError> {
        let mut bytes = label(context);
        bytes.extend(secret.expose_secret());
        Ok(Sealed(bytes))
    }

    fn open(&self, sealed: &Sealed, context: &SealContext) -> Result<SecretBox<[u8]>, VaultError> {
        sealed
            .0
            .strip_prefix(label(context).as_slice())
            .map(|secret| SecretBox::new(secret.into()))
            .ok_or(VaultError::Tampered)
    }

    fn destroy(&self, _before: Timestamp) -> Result<(), VaultError> {
        Ok(())
    }
}
