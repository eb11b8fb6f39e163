//! The three steps, and what comes until the mail has arrived.

mod requests;

use std::sync::Arc;

use poem::Request;
use poem::web::Data;
use poem_openapi::OpenApi;
use poem_openapi::payload::Json;
use varco_domain::registration::DeclarationForm;
use varco_usecases::{CorrectEmailInput, StartInput};

use super::Tag;
use super::answer::{Accepted, BODY, CAPTCHA, Created, Done, FLOW, MAIL, Refusals, Refused};
use super::body::Body;
use super::caller::FlowToken;
use super::code::Code;
use super::flow::{RegistrationView, flow_token};
use super::problem::Problem;
use crate::state::App;
use crate::web::client::client;
use requests::{DeclarationRequest, EmailRequest, StartRequest};

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
        &[
            Code::RegistrationClosed,
            Code::RegistrationConfirmed,
            Code::RegistrationOver,
        ],
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
            language: input.language.map(Into::into).unwrap_or_default(),
            terms: input.terms_accepted,
            privacy: input.privacy_read,
            confirms_email: input.confirms_email.unwrap_or_default(),
            confirms_person: input.confirms_person.unwrap_or_default(),
            confirms_place: input.confirms_place.unwrap_or_default(),
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
        request: &Request,
        FlowToken(flow): FlowToken,
        Data(app): Data<&Arc<App>>,
    ) -> Result<Accepted<RegistrationView>, Refused<Confirm>> {
        let registration = app
            .usecases
            .confirm_registration(&flow, &client(request))
            .await?;
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
        request: &Request,
        FlowToken(flow): FlowToken,
        Data(app): Data<&Arc<App>>,
    ) -> Result<Accepted<RegistrationView>, Refused<Resend>> {
        let registration = app
            .usecases
            .resend_activation(&flow, &client(request))
            .await?;
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
        request: &Request,
        FlowToken(flow): FlowToken,
        Data(app): Data<&Arc<App>>,
        Body(input): Body<EmailRequest>,
    ) -> Result<Accepted<RegistrationView>, Refused<Correct>> {
        let input = CorrectEmailInput {
            flow: &flow,
            email: &input.email,
            email_repeat: input.email_repeat.as_deref().unwrap_or_default(),
            client: &client(request),
        };
        let registration = app.usecases.correct_email(input).await?;
        Ok(Accepted::Accepted(Json(RegistrationView::of(
            app,
            &registration,
        ))))
    }
}
