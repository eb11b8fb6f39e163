//! The change of password that a login asks for: after the first one, past the age of the password,
//! after a disavowal; until then nothing else is open.

use askama::Template;
use poem::web::{Form, Query};
use poem::{Response, handler};
use serde::Deserialize;

use super::faults::Faults;
use super::new_password::NewPasswordRules;
use super::password_change::{ChangeForm, Fault, Outcome, change};
use super::return_path::ReturnPath;
use super::session::current;
use super::visit::{Shell, Visit, page, page_again, see_other};
use super::words::{ChangeReason, Notice, Section};

#[derive(Template)]
#[template(path = "first_access.html")]
struct FirstAccessPage<'a> {
    shell: Shell<'a>,
    faults: Faults,
    reason: ChangeReason,
    username: String,
    new: NewPasswordRules,
    back: ReturnPath,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct FirstAccessQuery {
    poi: String,
}

/// The way here, and from here to the page that was asked for.
pub(super) fn before(back: &str) -> Response {
    let poi = match back {
        "/area" => String::new(),
        elsewhere => format!("?poi={elsewhere}"),
    };
    see_other(&format!("/password/primo-accesso{poi}"))
}

#[handler]
pub(super) async fn show(
    visit: Visit<'_>,
    Query(query): Query<FirstAccessQuery>,
) -> poem::Result<Response> {
    shown(&visit, back(&query.poi), None).await
}

#[handler]
pub(super) async fn submit(
    visit: Visit<'_>,
    Form(form): Form<ChangeForm>,
) -> poem::Result<Response> {
    let back = back(&form.poi);
    let account = match current(&visit, back.as_str()).await? {
        Ok((_, session)) => session.account,
        Err(elsewhere) => return Ok(elsewhere),
    };
    match change(&visit, &form, back.as_str()).await? {
        Outcome::Changed if back == ReturnPath::area() && visit.services(account.kind) > 0 => {
            let notice = Notice::PasswordChanged.name();
            let services = Section::Services.path();
            Ok(see_other(&format!("{services}?avviso={notice}")))
        }
        Outcome::Changed => {
            let notice = Notice::PasswordSaved.name();
            Ok(see_other(&format!("{back}?avviso={notice}")))
        }
        Outcome::Again(fault) => shown(&visit, back, Some(fault)).await,
        Outcome::Elsewhere(response) => Ok(response),
    }
}

fn back(poi: &str) -> ReturnPath {
    ReturnPath::parse(poi).unwrap_or_else(ReturnPath::area)
}

async fn shown(
    visit: &Visit<'_>,
    back: ReturnPath,
    fault: Option<Fault>,
) -> poem::Result<Response> {
    let (_, session) = match current(visit, back.as_str()).await? {
        Ok(session) => session,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let (session, account) = (session.session, session.account);
    let reason = ChangeReason::of(&session, &account);
    if reason == ChangeReason::Wish {
        // A form that was open in another tab while the password was chosen here.
        let notice = Notice::PasswordChosenBefore.name();
        return Ok(match fault {
            Some(_) => see_other(&format!("{back}?avviso={notice}")),
            None => see_other(back.as_str()),
        });
    }
    let settings = visit.usecases().settings();
    let shown = FirstAccessPage {
        shell: visit.shell().with_holder(account.given_name.to_string()),
        faults: fault
            .as_ref()
            .map(|fault| fault.told(reason))
            .unwrap_or_default(),
        reason,
        username: account.username.to_string(),
        new: NewPasswordRules::of(settings.policy(account.kind), settings.repeat_password),
        back,
    };
    if fault.is_none() {
        page(&shown)
    } else {
        page_again(&shown)
    }
}
