//! Why a password is changed, and how the page of the change speaks of the one before.

use varco_domain::session::Session;
use varco_domain::session::SessionScope;
use varco_domain::utenza::{Account, Credential};

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
    pub(crate) const fn lead(self) -> &'static str {
        match self {
            Self::FirstAccess => {
                "La password che ti abbiamo mandato è temporanea: ora scegline una tua."
            }
            Self::TooOld => {
                "La tua password è scaduta perché la usi da molto tempo: per continuare scegline una nuova. La tua utenza e i tuoi dati non sono cambiati."
            }
            Self::Disavowed => {
                "Hai segnalato una modifica che non hai fatto tu: qualcun altro potrebbe conoscere la tua password. Per continuare scegline una nuova."
            }
            Self::Wish => {
                "Quando la cambi, tutte le altre sessioni si chiudono: sugli altri dispositivi dovrai accedere di nuovo."
            }
        }
    }

    /// Label of the password in force.
    pub(crate) const fn current(self) -> &'static str {
        match self {
            Self::FirstAccess => "Password temporanea",
            Self::TooOld | Self::Disavowed | Self::Wish => "Password attuale",
        }
    }

    /// The same within a sentence.
    pub(crate) const fn shown(self) -> &'static str {
        match self {
            Self::FirstAccess => "la password temporanea",
            Self::TooOld | Self::Disavowed | Self::Wish => "la password attuale",
        }
    }

    /// It was left empty.
    pub(crate) const fn missing(self) -> &'static str {
        match self {
            Self::FirstAccess => "Scrivi la password temporanea",
            Self::TooOld | Self::Disavowed | Self::Wish => "Scrivi la password attuale",
        }
    }

    /// It is another one.
    pub(crate) const fn wrong(self) -> &'static str {
        match self {
            Self::FirstAccess => {
                "La password temporanea non corrisponde: copiala dall'ultima email, senza spazi"
            }
            Self::TooOld | Self::Disavowed | Self::Wish => {
                "Password attuale non corretta: riscrivila"
            }
        }
    }

    /// The new one is the same.
    pub(crate) const fn unchanged(self) -> &'static str {
        match self {
            Self::FirstAccess => "Scegli una password diversa da quella temporanea",
            Self::TooOld | Self::Disavowed | Self::Wish => {
                "Scegli una password diversa da quella attuale"
            }
        }
    }
}
