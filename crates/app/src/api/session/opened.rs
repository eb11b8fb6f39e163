//! A session that has just been opened, and where it is kept.

use poem::Request;
use poem_openapi::types::Example;
use poem_openapi::{Enum, Object};
use secrecy::SecretString;
use serde::Deserialize;
use varco_domain::session::{Session, SessionScope};
use varco_usecases::OpenedSession;

use crate::api::text::{Instant, Secret, Token};
use crate::state::App;
use crate::web::browser_session;

/// Where a session is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Enum, Deserialize)]
#[oai(rename = "SessionKeeping", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub(in crate::api) enum Keeping {
    /// By whoever asks: the answer carries the tokens of session and device.
    #[default]
    Token,
    /// By the browser, in the cookies of the pages: the answer carries no token. For scripts of the own
    /// origin.
    Cookie,
}

/// What a session may do.
#[derive(Enum)]
#[oai(rename = "SessionScope", rename_all = "snake_case")]
pub(in crate::api) enum Scope {
    /// Change the password or log out, nothing else.
    ChangePassword,
    /// Everything.
    Full,
}

/// A session that has just been opened.
#[derive(Object)]
#[oai(rename = "OpenedSession", skip_serializing_if_is_none, example)]
pub(in crate::api) struct OpenedSessionView {
    /// For the header `Authorization: Bearer …`. It is not shown again. Absent where the session is kept
    /// in a cookie.
    session_token: Option<Token>,
    /// What the session may do.
    scope: Scope,
    /// When it ends if it is not used.
    expires_at: Instant,
    /// For the next login from here, where the one sent was of another utenza or there was none. It
    /// opens nothing.
    device_token: Option<Token>,
}

impl From<SessionScope> for Scope {
    fn from(scope: SessionScope) -> Self {
        match scope {
            SessionScope::ChangePassword => Self::ChangePassword,
            SessionScope::Full => Self::Full,
        }
    }
}

impl OpenedSessionView {
    /// Without tokens where those are in cookies.
    pub(in crate::api) fn of(app: &App, opened: OpenedSession, in_cookies: bool) -> Self {
        let shown = |token| (!in_cookies).then(|| Token(token));
        Self {
            scope: opened.session.scope.into(),
            expires_at: expiry(app, &opened.session),
            session_token: shown(opened.token),
            device_token: opened.device.and_then(shown),
        }
    }
}

/// The token of the device: what was sent along, else the cookie where cookies count.
pub(in crate::api) fn device(
    sent: Option<Secret>,
    request: &Request,
    has_cookies: bool,
) -> Option<SecretString> {
    sent.map(|Secret(token)| token)
        .or_else(|| has_cookies.then(|| browser_session::device(request))?)
}

pub(in crate::api) fn expiry(app: &App, session: &Session) -> Instant {
    Instant(session.ends_at(&app.usecases.settings().sessions))
}

impl Example for OpenedSessionView {
    fn example() -> Self {
        Self {
            session_token: Some(Token("pVw0mZ3b8Qm1o5c2d4e6f7g8h9i0jKlMnOpQrStUvWx".into())),
            scope: Scope::ChangePassword,
            expires_at: Instant::example(0),
            device_token: None,
        }
    }
}
