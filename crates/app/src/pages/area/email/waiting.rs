//! The address that waits for its confirmation: look at the mailbox, ask for the mail again, give up.

use poem::web::Query;
use poem::{Response, handler};
use varco_usecases::ResendEmailError;

use super::page::{SentPage, Waiting};
use crate::pages::area::enter;
use crate::pages::query::NoticeQuery;
use crate::pages::visit::{Visit, page, see_other};
use crate::pages::words::{Notice, Section};

const HERE: &str = "/area/email/controlla";

fn to(address: &str, notice: Notice) -> Response {
    see_other(&format!("{address}?avviso={}", notice.name()))
}

#[handler]
pub(in crate::pages) async fn show(
    visit: Visit<'_>,
    Query(query): Query<NoticeQuery>,
) -> poem::Result<Response> {
    let here = Section::Email;
    let entered = match enter(&visit, here).await? {
        Ok(entered) => entered,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let mailboxes = &entered.session.account.mailboxes;
    let Some(pending) = mailboxes.awaited(visit.usecases().now()) else {
        return Ok(see_other(here.path()));
    };
    page(&SentPage {
        shell: entered.shell(&visit, query.notice()),
        here,
        waiting: Waiting::of(&visit, pending),
    })
}

#[handler]
pub(in crate::pages) async fn send_again(visit: Visit<'_>) -> poem::Result<Response> {
    let entered = match enter(&visit, Section::Email).await? {
        Ok(entered) => entered,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let usecases = visit.usecases();
    match usecases.resend_email_confirmation(&entered.session).await {
        Ok(_) => Ok(to(HERE, Notice::MailedAgain)),
        Err(error) => left(&visit, error),
    }
}

#[handler]
pub(in crate::pages) async fn cancel(visit: Visit<'_>) -> poem::Result<Response> {
    let entered = match enter(&visit, Section::Email).await? {
        Ok(entered) => entered,
        Err(elsewhere) => return Ok(elsewhere),
    };
    match visit.usecases().cancel_email_change(&entered.session).await {
        Ok(()) => Ok(to(Section::Email.path(), Notice::EmailGivenUp)),
        Err(error) => left(&visit, error),
    }
}

/// Nothing was done; the page says how things are now.
fn left(visit: &Visit<'_>, error: ResendEmailError) -> poem::Result<Response> {
    let here = Section::Email.path();
    match error {
        ResendEmailError::NotPending => Ok(see_other(here)),
        ResendEmailError::TooSoon { .. } => Ok(to(HERE, Notice::TooSoon)),
        ResendEmailError::Conflict => Ok(to(here, Notice::JustChanged)),
        ResendEmailError::Failure(failure) => Err(visit.failed(&failure)),
    }
}
