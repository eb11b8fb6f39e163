//! Everything that people read, by key, in every language ([0022](../../../docs/adr/0022-languages.md)).
//!
//! The texts are Fluent files, `locales/<language>/<topic>.ftl`; the key of a message begins with its
//! topic. A message is plain text, unless its key ends in `-html`: then it holds markup, and what is
//! filled in is escaped first.
//!
//! ```
//! use varco_domain::language::Language;
//! use varco_words::Words;
//!
//! let words = Words::of(Language::De);
//! assert_eq!(words.text("wait-minutes").with("count", 2).to_string(), "2 Minuten");
//! ```

mod argument;
mod catalogue;
pub mod dates;
mod message;
mod phrase;
mod sources;
#[cfg(test)]
mod tests;

use varco_domain::language::Language;

pub use argument::{Argument, Strong, Value};
use catalogue::Catalogue;
pub use message::{Html, Text};
pub use phrase::{Phrase, say};

/// The texts of one language.
#[derive(Clone, Copy, Debug)]
pub struct Words(&'static Catalogue);

impl Words {
    /// Those of a language.
    pub fn of(language: Language) -> Self {
        Self(Catalogue::of(language))
    }

    /// Their language.
    pub const fn language(self) -> Language {
        self.0.language()
    }

    /// A message as plain text.
    pub fn text(self, key: &'static str) -> Text {
        Text::new(self.0, say(key))
    }

    /// A phrase as plain text.
    pub fn tell(self, phrase: &Phrase) -> String {
        Text::new(self.0, phrase.clone()).into()
    }

    /// A message for a page: what is filled in is escaped, the message itself is not.
    pub fn html(self, key: &'static str) -> Html {
        Html::new(self.0, key)
    }

    /// Every key, in no order; for checks.
    pub fn keys() -> impl Iterator<Item = &'static str> {
        Catalogue::of(Language::It).keys()
    }
}
