//! What keys are for.

/// What a key is for. No key serves two purposes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyPurpose {
    /// Digests of tokens, codes, session ids and throttle counters.
    TokenDigest,
    /// Wrapping the keys of sealed secrets (KEK).
    Vault,
    /// The last step of a password hash.
    Pepper,
    /// Signing captcha challenges.
    Captcha,
}

impl KeyPurpose {
    /// Every purpose, in the order of the key file.
    pub const ALL: [Self; 4] = [Self::TokenDigest, Self::Vault, Self::Pepper, Self::Captcha];

    /// The name in the key file.
    pub const fn name(self) -> &'static str {
        match self {
            Self::TokenDigest => "token-digest",
            Self::Vault => "vault",
            Self::Pepper => "pepper",
            Self::Captcha => "captcha",
        }
    }

    /// The purpose of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.name() == name)
    }
}
