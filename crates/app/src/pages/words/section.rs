//! The sections of the *area riservata*, in the order in which they are listed.

use varco_words::{Phrase, say};

/// A section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Section {
    /// What the utenza is.
    Overview,
    /// Who the person is.
    PersonalData,
    /// How the person is reached for applications and summonses.
    Recapiti,
    /// Which addresses are the person's, and asking for another.
    Email,
    /// The change of the password.
    Password,
    /// Which services hold the same password; there only where there are any.
    Services,
    /// Where the account is open, and what has happened to it.
    Activity,
}

impl Section {
    /// Every section.
    const ALL: [Self; 7] = [
        Self::Overview,
        Self::PersonalData,
        Self::Recapiti,
        Self::Email,
        Self::Password,
        Self::Services,
        Self::Activity,
    ];

    /// Those of somebody with linked services, or without.
    pub(crate) fn listed(has_services: bool) -> impl Iterator<Item = Self> {
        let is_there = move |section: &Self| has_services || *section != Self::Services;
        Self::ALL.into_iter().filter(is_there)
    }

    /// Its address.
    pub(crate) const fn path(self) -> &'static str {
        match self {
            Self::Overview => "/area",
            Self::PersonalData => "/area/dati-personali",
            Self::Recapiti => "/area/recapiti",
            Self::Email => "/area/email",
            Self::Password => "/area/password",
            Self::Services => "/area/servizi",
            Self::Activity => "/area/attivita",
        }
    }

    /// Its name.
    pub(crate) const fn title(self) -> Phrase {
        match self {
            Self::Overview => say("area-your-account"),
            Self::PersonalData => say("area-personal-data"),
            Self::Recapiti => say("area-contacts"),
            Self::Email => say("area-email"),
            Self::Password => say("area-password"),
            Self::Services => say("area-services"),
            Self::Activity => say("area-activity"),
        }
    }
}
