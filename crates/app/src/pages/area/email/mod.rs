//! *Email*: which address is written to and why, and asking for another one.

mod page;
pub(in crate::pages) mod waiting;

use http::StatusCode;
use poem::web::{Form, Query};
use poem::{Response, handler};
use varco_usecases::{ChangeEmailError, ChangeEmailInput, NewEmailFault};
use varco_words::{dates, say};

use self::page::{EmailForm, EmailPage};
use super::kept::{keep, kept};
use super::{Entered, enter};
use crate::pages::faults::Faults;
use crate::pages::query::NoticeQuery;
use crate::pages::trouble;
use crate::pages::visit::{Visit, page, page_again, page_with, see_other};
use crate::pages::words::{self, Notice, Section};

#[handler]
pub(in crate::pages) async fn show(
    visit: Visit<'_>,
    Query(query): Query<NoticeQuery>,
) -> poem::Result<Response> {
    let entered = match enter(&visit, Section::Email).await? {
        Ok(entered) => entered,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let typed: Option<EmailForm> = kept(&visit, &entered).await?;
    let back = typed.is_some().then_some(Notice::FormBack);
    let shell = entered.shell(&visit, back.or_else(|| query.notice()));
    let (session, typed) = (&entered.session, typed.unwrap_or_default());
    page(&EmailPage::new(&visit, shell, session, typed))
}

#[handler]
pub(in crate::pages) async fn submit(
    visit: Visit<'_>,
    Form(form): Form<EmailForm>,
) -> poem::Result<Response> {
    let entered = match enter(&visit, Section::Email).await? {
        Ok(entered) => entered,
        Err(elsewhere) => return keep(&visit, &form, elsewhere).await,
    };
    let form = form.mended();
    let input = ChangeEmailInput {
        password: &form.password_attuale,
        email: &form.email,
        email_repeat: &form.email_ripetuta,
        confirms_email: form.confirms_email(),
    };
    match visit.usecases().change_email(&entered.session, input).await {
        Ok(_) => Ok(see_other("/area/email/controlla")),
        Err(ChangeEmailError::Locked { retry_at }) => Ok(trouble::locked(&visit, retry_at)),
        Err(ChangeEmailError::Failure(failure)) => Err(visit.failed(&failure)),
        Err(ChangeEmailError::Conflict) => changed_elsewhere(&visit, form).await,
        Err(refusal) => again(&visit, &entered, form, refusal),
    }
}

/// The form again, with what has to be mended or confirmed.
fn again(
    visit: &Visit<'_>,
    entered: &Entered,
    form: EmailForm,
    refusal: ChangeEmailError,
) -> poem::Result<Response> {
    let shell = entered.shell(visit, None);
    let mut again = EmailPage::new(visit, shell, &entered.session, form);
    match refusal {
        ChangeEmailError::Warning(hint) => again.doubt = hint.into(),
        ChangeEmailError::CurrentWrong => {
            let wrong = say("fault-password-current-wrong");
            again.faults.add("password_attuale", wrong);
        }
        ChangeEmailError::TooSoon { retry_at } => {
            let wait = dates::wait(
                visit.words(),
                retry_at.duration_since(visit.usecases().now()),
            );
            let text = say("fault-email-too-many").with("wait", wait);
            again.faults = Faults::general("email", text);
        }
        ChangeEmailError::Faults(faults) => again.faults = told(&faults),
        // Not about the form.
        ChangeEmailError::Conflict
        | ChangeEmailError::Locked { .. }
        | ChangeEmailError::Failure(_) => {}
    }
    page_again(&again)
}

fn told(found: &[NewEmailFault]) -> Faults {
    let mut faults = Faults::default();
    for fault in found {
        match fault {
            NewEmailFault::Email(fault) => faults.add("email", words::email(*fault)),
            NewEmailFault::AlreadyYours => faults.add("email", words::already_yours()),
            NewEmailFault::Institutional => faults.add("email", words::institutional_held()),
            NewEmailFault::Differs => faults.add("email_ripetuta", words::email_differs()),
            NewEmailFault::PasswordMissing => {
                faults.add("password_attuale", say("fault-password-current-missing"));
            }
        }
    }
    faults
}

/// Another device or tab was first: the page as it is now, with what was typed.
async fn changed_elsewhere(visit: &Visit<'_>, form: EmailForm) -> poem::Result<Response> {
    let entered = match enter(visit, Section::Email).await? {
        Ok(entered) => entered,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let shell = entered.shell(visit, None);
    let mut again = EmailPage::new(visit, shell, &entered.session, form);
    again.faults = Faults::general("email", Notice::JustChanged.status().text);
    page_with(StatusCode::CONFLICT, &again)
}
