//! Login and logout.

use std::sync::Arc;

use poem::Request;
use poem::web::Data;
use poem_openapi::payload::Json;
use poem_openapi::types::Example;
use poem_openapi::{Enum, Object, OpenApi};
use serde::Deserialize;
use varco_domain::session::{Session, SessionScope};
use varco_usecases::{LogInInput, OpenedSession};

use super::Tag;
use super::answer::{BODY, Created, Done, Gone, Refusals, Refused, SESSION};
use super::bearer::{FullSession, SessionToken};
use super::body::Body;
use super::code::Code;
use super::own_sessions::OwnSessionsView;
use super::problem::Problem;
use super::text::{Instant, Secret, Token};
use crate::state::App;
use crate::web::beat::on_the_beat;
use crate::web::client::client;
use crate::web::device::origin;

/// A login.
#[derive(Object, Deserialize)]
#[oai(
    rename = "LoginRequest",
    deny_unknown_fields,
    skip_serializing_if_is_none,
    example
)]
#[serde(deny_unknown_fields)]
struct LoginRequest {
    /// Username or codice fiscale, in any case.
    identifier: String,
    /// The password, or the one-time password of the second mail.
    password: Secret,
    /// The `device_token` of a login before, so that failures of strangers do not count for this device.
    #[oai(nullable)]
    device_token: Option<Secret>,
}

/// What a session may do.
#[derive(Enum)]
#[oai(rename = "SessionScope", rename_all = "snake_case")]
pub(super) enum Scope {
    /// Change the password or log out, nothing else.
    ChangePassword,
    /// Everything.
    Full,
}

/// A session that has just been opened.
#[derive(Object)]
#[oai(rename = "OpenedSession", skip_serializing_if_is_none, example)]
pub(super) struct OpenedSessionView {
    /// For the header `Authorization: Bearer …`. It is not shown again.
    session_token: Token,
    /// What the session may do.
    scope: Scope,
    /// When it ends if it is not used.
    expires_at: Instant,
    /// For the next login from here, where the one sent was of another utenza or there was none. It
    /// opens nothing.
    device_token: Option<Token>,
}

/// A live session.
#[derive(Object)]
#[oai(rename = "Session", example)]
struct SessionView {
    /// What the session may do.
    scope: Scope,
    /// When it was opened.
    opened_at: Instant,
    /// When it ends if it is not used.
    expires_at: Instant,
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
    pub(super) fn of(app: &App, opened: OpenedSession) -> Self {
        Self {
            session_token: Token(opened.token),
            scope: opened.session.scope.into(),
            expires_at: expiry(app, &opened.session),
            device_token: opened.device.map(Token),
        }
    }
}

fn expiry(app: &App, session: &Session) -> Instant {
    Instant(session.ends_at(&app.usecases.settings().sessions))
}

impl Example for LoginRequest {
    fn example() -> Self {
        Self {
            identifier: "mario.rossi".to_owned(),
            password: Secret::default(),
            device_token: None,
        }
    }
}

impl Example for OpenedSessionView {
    fn example() -> Self {
        Self {
            session_token: Token("pVw0mZ3b8Qm1o5c2d4e6f7g8h9i0jKlMnOpQrStUvWx".into()),
            scope: Scope::ChangePassword,
            expires_at: Instant::example(0),
            device_token: None,
        }
    }
}

impl Example for SessionView {
    fn example() -> Self {
        Self {
            scope: Scope::Full,
            opened_at: Instant::example(0),
            expires_at: Instant::example(0),
        }
    }
}

struct Open;
struct Read;
struct Close;

impl Refusals for Open {
    const CODES: &'static [&'static [Code]] = &[
        BODY,
        &[
            Code::LoginRefused,
            Code::OneTimePasswordExpired,
            Code::Locked,
        ],
    ];
}

impl Refusals for Read {
    const CODES: &'static [&'static [Code]] = &[SESSION];
}

impl Refusals for Close {
    const CODES: &'static [&'static [Code]] = &[&[Code::AuthenticationRequired]];
}

pub(super) struct Sessions;

#[OpenApi(tag = "Tag::Session")]
impl Sessions {
    /// Log in
    ///
    /// With the one-time password of the second mail the session may only change the password: its
    /// scope is `change_password`.
    #[oai(path = "/sessions", method = "post", operation_id = "logIn")]
    async fn open(
        &self,
        Data(app): Data<&Arc<App>>,
        request: &Request,
        Body(input): Body<LoginRequest>,
    ) -> Result<Created<OpenedSessionView>, Refused<Open>> {
        let input = LogInInput {
            identifier: &input.identifier,
            password: &input.password.0,
            client: &client(request),
            origin: &origin(request),
            device: input.device_token.as_ref().map(|token| &token.0),
        };
        let opened = on_the_beat(app.usecases.log_in(input)).await?;
        Ok(Created::Created(Json(OpenedSessionView::of(app, opened))))
    }

    /// List the own sessions
    #[oai(path = "/sessions", method = "get", operation_id = "listSessions")]
    async fn list(
        &self,
        FullSession(current): FullSession,
        Data(app): Data<&Arc<App>>,
    ) -> Result<Done<OwnSessionsView>, Refused<Read>> {
        let sessions = app.usecases.list_sessions(&current).await?;
        let view = OwnSessionsView::of(&sessions, &current);
        Ok(Done::Done(Json(view)))
    }

    /// Close all other sessions
    ///
    /// The one that asks stays open.
    #[oai(
        path = "/sessions",
        method = "delete",
        operation_id = "closeOtherSessions"
    )]
    async fn close_others(
        &self,
        FullSession(current): FullSession,
        Data(app): Data<&Arc<App>>,
    ) -> Result<Gone, Refused<Read>> {
        app.usecases.close_other_sessions(&current).await?;
        Ok(Gone::Gone)
    }

    /// Look at the session
    #[expect(clippy::unused_async, reason = "operations are asynchronous")]
    #[oai(path = "/session", method = "get", operation_id = "getSession")]
    async fn read(
        &self,
        FullSession(current): FullSession,
        Data(app): Data<&Arc<App>>,
    ) -> Result<Done<SessionView>, Refused<Read>> {
        Ok(Done::Done(Json(SessionView {
            scope: current.session.scope.into(),
            opened_at: Instant(current.session.opened_at),
            expires_at: expiry(app, &current.session),
        })))
    }

    /// Log out
    ///
    /// Ends the session at once, also one that may only change the password.
    #[oai(path = "/session", method = "delete", operation_id = "logOut")]
    async fn close(
        &self,
        SessionToken(token): SessionToken,
        Data(app): Data<&Arc<App>>,
    ) -> Result<Gone, Refused<Close>> {
        if app.usecases.resolve_session(&token).await?.is_none() {
            return Err(Problem::new(Code::AuthenticationRequired).into());
        }
        app.usecases.log_out(&token).await?;
        Ok(Gone::Gone)
    }
}
