//! The stored form of a password hash.

use argon2::password_hash::phc::{self, Output, ParamsString, Salt};
use argon2::{ARGON2ID_IDENT, Version};
use varco_domain::utenza::PasswordHash;
use varco_ports::HashError;

use super::params::Argon2Params;
use crate::keyring::KeyId;

/// Bytes of a salt.
pub(super) const SALT: usize = 16;
/// Bytes of a tag.
pub(super) const TAG: usize = 32;

/// What a PHC string of ours says.
#[derive(Debug)]
pub(super) struct Stored {
    pub(super) params: Argon2Params,
    /// The id of the pepper as written; compared with those of the ring.
    pub(super) pepper: String,
    pub(super) salt: Salt,
    pub(super) tag: Output,
}

impl Stored {
    pub(super) fn parse(hash: &PasswordHash) -> Result<Self, HashError> {
        let phc = phc::PasswordHash::new(hash.as_phc()).map_err(broken)?;
        if phc.algorithm != ARGON2ID_IDENT || phc.version != Some(Version::V0x13.into()) {
            return Err(broken("not argon2id version 19"));
        }
        let number = |name: &str| phc.params.get_decimal(name).ok_or_else(|| broken(name));
        let params = Argon2Params {
            memory_kib: number("m")?,
            iterations: number("t")?,
            parallelism: number("p")?,
        };
        if params.is_too_dear() {
            return Err(broken("too dear"));
        }
        Ok(Self {
            params,
            pepper: phc
                .params
                .get_str("keyid")
                .ok_or_else(|| broken("keyid"))?
                .to_owned(),
            salt: phc.salt.ok_or_else(|| broken("no salt"))?,
            tag: phc.hash.ok_or_else(|| broken("no tag"))?,
        })
    }

    pub(super) fn write(
        params: Argon2Params,
        pepper: KeyId,
        salt: &[u8; SALT],
        tag: &[u8; TAG],
    ) -> Result<PasswordHash, HashError> {
        let mut written =
            ParamsString::try_from(&params.to_argon2().map_err(broken)?).map_err(broken)?;
        written
            .add_str("keyid", pepper.to_string().as_str())
            .map_err(broken)?;
        let phc = phc::PasswordHash {
            algorithm: ARGON2ID_IDENT,
            version: Some(Version::V0x13.into()),
            params: written,
            salt: Some(Salt::new(salt).map_err(broken)?),
            hash: Some(Output::new(tag).map_err(broken)?),
        };
        Ok(PasswordHash::from_phc(phc.to_string()))
    }
}

/// Says what is wrong with a hash, never what is in it.
pub(super) fn broken(what: impl std::fmt::Display) -> HashError {
    HashError::Broken(what.to_string())
}
