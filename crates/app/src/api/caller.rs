//! Who asks: tokens of the header `Authorization: Bearer …`, and the session cookie of the pages.
//!
//! The header counts before the cookie, whatever it holds: whoever writes it has said who asks, and no
//! other site can. A cookie comes along by itself, so it counts only for what comes from our own
//! origin, as on the pages.

use std::sync::Arc;

use http::{Method, header};
use poem::web::cookie::CookieJar;
use poem::{Request, RequestBody};
use poem_openapi::auth::{ApiKey, Bearer};
use poem_openapi::registry::Registry;
use poem_openapi::{ApiExtractor, ApiExtractorType, ExtractParamOptions, SecurityScheme};
use secrecy::SecretString;
use varco_domain::session::SessionScope;
use varco_domain::token::is_opaque_token;
use varco_usecases::CurrentSession;

use super::body::is_json;
use super::code::Code;
use super::problem::Problem;
use crate::state::App;
use crate::web::origin;

/// The flow token of a registration, from `POST /captcha-challenges`. It binds the steps to one
/// program and opens nothing else.
#[derive(SecurityScheme)]
#[oai(ty = "bearer", rename = "FlowToken", checker = "secret")]
pub(super) struct FlowToken(pub(super) SecretString);

/// The session token from `POST /sessions` or `PUT /account/password`. It ends after 15 minutes
/// without use, after 8 hours, with the session, and with every change of the password.
#[derive(SecurityScheme)]
#[oai(ty = "bearer", rename = "SessionToken", checker = "secret")]
pub(super) struct SessionBearer(SecretString);

/// The session of a browser, from `POST /sessions` with `"session": "cookie"` or from the login page, for
/// scripts of the same origin. It counts where there is no header `Authorization`, and only for requests
/// of the own origin; those that change something are `application/json`, with or without a body.
#[derive(SecurityScheme)]
#[oai(
    ty = "api_key",
    key_in = "cookie",
    key_name = "__Host-sessione",
    rename = "SessionCookie",
    checker = "cookie"
)]
pub(super) struct SessionCookie(SecretString);

/// A session, whether or not it lives, and how it was shown.
#[derive(SecurityScheme)]
pub(super) enum SessionToken {
    Bearer(SessionBearer),
    Cookie(SessionCookie),
}

/// A live session that may do everything, of somebody who has accepted the documents in force.
/// The only way to the data of an utenza, so that a session opened by a one-time password reaches none
///
pub(super) struct FullSession(pub(super) CurrentSession);

/// A live session that may do everything, whatever was accepted: to accept the documents in force, or
/// to leave without.
pub(super) struct SessionBeforeTerms(pub(super) CurrentSession);

impl SessionToken {
    pub(super) const fn secret(&self) -> &SecretString {
        match self {
            Self::Bearer(SessionBearer(token)) | Self::Cookie(SessionCookie(token)) => token,
        }
    }

    /// Where what follows the session goes, if it lives in a cookie.
    pub(super) fn jar<'r>(&self, request: &'r Request) -> Option<&'r CookieJar> {
        match self {
            Self::Bearer(_) => None,
            Self::Cookie(_) => Some(request.cookie()),
        }
    }
}

#[expect(clippy::unused_async, reason = "checkers are asynchronous")]
async fn secret(_: &Request, bearer: Bearer) -> Option<SecretString> {
    Some(SecretString::from(bearer.token))
}

#[expect(clippy::unused_async, reason = "checkers are asynchronous")]
async fn cookie(request: &Request, cookie: ApiKey) -> poem::Result<SecretString> {
    let headers = request.headers();
    if headers.contains_key(header::AUTHORIZATION) || !is_opaque_token(&cookie.key) {
        return Err(Problem::new(Code::AuthenticationRequired).into());
    }
    from_own_origin(request)?;
    let content_type = headers.get(header::CONTENT_TYPE);
    let content_type = content_type.and_then(|value| value.to_str().ok());
    // A form may be sent from anywhere without asking first; JSON may not.
    if is_unsafe(request) && !content_type.is_some_and(is_json) {
        return Err(Problem::new(Code::UnsupportedMediaType).into());
    }
    Ok(SecretString::from(cookie.key))
}

fn is_unsafe(request: &Request) -> bool {
    !matches!(*request.method(), Method::GET | Method::HEAD)
}

/// Cookies are read and set for our own origin alone.
pub(super) fn from_own_origin(request: &Request) -> Result<(), Problem> {
    if origin::is_own(request, &app(request)?.site.public_url) {
        Ok(())
    } else {
        Err(Problem::new(Code::ForeignOrigin))
    }
}

fn app(request: &Request) -> Result<&Arc<App>, Problem> {
    let app = request.data::<Arc<App>>();
    app.ok_or_else(|| Problem::new(Code::Internal).cause("the application is not there"))
}

async fn full_session(request: &Request, token: &SecretString) -> Result<CurrentSession, Problem> {
    let session = session_before_terms(request, token).await?;
    if app(request)?.usecases.has_terms_to_accept(&session.account) {
        return Err(Problem::new(Code::TermsAcceptanceRequired));
    }
    Ok(session)
}

async fn session_before_terms(
    request: &Request,
    token: &SecretString,
) -> Result<CurrentSession, Problem> {
    let session = app(request)?.usecases.resolve_session(token).await?;
    let session = session.ok_or_else(|| Problem::new(Code::AuthenticationRequired))?;
    match session.session.scope {
        SessionScope::Full => Ok(session),
        SessionScope::ChangePassword => Err(Problem::new(Code::PasswordChangeRequired)),
    }
}

/// Finds the session of a token. The framework's own attribute knows one way to show a token, and of
/// several ways forgets why one refused.
macro_rules! live_session {
    ($session:ident, $find:ident) => {
        impl<'a> ApiExtractor<'a> for $session {
            const TYPES: &'static [ApiExtractorType] = &[ApiExtractorType::SecurityScheme];

            type ParamType = ();
            type ParamRawType = ();

            fn register(registry: &mut Registry) {
                SessionToken::register(registry);
            }

            fn security_schemes() -> Vec<&'static str> {
                SessionToken::security_schemes()
            }

            async fn from_request(
                request: &'a Request,
                body: &mut RequestBody,
                options: ExtractParamOptions<()>,
            ) -> poem::Result<Self> {
                let token = SessionToken::from_request(request, body, options).await?;
                Ok(Self($find(request, token.secret()).await?))
            }
        }
    };
}

live_session!(FullSession, full_session);
live_session!(SessionBeforeTerms, session_before_terms);
