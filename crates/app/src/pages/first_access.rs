//! The change of password that a login asks for: after the first one, past the age of the password,
//! after a disavowal; until then nothing else is open.

use askama::Template;
use poem::web::Form;
use poem::{Response, handler};

use super::faults::Faults;
use super::new_password::NewPasswordRules;
use super::password_change::{ChangeForm, Fault, Outcome, change};
use super::session::current;
use super::visit::{Shell, Visit, page, page_again, see_other};
use super::words::{ChangeReason, Notice};

#[derive(Template)]
#[template(path = "first_access.html")]
struct FirstAccessPage<'a> {
    shell: Shell<'a>,
    faults: Faults,
    reason: ChangeReason,
    username: String,
    new: NewPasswordRules,
}

#[handler]
pub(super) async fn show(visit: Visit<'_>) -> poem::Result<Response> {
    shown(&visit, None).await
}

#[handler]
pub(super) async fn submit(
    visit: Visit<'_>,
    Form(form): Form<ChangeForm>,
) -> poem::Result<Response> {
    match change(&visit, &form, "/area").await? {
        Outcome::Changed => {
            let notice = Notice::PasswordSaved.name();
            Ok(see_other(&format!("/area?avviso={notice}")))
        }
        Outcome::Again(fault) => shown(&visit, Some(fault)).await,
        Outcome::Elsewhere(response) => Ok(response),
    }
}

async fn shown(visit: &Visit<'_>, fault: Option<Fault>) -> poem::Result<Response> {
    let (_, session) = match current(visit, "/area").await? {
        Ok(session) => session,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let (session, account) = (session.session, session.account);
    let reason = ChangeReason::of(&session, &account);
    if reason == ChangeReason::Wish {
        return Ok(see_other("/area"));
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
    };
    if fault.is_none() {
        page(&shown)
    } else {
        page_again(&shown)
    }
}
