//! The work itself, on whatever thread it is called.

use std::sync::Arc;

use argon2::{Algorithm, Argon2, Version};
use subtle::ConstantTimeEq;
use varco_domain::credential::Password;
use varco_domain::utenza::PasswordHash;
use varco_ports::{Entropy, HashError, Verification};
use zeroize::Zeroizing;

use super::params::{Argon2Params, ConfigError};
use super::pool::BlockPool;
use super::stored::{SALT, Stored, TAG, broken};
use crate::keyring::{Key, KeyPurpose, KeySet, Keyring};
use crate::mac::hmac_sha256;

#[derive(Debug)]
pub(super) struct Engine {
    params: Argon2Params,
    keyring: Keyring,
    entropy: Arc<dyn Entropy>,
    pool: BlockPool,
    /// Salt of the hash of nobody.
    nobody: [u8; SALT],
}

impl Engine {
    pub(super) fn new(
        params: Argon2Params,
        keyring: &Keyring,
        entropy: Arc<dyn Entropy>,
    ) -> Result<Self, ConfigError> {
        let argon2 = params
            .to_argon2()
            .ok()
            .filter(|_| !params.is_too_dear())
            .ok_or(ConfigError::Impossible { params })?;
        Ok(Self {
            pool: BlockPool::new(argon2.block_count()),
            nobody: entropy.bytes(),
            params,
            keyring: keyring.clone(),
            entropy,
        })
    }

    pub(super) fn hash(&self, password: &Password) -> Result<PasswordHash, HashError> {
        if !password.is_hashable() {
            return Err(broken("the password is empty or too long"));
        }
        let salt = self.entropy.bytes::<SALT>();
        let peppers = self.peppers();
        let pepper = peppers.current();
        let tag = self.tag(password.expose(), self.params, &salt, pepper)?;
        Stored::write(self.params, pepper.id(), &salt, &tag)
    }

    pub(super) fn verify(
        &self,
        password: &Password,
        hash: Option<&PasswordHash>,
    ) -> Result<Verification, HashError> {
        // A password that cannot be hashed costs what any other costs, and never matches.
        let text = if password.is_hashable() {
            password.expose()
        } else {
            ""
        };
        let peppers = self.peppers();
        let Some(hash) = hash else {
            self.tag(text, self.params, &self.nobody, peppers.current())?;
            return Ok(Verification {
                matches: false,
                needs_rehash: false,
            });
        };
        let stored = Stored::parse(hash)?;
        let pepper = peppers.find_named(&stored.pepper);
        if pepper.is_none() {
            // To the person it is a wrong password, as for everybody else: they set a new one.
            tracing::error!(
                pepper = stored.pepper,
                "a password needs a key that is gone"
            );
        }
        let key = pepper.unwrap_or_else(|| peppers.current());
        let tag = self.tag(text, stored.params, &stored.salt, key)?;
        let is_equal: bool = tag.as_slice().ct_eq(stored.tag.as_bytes()).into();
        Ok(Verification {
            matches: is_equal && pepper.is_some() && password.is_hashable(),
            needs_rehash: stored.params != self.params
                || key.id() != peppers.current().id()
                || stored.salt.len() != SALT,
        })
    }

    fn peppers(&self) -> Arc<KeySet> {
        self.keyring.keys(KeyPurpose::Pepper)
    }

    /// `HMAC-SHA-256(pepper, argon2id(password, salt))`.
    fn tag(
        &self,
        password: &str,
        params: Argon2Params,
        salt: &[u8],
        pepper: &Key,
    ) -> Result<[u8; TAG], HashError> {
        let tag = self.argon2id(password, params, salt)?;
        Ok(hmac_sha256(pepper.material(), &[tag.as_slice()]))
    }

    fn argon2id(
        &self,
        password: &str,
        params: Argon2Params,
        salt: &[u8],
    ) -> Result<Zeroizing<[u8; TAG]>, HashError> {
        let params = params.to_argon2().map_err(broken)?;
        let needed = params.block_count();
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let mut tag = Zeroizing::new([0; TAG]);
        self.pool
            .with(needed, |blocks| {
                argon2.hash_password_into_with_memory(
                    password.as_bytes(),
                    salt,
                    tag.as_mut_slice(),
                    blocks,
                )
            })
            .map_err(broken)?;
        Ok(tag)
    }
}

#[cfg(test)]
mod tests;
