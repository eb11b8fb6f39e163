//! What a person receives and hands back: link tokens, typed codes, session tokens.
//!
//! The plain value lives in a [`SecretString`] from the moment it is made; only its
//! [`TokenDigest`] is ever stored (R-13, R-43).
//!
//! ```
//! use secrecy::{ExposeSecret, SecretString};
//! use varco_domain::token::{is_opaque_token, opaque_token, parse_typed_code, typed_code};
//!
//! let entropy = [7; 32]; // from the operating system in real life
//! assert!(is_opaque_token(opaque_token(&entropy).expose_secret()));
//!
//! let code = typed_code(&entropy).expect("usable bytes");
//! assert_eq!(code.expose_secret(), "99999999");
//! let read = parse_typed_code(&SecretString::from(" 9999-9999 "));
//! assert!(read.is_some_and(|read| read.expose_secret() == code.expose_secret()));
//! ```

use base64ct::{Base64UrlUnpadded, Encoding};
use secrecy::{ExposeSecret, SecretString};

/// Bytes of randomness behind a link or session token: 256 bits.
pub const TOKEN_ENTROPY: usize = 32;
/// Characters of a typed code.
pub const TYPED_CODE_LENGTH: usize = 8;

/// Signs that cannot be taken for one another on paper or on a phone (no 0 O 1 I L U).
const TYPED_SIGNS: &[u8; 30] = b"23456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Bytes below this are spread evenly over the signs; the others are skipped.
const TYPED_FAIR: u8 = 240;

/// What a token is good for. A digest is made over the purpose too, so that a token of one purpose
/// is unknown to every other (purpose confusion, R-13).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TokenPurpose {
    /// The link of the activation mail.
    ActivationLink,
    /// The code of the activation mail, typed by hand.
    ActivationCode,
    /// The browser or program that carries out a registration.
    RegistrationFlow,
    /// An authenticated session.
    Session,
    /// What the token of a session follows from that goes on under a new one.
    NextSession,
    /// The link that resets a password.
    ResetPassword,
    /// The link that confirms an address.
    ConfirmEmail,
    /// The link that undoes a change of address.
    UndoEmail,
    /// The link of "Non sei stato tu?".
    Disavow,
    /// The browser that somebody has logged in from before.
    Device,
    /// The offer of another one-time password in place of one that has expired.
    Renewal,
    /// A form that is kept while its sender logs in again.
    KeptForm,
    /// A captcha challenge.
    Captcha,
    /// A counter of the throttle.
    Throttle,
}

impl TokenPurpose {
    /// A stable name, part of what is digested.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ActivationLink => "activation-link",
            Self::ActivationCode => "activation-code",
            Self::RegistrationFlow => "registration-flow",
            Self::Session => "session",
            Self::NextSession => "next-session",
            Self::ResetPassword => "reset-password",
            Self::ConfirmEmail => "confirm-email",
            Self::UndoEmail => "undo-email",
            Self::Disavow => "disavow",
            Self::Device => "device",
            Self::Renewal => "renewal",
            Self::KeptForm => "kept-form",
            Self::Captcha => "captcha",
            Self::Throttle => "throttle",
        }
    }
}

/// Keyed digest of a token: all that is stored of it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TokenDigest([u8; 32]);

impl TokenDigest {
    /// Wraps the 32 bytes computed by the cryptographic adapter or read from a store.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The digest as stored.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl std::fmt::Debug for TokenDigest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("TokenDigest(…)")
    }
}

/// A link or session token: 43 characters of base64url without padding.
pub fn opaque_token(entropy: &[u8; TOKEN_ENTROPY]) -> SecretString {
    SecretString::from(Base64UrlUnpadded::encode_string(entropy))
}

/// Tells whether a text could be a token of ours, so that noise costs no look-up.
pub fn is_opaque_token(text: &str) -> bool {
    text.len() == 43
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}

