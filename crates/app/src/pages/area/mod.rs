//! The *area riservata*: the pages of whoever is logged in.
//!
//! One file per section. Every handler begins with [`enter`], which sends everybody else to the login
//! and brings them back to the page that they asked for.

pub(super) mod activity;
mod kept;
pub(super) mod overview;
pub(super) mod password;
pub(super) mod personal_data;
pub(super) mod recapiti;
mod recapiti_form;

use poem::Response;
use varco_domain::session::SessionScope;
use varco_usecases::CurrentSession;

use super::session::current;
use super::visit::{Shell, Visit, see_other};
use super::words::{Notice, Section};

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
            .with_notice(notice.map(Notice::status))
    }
}

/// Who is there; or the way to the login, or to the change of the password where that comes first.
pub(super) async fn enter(
    visit: &Visit<'_>,
    section: Section,
) -> poem::Result<Result<Entered, Response>> {
    Ok(match current(visit, section.path()).await? {
        Ok((_, session)) if session.session.scope == SessionScope::ChangePassword => {
            Err(see_other("/password/primo-accesso"))
        }
        Ok((_, session)) => Ok(Entered { session }),
        Err(elsewhere) => Err(elsewhere),
    })
}
