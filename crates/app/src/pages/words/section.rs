//! The sections of the *area riservata*, in the order in which they are listed.

/// A section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Section {
    /// What the utenza is.
    Overview,
}

impl Section {
    /// Every section.
    pub(crate) const ALL: [Self; 1] = [Self::Overview];

    /// Its address.
    pub(crate) const fn path(self) -> &'static str {
        match self {
            Self::Overview => "/area",
        }
    }

    /// Its name.
    pub(crate) const fn title(self) -> &'static str {
        match self {
            Self::Overview => "La tua utenza",
        }
    }
}
