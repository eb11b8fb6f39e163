//! The proof of work: ALTCHA version 2 with PBKDF2-HMAC-SHA-256.
//!
//! The challenge is `{"parameters": {…}, "signature": "<hex>"}`; the answer is `{"challenge": <the
//! challenge>, "solution": {"counter": n, "derivedKey": "<hex>"}}`. Solving means finding a counter
//! whose key, derived from nonce ‖ counter (u32 big-endian) and salt with `cost` rounds, begins with
//! the hexadecimal digits of `keyPrefix`.
//!
//! Terms live in `parameters.data` and not in `parameters.expiresAt`, which the library would compare
//! with a clock of its own.

use altcha::{
    Challenge, ChallengeParameters, HmacAlgorithm, Payload, VerifySolutionOptions, sign_challenge,
    verify_solution,
};
use base64ct::{Base64UrlUnpadded, Encoding};
use secrecy::{ExposeSecret, SecretString};
use subtle::ConstantTimeEq;
use thiserror::Error;
use varco_domain::token::TokenDigest;

use crate::keyed::{Keyed, Use};
use crate::terms::Terms;

/// An answer of ours takes about 700 bytes.
const MAX_BYTES: usize = 4 * 1024;

/// How much work a proof is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difficulty {
    cost: u32,
    prefix: String,
}

impl Difficulty {
    /// `cost` rounds for each try, and as many tries, on average, as 16 to the power of the digits of
    /// `prefix`. Checking an answer costs one try.
    ///
    /// # Errors
    /// [`DifficultyError`] when the cost is not between 1 and 100,000 or the prefix is not up to six
    /// hexadecimal digits.
    pub fn new(cost: u32, prefix: &str) -> Result<Self, DifficultyError> {
        if !(1..=100_000).contains(&cost) {
            return Err(DifficultyError::Cost { cost });
        }
        if prefix.len() > 6 || !prefix.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(DifficultyError::Prefix);
        }
        Ok(Self {
            cost,
            prefix: prefix.to_ascii_lowercase(),
        })
    }
}

impl Default for Difficulty {
    /// 256 tries of 5,000 rounds: about a second on a telephone.
    fn default() -> Self {
        Self {
            cost: 5_000,
            prefix: "00".to_owned(),
        }
    }
}

/// Why a difficulty is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum DifficultyError {
    /// Too cheap to mean anything, or so dear that checking would slow the service down.
    #[error("a proof of work with cost {cost} is not between 1 and 100000")]
    Cost {
        /// What was asked for.
        cost: u32,
    },
    /// Not a beginning of a key, or one that nobody finds in time.
    #[error("the prefix of a proof of work is not up to six hexadecimal digits")]
    Prefix,
}

/// Sets and checks proofs.
#[derive(Debug)]
pub(crate) struct ProofOfWork {
    difficulty: Difficulty,
    keyed: Keyed,
}

/// An answer to a challenge of ours, not yet judged.
#[derive(Debug)]
pub(crate) struct ProofAnswer {
    payload: Payload,
    /// What signed the challenge.
    secret: SecretString,
    pub(crate) terms: Terms,
}

impl ProofAnswer {
    pub(crate) fn nonce(&self) -> &str {
        &self.payload.challenge.parameters.nonce
    }
}

impl ProofOfWork {
    pub(crate) const fn new(difficulty: Difficulty, keyed: Keyed) -> Self {
        Self { difficulty, keyed }
    }

    /// A challenge as JSON. Nonce and salt are 16 bytes in hexadecimal.
    pub(crate) fn set(&self, terms: &Terms, nonce: &str, salt: &str) -> altcha::Result<String> {
        let data = serde_json::from_value(serde_json::to_value(terms)?)?;
        let parameters = ChallengeParameters {
            algorithm: "PBKDF2/SHA-256".to_owned(),
            cost: self.difficulty.cost,
            data: Some(data),
            expires_at: None,
            key_length: 32,
            key_prefix: self.difficulty.prefix.clone(),
            key_signature: None,
            memory_cost: None,
            nonce: nonce.to_owned(),
            parallelism: None,
            salt: salt.to_owned(),
        };
        // Made when needed: the key may be turned while we run.
        let secret = secret(&self.keyed.digest(Use::ProofSecret, ""));
        let challenge = sign(parameters, &secret)?;
        Ok(serde_json::to_string(&challenge)?)
    }

    /// Reads an answer; `None` unless the challenge in it is one of ours, unchanged.
    pub(crate) fn read(&self, json: &str) -> Option<ProofAnswer> {
        if json.len() > MAX_BYTES {
            return None;
        }
        let payload: Payload = serde_json::from_str(json).ok()?;
        let challenge = &payload.challenge;
        let given = challenge.signature.as_ref()?.as_bytes();
        let has_signed = |secret: &SecretString| {
            let ours = sign(challenge.parameters.clone(), secret).ok();
            let ours = ours.and_then(|challenge| challenge.signature);
            ours.is_some_and(|ours| ours.as_bytes().ct_eq(given).into())
        };
        let secrets = self.keyed.digests(Use::ProofSecret, "");
        let secret = secrets.iter().map(secret).find(has_signed)?;
        let data = serde_json::to_value(challenge.parameters.data.as_ref()?).ok()?;
        let terms = serde_json::from_value(data).ok()?;
        Some(ProofAnswer {
            payload,
            secret,
            terms,
        })
    }

    /// Whether the work was done. Takes half a millisecond at the default difficulty, too little to
    /// be worth another thread.
    pub(crate) fn is_done(answer: &ProofAnswer) -> bool {
        let Payload {
            challenge,
            solution,
        } = &answer.payload;
        let secret = answer.secret.expose_secret();
        let options = VerifySolutionOptions::new(challenge, solution, secret);
        verify_solution(options).is_ok_and(|result| result.verified)
    }
}

fn sign(mut parameters: ChallengeParameters, secret: &SecretString) -> altcha::Result<Challenge> {
    let secret = secret.expose_secret();
    sign_challenge(&HmacAlgorithm::Sha256, &mut parameters, None, secret, None)
}

fn secret(digest: &TokenDigest) -> SecretString {
    SecretString::from(Base64UrlUnpadded::encode_string(digest.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difficulty_that_means_nothing_or_stops_everything_is_refused() {
        for (cost, prefix, expected) in [
            (0, "00", DifficultyError::Cost { cost: 0 }),
            (100_001, "00", DifficultyError::Cost { cost: 100_001 }),
            (1, "0x", DifficultyError::Prefix),
            (1, "0000000", DifficultyError::Prefix),
        ] {
            assert_eq!(Difficulty::new(cost, prefix), Err(expected));
        }
        assert_eq!(Difficulty::new(5_000, "00"), Ok(Difficulty::default()));
        assert_eq!(
            Difficulty::new(1, "aB").map(|d| d.prefix).as_deref(),
            Ok("ab")
        );
    }
}
