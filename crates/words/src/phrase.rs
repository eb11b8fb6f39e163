//! What is to be said, in whatever language.

use fluent_bundle::FluentArgs;

use crate::argument::{Argument, Value};

/// A message with its values, before anybody has chosen a language. What finds something out says it
/// so; what answers knows the language, and tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    key: &'static str,
    values: Vec<(&'static str, Value)>,
}

/// The phrase of a key.
pub const fn say(key: &'static str) -> Phrase {
    Phrase {
        key,
        values: Vec::new(),
    }
}

impl Phrase {
    /// Fills in a value.
    #[must_use]
    pub fn with(self, name: &'static str, value: impl Argument) -> Self {
        self.with_value(name, value.plain())
    }

    pub(crate) fn with_value(mut self, name: &'static str, value: Value) -> Self {
        self.values.push((name, value));
        self
    }

    pub(crate) const fn key(&self) -> &'static str {
        self.key
    }

    pub(crate) fn values(&self) -> FluentArgs<'_> {
        let values = self.values.iter();
        values
            .map(|(name, value)| (*name, value.to_fluent()))
            .collect()
    }
}

/// Templates have phrases and references to them, and treat both alike.
impl AsRef<Self> for Phrase {
    fn as_ref(&self) -> &Self {
        self
    }
}
