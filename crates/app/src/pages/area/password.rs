//! *Modifica password*.

use askama::Template;
use poem::web::Form;
use poem::{Response, handler};
use varco_domain::utenza::UtenzaKind;

use super::enter;
use crate::pages::faults::Faults;
use crate::pages::new_password::NewPasswordRules;
use crate::pages::password_change::{ChangeForm, Fault, Outcome, change};
use crate::pages::visit::{Shell, Visit, page, page_again, see_other};
use crate::pages::words::{ChangeReason, Notice, Section};

#[derive(Template)]
#[template(path = "area/password.html")]
struct PasswordPage<'a> {
    shell: Shell<'a>,
    here: Section,
    faults: Faults,
    reason: ChangeReason,
    username: String,
    is_mi: bool,
    new: NewPasswordRules,
}

#[handler]
pub(in crate::pages) async fn show(visit: Visit<'_>) -> poem::Result<Response> {
    shown(&visit, None).await
}

/// Every session ends, this one goes on under a new token.
#[handler]
pub(in crate::pages) async fn submit(
    visit: Visit<'_>,
    Form(form): Form<ChangeForm>,
) -> poem::Result<Response> {
    let here = Section::Password;
    let entered = match enter(&visit, here).await? {
        Ok(entered) => entered,
        Err(elsewhere) => return Ok(elsewhere),
    };
    match change(&visit, &form, here.path()).await? {
        Outcome::Changed => {
            let notice = Notice::PasswordChanged.name();
            let next = match visit.services(entered.session.account.kind) {
                0 => Section::Overview,
                _ => Section::Services,
            };
            Ok(see_other(&format!("{}?avviso={notice}", next.path())))
        }
        Outcome::Again(fault) => shown(&visit, Some(fault)).await,
        Outcome::Elsewhere(response) => Ok(response),
    }
}

async fn shown(visit: &Visit<'_>, fault: Option<Fault>) -> poem::Result<Response> {
    let (here, reason) = (Section::Password, ChangeReason::Wish);
    let entered = match enter(visit, here).await? {
        Ok(entered) => entered,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let (settings, account) = (visit.usecases().settings(), &entered.session.account);
    let shown = PasswordPage {
        shell: entered.shell(visit, None),
        here,
        faults: fault
            .as_ref()
            .map(|fault| fault.told(reason))
            .unwrap_or_default(),
        reason,
        username: account.username.to_string(),
        is_mi: account.kind == UtenzaKind::Mi,
        new: NewPasswordRules::of(settings.policy(account.kind), settings.repeat_password),
    };
    if fault.is_none() {
        page(&shown)
    } else {
        page_again(&shown)
    }
}
