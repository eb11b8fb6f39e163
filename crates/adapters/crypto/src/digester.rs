//! Keyed digests of tokens.
//!
//! The digest is `HMAC-SHA-256(key, length of the purpose's name as u64 big-endian ‖ name ‖ token)`:
//! the length keeps a long name with a short token from meeting a short name with a long token.
//!
//! Only the current key digests. Turning it voids every link, code and session that is out, which is
//! also the way to void them all at once.

use std::sync::Arc;

use secrecy::{ExposeSecret, SecretString};
use varco_domain::token::{TokenDigest, TokenPurpose};
use varco_ports::TokenDigester;

use crate::keyring::{KeyPurpose, KeySet, Keyring};
use crate::mac::hmac_sha256;

/// HMAC-SHA-256 with a key of the ring.
#[derive(Clone, Debug)]
pub struct HmacDigester(Arc<KeySet>);

impl HmacDigester {
    /// Digests with the key for tokens: links, codes, sessions, counters.
    pub fn for_tokens(keyring: &Keyring) -> Self {
        Self(keyring.keys(KeyPurpose::TokenDigest))
    }

    /// Digests with the key that signs captcha challenges, so that turning one key leaves the other
    /// alone.
    pub fn for_captcha(keyring: &Keyring) -> Self {
        Self(keyring.keys(KeyPurpose::Captcha))
    }
}

impl TokenDigester for HmacDigester {
    fn digest(&self, purpose: TokenPurpose, token: &SecretString) -> TokenDigest {
        let name = purpose.name().as_bytes();
        let length = (name.len() as u64).to_be_bytes();
        TokenDigest::from_bytes(hmac_sha256(
            self.0.current().material(),
            &[&length, name, token.expose_secret().as_bytes()],
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r13_the_digest_covers_key_purpose_and_token() {
        let ring = Keyring::of_bytes(1);
        let digester = HmacDigester::for_tokens(&ring);
        let token = SecretString::from("a token");
        let digest = digester.digest(TokenPurpose::ActivationLink, &token);

        assert_eq!(
            digest,
            digester.digest(TokenPurpose::ActivationLink, &token)
        );
        for other in [
            digester.digest(TokenPurpose::Session, &token),
            digester.digest(TokenPurpose::ActivationLink, &SecretString::from("A token")),
            HmacDigester::for_captcha(&ring).digest(TokenPurpose::ActivationLink, &token),
            HmacDigester::for_tokens(&Keyring::of_bytes(9))
                .digest(TokenPurpose::ActivationLink, &token),
        ] {
            assert_ne!(digest, other);
        }
    }

    #[test]
    fn the_length_of_the_purpose_is_digested_too() {
        let ring = Keyring::of_bytes(1);
        let digest = HmacDigester::for_tokens(&ring)
            .digest(TokenPurpose::Session, &SecretString::from("token"));
        let key = ring.keys(KeyPurpose::TokenDigest);
        let expected = hmac_sha256(
            key.current().material(),
            &[b"\0\0\0\0\0\0\0\x07sessiontoken"],
        );
        assert_eq!(digest.as_bytes(), &expected);
    }

    #[test]
    fn r32_debug_shows_ids_only() {
        let ring = Keyring::of_bytes(1);
        let shown = format!("{:?}", HmacDigester::for_tokens(&ring));
        let id = ring
            .keys(KeyPurpose::TokenDigest)
            .current()
            .id()
            .to_string();
        assert_eq!(
            shown,
            format!("HmacDigester(KeySet {{ current: Key({id}), older: [] }})")
        );
    }
}
