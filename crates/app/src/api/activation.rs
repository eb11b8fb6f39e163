//! Opening the utenza, and asking for what opens it again.

use std::sync::Arc;

use poem::Request;
use poem::web::Data;
use poem_openapi::payload::Json;
use poem_openapi::types::Example;
use poem_openapi::{Enum, Object, OpenApi};
use serde::Deserialize;
use varco_usecases::{ActivateInput, ActivateOutcome, PresentedTicket, RecoverActivationInput};
use varco_words::say;

use super::Tag;
use super::answer::{BODY, CAPTCHA, Done, Noted, Refusals, Refused};
use super::body::Body;
use super::captcha;
use super::code::Code;
use super::flow::flow_token;
use super::problem::{FieldError, Problem};
use super::text::Secret;
use crate::state::App;
use crate::web::client::client;

/// What the activation mail carries: exactly one of `token` and `code`.
#[derive(Object, Deserialize)]
#[oai(
    rename = "ActivationRequest",
    deny_unknown_fields,
    skip_serializing_if_is_none,
    example
)]
#[serde(deny_unknown_fields)]
struct ActivationRequest {
    /// The token of the link: what follows `t=`.
    #[oai(nullable)]
    token: Option<Secret>,
    /// The code, in any case, with or without spaces and dashes.
    #[oai(nullable)]
    code: Option<Secret>,
    /// The password, where the service is configured to have it chosen here.
    #[oai(nullable)]
    password: Option<Secret>,
    /// The password, typed again.
    #[oai(nullable)]
    password_repeat: Option<Secret>,
}

/// What came of it.
#[derive(Object)]
#[oai(example)]
struct Activation {
    /// What came of it.
    outcome: Outcome,
}

/// What came of an activation.
#[derive(Enum)]
#[oai(rename = "ActivationOutcome", rename_all = "snake_case")]
enum Outcome {
    /// The utenza is open, its username on the way by mail.
    Opened,
    /// It was open before.
    AlreadyOpen,
}

/// Asks for whatever a person waits for to be mailed again.
#[derive(Object, Deserialize)]
#[oai(
    rename = "ActivationRecoveryRequest",
    deny_unknown_fields,
    skip_serializing_if_is_none,
    example
)]
#[serde(deny_unknown_fields)]
struct RecoveryRequest {
    /// From the challenge, for which no registration is needed.
    flow_token: Secret,
    /// As given at registration.
    codice_fiscale: String,
    /// As given at registration.
    email: String,
    /// The answer to the challenge, asked for with the action `recover-activation`.
    #[oai(nullable)]
    captcha: Option<captcha::Answer>,
}

impl ActivationRequest {
    fn ticket(&mut self) -> Result<PresentedTicket, Problem> {
        match (self.token.take(), self.code.take()) {
            (Some(token), None) => Ok(PresentedTicket::Link(token.0)),
            (None, Some(code)) => Ok(PresentedTicket::Code(code.0)),
            (None, None) | (Some(_), Some(_)) => {
                let detail = say("fault-one-of-two");
                let error = FieldError::new("token", "one_of_two", detail);
                Err(Problem::new(Code::InvalidFields).errors([error]))
            }
        }
    }
}

impl From<ActivateOutcome> for Outcome {
    fn from(outcome: ActivateOutcome) -> Self {
        match outcome {
            ActivateOutcome::Opened => Self::Opened,
            ActivateOutcome::AlreadyOpen => Self::AlreadyOpen,
        }
    }
}

impl Example for ActivationRequest {
    fn example() -> Self {
        Self {
            token: None,
            code: Some(Secret::default()),
            password: None,
            password_repeat: None,
        }
    }
}

impl Example for Activation {
    fn example() -> Self {
        Self {
            outcome: Outcome::Opened,
        }
    }
}

impl Example for RecoveryRequest {
    fn example() -> Self {
        Self {
            flow_token: Secret::default(),
            codice_fiscale: "RSSMRA85T10A562S".to_owned(),
            email: "mario.rossi@example.it".to_owned(),
            captcha: Some(captcha::Answer::example()),
        }
    }
}

struct Activate;
struct Recover;

impl Refusals for Activate {
    const CODES: &'static [&'static [Code]] = &[
        BODY,
        &[
            Code::TicketUnknown,
            Code::CodiceFiscaleTaken,
            Code::TicketExpired,
            Code::TicketSuperseded,
            Code::TicketGone,
            Code::InvalidFields,
            Code::InvalidPassword,
            Code::TooManyRequests,
        ],
    ];
}

impl Refusals for Recover {
    const CODES: &'static [&'static [Code]] = &[BODY, CAPTCHA];
}

pub(super) struct Activations;

#[OpenApi(tag = "Tag::Activation")]
impl Activations {
    /// Open the utenza
    ///
    /// With the token of the mailed link or with the mailed code. Doing it again is harmless. The
    /// username and a one-time password follow by mail.
    #[oai(path = "/activations", method = "post", operation_id = "activate")]
    async fn activate(
        &self,
        Data(app): Data<&Arc<App>>,
        request: &Request,
        Body(mut input): Body<ActivationRequest>,
    ) -> Result<Done<Activation>, Refused<Activate>> {
        let ticket = input.ticket()?;
        let repeat = input.password_repeat.unwrap_or_default();
        let input = ActivateInput {
            ticket: &ticket,
            chosen: input
                .password
                .as_ref()
                .map(|password| (&password.0, &repeat.0)),
            client: &client(request),
        };
        let outcome = app.usecases.activate(input).await?.into();
        Ok(Done::Done(Json(Activation { outcome })))
    }

    /// Ask for the mail again from another device, or after its link expired
    ///
    /// The answer is the same for everybody. Whoever has a registration that waits gets the
    /// activation mail, whoever has an utenza that nobody has entered yet a new one-time password.
    #[oai(
        path = "/activation-recoveries",
        method = "post",
        operation_id = "recoverActivation"
    )]
    async fn recover(
        &self,
        Data(app): Data<&Arc<App>>,
        request: &Request,
        Body(input): Body<RecoveryRequest>,
    ) -> Result<Noted, Refused<Recover>> {
        let input = RecoverActivationInput {
            flow: &flow_token(input.flow_token)?,
            codice_fiscale: &input.codice_fiscale,
            email: &input.email,
            human: input.captcha.map(Into::into),
            client: &client(request),
        };
        app.usecases.recover_activation(input).await?;
        Ok(Noted::Noted)
    }
}