/// A code of eight signs for typing: about 39 bits, so it is only good together with a limit on
/// attempts.
///
/// Returns `None` in the (practically impossible) case that the bytes do not give eight signs.
pub fn typed_code(entropy: &[u8; TOKEN_ENTROPY]) -> Option<SecretString> {
    let code: String = entropy
        .iter()
        .filter(|byte| **byte < TYPED_FAIR)
        .filter_map(|byte| TYPED_SIGNS.get(usize::from(*byte) % TYPED_SIGNS.len()))
        .map(|sign| char::from(*sign))
        .take(TYPED_CODE_LENGTH)
        .collect();
    (code.len() == TYPED_CODE_LENGTH).then(|| SecretString::from(code))
}

/// Reads a code as people type it: any case, with spaces or dashes. `None` when it cannot be a code
/// of ours.
pub fn parse_typed_code(typed: &SecretString) -> Option<SecretString> {
    let cleaned: String = typed
        .expose_secret()
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .map(|c| c.to_ascii_uppercase())
        .take(TYPED_CODE_LENGTH + 1)
        .collect();
    let known = cleaned.bytes().all(|b| TYPED_SIGNS.contains(&b));
    (known && cleaned.len() == TYPED_CODE_LENGTH).then(|| SecretString::from(cleaned))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_opaque_token_is_43_url_safe_characters() {
        let token = opaque_token(&[251; TOKEN_ENTROPY]);
        assert!(is_opaque_token(token.expose_secret()));
        assert!(!is_opaque_token("short"));
        assert!(!is_opaque_token(&"é".repeat(43)));
    }

    #[test]
    fn a_typed_code_survives_the_way_people_type_it() {
        let mut entropy = [0; TOKEN_ENTROPY];
        for (index, byte) in entropy.iter_mut().enumerate() {
            *byte = u8::try_from(index * 7).unwrap();
        }
        let code = typed_code(&entropy).unwrap();
        let plain = code.expose_secret();
        let typed = format!(" {}-{} ", plain[..4].to_lowercase(), &plain[4..]);
        let parsed = parse_typed_code(&SecretString::from(typed)).unwrap();
        assert_eq!(parsed.expose_secret(), plain);
    }

    #[test]
    fn a_typed_code_is_refused_when_a_sign_is_missing_extra_or_never_used() {
        for typed in [
            "",
            "2345678",
            "234567892",
            "2345678O",
            "2345678é",
            "2345678@",
        ] {
            assert!(
                parse_typed_code(&SecretString::from(typed)).is_none(),
                "{typed}"
            );
        }
    }

    #[test]
    fn entropy_without_enough_usable_bytes_gives_no_code() {
        assert!(typed_code(&[TYPED_FAIR; TOKEN_ENTROPY]).is_none());
    }

    #[test]
    fn every_sign_of_a_typed_code_is_as_likely_as_any_other() {
        let mut counts = [0; TYPED_SIGNS.len()];
        for byte in 0..TYPED_FAIR {
            let code = typed_code(&[byte; TOKEN_ENTROPY]).unwrap();
            let sign = code.expose_secret().as_bytes()[0];
            counts[TYPED_SIGNS.iter().position(|s| *s == sign).unwrap()] += 1;
        }
        assert_eq!(counts, [8; TYPED_SIGNS.len()]);
    }

    /// Digests are made over these: a changed name would make every token in a mail worthless.
    #[test]
    fn names_of_purposes_never_change() {
        for (purpose, name) in [
            (TokenPurpose::ActivationLink, "activation-link"),
            (TokenPurpose::ActivationCode, "activation-code"),
            (TokenPurpose::RegistrationFlow, "registration-flow"),
            (TokenPurpose::Session, "session"),
            (TokenPurpose::NextSession, "next-session"),
            (TokenPurpose::ResetPassword, "reset-password"),
            (TokenPurpose::ConfirmEmail, "confirm-email"),
            (TokenPurpose::UndoEmail, "undo-email"),
            (TokenPurpose::Disavow, "disavow"),
            (TokenPurpose::Device, "device"),
            (TokenPurpose::KeptForm, "kept-form"),
            (TokenPurpose::Captcha, "captcha"),
            (TokenPurpose::Throttle, "throttle"),
        ] {
            assert_eq!(purpose.name(), name);
        }
    }
}
