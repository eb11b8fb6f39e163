//! Legal texts, cookies, accessibility, assistance.

use askama::Template;
use poem::{Response, handler};
use varco_words::{Phrase, say};

use super::visit::{Shell, Visit, page};
use crate::legal::LegalText;

/// A piece of a legal text.
enum Part<'a> {
    Heading(&'a str),
    Paragraph(&'a str),
}

#[derive(Template)]
#[template(path = "legal_text.html")]
struct TextPage<'a> {
    shell: Shell<'a>,
    title: Phrase,
    text: &'a LegalText,
    /// Whether another text than this one counts.
    is_translation: bool,
    parts: Vec<Part<'a>>,
}

#[derive(Template)]
#[template(path = "legal_notes.html")]
struct NotesPage<'a> {
    shell: Shell<'a>,
}

#[derive(Template)]
#[template(path = "accessibility.html")]
struct AccessibilityPage<'a> {
    shell: Shell<'a>,
}

#[derive(Template)]
#[template(path = "cookies.html")]
struct CookiesPage<'a> {
    shell: Shell<'a>,
}

#[derive(Template)]
#[template(path = "assistance.html")]
struct AssistancePage<'a> {
    shell: Shell<'a>,
    address: String,
}

#[handler]
pub(super) fn terms(visit: Visit<'_>) -> poem::Result<Response> {
    text(&visit, say("legal-terms"), &visit.app.site.legal.terms)
}

#[handler]
pub(super) fn privacy(visit: Visit<'_>) -> poem::Result<Response> {
    text(&visit, say("legal-privacy"), &visit.app.site.legal.privacy)
}

#[handler]
pub(super) fn notes(visit: Visit<'_>) -> poem::Result<Response> {
    page(&NotesPage {
        shell: visit.shell(),
    })
}

#[handler]
pub(super) fn accessibility(visit: Visit<'_>) -> poem::Result<Response> {
    page(&AccessibilityPage {
        shell: visit.shell(),
    })
}

#[handler]
pub(super) fn cookies(visit: Visit<'_>) -> poem::Result<Response> {
    page(&CookiesPage {
        shell: visit.shell(),
    })
}

#[handler]
pub(super) fn assistance(visit: Visit<'_>) -> poem::Result<Response> {
    let address = address(&visit.app.site.assistance);
    page(&AssistancePage {
        shell: visit.shell(),
        address,
    })
}

fn text(visit: &Visit<'_>, title: Phrase, text: &LegalText) -> poem::Result<Response> {
    let translation = text.translation(visit.words().language());
    page(&TextPage {
        shell: visit.shell(),
        title,
        text,
        is_translation: translation.is_some(),
        parts: parts(translation.unwrap_or(&text.body)),
    })
}

/// Headings and paragraphs of a text, as [`LegalText::body`] describes them.
fn parts(body: &str) -> Vec<Part<'_>> {
    let pieces = body
        .split("\n\n")
        .map(str::trim)
        .filter(|piece| !piece.is_empty());
    pieces
        .map(|piece| {
            piece
                .strip_prefix("## ")
                .map_or(Part::Paragraph(piece), Part::Heading)
        })
        .collect()
}

/// The link to the assistance: it is configured as a URL or as an e-mail address.
fn address(configured: &str) -> String {
    if configured.starts_with("https://") || configured.starts_with("http://") {
        configured.to_owned()
    } else {
        format!("mailto:{configured}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_legal_text_has_headings_and_paragraphs() {
        let parts = parts("## Uno\n\nPrimo.\n\n\n\nSecondo.\n");
        assert!(matches!(
            parts[..],
            [
                Part::Heading("Uno"),
                Part::Paragraph("Primo."),
                Part::Paragraph("Secondo.")
            ]
        ));
    }

    #[test]
    fn assistance_is_an_address_or_a_mailbox_and_never_a_script() {
        assert_eq!(
            address("https://aiuto.example.it/x"),
            "https://aiuto.example.it/x"
        );
        assert_eq!(address("aiuto@example.it"), "mailto:aiuto@example.it");
        assert_eq!(address("javascript:alert(1)"), "mailto:javascript:alert(1)");
    }
}
