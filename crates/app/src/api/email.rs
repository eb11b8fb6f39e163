//! The addresses of whoever has logged in, and asking for another one.

use std::sync::Arc;

use poem::web::Data;
use poem_openapi::payload::Json;
use poem_openapi::types::Example;
use poem_openapi::{Enum, Object, OpenApi};
use serde::Deserialize;
use varco_domain::utenza::{MailboxKind, Mailboxes, PendingEmail, ReferenceReason};
use varco_usecases::ChangeEmailInput;

use super::Tag;
use super::answer::{Accepted, BODY, Done, Gone, NO_BODY, Refusals, Refused, SESSION};
use super::body::Body;
use super::caller::FullSession;
use super::code::Code;
use super::problem::Problem;
use super::text::{Instant, Secret};
use crate::state::App;

/// Why an address is the one that is written to.
#[derive(Enum)]
#[oai(rename = "ReferenceReason", rename_all = "snake_case")]
enum Reason {
    /// It is the institutional one.
    Institutional,
    /// It is the personal one, and there never was an institutional one.
    Personal,
    /// It is the personal one, since the institutional one was withdrawn.
    PersonalSinceWithdrawal,
}

/// An address that waits for its confirmation.
#[derive(Object)]
#[oai(rename = "PendingEmail", example)]
struct PendingView {
    /// The address.
    email: String,
    /// When it was asked for.
    asked_at: Instant,
    /// From when on it can no longer be confirmed.
    expires_at: Instant,
}

/// The addresses of an utenza.
#[derive(Object)]
#[oai(rename = "AccountEmail", skip_serializing_if_is_none, example)]
struct EmailView {
    /// The address that is written to.
    reference: Option<String>,
    /// Why it is that one.
    reason: Option<Reason>,
    /// The last confirmed personal address.
    personal: Option<String>,
    /// The institutional address.
    institutional: Option<String>,
    /// The address that waits for its confirmation; the others stay in force until then.
    pending: Option<PendingView>,
}

/// Another address.
#[derive(Object, Deserialize)]
#[oai(
    rename = "EmailChange",
    deny_unknown_fields,
    skip_serializing_if_is_none,
    example
)]
#[serde(deny_unknown_fields)]
struct EmailRequest {
    /// The password in force; without it the answer is `reauthentication-required`.
    #[oai(nullable)]
    current_password: Option<Secret>,
    /// The address. One at `istruzione.it` or `posta.istruzione.it` becomes the institutional one.
    email: String,
    /// The address, typed again. Required unless the service is configured not to ask.
    #[oai(nullable)]
    email_repeat: Option<String>,
    /// The address is right although it looks wrong.
    #[oai(nullable)]
    confirms_email: Option<bool>,
}

impl From<ReferenceReason> for Reason {
    fn from(reason: ReferenceReason) -> Self {
        match reason {
            ReferenceReason::Institutional => Self::Institutional,
            ReferenceReason::Personal => Self::Personal,
            ReferenceReason::PersonalSinceWithdrawal { .. } => Self::PersonalSinceWithdrawal,
        }
    }
}

impl From<&PendingEmail> for PendingView {
    fn from(pending: &PendingEmail) -> Self {
        Self {
            email: pending.address.to_string(),
            asked_at: Instant(pending.asked_at),
            expires_at: Instant(pending.until),
        }
    }
}

impl EmailView {
    fn of(mailboxes: &Mailboxes, pending: Option<&PendingEmail>) -> Self {
        let (reference, reason) = mailboxes.reference().unzip();
        let held = |kind| mailboxes.get(kind).map(ToString::to_string);
        Self {
            reference: reference.map(ToString::to_string),
            reason: reason.map(Into::into),
            personal: held(MailboxKind::Personal),
            institutional: held(MailboxKind::Institutional),
            pending: pending.map(Into::into),
        }
    }
}

impl Example for PendingView {
    fn example() -> Self {
        Self {
            email: "m.rossi@example.it".to_owned(),
            asked_at: Instant::example(0),
            expires_at: Instant::example(24),
        }
    }
}

impl Example for EmailView {
    fn example() -> Self {
        Self {
            reference: Some("mario.rossi@example.it".to_owned()),
            reason: Some(Reason::Personal),
            personal: Some("mario.rossi@example.it".to_owned()),
            institutional: None,
            pending: Some(PendingView::example()),
        }
    }
}

