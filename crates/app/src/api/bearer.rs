//! Who asks: tokens of the header `Authorization: Bearer …`.

use std::sync::Arc;

use poem::Request;
use poem_openapi::SecurityScheme;
use poem_openapi::auth::Bearer;
use secrecy::SecretString;
use varco_domain::session::SessionScope;
use varco_usecases::CurrentSession;

use super::code::Code;
use super::problem::Problem;
use crate::state::App;

/// The flow token of a registration, from `POST /captcha-challenges`. It binds the steps to one
/// program and opens nothing else.
#[derive(SecurityScheme)]
#[oai(ty = "bearer", rename = "FlowToken", checker = "secret")]
pub(super) struct FlowToken(pub(super) SecretString);

/// The session token from `POST /sessions` or `PUT /account/password`. It ends after 15 minutes
/// without use, after 8 hours, with the session, and with every change of the password.
#[derive(SecurityScheme)]
#[oai(ty = "bearer", rename = "SessionToken", checker = "secret")]
pub(super) struct SessionToken(pub(super) SecretString);

/// A live session that may do everything, of somebody who has accepted the documents in force.
/// The only way to the data of an utenza, so that a session opened by a one-time password reaches none
///
#[derive(SecurityScheme)]
#[oai(ty = "bearer", rename = "SessionToken", checker = "full_session")]
pub(super) struct FullSession(pub(super) CurrentSession);

/// A live session that may do everything, whatever was accepted: to accept the documents in force, or
/// to leave without.
#[derive(SecurityScheme)]
#[oai(
    ty = "bearer",
    rename = "SessionToken",
    checker = "session_before_terms"
)]
pub(super) struct SessionBeforeTerms(pub(super) CurrentSession);

#[expect(clippy::unused_async, reason = "checkers are asynchronous")]
async fn secret(_: &Request, bearer: Bearer) -> Option<SecretString> {
    Some(SecretString::from(bearer.token))
}

async fn full_session(request: &Request, bearer: Bearer) -> poem::Result<CurrentSession> {
    let session = session_before_terms(request, bearer).await?;
    if app(request)?.usecases.has_terms_to_accept(&session.account) {
        return Err(Problem::new(Code::TermsAcceptanceRequired).into());
    }
    Ok(session)
}

fn app(request: &Request) -> Result<&Arc<App>, Problem> {
    let app = request.data::<Arc<App>>();
    app.ok_or_else(|| Problem::new(Code::Internal).cause("the application is not there"))
}

async fn session_before_terms(request: &Request, bearer: Bearer) -> poem::Result<CurrentSession> {
    let token = SecretString::from(bearer.token);
    let app = app(request)?;
    let session = app
        .usecases
        .resolve_session(&token)
        .await
        .map_err(Problem::from)?;
    let session = session.ok_or_else(|| Problem::new(Code::AuthenticationRequired))?;
    match session.session.scope {
        SessionScope::Full => Ok(session),
        SessionScope::ChangePassword => Err(Problem::new(Code::PasswordChangeRequired).into()),
    }
}
