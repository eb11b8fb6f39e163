//! Login and logout.

pub(super) mod opened;

use std::sync::Arc;

use poem::Request;
use poem::web::Data;
use poem_openapi::payload::Json;
use poem_openapi::types::Example;
use poem_openapi::{ApiResponse, Object, OpenApi};
use serde::Deserialize;
use varco_usecases::LogInInput;

use super::Tag;
use super::answer::{BODY, Created, Done, Gone, NO_BODY, Refusals, Refused, SESSION};
use super::body::Body;
use super::caller::{FullSession, SessionToken, from_own_origin};
use super::code::Code;
use super::own_sessions::OwnSessionsView;
use super::problem::Problem;
use super::text::{Instant, Secret};
use crate::state::App;
use crate::web::beat::on_the_beat;
use crate::web::browser_session::{self, FORGET_STORAGE};
use crate::web::client::client;
use crate::web::device::origin;
use opened::{Keeping, OpenedSessionView, Scope, device, expiry};

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
    /// Where the session is kept.
    #[oai(default)]
    #[serde(default)]
    session: Keeping,
    /// The `device_token` of a login before, so that failures of strangers do not count for this device.
    #[oai(nullable)]
    device_token: Option<Secret>,
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

impl Example for LoginRequest {
    fn example() -> Self {
        Self {
            identifier: "mario.rossi".to_owned(),
            password: Secret::default(),
            session: Keeping::Token,
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

/// 204.
#[derive(ApiResponse)]
enum Closed {
    /// Done, nothing to tell
    #[oai(status = 204)]
    Closed(
        /// Always `"storage"`.
        #[oai(header = "Clear-Site-Data")]
        String,
    ),
}

struct Open;
struct Read;
struct CloseOthers;
struct Close;

impl Refusals for Open {
    const CODES: &'static [&'static [Code]] = &[
        BODY,
        &[
            Code::LoginRefused,
            Code::ForeignOrigin,
            Code::OneTimePasswordExpired,
            Code::Locked,
        ],
    ];
}

impl Refusals for Read {
    const CODES: &'static [&'static [Code]] = &[SESSION];
}

impl Refusals for CloseOthers {
    const CODES: &'static [&'static [Code]] = &[SESSION, NO_BODY];
}

impl Refusals for Close {
    const CODES: &'static [&'static [Code]] = &[
        NO_BODY,
        &[Code::AuthenticationRequired, Code::ForeignOrigin],
    ];
}

pub(super) struct Sessions;

#[OpenApi(tag = "Tag::Session")]
impl Sessions {
    /// Log in
    ///
    /// With the one-time password of the second mail the session may only change the password: its
    /// scope is `change_password`. With `"session": "cookie"` the session goes into the cookie
    /// `__Host-sessione`, in place of the one that this browser had.
    #[oai(path = "/sessions", method = "post", operation_id = "logIn")]
    async fn open(
        &self,
        Data(app): Data<&Arc<App>>,
        request: &Request,
        Body(input): Body<LoginRequest>,
    ) -> Result<Created<OpenedSessionView>, Refused<Open>> {
        let is_cookie = input.session == Keeping::Cookie;
        if is_cookie {
            from_own_origin(request)?;
        }
        let device = device(input.device_token, request, is_cookie);
        let input = LogInInput {
            identifier: &input.identifier,
            password: &input.password.0,
            client: &client(request),
            origin: &origin(request),
            device: device.as_ref(),
        };
        let opened = on_the_beat(app.usecases.log_in(input)).await?;
        if is_cookie {
            browser_session::admit_anew(&app.usecases, request, &opened).await;
        }
        let view = OpenedSessionView::of(app, opened, is_cookie);
        Ok(Created::Created(Json(view)))
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
    ) -> Result<Gone, Refused<CloseOthers>> {
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
    /// Ends the session at once, also one that may only change the password. Its cookie goes, too.
    #[oai(path = "/session", method = "delete", operation_id = "logOut")]
    async fn close(
        &self,
        token: SessionToken,
        Data(app): Data<&Arc<App>>,
        request: &Request,
    ) -> Result<Closed, Refused<Close>> {
        let (secret, jar) = (token.secret(), token.jar(request));
        if app.usecases.resolve_session(secret).await?.is_none() {
            return Err(Problem::new(Code::AuthenticationRequired).into());
        }
        app.usecases.log_out(secret).await?;
        if let Some(jar) = jar {
            browser_session::dismiss(jar);
        }
        Ok(Closed::Closed(FORGET_STORAGE.to_owned()))
    }
}
