//! The links of mails about changes: confirm an address, put the one of before back, "Non sono stato
//! io". Opening one changes nothing; its button does (R-15).

mod closed;
mod kind;

use askama::Template;
use http::StatusCode;
use poem::web::{Form, Query};
use poem::{Response, handler};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use varco_domain::grant::GrantVerdict;
use varco_domain::token::is_opaque_token;
use varco_usecases::{LinkError, LinkOutcome};
use varco_words::{Phrase, say};

pub(super) use self::kind::LinkKind;

use self::closed::ClosedPage;
use super::faults::Faults;
use super::mailed_link::{Landing, LinkQuery};
use super::visit::{Shell, Visit, page, page_with, see_other};
use crate::web::cookies::CookieName;

/// The button.
#[derive(Template)]
#[template(path = "link.html")]
struct LinkPage<'a> {
    shell: Shell<'a>,
    kind: LinkKind,
    address: Option<String>,
}

/// The link is cut, or nowhere to be seen: it may be pasted.
#[derive(Template)]
#[template(path = "link_cut.html")]
struct CutPage<'a> {
    shell: Shell<'a>,
    faults: Faults,
    kind: LinkKind,
    is_cut: bool,
}

/// What the button has done.
#[derive(Template)]
#[template(path = "link_done.html")]
struct DonePage<'a> {
    shell: Shell<'a>,
    kind: LinkKind,
    outcome: LinkOutcome,
}

impl CutPage<'_> {
    const fn heading(&self) -> Phrase {
        if self.is_cut {
            say("link-cut")
        } else {
            say("link-open")
        }
    }
}

impl DonePage<'_> {
    const fn heading(&self) -> Phrase {
        match (self.kind, self.outcome) {
            (LinkKind::Confirm, LinkOutcome::DoneBefore) => say("link-confirmed-before"),
            (LinkKind::Confirm, _) => say("link-confirmed-title"),
            (LinkKind::Undo, LinkOutcome::Done) => say("link-undone-title"),
            (LinkKind::Undo | LinkKind::Disavow, LinkOutcome::DoneBefore) => {
                say("link-secured-before")
            }
            (LinkKind::Undo | LinkKind::Disavow, _) => say("link-secured-title"),
        }
    }
}

/// A pasted link; empty where it is in the cookie.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct LinkForm {
    link: Option<SecretString>,
}

/// `?prima=`: it had been done before; `?rimasta=`: there was no address to put back.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct OutcomeQuery {
    prima: Option<String>,
    rimasta: Option<String>,
}

impl OutcomeQuery {
    const fn outcome(&self) -> LinkOutcome {
        match (&self.prima, &self.rimasta) {
            (Some(_), _) => LinkOutcome::DoneBefore,
            (None, Some(_)) => LinkOutcome::Secured,
            (None, None) => LinkOutcome::Done,
        }
    }
}

#[handler]
pub(super) async fn show(
    visit: Visit<'_>,
    kind: LinkKind,
    Query(query): Query<LinkQuery>,
) -> poem::Result<Response> {
    let is_cut = query.is_incomplete();
    let token = match query.land(&visit, kind.cookie(), kind.path()) {
        Landing::Elsewhere(response) => return Ok(response),
        Landing::Token(token) => token,
        Landing::Nothing => return paste(&visit, kind, is_cut),
    };
    let found = visit.usecases().inspect_link(kind.purpose(), &token).await;
    let found = found.map_err(|failure| visit.failed(&failure))?;
    match found {
        Some(view) if view.verdict == GrantVerdict::Good => page(&LinkPage {
            shell: visit.shell(),
            kind,
            address: view.address().map(ToString::to_string),
        }),
        Some(view) => ClosedPage::show(&visit, kind, view.verdict),
        None => paste(&visit, kind, true),
    }
}

#[handler]
pub(super) async fn submit(
    visit: Visit<'_>,
    kind: LinkKind,
    Form(form): Form<LinkForm>,
) -> poem::Result<Response> {
    if let Some(pasted) = form.link {
        return take(&visit, kind, &pasted);
    }
    let Some(token) = visit.token(kind.cookie()) else {
        return Ok(see_other(kind.path()));
    };
    let usecases = visit.usecases();
    let done = match kind {
        LinkKind::Confirm => {
            let session = visit.token(CookieName::Session);
            usecases.confirm_email(&token, session.as_ref()).await
        }
        LinkKind::Undo => usecases.undo_email(&token).await,
        LinkKind::Disavow => usecases.disavow(&token).await,
    };
    match done {
        Ok(outcome) => {
            kind.cookie().remove(visit.jar());
            let how = match outcome {
                LinkOutcome::Done => "",
                LinkOutcome::DoneBefore => "?prima=1",
                LinkOutcome::Secured => "?rimasta=1",
            };
            Ok(see_other(&format!("{}{how}", kind.outcome_path())))
        }
        Err(LinkError::Unknown) => paste(&visit, kind, true),
        Err(LinkError::Refused(verdict)) => ClosedPage::show(&visit, kind, verdict),
        Err(LinkError::Failure(failure)) => Err(visit.failed(&failure)),
    }
}

#[handler]
pub(super) fn show_outcome(
    visit: Visit<'_>,
    kind: LinkKind,
    Query(query): Query<OutcomeQuery>,
) -> poem::Result<Response> {
    page(&DonePage {
        shell: visit.shell(),
        kind,
        outcome: query.outcome(),
    })
}

/// A pasted link goes the way of one that was opened.
fn take(visit: &Visit<'_>, kind: LinkKind, pasted: &SecretString) -> poem::Result<Response> {
    let text = pasted.expose_secret().trim();
    let token = text.rsplit_once("t=").map_or(text, |(_, token)| token);
    if is_opaque_token(token) {
        kind.cookie().set(visit.jar(), &SecretString::from(token));
        return Ok(see_other(kind.path()));
    }
    let mut faults = Faults::default();
    faults.add("link", say("fault-link-cut"));
    page_with(
        StatusCode::UNPROCESSABLE_ENTITY,
        &CutPage {
            shell: visit.shell(),
            faults,
            kind,
            is_cut: true,
        },
    )
}

fn paste(visit: &Visit<'_>, kind: LinkKind, is_cut: bool) -> poem::Result<Response> {
    let status = if is_cut {
        StatusCode::NOT_FOUND
    } else {
        StatusCode::OK
    };
    page_with(
        status,
        &CutPage {
            shell: visit.shell(),
            faults: Faults::default(),
            kind,
            is_cut,
        },
    )
}
