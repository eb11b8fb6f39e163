//! The three steps, and what comes until the mail has arrived.

use std::sync::Arc;

use poem::Request;
use poem::web::Data;
use poem_openapi::payload::Json;
use poem_openapi::types::Example;
use poem_openapi::{Object, OpenApi};
use serde::Deserialize;
use varco_domain::registration::DeclarationForm;
use varco_usecases::{CorrectEmailInput, StartInput};

use super::Tag;
use super::answer::{Accepted, BODY, CAPTCHA, Created, Done, FLOW, MAIL, Refusals, Refused};
use super::bearer::FlowToken;
use super::body::Body;
use super::captcha;
use super::code::Code;
use super::flow::{RegistrationView, flow_token};
use super::problem::Problem;
use super::text::Secret;
use crate::state::App;
use crate::web::client::client;

/// Step 1.
#[derive(Object, Deserialize)]
#[oai(rename = "RegistrationRequest", deny_unknown_fields, example)]
#[serde(deny_unknown_fields)]
struct StartRequest {
    /// From the challenge.
    flow_token: Secret,
    /// In any case, with or without spaces and dashes.
    codice_fiscale: String,
    /// The answer to the challenge. It is used up only when everything else is in order.
    captcha: Option<captcha::Answer>,
}

/// Step 2.
#[derive(Object, Deserialize)]
#[oai(rename = "Declaration", deny_unknown_fields, example)]
#[serde(deny_unknown_fields)]
struct DeclarationRequest {
    /// Given names, as on the tessera sanitaria.
    given_name: String,
    /// Family name, as on the tessera sanitaria.
    family_name: String,
    /// The address to confirm.
    email: String,
    /// The address, typed again. Required unless the service is configured not to ask.
    email_repeat: Option<String>,
    /// Required where `asks_birth_year`: the year of one of `birth_dates`.
    birth_year: Option<i16>,
    /// Required where `asks_birth_place`.
    birth_place: Option<String>,
    /// The *condizioni generali* are accepted.
    terms_accepted: bool,
    /// The *informativa privacy* has been read.
    privacy_read: bool,
    /// The address is right although it looks wrong.
    confirms_email: Option<bool>,
    /// The data are as on the tessera sanitaria although they do not match the code.
    confirms_person: Option<bool>,
}

/// Another address.
#[derive(Object, Deserialize)]
#[oai(rename = "EmailCorrection", deny_unknown_fields, example)]
#[serde(deny_unknown_fields)]
struct EmailRequest {
    /// The address.
    email: String,
    /// The address, typed again. Required unless the service is configured not to ask.
    email_repeat: Option<String>,
}

impl Example for StartRequest {
    fn example() -> Self {
        Self {
            flow_token: Secret::default(),
            codice_fiscale: "RSSMRA85T10A562S".to_owned(),
            captcha: Some(captcha::Answer::example()),
        }
    }
}

impl Example for DeclarationRequest {
    fn example() -> Self {
        Self {
            given_name: "Mario".to_owned(),
            family_name: "Rossi".to_owned(),
            email: "mario.rossi@example.it".to_owned(),
            email_repeat: Some("mario.rossi@example.it".to_owned()),
            birth_year: None,
            birth_place: None,
            terms_accepted: true,
            privacy_read: true,
            confirms_email: None,
            confirms_person: None,
        }
    }
}

impl Example for EmailRequest {
    fn example() -> Self {
        Self {
            email: "mario.rossi@example.it".to_owned(),
            email_repeat: Some("mario.rossi@example.it".to_owned()),
        }
    }
}

struct Start;
struct Read;
struct Declare;
struct Confirm;
struct Resend;
struct Correct;

impl Refusals for Start {
    const CODES: &'static [&'static [Code]] = &[
        BODY,
        CAPTCHA,
        &[Code::RegistrationConfirmed, Code::RegistrationOver],
    ];
}

impl Refusals for Read {
    const CODES: &'static [&'static [Code]] = &[FLOW];
}

impl Refusals for Declare {
    const CODES: &'static [&'static [Code]] = &[
        FLOW,
        BODY,
        &[
            Code::InvalidFields,
            Code::NeedsConfirmation,
            Code::RegistrationConfirmed,
        ],
    ];
}

impl Refusals for Confirm {
    const CODES: &'static [&'static [Code]] = &[FLOW, &[Code::OutOfOrder]];
}

impl Refusals for Resend {
    const CODES: &'static [&'static [Code]] = &[FLOW, MAIL];
}

impl Refusals for Correct {
    const CODES: &'static [&'static [Code]] = &[FLOW, BODY, MAIL, &[Code::InvalidFields]];
}

pub(super) struct Registrations;

