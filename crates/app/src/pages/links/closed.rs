//! Pages of links that do nothing any more.

use askama::Template;
use http::StatusCode;
use poem::Response;
use varco_domain::grant::GrantVerdict;
use varco_words::{Phrase, dates, say};

use super::LinkKind;
use crate::pages::mailed_link::newer_mail;
use crate::pages::visit::{Shell, Visit, page_with, see_other};

/// What was to be done, why it is not, and what to do instead.
#[derive(Template)]
#[template(path = "link_closed.html")]
pub(super) struct ClosedPage<'a> {
    shell: Shell<'a>,
    kind: LinkKind,
    heading: Phrase,
    text: Phrase,
}

impl ClosedPage<'_> {
    pub(super) fn show(
        visit: &Visit<'_>,
        kind: LinkKind,
        verdict: GrantVerdict,
    ) -> poem::Result<Response> {
        let (heading, text) = match verdict {
            GrantVerdict::Good => return Ok(see_other(kind.path())),
            GrantVerdict::Used { .. } => {
                return Ok(see_other(&format!("{}?prima=1", kind.outcome_path())));
            }
            GrantVerdict::Expired => (say("link-expired"), expired(visit, kind)),
            GrantVerdict::Superseded { newer_at } => {
                (say("link-newer"), newer_mail(visit, newer_at))
            }
            GrantVerdict::Suspended | GrantVerdict::MiUtenza => {
                (say("link-suspended"), say("link-suspended-what"))
            }
            GrantVerdict::Stale => (say("link-void"), stale(kind)),
        };
        let shell = visit.shell();
        let closed = ClosedPage {
            shell,
            kind,
            heading,
            text,
        };
        page_with(StatusCode::GONE, &closed)
    }
}

fn expired(visit: &Visit<'_>, kind: LinkKind) -> Phrase {
    let life = visit.usecases().settings().grants.of(kind.purpose());
    let told = match kind {
        LinkKind::Confirm => say("link-expired-confirm"),
        LinkKind::Undo | LinkKind::Disavow => say("link-expired-other"),
    };
    told.with("life", dates::wait(visit.words(), life))
}

const fn stale(kind: LinkKind) -> Phrase {
    match kind {
        LinkKind::Confirm => say("link-void-confirm"),
        LinkKind::Undo => say("link-void-undo"),
        LinkKind::Disavow => say("link-void-disavow"),
    }
}
