//! An address that is probably a mistake: what the form says of it, and what it makes of the answer.

use varco_domain::contacts::{EmailAddress, EmailHint};

/// What a form asks about an address before it takes it.
#[derive(Debug, Default)]
pub(super) struct AddressDoubt {
    /// What it was probably meant to be.
    pub(super) suggestion: Option<String>,
    /// Whether it looks certified.
    pub(super) is_pec: bool,
}

impl AddressDoubt {
    /// Whether there is something to ask.
    pub(super) const fn is_some(&self) -> bool {
        self.suggestion.is_some() || self.is_pec
    }
}

impl From<EmailHint> for AddressDoubt {
    fn from(hint: EmailHint) -> Self {
        match hint {
            EmailHint::MistypedDomain { suggestion } => Self {
                suggestion: Some(suggestion),
                is_pec: false,
            },
            EmailHint::LooksLikePec => Self {
                suggestion: None,
                is_pec: true,
            },
        }
    }
}

/// "Sì, correggi": the address as it was probably meant. `None` for one that looks right, as when it
/// has been mended by hand meanwhile.
pub(super) fn meant(typed: &str) -> Option<String> {
    match EmailAddress::parse(typed).ok()?.hint()? {
        EmailHint::MistypedDomain { suggestion } => Some(suggestion),
        EmailHint::LooksLikePec => None,
    }
}
