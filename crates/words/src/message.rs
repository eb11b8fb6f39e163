//! A message on its way to the reader.

use std::borrow::Cow;
use std::fmt;

use askama::filters::HtmlSafe;
use askama::{FastWritable, Values};

use crate::argument::Argument;
use crate::catalogue::Catalogue;
use crate::phrase::{Phrase, say};

/// A message as plain text; what is filled in stays as it is.
#[derive(Debug)]
pub struct Text(Filled);

/// A message for a page; what is filled in is escaped. Templates write it as it is.
#[derive(Debug)]
pub struct Html(Filled);

#[derive(Debug)]
struct Filled {
    catalogue: &'static Catalogue,
    phrase: Phrase,
}

impl Filled {
    fn tell(&self, told: impl FnOnce(&str) -> fmt::Result) -> fmt::Result {
        let values = self.phrase.values();
        told(&self.catalogue.message(self.phrase.key(), &values))
    }
}

impl Text {
    pub(crate) const fn new(catalogue: &'static Catalogue, phrase: Phrase) -> Self {
        Self(Filled { catalogue, phrase })
    }

    /// Fills in a value.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Argument) -> Self {
        self.0.phrase = self.0.phrase.with_value(name, value.plain());
        self
    }
}

impl Html {
    pub(crate) const fn new(catalogue: &'static Catalogue, key: &'static str) -> Self {
        let phrase = say(key);
        Self(Filled { catalogue, phrase })
    }

    /// Fills in a value, escaped.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Argument) -> Self {
        self.0.phrase = self.0.phrase.with_value(name, value.escaped());
        self
    }

    /// Never: a message says something. Templates ask it of every text that may be left out.
    pub const fn is_empty(&self) -> bool {
        false
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.tell(|text| f.write_str(text))
    }
}

impl fmt::Display for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.tell(|text| f.write_str(text))
    }
}

impl HtmlSafe for Html {}

impl FastWritable for Html {
    fn write_into(&self, dest: &mut dyn fmt::Write, _: &dyn Values) -> askama::Result<()> {
        Ok(self.0.tell(|text| dest.write_str(text))?)
    }
}

impl From<Text> for String {
    fn from(text: Text) -> Self {
        text.to_string()
    }
}

impl From<Text> for Cow<'static, str> {
    fn from(text: Text) -> Self {
        text.to_string().into()
    }
}

#[cfg(test)]
mod tests {
    use varco_domain::language::Language;

    use crate::Words;

    #[test]
    fn what_nobody_knows_is_told_by_its_key() {
        for language in Language::ALL {
            let words = Words::of(language);
            assert_eq!(words.text("no-such-key").to_string(), "no-such-key");
        }
    }

    #[test]
    fn values_for_a_page_are_escaped_and_those_of_a_text_are_not() {
        let words = Words::of(Language::It);
        let text = words.text("wait-days").with("count", "<i>");
        assert_eq!(text.to_string(), "<i> giorni");
        let html = words.html("wait-days").with("count", "<i>");
        assert_eq!(html.to_string(), "&#60;i&#62; giorni");
    }
}
