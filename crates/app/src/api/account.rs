//! The utenza of whoever has logged in.

use std::sync::Arc;

use jiff::civil::date;
use poem::Request;
use poem::web::Data;
use poem_openapi::payload::Json;
use poem_openapi::types::Example;
use poem_openapi::{Enum, Object, OpenApi};
use serde::Deserialize;
use varco_domain::utenza::{Account, UtenzaKind};
use varco_usecases::ChangePasswordInput;

use super::Tag;
use super::answer::{BODY, Done, Refusals, Refused, SESSION};
use super::body::Body;
use super::caller::{FullSession, SessionToken};
use super::code::Code;
use super::language::Language;
use super::session::opened::{OpenedSessionView, device};
use super::text::{Day, Instant, Secret};
use crate::state::App;
use crate::web::browser_session::admit;

/// Whose utenza it is.
#[derive(Enum)]
#[oai(rename = "UtenzaKind", rename_all = "snake_case")]
pub(super) enum Kind {
    /// Ministry staff.
    Mi,
    /// Whoever registered alone.
    External,
}

/// An utenza, for its owner.
#[derive(Object)]
#[oai(rename = "Account", skip_serializing_if_is_none, example)]
struct AccountView {
    /// The username.
    username: String,
    /// Whose it is.
    kind: Kind,
    /// The codice fiscale.
    codice_fiscale: String,
    /// Given names.
    given_name: String,
    /// Family name.
    family_name: String,
    /// Day of birth.
    birth_date: Day,
    /// The confirmed address.
    email: String,
    /// The language of the mails.
    language: Language,
    /// When the utenza was activated.
    activated_at: Instant,
    /// The last login.
    last_access_at: Option<Instant>,
}

/// A change of the password.
#[derive(Object, Deserialize)]
#[oai(
    rename = "PasswordChange",
    deny_unknown_fields,
    skip_serializing_if_is_none,
    example
)]
#[serde(deny_unknown_fields)]
struct PasswordRequest {
    /// The password in force, or the one-time password.
    current_password: Secret,
    /// The new one.
    new_password: Secret,
    /// The new one, typed again.
    new_password_repeat: Secret,
    /// The `device_token` of a login before.
    #[oai(nullable)]
    device_token: Option<Secret>,
}

impl From<UtenzaKind> for Kind {
    fn from(kind: UtenzaKind) -> Self {
        match kind {
            UtenzaKind::Mi => Self::Mi,
            UtenzaKind::External => Self::External,
        }
    }
}

impl From<Account> for AccountView {
    fn from(account: Account) -> Self {
        let reference = account.reference().map(|(address, _)| address);
        Self {
            username: account.username.to_string(),
            kind: account.kind.into(),
            codice_fiscale: account.codice_fiscale.to_string(),
            given_name: account.given_name.to_string(),
            family_name: account.family_name.to_string(),
            birth_date: Day(account.birth_date),
            email: reference.map(ToString::to_string).unwrap_or_default(),
            language: account.language.into(),
            activated_at: Instant(account.opened_at),
            last_access_at: account.accesses.last.map(|access| Instant(access.at)),
        }
    }
}

impl Example for AccountView {
    fn example() -> Self {
        Self {
            username: "mario.rossi".to_owned(),
            kind: Kind::External,
            codice_fiscale: "RSSMRA85T10A562S".to_owned(),
            given_name: "Mario".to_owned(),
            family_name: "Rossi".to_owned(),
            birth_date: Day(date(1985, 12, 10)),
            email: "mario.rossi@example.it".to_owned(),
            language: Language::It,
            activated_at: Instant::example(0),
            last_access_at: Some(Instant::example(0)),
        }
    }
}

impl Example for PasswordRequest {
    fn example() -> Self {
        Self {
            current_password: Secret::default(),
            new_password: Secret::default(),
            new_password_repeat: Secret::default(),
            device_token: None,
        }
    }
}

struct Read;
struct ChangePassword;

impl Refusals for Read {
    const CODES: &'static [&'static [Code]] = &[SESSION];
}

impl Refusals for ChangePassword {
    const CODES: &'static [&'static [Code]] = &[
        BODY,
        &[
            Code::AuthenticationRequired,
            Code::ForeignOrigin,
            Code::PasswordJustChanged,
            Code::InvalidPassword,
            Code::CurrentPasswordWrong,
            Code::Locked,
        ],
    ];
}

pub(super) struct Accounts;

#[OpenApi(tag = "Tag::Account")]
impl Accounts {
    /// Look at the own utenza
    #[expect(clippy::unused_async, reason = "operations are asynchronous")]
    #[oai(path = "/account", method = "get", operation_id = "getAccount")]
    async fn read(
        &self,
        FullSession(current): FullSession,
    ) -> Result<Done<AccountView>, Refused<Read>> {
        Ok(Done::Done(Json(current.account.into())))
    }

    /// Change the password
    ///
    /// The first change, with the one-time password, makes the utenza active. Every session ends; a new
    /// one comes as the old one was shown, by token or by cookie.
    #[oai(
        path = "/account/password",
        method = "put",
        operation_id = "changePassword"
    )]
    async fn change_password(
        &self,
        token: SessionToken,
        Data(app): Data<&Arc<App>>,
        request: &Request,
        Body(input): Body<PasswordRequest>,
    ) -> Result<Done<OpenedSessionView>, Refused<ChangePassword>> {
        let jar = token.jar(request);
        let device = device(input.device_token, request, jar.is_some());
        let input = ChangePasswordInput {
            token: token.secret(),
            current: &input.current_password.0,
            new: &input.new_password.0,
            repeat: &input.new_password_repeat.0,
            device: device.as_ref(),
        };
        let opened = app.usecases.change_password(input).await?;
        if let Some(jar) = jar {
            admit(jar, &opened);
        }
        let view = OpenedSessionView::of(app, opened, jar.is_some());
        Ok(Done::Done(Json(view)))
    }
}
