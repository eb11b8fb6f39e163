//! Why a password is changed, and how the page of the change speaks of the one before.

use varco_domain::session::Session;
use varco_domain::session::SessionScope;
use varco_domain::utenza::{Account, Credential};
use varco_words::{Phrase, say};

/// Why a password is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ChangeReason {
    /// The one in force was mailed.
    FirstAccess,
    /// It is too old.
    TooOld,
    /// Somebody else may know it.
    Disavowed,
    /// The person likes to.
    Wish,
}

impl ChangeReason {
    /// Why this session is asked for a change.
    pub(crate) const fn of(session: &Session, account: &Account) -> Self {
        match (session.scope, &account.credential) {
            (SessionScope::Full, _) => Self::Wish,
            (SessionScope::ChangePassword, Credential::OneTime { .. }) => Self::FirstAccess,
            (SessionScope::ChangePassword, Credential::Chosen { .. }) => Self::TooOld,
            (SessionScope::ChangePassword, Credential::Disavowed { .. }) => Self::Disavowed,
        }
    }

    /// What the page says first.
    pub(crate) const fn lead(self) -> Phrase {
        match self {
            Self::FirstAccess => say("credential-lead-first"),
            Self::TooOld => say("credential-lead-old"),
            Self::Disavowed => say("credential-lead-disavowed"),
            Self::Wish => say("credential-lead-wish"),
        }
    }

    /// Label of the password in force.
    pub(crate) const fn current(self) -> Phrase {
        match self {
            Self::FirstAccess => say("credential-temporary"),
            Self::TooOld | Self::Disavowed | Self::Wish => say("common-current-password"),
        }
    }

    /// The same within a sentence.
    pub(crate) const fn shown(self) -> Phrase {
        match self {
            Self::FirstAccess => say("credential-temporary-shown"),
            Self::TooOld | Self::Disavowed | Self::Wish => say("common-current-password-shown"),
        }
    }

    /// It was left empty.
    pub(crate) const fn missing(self) -> Phrase {
        match self {
            Self::FirstAccess => say("fault-password-temporary-missing"),
            Self::TooOld | Self::Disavowed | Self::Wish => say("fault-password-current-missing"),
        }
    }

    /// It is another one.
    pub(crate) const fn wrong(self) -> Phrase {
        match self {
            Self::FirstAccess => say("fault-password-temporary-wrong"),
            Self::TooOld | Self::Disavowed | Self::Wish => say("fault-password-current-wrong"),
        }
    }

    /// The new one is the same.
    pub(crate) const fn unchanged(self) -> Phrase {
        match self {
            Self::FirstAccess => say("fault-password-unlike-temporary"),
            Self::TooOld | Self::Disavowed | Self::Wish => say("fault-password-unlike-current"),
        }
    }
}
