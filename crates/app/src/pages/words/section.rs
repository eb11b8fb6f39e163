//! The sections of the *area riservata*, in the order in which they are listed.

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
    /// Where the account is open, and what has happened to it.
    Activity,
}

impl Section {
    /// Every section.
    pub(crate) const ALL: [Self; 6] = [
        Self::Overview,
        Self::PersonalData,
        Self::Recapiti,
        Self::Email,
        Self::Password,
        Self::Activity,
    ];

    /// Its address.
    pub(crate) const fn path(self) -> &'static str {
        match self {
            Self::Overview => "/area",
            Self::PersonalData => "/area/dati-personali",
            Self::Recapiti => "/area/recapiti",
            Self::Email => "/area/email",
            Self::Password => "/area/password",
            Self::Activity => "/area/attivita",
        }
    }

    /// Its name.
    pub(crate) const fn title(self) -> &'static str {
        match self {
            Self::Overview => "La tua utenza",
            Self::PersonalData => "I tuoi dati personali",
            Self::Recapiti => "Variazione dati di recapito",
            Self::Email => "Email",
            Self::Password => "Modifica password",
            Self::Activity => "Sessioni e attività",
        }
    }
}
