//! Slow hashing of passwords: argon2id, then a pepper, behind admission control.

mod admission;
mod engine;
mod params;
mod pool;
mod stored;

use std::sync::Arc;

use async_trait::async_trait;
use varco_domain::credential::Password;
use varco_domain::utenza::PasswordHash;
use varco_ports::{Entropy, HashError, PasswordHasher, Verification};

use crate::keyring::Keyring;
use admission::Gate;
use engine::Engine;
pub use params::{Admission, Argon2Params, ConfigError};

/// Argon2id version 0x13 with a pepper (R-28, R-29).
///
/// Hashes are made on blocking threads, at most [`Admission::permits`] at a time; each permit and its
/// working memory belong to the blocking work and not to the request, which may be dropped (R-92).
///
/// The stored form is a PHC string:
///
/// ```text
/// $argon2id$v=19$m=19456,t=2,p=1,keyid=1a2b3c4d$<salt>$<tag>
/// ```
///
/// `m` in KiB; `keyid` the [`KeyId`](crate::KeyId) of the pepper; salt of 16 bytes and tag of 32, both
/// in base64 without padding. The tag is `HMAC-SHA-256(pepper, argon2id tag of 32 bytes)`: without the
/// key file the database verifies nothing.
#[derive(Debug)]
pub struct Argon2Hasher {
    engine: Arc<Engine>,
    gate: Gate,
}

impl Argon2Hasher {
    /// A hasher with today's parameters and the ring's peppers.
    ///
    /// # Errors
    /// [`ConfigError`] when the parameters are below the floor of R-28 or the admission is beyond
    /// that of R-92.
    pub fn new(
        params: Argon2Params,
        admission: Admission,
        keyring: &Keyring,
        entropy: Arc<dyn Entropy>,
    ) -> Result<Self, ConfigError> {
        params.check_floor()?;
        Self::unchecked(params, admission, keyring, entropy)
    }

    /// A hasher that may be as weak as a test is in a hurry.
    ///
    /// # Errors
    /// [`ConfigError`] when argon2 itself cannot do with the parameters.
    #[cfg(any(test, feature = "testkit"))]
    pub fn weak_for_tests(
        params: Argon2Params,
        admission: Admission,
        keyring: &Keyring,
        entropy: Arc<dyn Entropy>,
    ) -> Result<Self, ConfigError> {
        Self::unchecked(params, admission, keyring, entropy)
    }

    fn unchecked(
        params: Argon2Params,
        admission: Admission,
        keyring: &Keyring,
        entropy: Arc<dyn Entropy>,
    ) -> Result<Self, ConfigError> {
        Ok(Self {
            gate: Gate::new(admission)?,
            engine: Arc::new(Engine::new(params, keyring, entropy)?),
        })
    }
}

#[async_trait]
impl PasswordHasher for Argon2Hasher {
    async fn hash(&self, password: &Password) -> Result<PasswordHash, HashError> {
        let (engine, password) = (Arc::clone(&self.engine), password.clone());
        self.gate.run(move || engine.hash(&password)).await
    }

    async fn verify(
        &self,
        password: &Password,
        hash: Option<PasswordHash>,
    ) -> Result<Verification, HashError> {
        let (engine, password) = (Arc::clone(&self.engine), password.clone());
        self.gate
            .run(move || engine.verify(&password, hash.as_ref()))
            .await
    }
}

#[cfg(test)]
mod tests;
