//! A password as typed: composed once (NFC, R-27), otherwise left alone.

use secrecy::{ExposeSecret, SecretString};
use unicode_normalization::UnicodeNormalization;

/// Most bytes that are looked at; longer texts are refused, never cut.
pub const PASSWORD_MAX_BYTES: usize = 1_024;

/// A password in NFC. Everything that counts, compares, hashes or propagates a password takes this.
#[derive(Clone)]
pub struct Password(SecretString);

impl Password {
    /// Composes what was typed. A text beyond [`PASSWORD_MAX_BYTES`] is kept as it is: the policy
    /// refuses it, and no hash matches it.
    pub fn from_typed(typed: &SecretString) -> Self {
        let text = typed.expose_secret();
        if text.len() > PASSWORD_MAX_BYTES {
            return Self(typed.clone());
        }
        Self(SecretString::from(text.nfc().collect::<String>()))
    }

    /// Composes what was typed for a one-time password, without the spaces that come along when it
    /// is copied out of a mail.
    pub fn from_typed_one_time(typed: &SecretString) -> Self {
        Self(SecretString::from(typed.expose_secret().trim()))
    }

    /// The composed password.
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }

    /// The composed password as a secret.
    pub const fn as_secret(&self) -> &SecretString {
        &self.0
    }

    /// Whether the text is worth hashing at all; a refusal by length costs no work (T-20).
    pub fn is_hashable(&self) -> bool {
        (1..=PASSWORD_MAX_BYTES).contains(&self.expose().len())
    }
}

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Password(…)")
    }
}

/// A password that the effective policy has accepted: the only thing that may become a credential.
#[derive(Clone, Debug)]
pub struct NewPassword(pub(super) Password);

impl NewPassword {
    /// The accepted password.
    pub const fn as_password(&self) -> &Password {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn password(text: &str) -> Password {
        Password::from_typed(&SecretString::from(text))
    }

    #[test]
    fn r27_composed_and_decomposed_forms_are_one_password() {
        assert_eq!(
            password("caffe\u{300}").expose(),
            password("caff\u{e8}").expose()
        );
    }

    #[test]
    fn r23_a_text_is_composed_up_to_1024_bytes_and_beyond_left_alone_and_not_hashed() {
        let typed = |letters: usize| "x".repeat(letters) + "e\u{300}";
        assert_eq!(password(&typed(1_021)).expose().len(), 1_023);
        assert!(password(&typed(1_021)).is_hashable());
        for letters in [1_022, 1_030] {
            assert_eq!(password(&typed(letters)).expose(), typed(letters));
            assert!(!password(&typed(letters)).is_hashable());
        }
        assert!(!password("").is_hashable());
    }

    #[test]
    fn r27_compatibility_forms_stay_different() {
        assert_ne!(password("\u{fb01}").expose(), password("fi").expose());
        assert_ne!(password("\u{b2}").expose(), password("2").expose());
    }

    #[test]
    fn r23_spaces_count_but_not_around_a_one_time_password() {
        assert_eq!(password(" a ").expose(), " a ");
        assert_eq!(
            Password::from_typed_one_time(&SecretString::from(" a\n")).expose(),
            "a"
        );
    }

    #[test]
    fn r32_debug_shows_nothing() {
        assert_eq!(format!("{:?}", password("segretissima")), "Password(…)");
    }
}
