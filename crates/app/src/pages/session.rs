//! Who is there.

use poem::Response;
use secrecy::SecretString;
use varco_usecases::CurrentSession;

use super::visit::{Visit, see_other};
use super::words::Notice;
use crate::web::cookies::CookieName;

/// The live session of this browser with its token, or the way to the login and from there to `back`.
pub(super) async fn current(
    visit: &Visit<'_>,
    back: &str,
) -> poem::Result<Result<(SecretString, CurrentSession), Response>> {
    let Some(token) = visit.token(CookieName::Session) else {
        return Ok(Err(to_login(visit, back)));
    };
    let found = visit.usecases().resolve_session(&token).await;
    let found = found.map_err(|failure| visit.failed(&failure))?;
    Ok(found
        .map(|session| (token, session))
        .ok_or_else(|| to_login(visit, back)))
}

/// The login; whoever had a session hears that it is over.
pub(super) fn to_login(visit: &Visit<'_>, back: &str) -> Response {
    if !visit.has(CookieName::Session) {
        return see_other(&format!("/accedi?poi={back}"));
    }
    CookieName::Session.remove(visit.jar());
    see_other(&format!(
        "/accedi?poi={back}&avviso={}",
        Notice::SessionOver.name()
    ))
}
