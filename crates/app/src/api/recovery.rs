//! "Password dimenticata?" and "Username dimenticato?".

use std::sync::Arc;

use poem::Request;
use poem::web::Data;
use poem_openapi::types::Example;
use poem_openapi::{Object, OpenApi};
use serde::Deserialize;
use varco_domain::utenza::RecoveryPage;
use varco_usecases::{RecoveryInput, ResetPasswordInput};

use super::Tag;
use super::answer::{BODY, CAPTCHA, Gone, Noted, Refusals, Refused};
use super::body::Body;
use super::captcha;
use super::code::Code;
use super::flow::flow_token;
use super::problem::Problem;
use super::text::Secret;
use crate::state::App;
use crate::web::client::client;

/// Asks for a link that resets the password.
#[derive(Object, Deserialize)]
#[oai(
    rename = "PasswordResetRequest",
    deny_unknown_fields,
    skip_serializing_if_is_none,
    example
)]
#[serde(deny_unknown_fields)]
struct AskReset {
    /// From the challenge, for which no registration is needed.
    flow_token: Secret,
    /// Username or codice fiscale, in any case.
    identifier: String,
    /// The answer to the challenge, asked for with the action `recover-password`.
    #[oai(nullable)]
    captcha: Option<captcha::Answer>,
}

/// Asks for the username.
#[derive(Object, Deserialize)]
#[oai(
    rename = "UsernameReminderRequest",
    deny_unknown_fields,
    skip_serializing_if_is_none,
    example
)]
#[serde(deny_unknown_fields)]
struct AskUsername {
    /// From the challenge, for which no registration is needed.
    flow_token: Secret,
    /// The codice fiscale.
    codice_fiscale: String,
    /// The answer to the challenge, asked for with the action `recover-username`.
    #[oai(nullable)]
    captcha: Option<captcha::Answer>,
}

/// A new password, by the mailed link.
#[derive(Object, Deserialize)]
#[oai(rename = "PasswordReset", deny_unknown_fields, example)]
#[serde(deny_unknown_fields)]
struct Reset {
    /// The token of the link: what follows `t=`.
    token: Secret,
    /// The new password.
    new_password: Secret,
    /// The new one, typed again.
    new_password_repeat: Secret,
}

impl Example for AskReset {
    fn example() -> Self {
        Self {
            flow_token: Secret::default(),
            identifier: "mario.rossi".to_owned(),
            captcha: Some(captcha::Answer::example()),
        }
    }
}

impl Example for AskUsername {
    fn example() -> Self {
        Self {
            flow_token: Secret::default(),
            codice_fiscale: "RSSMRA85T10A562S".to_owned(),
            captcha: Some(captcha::Answer::example()),
        }
    }
}

impl Example for Reset {
    fn example() -> Self {
        Self {
            token: Secret::default(),
            new_password: Secret::default(),
            new_password_repeat: Secret::default(),
        }
    }
}

struct Ask;
struct Remind;
struct Choose;

impl Refusals for Ask {
    const CODES: &'static [&'static [Code]] = &[
        BODY,
        &[
            Code::MiUtenza,
            Code::InvalidFields,
            Code::CaptchaMissing,
            Code::CaptchaRejected,
            Code::CaptchaExpired,
            Code::TooManyRequests,
        ],
    ];
}

impl Refusals for Remind {
    const CODES: &'static [&'static [Code]] = &[BODY, CAPTCHA];
}

impl Refusals for Choose {
    const CODES: &'static [&'static [Code]] = &[
        BODY,
        &[
            Code::MiUtenza,
            Code::LinkUnknown,
            Code::LinkUsed,
            Code::LinkExpired,
            Code::LinkSuperseded,
            Code::LinkVoid,
            Code::InvalidPassword,
        ],
    ];
}

pub(super) struct Recoveries;

#[OpenApi(tag = "Tag::Recovery")]
impl Recoveries {
    /// Ask for a link that resets the password
    ///
    /// The answer and its time are the same for everybody; what happens shows only in the mailboxes of
    /// the utenza. What looks like an MI username is refused by its shape alone.
    #[oai(
        path = "/password-resets",
        method = "post",
        operation_id = "askPasswordReset"
    )]
    async fn ask(
        &self,
        Data(app): Data<&Arc<App>>,
        request: &Request,
        Body(input): Body<AskReset>,
    ) -> Result<Noted, Refused<Ask>> {
        let input = RecoveryInput {
            flow: &flow_token(input.flow_token)?,
            identifier: &input.identifier,
            human: input.captcha.map(Into::into),
            client: &client(request),
        };
        match app.usecases.ask_password_reset(input).await? {
            RecoveryPage::CheckMail => Ok(Noted::Noted),
            RecoveryPage::MiExplained => Err(Problem::mi_utenza().into()),
        }
    }

    /// Choose a new password with the mailed link
    ///
    /// Every session ends, no new one is opened. Doing it again is harmless.
    #[oai(
        path = "/password-resets/current",
        method = "put",
        operation_id = "resetPassword"
    )]
    async fn choose(
        &self,
        Data(app): Data<&Arc<App>>,
        Body(input): Body<Reset>,
    ) -> Result<Gone, Refused<Choose>> {
        let input = ResetPasswordInput {
            token: &input.token.0,
            new: &input.new_password.0,
            repeat: &input.new_password_repeat.0,
        };
        app.usecases.reset_password(input).await?;
        Ok(Gone::Gone)
    }

    /// Ask for the username
    ///
    /// The answer and its time are the same for everybody; it comes by mail, if there is an utenza.
    #[oai(
        path = "/username-reminders",
        method = "post",
        operation_id = "askUsername"
    )]
    async fn remind(
        &self,
        Data(app): Data<&Arc<App>>,
        request: &Request,
        Body(input): Body<AskUsername>,
    ) -> Result<Noted, Refused<Remind>> {
        let input = RecoveryInput {
            flow: &flow_token(input.flow_token)?,
            identifier: &input.codice_fiscale,
            human: input.captcha.map(Into::into),
            client: &client(request),
        };
        app.usecases.ask_username(input).await?;
        Ok(Noted::Noted)
    }
}
