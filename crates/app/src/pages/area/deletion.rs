//! Asking that the utenza be deleted: what stays and why, the password, and the way back.

use askama::Template;
use poem::web::Form;
use poem::{Response, handler};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use varco_usecases::AskDeletionError;
use varco_words::{dates, say};

use super::{Entered, enter_before_terms};
use crate::pages::faults::Faults;
use crate::pages::trouble;
use crate::pages::visit::{Shell, Visit, page, page_again, see_other};
use crate::pages::words::{Notice, Section};

/// The address of the page.
pub(in crate::pages) const PATH: &str = "/area/dati-personali/cancellazione";

#[derive(Template)]
#[template(path = "area/deletion.html")]
struct DeletionPage<'a> {
    shell: Shell<'a>,
    here: Section,
    faults: Faults,
    username: String,
    /// When it was asked for, if it was.
    asked: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct DeletionForm {
    password_attuale: SecretString,
}

#[handler]
pub(in crate::pages) async fn show(visit: Visit<'_>) -> poem::Result<Response> {
    Ok(match enter_before_terms(&visit, PATH).await? {
        Ok(entered) => page(&deletion_page(&visit, &entered))?,
        Err(elsewhere) => elsewhere,
    })
}

#[handler]
pub(in crate::pages) async fn submit(
    visit: Visit<'_>,
    Form(form): Form<DeletionForm>,
) -> poem::Result<Response> {
    let entered = match enter_before_terms(&visit, PATH).await? {
        Ok(entered) => entered,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let told = if form.password_attuale.expose_secret().is_empty() {
        say("fault-password-current-missing")
    } else {
        let password = &form.password_attuale;
        let asked = visit.usecases().ask_deletion(&entered.session, password);
        match asked.await {
            Ok(()) => return Ok(done(Notice::DeletionAsked)),
            Err(AskDeletionError::CurrentWrong) => say("fault-password-current-wrong"),
            Err(AskDeletionError::Locked { retry_at }) => {
                return Ok(trouble::locked(&visit, retry_at));
            }
            Err(AskDeletionError::Failure(failure)) => return Err(visit.failed(&failure)),
        }
    };
    let mut shown = deletion_page(&visit, &entered);
    shown.faults.add("password_attuale", told);
    page_again(&shown)
}

#[handler]
pub(in crate::pages) async fn withdraw(visit: Visit<'_>) -> poem::Result<Response> {
    let entered = match enter_before_terms(&visit, PATH).await? {
        Ok(entered) => entered,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let withdrawn = visit.usecases().withdraw_deletion(&entered.session).await;
    withdrawn.map_err(|failure| visit.failed(&failure))?;
    Ok(done(Notice::DeletionWithdrawn))
}

fn done(notice: Notice) -> Response {
    let here = Section::PersonalData.path();
    see_other(&format!("{here}?avviso={}", notice.name()))
}

fn deletion_page<'a>(visit: &Visit<'a>, entered: &Entered) -> DeletionPage<'a> {
    let (usecases, account) = (visit.usecases(), &entered.session.account);
    let zone = &usecases.settings().zone;
    let asked = account.deletion_asked_at;
    DeletionPage {
        shell: entered.shell(visit, None),
        here: Section::PersonalData,
        faults: Faults::default(),
        username: account.username.to_string(),
        asked: asked.map(|at| dates::moment(visit.words(), at, usecases.now(), zone)),
    }
}
