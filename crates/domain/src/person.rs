//! Names of people, as the tessera sanitaria writes them.
//!
//! ```
//! use varco_domain::person::{NameFault, PersonName};
//!
//! let name = PersonName::parse("  Niccolò   D’Angelo ")?;
//! assert_eq!(name.as_str(), "Niccolò D'Angelo");
//! assert_eq!(PersonName::parse("Mario2"), Err(NameFault::Digit));
//! # Ok::<(), NameFault>(())
//! ```

use thiserror::Error;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Most code points that a name may have (R-12).
pub const NAME_MAX: usize = 100;

/// A given name, a family name or the name of a place typed by hand: NFC, letters with their marks,
/// spaces, apostrophes and hyphens, 1 to [`NAME_MAX`] code points.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonName(String);

/// Why a text is no name (R-12).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NameFault {
    /// Nothing, or only spaces.
    #[error("the name is empty")]
    Empty,
    /// More code points than [`NAME_MAX`].
    #[error("the name has {found} characters, at most {NAME_MAX} are allowed")]
    TooLong {
        /// Code points found.
        found: usize,
    },
    /// A digit.
    #[error("the name contains a digit")]
    Digit,
    /// A sign that names do not have: punctuation, controls, invisible or bidirectional marks.
    #[error("the name contains a character that is no letter, space, apostrophe or hyphen")]
    Forbidden,
}

impl PersonName {
    /// Reads a name: trims it, folds runs of white space into one space and the typographic
    /// apostrophe into the plain one, composes it (NFC).
    ///
    /// # Errors
    /// The first [`NameFault`] met.
    pub fn parse(text: &str) -> Result<Self, NameFault> {
        let mut name = String::with_capacity(text.len());
        for word in text.split_whitespace() {
            if !name.is_empty() {
                name.push(' ');
            }
            name.extend(word.nfc().map(|c| if c == '\u{2019}' { '\'' } else { c }));
        }
        match name.chars().count() {
            0 => return Err(NameFault::Empty),
            found if found > NAME_MAX => return Err(NameFault::TooLong { found }),
            _ => {}
        }
        if name.chars().any(char::is_numeric) {
            return Err(NameFault::Digit);
        }
        let allowed =
            |c: char| c.is_alphabetic() || is_combining_mark(c) || matches!(c, ' ' | '\'' | '-');
        if !name.chars().all(allowed) || !name.chars().any(char::is_alphabetic) {
            return Err(NameFault::Forbidden);
        }
        Ok(Self(name))
    }

    /// The name as it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for PersonName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Only the initial: names are personal data and `Debug` reaches logs.
impl std::fmt::Debug for PersonName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PersonName({}…)", self.0.chars().next().unwrap_or(' '))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn r12_real_names_are_accepted() {
        for name in [
            "D'Angelo",
            "Jürgen",
            "Nuñez",
            "Đặng",
            "Maria Grazia",
            "Della-Valle",
            "Niccolò",
            "Ng",
            "李",
        ] {
            assert_eq!(PersonName::parse(name).unwrap().as_str(), name);
        }
    }

    #[test]
    fn spaces_apostrophes_and_composition_are_made_uniform() {
        let name = PersonName::parse("  Dell\u{2019}Anno \t Nicolo\u{300} ").unwrap();
        assert_eq!(name.as_str(), "Dell'Anno Nicolò");
        assert_eq!(name.to_string(), name.as_str());
    }

    #[test]
    fn r12_what_is_no_name_is_refused_with_its_reason() {
        let long = "a".repeat(NAME_MAX + 1);
        for (text, fault) in [
            ("", NameFault::Empty),
            (" \n ", NameFault::Empty),
            (long.as_str(), NameFault::TooLong { found: 101 }),
            ("Mario2", NameFault::Digit),
            ("Mario\u{0}Rossi", NameFault::Forbidden),
            ("Mario\u{202e}", NameFault::Forbidden),
            ("Ma\u{200b}rio", NameFault::Forbidden),
            ("<b>Mario</b>", NameFault::Forbidden),
            ("'-'", NameFault::Forbidden),
        ] {
            assert_eq!(PersonName::parse(text), Err(fault), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn parsing_never_panics_and_is_idempotent(text in "\\PC{0,120}|.{0,120}") {
            if let Ok(name) = PersonName::parse(&text) {
                prop_assert_eq!(PersonName::parse(name.as_str()), Ok(name.clone()));
            }
        }
    }
}
