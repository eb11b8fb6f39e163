//! The languages that people are written to in.
//!
//! ```
//! use varco_domain::language::Language;
//!
//! assert_eq!(Language::from_tag("de"), Some(Language::De));
//! assert_eq!(Language::from_tag("fr"), None);
//! assert_eq!(Language::default().tag(), "it");
//! ```

/// A language of pages and mails.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// Italian.
    #[default]
    It,
    /// German, as in South Tyrol.
    De,
    /// English.
    En,
}

impl Language {
    /// Every language, in the order in which people are offered them.
    pub const ALL: [Self; 3] = [Self::It, Self::De, Self::En];

    /// Its tag (RFC 5646): two lower-case letters, for storage, headers and the API.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::It => "it",
            Self::De => "de",
            Self::En => "en",
        }
    }

    /// The language with exactly this tag.
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.tag() == tag)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_is_found_by_its_own_tag() {
        for language in Language::ALL {
            assert_eq!(Language::from_tag(language.tag()), Some(language));
        }
        for other in ["", "IT", "de-AT", "fr"] {
            assert_eq!(Language::from_tag(other), None, "{other}");
        }
    }
}
