//! Login and logout.

use askama::Template;
use http::header::HeaderValue;
use poem::web::{Form, Query};
use poem::{Response, handler};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use varco_domain::language::Language;
use varco_domain::session::SessionScope;
use varco_usecases::{LogInError, LogInInput, OpenedSession, RenewOneTimeError};
use varco_words::say;

use super::faults::Faults;
use super::first_access;
use super::return_path::ReturnPath;
use super::trouble;
use super::visit::{Shell, Visit, page, page_again, see_other};
use super::words::{self, Notice};
use crate::web::beat::on_the_beat;
use crate::web::browser_session::{self, CLEAR_SITE_DATA, FORGET_STORAGE};
use crate::web::cookies::CookieName;

#[derive(Template)]
#[template(path = "login.html")]
struct LoginPage<'a> {
    shell: Shell<'a>,
    faults: Faults,
    expired: Option<Expired>,
    back: Option<ReturnPath>,
    identifier: &'a str,
}

/// The one-time password was right, and has expired.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Expired {
    /// One click has another one mailed.
    Renewable,
    /// Only the referente gives another one.
    ByReferente,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct LoginQuery {
    poi: String,
    uscita: String,
    avviso: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct LoginForm {
    identificativo: String,
    password: SecretString,
    poi: String,
}

#[handler]
pub(super) fn show(visit: Visit<'_>, Query(query): Query<LoginQuery>) -> poem::Result<Response> {
    let left = (!query.uscita.is_empty()).then_some(Notice::LoggedOut);
    let notice = left.or_else(|| Notice::named(&query.avviso));
    page(&LoginPage {
        shell: visit.shell().with_notice(notice.map(Notice::status)),
        faults: Faults::default(),
        expired: None,
        back: ReturnPath::parse(&query.poi),
        identifier: "",
    })
}

#[handler]
pub(super) async fn submit(
    visit: Visit<'_>,
    Form(form): Form<LoginForm>,
) -> poem::Result<Response> {
    let mut again = LoginPage {
        shell: visit.shell(),
        faults: missing(&form),
        expired: None,
        back: ReturnPath::parse(&form.poi),
        identifier: &form.identificativo,
    };
    if !again.faults.is_empty() {
        return page_again(&again);
    }
    let device = visit.device();
    let input = LogInInput {
        identifier: &form.identificativo,
        password: &form.password,
        client: &visit.client(),
        origin: &visit.origin(),
        device: device.as_ref(),
    };
    match on_the_beat(visit.usecases().log_in(input)).await {
        Ok(opened) => {
            let back = again.back.unwrap_or_else(ReturnPath::area);
            Ok(enter(&visit, &opened, &back).await)
        }
        Err(LogInError::Refused { left }) => {
            again.faults = Faults::general("identificativo", words::wrong_login(left));
            page_again(&again)
        }
        Err(LogInError::OneTimeExpired { offer }) => {
            again.expired = Some(match offer {
                Some(offer) => {
                    CookieName::Renewal.set(visit.jar(), &offer);
                    Expired::Renewable
                }
                None => Expired::ByReferente,
            });
            page_again(&again)
        }
        Err(LogInError::Locked { retry_at }) => Ok(trouble::locked(&visit, retry_at)),
        Err(LogInError::Failure(failure)) => Err(visit.failed(&failure)),
    }
}

/// Another one-time password in place of one that has expired.
#[handler]
pub(super) async fn renew(visit: Visit<'_>) -> poem::Result<Response> {
    const ANOTHER_WAY: &str = "/recupera/attivazione";
    let Some(offer) = visit.renewal() else {
        return Ok(see_other(ANOTHER_WAY));
    };
    CookieName::Renewal.remove(visit.jar());
    match visit
        .usecases()
        .renew_one_time(&offer, &visit.client())
        .await
    {
        Ok(()) => Ok(see_other(&format!(
            "/accedi?avviso={}",
            Notice::OneTimeRenewed.name()
        ))),
        Err(RenewOneTimeError::Over) => Ok(see_other(ANOTHER_WAY)),
        Err(RenewOneTimeError::Failure(failure)) => Err(visit.failed(&failure)),
    }
}

/// What was left empty; nobody is charged for that.
fn missing(form: &LoginForm) -> Faults {
    let mut faults = Faults::default();
    if form.identificativo.trim().is_empty() {
        faults.add("identificativo", words::IDENTIFIER_MISSING);
    }
    if form.password.expose_secret().is_empty() {
        faults.add("password", say("fault-login-password"));
    }
    faults
}

async fn enter(visit: &Visit<'_>, opened: &OpenedSession, back: &ReturnPath) -> Response {
    visit.admit_anew(opened).await;
    greet(visit, opened).await;
    match opened.session.scope {
        SessionScope::ChangePassword => first_access::before(back.as_str()),
        SessionScope::Full => see_other(back.as_str()),
    }
}

/// A browser without a choice of its own speaks from now on as its owner is written to. Where that
/// cannot be read, it goes on as it is.
async fn greet(visit: &Visit<'_>, opened: &OpenedSession) {
    if visit.has(CookieName::Language) {
        return;
    }
    let found = visit.usecases().look_at_session(&opened.token).await;
    let language = found.ok().flatten().map(|found| found.account.language);
    let is_other = |language: &Language| *language != visit.words().language();
    if let Some(language) = language.filter(is_other)
        && visit.offers(language)
    {
        CookieName::Language.set(visit.jar(), &SecretString::from(language.tag()));
    }
}

/// Ends the session at once; what the browser kept of it goes, too.
#[handler]
pub(super) async fn leave(visit: Visit<'_>) -> poem::Result<Response> {
    if let Some(token) = visit.token(CookieName::Session) {
        let left = visit.usecases().log_out(&token).await;
        left.map_err(|failure| visit.failed(&failure))?;
    }
    browser_session::dismiss(visit.jar());
    let mut response = see_other("/accedi?uscita=1");
    let what = HeaderValue::from_static(FORGET_STORAGE);
    response.headers_mut().insert(CLEAR_SITE_DATA, what);
    Ok(response)
}
