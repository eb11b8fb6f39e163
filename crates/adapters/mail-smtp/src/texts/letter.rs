//! An outline put into words, for the two files of every mail.

use jiff::tz::TimeZone;
use varco_words::{Strong, Words, dates};

use super::outline::{Outline, Part};
use crate::letterhead::Letterhead;

/// The zone of everything that people read. Compiled in: mails must not change with the machine.
static ROME: TimeZone = jiff::tz::get!("Europe/Rome");

/// A mail in one language.
pub(super) struct Letter<'a> {
    head: &'a Letterhead,
    words: Words,
    outline: Outline<'a>,
    when: String,
    until: String,
}

/// As plain text.
#[derive(askama::Template)]
#[template(path = "letter.txt")]
pub(super) struct Text<'a> {
    letter: &'a Letter<'a>,
}

/// As HTML.
#[derive(askama::Template)]
#[template(path = "letter.html")]
pub(super) struct Html<'a> {
    letter: &'a Letter<'a>,
}

impl<'a> Letter<'a> {
    pub(super) fn new(head: &'a Letterhead, words: Words, outline: Outline<'a>) -> Self {
        let told = |tell: fn(Words, _, &TimeZone) -> String, at: Option<_>| {
            at.map_or_else(String::new, |at| tell(words, at, &ROME))
        };
        Self {
            head,
            words,
            when: told(dates::on, outline.when),
            until: told(dates::by, outline.until),
            outline,
        }
    }

    /// Constant but for the name of the service.
    pub(super) fn subject(&self) -> String {
        let title = self.words.text(self.outline.title);
        let service = self.head.service_name();
        let subject = self
            .words
            .text("mail-subject")
            .with("service", service)
            .with("title", title);
        subject.into()
    }

    fn parts(&self) -> &[Part<'a>] {
        &self.outline.parts
    }
}

/// Both ask for messages alike; every message is given whatever any of them may want.
macro_rules! fill_in {
    ($name:ident, $form:ident, $kind:ty) => {
        impl<'a> $name<'a> {
            pub(super) const fn new(letter: &'a Letter<'a>) -> Self {
                Self { letter }
            }

            fn fill(&self, key: &'static str) -> $kind {
                let Letter {
                    head,
                    words,
                    when,
                    until,
                    ..
                } = self.letter;
                words
                    .$form(key)
                    .with("service", head.service_name())
                    .with("assistance", head.assistance())
                    .with("page", head.activation_page())
                    .with("when", Strong(when))
                    .with("until", Strong(until))
            }

            fn greeting(&self) -> $kind {
                match self.letter.outline.name {
                    Some(name) => self.fill("mail-greeting").with("name", name),
                    None => self.fill("mail-greeting-anybody"),
                }
            }
        }
    };
}

fill_in!(Text, text, varco_words::Text);
fill_in!(Html, html, varco_words::Html);
