//! What is written down about who did what: append-only, without personal data.

use jiff::Timestamp;

use crate::id::{AccountId, MessageId, RegistrationId};

/// Whom an entry is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AuditSubject {
    /// A registration.
    Registration(RegistrationId),
    /// An utenza.
    Account(AccountId),
    /// An item of the outbox.
    Message(MessageId),
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AuditEvent {
    /// Step 3 was confirmed.
    RegistrationConfirmed,
    /// The activation mail was asked for again.
    ActivationMailRepeated,
    /// The address was corrected before activation.
    RegistrationEmailCorrected,
    /// A registration lost to an earlier activation.
    RegistrationVoided,
    /// The utenza was opened.
    AccountOpened,
    /// Somebody tried to register a codice fiscale that has an utenza.
    RegistrationOfHeldCode,
    /// A one-time password was mailed again.
    OneTimePasswordReissued,
    /// A login, complete or only good for changing the password.
    LoggedIn,
    /// A failed login of an utenza that exists.
    LoginFailed,
    /// A logout.
    LoggedOut,
    /// The person chose a password.
    PasswordChanged,
    /// An operator had an item of the outbox delivered after all.
    MessageReplayed,
}

impl AuditEvent {
    /// Stable name for storage.
    pub const fn name(self) -> &'static str {
        match self {
            Self::RegistrationConfirmed => "registration.confirmed",
            Self::ActivationMailRepeated => "registration.mail_repeated",
            Self::RegistrationEmailCorrected => "registration.email_corrected",
            Self::RegistrationVoided => "registration.voided",
            Self::AccountOpened => "account.opened",
            Self::RegistrationOfHeldCode => "account.registration_attempted",
            Self::OneTimePasswordReissued => "account.one_time_password_reissued",
            Self::LoggedIn => "session.opened",
            Self::LoginFailed => "session.refused",
            Self::LoggedOut => "session.closed",
            Self::PasswordChanged => "account.password_changed",
            Self::MessageReplayed => "outbox.replayed",
        }
    }
}

/// One entry of the audit trail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditEntry {
    /// When.
    pub at: Timestamp,
    /// About whom.
    pub subject: AuditSubject,
    /// What.
    pub event: AuditEvent,
    /// Why, in the words of whoever did it, where a reason is asked for.
    pub note: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The trail keeps these for years: a changed name would be another event.
    #[test]
    fn names_of_events_never_change() {
        for (event, name) in [
            (AuditEvent::RegistrationConfirmed, "registration.confirmed"),
            (
                AuditEvent::ActivationMailRepeated,
                "registration.mail_repeated",
            ),
            (
                AuditEvent::RegistrationEmailCorrected,
                "registration.email_corrected",
            ),
            (AuditEvent::RegistrationVoided, "registration.voided"),
            (AuditEvent::AccountOpened, "account.opened"),
            (
                AuditEvent::RegistrationOfHeldCode,
                "account.registration_attempted",
            ),
            (
                AuditEvent::OneTimePasswordReissued,
                "account.one_time_password_reissued",
            ),
            (AuditEvent::LoggedIn, "session.opened"),
            (AuditEvent::LoginFailed, "session.refused"),
            (AuditEvent::LoggedOut, "session.closed"),
            (AuditEvent::PasswordChanged, "account.password_changed"),
            (AuditEvent::MessageReplayed, "outbox.replayed"),
        ] {
            assert_eq!(event.name(), name);
        }
    }
}
