//! What the mails say: which messages of the catalogue in which order, as plain text and as HTML.

mod letter;
mod mails;
mod outline;

use askama::Template as _;
use varco_domain::language::Language;
use varco_ports::Template;
use varco_words::Words;

use crate::letterhead::Letterhead;
use letter::{Html, Letter, Text};

/// A mail, ready to be wrapped up.
#[derive(Debug)]
pub(crate) struct Written {
    pub(crate) subject: String,
    pub(crate) text: String,
    pub(crate) html: String,
}

/// Writes the mail of a template.
///
/// # Errors
/// Rendering fails; the templates are checked when this is compiled, so it does not.
pub(crate) fn write(
    head: &Letterhead,
    language: Language,
    template: &Template,
) -> askama::Result<Written> {
    let words = Words::of(language);
    let letter = Letter::new(head, words, mails::outline(template, head, words));
    Ok(Written {
        text: Text::new(&letter).render()?,
        html: Html::new(&letter).render()?,
        subject: letter.subject(),
    })
}
