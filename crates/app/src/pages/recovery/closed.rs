//! Links that reset nothing: why, and what helps.

use askama::Template;
use http::StatusCode;
use poem::Response;
use varco_domain::grant::{GrantPurpose, GrantVerdict};
use varco_words::{Phrase, dates, say};

use crate::pages::visit::{Shell, Visit, page_with, see_other};
use crate::web::cookies::CookieName;

/// Where to go from here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    /// Ask for another link.
    Ask,
    /// Log in.
    LogIn,
    /// Ask people.
    Assistance,
}

#[derive(Template)]
#[template(path = "recover/closed.html")]
struct ClosedPage<'a> {
    shell: Shell<'a>,
    heading: Phrase,
    text: Phrase,
    next: Next,
}

/// The page for a token that nobody was given.
pub(super) fn cut(visit: &Visit<'_>) -> poem::Result<Response> {
    let text = say("recovery-cut-what");
    closed(
        visit,
        StatusCode::NOT_FOUND,
        say("recovery-cut"),
        text,
        Next::Ask,
    )
}

/// The page for a link that is worth nothing, or nothing any more.
pub(super) fn refused(visit: &Visit<'_>, verdict: GrantVerdict) -> poem::Result<Response> {
    let (now, settings) = (visit.usecases().now(), visit.usecases().settings());
    let moment = |at| dates::moment(visit.words(), at, now, &settings.zone);
    let (heading, text, next) = match verdict {
        GrantVerdict::Good => return Ok(see_other("/recupera/nuova-password")),
        GrantVerdict::MiUtenza => {
            CookieName::Reset.remove(visit.jar());
            return Ok(see_other("/recupera/utenza-mi"));
        }
        GrantVerdict::Used { at } => (
            say("recovery-used"),
            say("recovery-used-what").with("at", moment(at)),
            Next::LogIn,
        ),
        GrantVerdict::Expired => {
            let life = dates::wait(
                visit.words(),
                settings.grants.of(GrantPurpose::ResetPassword),
            );
            let text = say("recovery-expired-what").with("life", life);
            (say("recovery-expired"), text, Next::Ask)
        }
        GrantVerdict::Superseded { newer_at } => (
            say("recovery-newer"),
            say("recovery-newer-what").with("at", moment(newer_at)),
            Next::Ask,
        ),
        GrantVerdict::Stale => (say("recovery-void"), say("recovery-void-what"), Next::Ask),
        GrantVerdict::Suspended => (
            say("recovery-suspended"),
            say("recovery-suspended-what"),
            Next::Assistance,
        ),
    };
    let status = match next {
        Next::Assistance => StatusCode::FORBIDDEN,
        Next::Ask | Next::LogIn => StatusCode::GONE,
    };
    closed(visit, status, heading, text, next)
}

fn closed(
    visit: &Visit<'_>,
    status: StatusCode,
    heading: Phrase,
    text: Phrase,
    next: Next,
) -> poem::Result<Response> {
    let page = ClosedPage {
        shell: visit.shell(),
        heading,
        text,
        next,
    };
    page_with(status, &page)
}
