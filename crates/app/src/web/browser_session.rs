//! The session of a browser, kept in its cookies: the pages and the API do it alike.

use http::header::HeaderName;
use poem::Request;
use poem::web::cookie::CookieJar;
use secrecy::{ExposeSecret, SecretString};
use varco_domain::token::is_opaque_token;
use varco_usecases::{OpenedSession, UseCases};

use super::cookies::CookieName;

/// Sent with a logout.
pub(crate) const CLEAR_SITE_DATA: HeaderName = HeaderName::from_static("clear-site-data");
/// What the browser forgets then. Cookies go by name, since that of the device stays.
pub(crate) const FORGET_STORAGE: &str = "\"storage\"";

/// A token from a cookie; what cannot be a token of ours counts as none.
pub(crate) fn token(request: &Request, cookie: CookieName) -> Option<SecretString> {
    cookie
        .read(request)
        .filter(|token| is_opaque_token(token.expose_secret()))
}

/// The token of the device, if it has one.
pub(crate) fn device(request: &Request) -> Option<SecretString> {
    CookieName::Device.read(request)
}

/// Gives the browser a session, and its device a token where it had none.
pub(crate) fn admit(jar: &CookieJar, opened: &OpenedSession) {
    CookieName::Session.set(jar, &opened.token);
    if let Some(device) = &opened.device {
        CookieName::Device.set(jar, device);
    }
}

/// After a login: the new session takes the place of the one that this browser had.
pub(crate) async fn admit_anew(usecases: &UseCases, request: &Request, opened: &OpenedSession) {
    if let Some(old) = token(request, CookieName::Session)
        && let Err(error) = usecases.log_out(&old).await
    {
        tracing::warn!(%error, "the session before was left to end by itself");
    }
    admit(request.cookie(), opened);
}

/// After a logout: nothing is left but the device, without which strangers could lock its owner out
///
pub(crate) fn dismiss(jar: &CookieJar) {
    CookieName::Session.remove(jar);
    CookieName::Form.remove(jar);
}
