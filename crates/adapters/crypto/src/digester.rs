//! Keyed digests of tokens.
//!
//! The digest is `HMAC-SHA-256(key, length of the purpose's name as u64 big-endian ‖ name ‖ token)`:
//! the length keeps a long name with a short token from meeting a short name with a long token.
//!
//! The current key digests what is new. What was stored under an older key is still found as long as that
//! key is in the ring; retiring it voids every link, code and session that is out.

use secrecy::{ExposeSecret, SecretString};
use varco_domain::token::{TokenDigest, TokenPurpose};
use varco_ports::TokenDigester;

use crate::keyring::{Key, KeyPurpose, Keyring};
use crate::mac::hmac_sha256;

/// HMAC-SHA-256 with a key of the ring.
#[derive(Clone, Debug)]
pub struct HmacDigester {
    keyring: Keyring,
    purpose: KeyPurpose,
}

impl HmacDigester {
    /// Digests with the key for tokens: links, codes, sessions, counters.
    pub fn for_tokens(keyring: &Keyring) -> Self {
        Self {
            keyring: keyring.clone(),
            purpose: KeyPurpose::TokenDigest,
        }
    }

    /// Digests with the key that signs captcha challenges, so that turning one key leaves the other
    /// alone.
    pub fn for_captcha(keyring: &Keyring) -> Self {
        Self {
            keyring: keyring.clone(),
            purpose: KeyPurpose::Captcha,
        }
    }
}

impl TokenDigester for HmacDigester {
    fn digest(&self, purpose: TokenPurpose, token: &SecretString) -> TokenDigest {
        digest(self.keyring.keys(self.purpose).current(), purpose, token)
    }

    fn digests(&self, purpose: TokenPurpose, token: &SecretString) -> Vec<TokenDigest> {
        let keys = self.keyring.keys(self.purpose);
        keys.iter().map(|key| digest(key, purpose, token)).collect()
    }

    fn lasting_digest(&self, purpose: TokenPurpose, token: &SecretString) -> TokenDigest {
        digest(self.keyring.keys(self.purpose).oldest(), purpose, token)
    }
}

fn digest(key: &Key, purpose: TokenPurpose, token: &SecretString) -> TokenDigest {
    let name = purpose.name().as_bytes();
    let length = (name.len() as u64).to_be_bytes();
    let parts = [&length, name, token.expose_secret().as_bytes()];
    TokenDigest::from_bytes(hmac_sha256(key.material(), &parts))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keyring::testkit::{key_file, key_line};

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
    fn r83_a_token_of_an_older_key_is_still_found() {
        let token = SecretString::from("a token");
        let before = HmacDigester::for_tokens(&Keyring::of_bytes(1));
        let rotated = Keyring::of_bytes_with(20, &key_line(KeyPurpose::TokenDigest, 1));
        let after = HmacDigester::for_tokens(&rotated);
        let stored = before.digest(TokenPurpose::Session, &token);

        let [current, older] = after.digests(TokenPurpose::Session, &token)[..] else {
            panic!("one digest for each key");
        };
        assert_eq!(current, after.digest(TokenPurpose::Session, &token));
        assert_eq!(older, stored);
        assert_eq!(before.digests(TokenPurpose::Session, &token), [stored]);
    }

    #[test]
    fn r83_what_must_last_is_digested_alike_through_every_step_of_a_rotation() {
        let token = SecretString::from("a counter");
        let lasting = |file: [String; 2]| {
            let rest = key_file(1).replace(&key_line(KeyPurpose::TokenDigest, 1), &file.concat());
            let digester = HmacDigester::for_tokens(&Keyring::of_text(&rest));
            digester.lasting_digest(TokenPurpose::Throttle, &token)
        };
        let [old, new] = [1, 20].map(|byte| key_line(KeyPurpose::TokenDigest, byte));
        let before = lasting([old.clone(), String::new()]);
        assert_eq!(lasting([old.clone(), format!("+{new}")]), before);
        assert_eq!(lasting([new.clone(), old]), before);
        assert_ne!(lasting([new, String::new()]), before);
    }
}
