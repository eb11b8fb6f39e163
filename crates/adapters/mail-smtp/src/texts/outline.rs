//! A mail before it is put into words.

use std::borrow::Cow;

use jiff::Timestamp;

/// Its title, its values, and the messages between them.
pub(super) struct Outline<'a> {
    /// Key of its title.
    pub(super) title: &'static str,
    /// Whom it greets by name.
    pub(super) name: Option<&'a str>,
    /// When something has happened, or will.
    pub(super) when: Option<Timestamp>,
    /// Until when its link or its password is good.
    pub(super) until: Option<Timestamp>,
    /// What it says between greeting and end.
    pub(super) parts: Vec<Part<'a>>,
}

/// One line of a mail, with an empty one after it.
pub(super) enum Part<'a> {
    /// A message, by its key.
    Says(&'static str),
    /// What people copy, so it stands alone.
    Value(Cow<'a, str>),
    /// What people open; one in each mail.
    Link(String),
}

impl<'a> Outline<'a> {
    /// A mail that greets by name.
    pub(super) fn new(title: &'static str, name: &'a str, parts: Vec<Part<'a>>) -> Self {
        Self {
            title,
            name: Some(name),
            when: None,
            until: None,
            parts,
        }
    }

    /// Without the name: whoever reads it may be a stranger.
    pub(super) fn nameless(self) -> Self {
        Self { name: None, ..self }
    }

    pub(super) fn when(self, at: Timestamp) -> Self {
        let when = Some(at);
        Self { when, ..self }
    }

    pub(super) fn until(self, at: Timestamp) -> Self {
        let until = Some(at);
        Self { until, ..self }
    }
}
