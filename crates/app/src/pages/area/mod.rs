//! The *area riservata*: the pages of whoever is logged in.
//!
//! One file per section. Every handler begins with [`enter`], which sends everybody else to the login
//! and brings them back to the page that they asked for.

pub(super) mod activity;
pub(super) mod deletion;
pub(super) mod email;
pub(super) mod export;
mod kept;
pub(super) mod language;
pub(super) mod overview;
pub(super) mod password;
pub(super) mod personal_data;
pub(super) mod recapiti;
mod recapiti_form;
pub(super) mod services;
pub(super) mod terms;

use poem::Response;
use varco_domain::session::SessionScope;
use varco_usecases::CurrentSession;

use super::first_access;
use super::session::current;
use super::visit::{Shell, Visit, see_other};
use super::words::{Notice, Section};
use crate::web::cookies::CookieName;

/// Somebody who is logged in, and may do everything there.
pub(super) struct Entered {
    /// The session and its account.
    pub(super) session: CurrentSession,
}

impl Entered {
    /// The frame of a page of the area.
    pub(super) fn shell<'a>(&self, visit: &Visit<'a>, notice: Option<Notice>) -> Shell<'a> {
        visit
            .shell()
            .with_holder(self.session.account.given_name.to_string())
            .with_services(visit.services(self.session.account.kind) > 0)
            .with_notice(notice.map(Notice::status))
    }
}

/// Who is there; or the way to the login, or to the change of the password or the new legal documents
/// where these come first.
pub(super) async fn enter(
    visit: &Visit<'_>,
    section: Section,
) -> poem::Result<Result<Entered, Response>> {
    let entered = match enter_before_terms(visit, section.path()).await? {
        Ok(entered) => entered,
        Err(elsewhere) => return Ok(Err(elsewhere)),
    };
    if visit
        .usecases()
        .has_terms_to_accept(&entered.session.account)
    {
        let (terms, back) = (terms::PATH, section.path());
        return Ok(Err(see_other(&format!("{terms}?poi={back}"))));
    }
    Ok(Ok(entered))
}

/// The same for a script that asks by itself: nobody is sent anywhere, and the session is not used.
pub(super) async fn look(visit: &Visit<'_>) -> poem::Result<Option<Entered>> {
    let Some(token) = visit.token(CookieName::Session) else {
        return Ok(None);
    };
    let found = visit.usecases().look_at_session(&token).await;
    let found = found.map_err(|failure| visit.failed(&failure))?;
    let entered = found.map(|session| Entered { session });
    Ok(entered.filter(|entered| {
        let account = &entered.session.account;
        entered.session.session.scope == SessionScope::Full
            && !visit.usecases().has_terms_to_accept(account)
    }))
}

/// The same, whatever was accepted: for whoever accepts the documents, or leaves without.
pub(super) async fn enter_before_terms(
    visit: &Visit<'_>,
    back: &str,
) -> poem::Result<Result<Entered, Response>> {
    Ok(match current(visit, back).await? {
        Ok((_, session)) if session.session.scope == SessionScope::ChangePassword => {
            Err(first_access::before(back))
        }
        Ok((_, session)) => Ok(Entered { session }),
        Err(elsewhere) => Err(elsewhere),
    })
}
