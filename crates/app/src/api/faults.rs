//! What each use case may refuse, as a problem. Every match is exhaustive: a new refusal must not be
//! able to go without its code.

use varco_domain::codice_fiscale::CodiceFiscaleError;
use varco_domain::contacts::EmailFault;
use varco_domain::grant::GrantVerdict;
use varco_domain::registration::{DeclarationField, Fault, FieldFault, SoftWarning, TicketVerdict};
use varco_usecases::{
    AcceptTermsError, ActivateError, AskDeletionError, CaptchaFault, ChangeEmailError,
    ChangePasswordError, ChangeRecapitiError, ConfirmError, CorrectEmailError, DeclareError,
    Failure, IdentifierFault, LinkError, LogInError, RecoverActivationError, RecoveryError,
    ResendEmailError, ResendError, ResetPasswordError, StartError,
};
use varco_words::say;

use super::code::Code;
use super::problem::{FieldError, Problem};
use super::wording;
use crate::pages::words;

impl From<Failure> for Problem {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Unavailable {
                reason,
                retry_after,
            } => Self::new(Code::Unavailable)
                .retry_after(retry_after)
                .cause(reason),
            Failure::Broken(reason) => Self::new(Code::Internal).cause(reason),
        }
    }
}

impl From<StartError> for Problem {
    fn from(error: StartError) -> Self {
        match error {
            StartError::Invalid { code, captcha } => behind_captcha(code, None, captcha),
            StartError::Closed { .. } => Self::new(Code::RegistrationClosed),
            StartError::Throttled { retry_at } => {
                Self::new(Code::TooManyRequests).retry_at(retry_at)
            }
            StartError::Confirmed => Self::new(Code::RegistrationConfirmed),
            StartError::Over => Self::new(Code::RegistrationOver),
            StartError::Failure(failure) => failure.into(),
        }
    }
}

impl From<RecoverActivationError> for Problem {
    fn from(error: RecoverActivationError) -> Self {
        match error {
            RecoverActivationError::Invalid {
                code,
                email,
                captcha,
            } => behind_captcha(code, email, captcha),
            RecoverActivationError::Throttled { retry_at } => {
                Self::new(Code::TooManyRequests).retry_at(retry_at)
            }
            RecoverActivationError::Failure(failure) => failure.into(),
        }
    }
}

impl From<RecoveryError> for Problem {
    fn from(error: RecoveryError) -> Self {
        match error {
            RecoveryError::Invalid {
                identifier: Some(IdentifierFault::Empty),
                captcha,
            } => {
                let detail = words::IDENTIFIER_MISSING;
                let empty = FieldError::new("identifier", "empty", detail);
                let captcha = captcha.map(wording::captcha);
                Self::new(Code::InvalidFields).errors([empty].into_iter().chain(captcha))
            }
            RecoveryError::Invalid {
                identifier: Some(IdentifierFault::Code(code)),
                captcha,
            } => behind_captcha(Some(code), None, captcha),
            RecoveryError::Invalid {
                identifier: None,
                captcha,
            } => behind_captcha(None, None, captcha),
            RecoveryError::Throttled { retry_at } => {
                Self::new(Code::TooManyRequests).retry_at(retry_at)
            }
            RecoveryError::Failure(failure) => failure.into(),
        }
    }
}

impl From<ResetPasswordError> for Problem {
    fn from(error: ResetPasswordError) -> Self {
        match error {
            ResetPasswordError::Unknown => Self::new(Code::LinkUnknown),
            ResetPasswordError::Refused(verdict) => verdict.into(),
            ResetPasswordError::Findings(findings) => {
                let errors = findings
                    .into_iter()
                    .map(|finding| wording::password("new_password", finding));
                Self::new(Code::InvalidPassword).errors(errors)
            }
            ResetPasswordError::RepeatDiffers => Self::new(Code::InvalidPassword)
                .errors([wording::password_repeat("new_password_repeat")]),
            ResetPasswordError::Failure(failure) => failure.into(),
        }
    }
}

impl From<GrantVerdict> for Problem {
    fn from(verdict: GrantVerdict) -> Self {
        match verdict {
            GrantVerdict::Used { .. } => Self::new(Code::LinkUsed),
            GrantVerdict::Expired => Self::new(Code::LinkExpired),
            GrantVerdict::Superseded { .. } => Self::new(Code::LinkSuperseded),
            GrantVerdict::Stale | GrantVerdict::Suspended => Self::new(Code::LinkVoid),
            GrantVerdict::MiUtenza => Self::mi_utenza(),
            GrantVerdict::Good => Self::new(Code::Internal).cause("a good link was refused"),
        }
    }
}

