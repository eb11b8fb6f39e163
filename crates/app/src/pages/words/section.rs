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
}

impl Section {
    /// Every section.
    pub(crate) const ALL: [Self; 3] = [Self::Overview, Self::PersonalData, Self::Recapiti];

    /// Its address.
    pub(crate) const fn path(self) -> &'static str {
        match self {
            Self::Overview => "/area",
            Self::PersonalData => "/area/dati-personali",
            Self::Recapiti => "/area/recapiti",
        }
    }

    /// Its name.
    pub(crate) const fn title(self) -> &'static str {
        match self {
            Self::Overview => "La tua utenza",
            Self::PersonalData => "I tuoi dati personali",
            Self::Recapiti => "Variazione dati di recapito",
        }
    }
}
