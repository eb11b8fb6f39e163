//! Passwords that are not hashed.

use async_trait::async_trait;
use varco_domain::credential::Password;
use varco_domain::utenza::PasswordHash;

use crate::crypto::{HashError, PasswordHasher, Verification};

/// Keeps the password in clear behind a PHC prefix, which costs no time.
#[derive(Clone, Copy, Debug, Default)]
pub struct PlainHasher;

impl PlainHasher {
    /// The hash of a text, for building accounts.
    pub fn hash_of(password: &str) -> PasswordHash {
        PasswordHash::from_phc(format!("$plain${password}"))
    }
}

#[async_trait]
impl PasswordHasher for PlainHasher {
    async fn hash(&self, password: &Password) -> Result<PasswordHash, HashError> {
        Ok(Self::hash_of(password.expose()))
    }

    async fn verify(
        &self,
        password: &Password,
        hash: Option<PasswordHash>,
    ) -> Result<Verification, HashError> {
        Ok(Verification {
            matches: hash == Some(Self::hash_of(password.expose())),
            needs_rehash: false,
        })
    }
}