/// The most telling code, and everything that is wrong.
fn behind_captcha(
    code: Option<CodiceFiscaleError>,
    email: Option<EmailFault>,
    captcha: Option<CaptchaFault>,
) -> Problem {
    let kind = match (&code, &email, captcha) {
        (Some(_), _, _) => Code::InvalidCodiceFiscale,
        (None, Some(_), _) => Code::InvalidFields,
        (None, None, Some(CaptchaFault::Missing)) => Code::CaptchaMissing,
        (None, None, Some(CaptchaFault::Expired)) => Code::CaptchaExpired,
        (None, None, Some(CaptchaFault::Rejected) | None) => Code::CaptchaRejected,
    };
    let code = code.as_ref().map(wording::codice_fiscale);
    let captcha = captcha.map(wording::captcha);
    Problem::new(kind).errors(
        code.into_iter()
            .chain(email.map(wording::email))
            .chain(captcha),
    )
}

impl From<DeclareError> for Problem {
    fn from(error: DeclareError) -> Self {
        match error {
            DeclareError::NotFound => Self::new(Code::RegistrationUnknown),
            DeclareError::Confirmed => Self::new(Code::RegistrationConfirmed),
            DeclareError::Faults(faults) => {
                Self::new(Code::InvalidFields).errors(faults.iter().map(wording::declaration))
            }
            DeclareError::Warnings(warnings) => {
                Self::new(Code::NeedsConfirmation).errors(warnings.iter().map(wording::warning))
            }
            DeclareError::Failure(failure) => failure.into(),
        }
    }
}

impl From<ConfirmError> for Problem {
    fn from(error: ConfirmError) -> Self {
        match error {
            ConfirmError::NotFound => Self::new(Code::RegistrationUnknown),
            ConfirmError::OutOfOrder => Self::new(Code::OutOfOrder),
            ConfirmError::Failure(failure) => failure.into(),
        }
    }
}

impl From<ResendError> for Problem {
    fn from(error: ResendError) -> Self {
        match error {
            ResendError::NotFound => Self::new(Code::RegistrationUnknown),
            ResendError::TooSoon { retry_at } => Self::new(Code::TooSoon).retry_at(retry_at),
            ResendError::TooMany => Self::new(Code::NoMoreMails),
            ResendError::Failure(failure) => failure.into(),
        }
    }
}

impl From<CorrectEmailError> for Problem {
    fn from(error: CorrectEmailError) -> Self {
        match error {
            CorrectEmailError::Email(fault) => {
                Self::new(Code::InvalidFields).errors([wording::email(fault)])
            }
            CorrectEmailError::Differs => {
                Self::new(Code::InvalidFields).errors([wording::email_repeat()])
            }
            CorrectEmailError::Resend(error) => error.into(),
        }
    }
}

impl From<ActivateError> for Problem {
    fn from(error: ActivateError) -> Self {
        match error {
            ActivateError::Unknown => Self::new(Code::TicketUnknown),
            ActivateError::Refused(verdict) => verdict.into(),
            ActivateError::Taken => Self::new(Code::CodiceFiscaleTaken),
            ActivateError::Password(findings) => {
                let errors = findings
                    .into_iter()
                    .map(|finding| wording::password("password", finding));
                Self::new(Code::InvalidPassword).errors(errors)
            }
            ActivateError::PasswordsDiffer => Self::new(Code::InvalidPassword)
                .errors([wording::password_repeat("password_repeat")]),
            ActivateError::Throttled { retry_at } => {
                Self::new(Code::TooManyRequests).retry_at(retry_at)
            }
            ActivateError::Failure(failure) => failure.into(),
        }
    }
}

impl From<TicketVerdict> for Problem {
    fn from(verdict: TicketVerdict) -> Self {
        match verdict {
            TicketVerdict::Expired => Self::new(Code::TicketExpired),
            TicketVerdict::Superseded { .. } => Self::new(Code::TicketSuperseded),
            TicketVerdict::Taken => Self::new(Code::CodiceFiscaleTaken),
            TicketVerdict::Gone => Self::new(Code::TicketGone),
            TicketVerdict::Good | TicketVerdict::AlreadyActive => {
                Self::new(Code::Internal).cause("a ticket that activates was refused")
            }
        }
    }
}