#[OpenApi(tag = "Tag::Registration")]
impl Registrations {
    /// Step 1: codice fiscale and captcha
    ///
    /// The answer is the same whether or not somebody has an utenza with this codice fiscale. Done
    /// again before the confirmation, it changes the code and keeps the data of step 2.
    #[oai(
        path = "/registrations",
        method = "post",
        operation_id = "startRegistration"
    )]
    async fn start(
        &self,
        Data(app): Data<&Arc<App>>,
        request: &Request,
        Body(input): Body<StartRequest>,
    ) -> Result<Created<RegistrationView>, Refused<Start>> {
        let input = StartInput {
            flow: &flow_token(input.flow_token)?,
            codice_fiscale: &input.codice_fiscale,
            human: input.captcha.map(Into::into),
            client: &client(request),
        };
        let registration = app.usecases.start_registration(input).await?;
        Ok(Created::Created(Json(RegistrationView::of(
            app,
            &registration,
        ))))
    }

    /// Look where the registration stands
    #[oai(
        path = "/registration",
        method = "get",
        operation_id = "getRegistration"
    )]
    async fn read(
        &self,
        FlowToken(flow): FlowToken,
        Data(app): Data<&Arc<App>>,
    ) -> Result<Done<RegistrationView>, Refused<Read>> {
        let registration = app.usecases.find_registration(&flow).await?;
        let registration = registration.ok_or_else(|| Problem::new(Code::RegistrationUnknown))?;
        Ok(Done::Done(Json(RegistrationView::of(app, &registration))))
    }

    /// Step 2: personal data, address, terms and privacy notice
    ///
    /// Faults must be mended. What is only probably a mistake comes back as `needs-confirmation`:
    /// correct it, or send the same again with the fields that `confirm_with` names set to true. Done
    /// again before the confirmation, it replaces the data.
    #[oai(
        path = "/registration/declaration",
        method = "put",
        operation_id = "declarePerson"
    )]
    async fn declare(
        &self,
        FlowToken(flow): FlowToken,
        Data(app): Data<&Arc<App>>,
        Body(input): Body<DeclarationRequest>,
    ) -> Result<Done<RegistrationView>, Refused<Declare>> {
        let year = input.birth_year.map(|year| year.to_string());
        let form = DeclarationForm {
            given_name: &input.given_name,
            family_name: &input.family_name,
            birth_year: year.as_deref().unwrap_or_default(),
            birth_place: input.birth_place.as_deref().unwrap_or_default(),
            email: &input.email,
            email_repeat: input.email_repeat.as_deref().unwrap_or_default(),
            terms: input.terms_accepted,
            privacy: input.privacy_read,
            confirms_email: input.confirms_email.unwrap_or_default(),
            confirms_person: input.confirms_person.unwrap_or_default(),
        };
        let registration = app.usecases.declare_person(&flow, &form).await?;
        Ok(Done::Done(Json(RegistrationView::of(app, &registration))))
    }

    /// Step 3: confirm
    ///
    /// Sends the activation mail. Confirming again changes nothing and mails nothing.
    #[oai(
        path = "/registration/confirmation",
        method = "post",
        operation_id = "confirmRegistration"
    )]
    async fn confirm(
        &self,
        FlowToken(flow): FlowToken,
        Data(app): Data<&Arc<App>>,
    ) -> Result<Accepted<RegistrationView>, Refused<Confirm>> {
        let registration = app.usecases.confirm_registration(&flow).await?;
        Ok(Accepted::Accepted(Json(RegistrationView::of(
            app,
            &registration,
        ))))
    }

    /// Ask for the activation mail again
    ///
    /// The link and code before stop working.
    #[oai(
        path = "/registration/activation-mail",
        method = "post",
        operation_id = "resendActivationMail"
    )]
    async fn resend(
        &self,
        FlowToken(flow): FlowToken,
        Data(app): Data<&Arc<App>>,
    ) -> Result<Accepted<RegistrationView>, Refused<Resend>> {
        let registration = app.usecases.resend_activation(&flow).await?;
        Ok(Accepted::Accepted(Json(RegistrationView::of(
            app,
            &registration,
        ))))
    }

    /// Correct the address after the confirmation
    ///
    /// Mails a new link and code there; the ones before stop working.
    #[oai(
        path = "/registration/email",
        method = "put",
        operation_id = "correctEmail"
    )]
    async fn correct_email(
        &self,
        FlowToken(flow): FlowToken,
        Data(app): Data<&Arc<App>>,
        Body(input): Body<EmailRequest>,
    ) -> Result<Accepted<RegistrationView>, Refused<Correct>> {
        let input = CorrectEmailInput {
            flow: &flow,
            email: &input.email,
            email_repeat: input.email_repeat.as_deref().unwrap_or_default(),
        };
        let registration = app.usecases.correct_email(input).await?;
        Ok(Accepted::Accepted(Json(RegistrationView::of(
            app,
            &registration,
        ))))
    }
}