impl Example for EmailRequest {
    fn example() -> Self {
        Self {
            current_password: Some(Secret::default()),
            email: "m.rossi@example.it".to_owned(),
            email_repeat: Some("m.rossi@example.it".to_owned()),
            confirms_email: None,
        }
    }
}

struct Read;
struct Change;
struct Resend;
struct Cancel;

impl Refusals for Read {
    const CODES: &'static [&'static [Code]] = &[SESSION];
}

impl Refusals for Change {
    const CODES: &'static [&'static [Code]] = &[
        SESSION,
        BODY,
        &[
            Code::ReauthenticationRequired,
            Code::NeedsConfirmation,
            Code::ChangedMeanwhile,
            Code::InvalidFields,
            Code::CurrentPasswordWrong,
            Code::TooSoon,
            Code::Locked,
        ],
    ];
}

impl Refusals for Resend {
    const CODES: &'static [&'static [Code]] = &[
        SESSION,
        NO_BODY,
        &[Code::NoPendingEmail, Code::ChangedMeanwhile, Code::TooSoon],
    ];
}

impl Refusals for Cancel {
    const CODES: &'static [&'static [Code]] = &[SESSION, NO_BODY, &[Code::ChangedMeanwhile]];
}

pub(super) struct Emails;

#[OpenApi(tag = "Tag::Account")]
impl Emails {
    /// Look at the own addresses
    #[expect(clippy::unused_async, reason = "operations are asynchronous")]
    #[oai(
        path = "/account/email",
        method = "get",
        operation_id = "getAccountEmail"
    )]
    async fn read(
        &self,
        FullSession(current): FullSession,
        Data(app): Data<&Arc<App>>,
    ) -> Result<Done<EmailView>, Refused<Read>> {
        let mailboxes = &current.account.mailboxes;
        let pending = mailboxes.awaited(app.usecases.now());
        Ok(Done::Done(Json(EmailView::of(mailboxes, pending))))
    }

    /// Ask for another address
    ///
    /// A link goes there, a notice to the addresses in force, which stay so until the link is used.
    /// An address that waited before waits no more.
    #[oai(
        path = "/account/email",
        method = "put",
        operation_id = "changeAccountEmail"
    )]
    async fn change(
        &self,
        FullSession(current): FullSession,
        Data(app): Data<&Arc<App>>,
        Body(input): Body<EmailRequest>,
    ) -> Result<Accepted<EmailView>, Refused<Change>> {
        let Some(password) = input.current_password else {
            return Err(Problem::new(Code::ReauthenticationRequired).into());
        };
        let input = ChangeEmailInput {
            password: &password.0,
            email: &input.email,
            email_repeat: &input.email_repeat.unwrap_or_default(),
            confirms_email: input.confirms_email.unwrap_or_default(),
        };
        let pending = app.usecases.change_email(&current, input).await?;
        let view = EmailView::of(&current.account.mailboxes, Some(&pending));
        Ok(Accepted::Accepted(Json(view)))
    }

    /// Have the link of the address that waits mailed again
    ///
    /// The link before stops working.
    #[oai(
        path = "/account/email/confirmation-mail",
        method = "post",
        operation_id = "resendEmailConfirmation"
    )]
    async fn resend(
        &self,
        FullSession(current): FullSession,
        Data(app): Data<&Arc<App>>,
    ) -> Result<Accepted<EmailView>, Refused<Resend>> {
        let pending = app.usecases.resend_email_confirmation(&current).await?;
        let view = EmailView::of(&current.account.mailboxes, Some(&pending));
        Ok(Accepted::Accepted(Json(view)))
    }

    /// Give the address that waits up
    ///
    /// Doing it again is harmless.
    #[oai(
        path = "/account/email/pending",
        method = "delete",
        operation_id = "cancelEmailChange"
    )]
    async fn cancel(
        &self,
        FullSession(current): FullSession,
        Data(app): Data<&Arc<App>>,
    ) -> Result<Gone, Refused<Cancel>> {
        app.usecases.cancel_email_change(&current).await?;
        Ok(Gone::Gone)
    }
}