impl From<LogInError> for Problem {
    fn from(error: LogInError) -> Self {
        match error {
            LogInError::Refused { .. } => Self::new(Code::LoginRefused),
            LogInError::Locked { retry_at } => Self::locked(retry_at),
            LogInError::OneTimeExpired { .. } => Self::new(Code::OneTimePasswordExpired),
            LogInError::Failure(failure) => failure.into(),
        }
    }
}

impl From<ChangePasswordError> for Problem {
    fn from(error: ChangePasswordError) -> Self {
        match error {
            ChangePasswordError::NoSession => Self::new(Code::AuthenticationRequired),
            ChangePasswordError::CurrentWrong => current_wrong(),
            ChangePasswordError::Findings(findings) => {
                let errors = findings
                    .into_iter()
                    .map(|finding| wording::password("new_password", finding));
                Self::new(Code::InvalidPassword).errors(errors)
            }
            ChangePasswordError::RepeatDiffers => Self::new(Code::InvalidPassword)
                .errors([wording::password_repeat("new_password_repeat")]),
            ChangePasswordError::Locked { retry_at } => Self::locked(retry_at),
            ChangePasswordError::Conflict => Self::new(Code::PasswordJustChanged),
            ChangePasswordError::Failure(failure) => failure.into(),
        }
    }
}

fn current_wrong() -> Problem {
    let told = say("fault-password-current-wrong");
    let wrong = FieldError::new("current_password", "wrong", told);
    Problem::new(Code::CurrentPasswordWrong).errors([wrong])
}

impl From<ChangeRecapitiError> for Problem {
    fn from(error: ChangeRecapitiError) -> Self {
        match error {
            ChangeRecapitiError::Faults(faults) => {
                Self::new(Code::InvalidFields).errors(faults.iter().map(wording::recapiti))
            }
            ChangeRecapitiError::Conflict => Self::new(Code::ChangedMeanwhile),
            ChangeRecapitiError::Failure(failure) => failure.into(),
        }
    }
}

impl From<AcceptTermsError> for Problem {
    fn from(error: AcceptTermsError) -> Self {
        match error {
            AcceptTermsError::NotAccepted { terms, privacy } => {
                let boxes = [
                    (terms, DeclarationField::Terms),
                    (privacy, DeclarationField::Privacy),
                ];
                let open = boxes.into_iter().filter(|(is_accepted, _)| !is_accepted);
                let fault = Fault::NotAccepted;
                let errors =
                    open.map(|(_, field)| wording::declaration(&FieldFault { field, fault }));
                Self::new(Code::InvalidFields).errors(errors)
            }
            AcceptTermsError::Superseded => Self::new(Code::ChangedMeanwhile),
            AcceptTermsError::Failure(failure) => failure.into(),
        }
    }
}

impl From<ChangeEmailError> for Problem {
    fn from(error: ChangeEmailError) -> Self {
        match error {
            ChangeEmailError::Faults(faults) => {
                Self::new(Code::InvalidFields).errors(faults.into_iter().map(wording::new_email))
            }
            ChangeEmailError::Warning(hint) => Self::new(Code::NeedsConfirmation)
                .errors([wording::warning(&SoftWarning::Email(hint))]),
            ChangeEmailError::CurrentWrong => current_wrong(),
            ChangeEmailError::Locked { retry_at } => Self::locked(retry_at),
            ChangeEmailError::TooSoon { retry_at } => Self::new(Code::TooSoon).retry_at(retry_at),
            ChangeEmailError::Conflict => Self::new(Code::ChangedMeanwhile),
            ChangeEmailError::Failure(failure) => failure.into(),
        }
    }
}

impl From<AskDeletionError> for Problem {
    fn from(error: AskDeletionError) -> Self {
        match error {
            AskDeletionError::CurrentWrong => current_wrong(),
            AskDeletionError::Locked { retry_at } => Self::locked(retry_at),
            AskDeletionError::Failure(failure) => failure.into(),
        }
    }
}

impl From<ResendEmailError> for Problem {
    fn from(error: ResendEmailError) -> Self {
        match error {
            ResendEmailError::NotPending => Self::new(Code::NoPendingEmail),
            ResendEmailError::TooSoon { retry_at } => Self::new(Code::TooSoon).retry_at(retry_at),
            ResendEmailError::Conflict => Self::new(Code::ChangedMeanwhile),
            ResendEmailError::Failure(failure) => failure.into(),
        }
    }
}

impl From<LinkError> for Problem {
    fn from(error: LinkError) -> Self {
        match error {
            LinkError::Unknown => Self::new(Code::LinkUnknown),
            LinkError::Refused(verdict) => verdict.into(),
            LinkError::Failure(failure) => failure.into(),
        }
    }
}
