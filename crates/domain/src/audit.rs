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
    /// Everything at once.
    Service,
}

/// Declares the events: each with its stable name, by which it is stored and read back.
macro_rules! events {
    ($($(#[$doc:meta])* $event:ident = $name:literal,)*) => {
        /// What happened.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum AuditEvent {
            $($(#[$doc])* $event,)*
        }

        impl AuditEvent {
            /// Every event.
            pub const ALL: &[Self] = &[$(Self::$event,)*];

            /// Stable name for storage.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$event => $name,)*
                }
            }

            /// The event with this stable name.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|event| event.name() == name)
            }
        }
    };
}

events! {
    /// Step 3 was confirmed.
    RegistrationConfirmed = "registration.confirmed",
    /// The activation mail was asked for again.
    ActivationMailRepeated = "registration.mail_repeated",
    /// The address was corrected before activation.
    RegistrationEmailCorrected = "registration.email_corrected",
    /// A registration lost to an earlier activation.
    RegistrationVoided = "registration.voided",
    /// The utenza was opened.
    AccountOpened = "account.opened",
    /// Somebody tried to register a codice fiscale that has an utenza.
    RegistrationOfHeldCode = "account.registration_attempted",
    /// A one-time password was mailed again.
    OneTimePasswordReissued = "account.one_time_password_reissued",
    /// The person chose a password.
    PasswordChanged = "account.password_changed",
    /// An operator opened an utenza.
    AccountProvisioned = "account.provisioned",
    /// The kind of the utenza was changed.
    KindChanged = "account.kind_changed",
    /// "Password dimenticata?" was asked for, and a link or an explanation mailed.
    PasswordResetAsked = "account.password_reset_asked",
    /// The person chose a password by a mailed link.
    PasswordReset = "account.password_reset",
    /// An operator or the referente had a one-time password sent.
    PasswordResetByOperator = "account.password_reset_by_operator",
    /// The person was reminded that the password ends soon.
    PasswordExpiryReminded = "account.password_expiry_reminded",
    /// An operator looked at the data.
    Inspected = "account.inspected",
    /// The username was mailed.
    UsernameReminded = "account.username_reminded",
    /// Another address was asked for.
    EmailChangeAsked = "account.email_change_asked",
    /// The person thought better of another address.
    EmailChangeCancelled = "account.email_change_cancelled",
    /// Another address was confirmed.
    EmailChanged = "account.email_changed",
    /// A former address said that the change was not its own.
    EmailChangeUndone = "account.email_change_undone",
    /// An institutional mailbox was assigned.
    InstitutionalEmailAssigned = "account.institutional_email_assigned",
    /// The institutional mailbox was withdrawn.
    InstitutionalEmailWithdrawn = "account.institutional_email_withdrawn",
    /// The recapiti were changed.
    RecapitiChanged = "account.recapiti_changed",
    /// The person chose the language of mails and pages.
    LanguageChosen = "account.language_chosen",
    /// New versions of the legal documents were accepted.
    TermsAccepted = "account.terms_accepted",
    /// Somebody said that a change was not their own.
    ChangeDisavowed = "account.change_disavowed",
    /// The utenza was suspended.
    Suspended = "account.suspended",
    /// A suspension was lifted.
    Reactivated = "account.reactivated",
    /// The failed logins were forgotten.
    Unlocked = "account.unlocked",
    /// The person took the own data away.
    DataExported = "account.data_exported",
    /// The person asked that the utenza be deleted.
    DeletionAsked = "account.deletion_asked",
    /// The person thought better of the deletion.
    DeletionWithdrawn = "account.deletion_withdrawn",
    /// An operator had an order to a linked service delivered at once.
    OrderRetried = "account.order_retried",
    /// An operator gave an order to a linked service up.
    OrderSkipped = "account.order_skipped",
    /// An operator had a linked service told again what it should hold.
    Reconciled = "account.reconciled",
    /// A login, complete or only good for changing the password.
    LoggedIn = "session.opened",
    /// A failed login: of an utenza, or of nobody's where it is written about the service.
    LoginFailed = "session.refused",
    /// A logout.
    LoggedOut = "session.closed",
    /// The person closed one of the own sessions.
    SessionClosed = "session.closed_by_owner",
    /// The person closed all other sessions.
    OtherSessionsClosed = "session.others_closed",
    /// An operator had an item of the outbox delivered after all.
    MessageReplayed = "outbox.replayed",
    /// An operator gave an item of the outbox up.
    MessageSkipped = "outbox.skipped",
    /// An operator stopped deliveries to a linked service.
    ServicePaused = "service.paused",
    /// An operator let deliveries to a linked service go on.
    ServiceResumed = "service.resumed",
    /// The database was restored from a backup, and what had been issued made void.
    BackupRestored = "service.restored",
}

/// Who did it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Actor {
    /// Whom the entry is about, or whoever pretends to be.
    Person,
    /// Nobody: time has passed, or something followed from something else.
    System,
    /// An operator at the command line.
    Operator,
}

impl Actor {
    /// Every actor.
    pub const ALL: [Self; 3] = [Self::Person, Self::System, Self::Operator];

    /// Stable name for storage.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::System => "system",
            Self::Operator => "operator",
        }
    }

    /// The actor with this stable name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|actor| actor.name() == name)
    }
}

/// One entry of the audit trail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditEntry {
    /// When.
    pub at: Timestamp,
    /// Who did it.
    pub actor: Actor,
    /// About whom.
    pub subject: AuditSubject,
    /// What.
    pub event: AuditEvent,
    /// Why, in the words of whoever did it, where a reason is asked for.
    pub note: Option<String>,
}

impl AuditEntry {
    /// An entry without a reason.
    pub fn new(
        at: Timestamp,
        actor: Actor,
        subject: impl Into<AuditSubject>,
        event: AuditEvent,
    ) -> Self {
        let subject = subject.into();
        Self {
            at,
            actor,
            subject,
            event,
            note: None,
        }
    }

    /// What an operator did, and why.
    pub fn by_operator(
        at: Timestamp,
        subject: impl Into<AuditSubject>,
        event: AuditEvent,
        why: &str,
    ) -> Self {
        Self {
            note: Some(why.to_owned()),
            ..Self::new(at, Actor::Operator, subject, event)
        }
    }
}

impl From<RegistrationId> for AuditSubject {
    fn from(id: RegistrationId) -> Self {
        Self::Registration(id)
    }
}

impl From<AccountId> for AuditSubject {
    fn from(id: AccountId) -> Self {
        Self::Account(id)
    }
}

impl From<MessageId> for AuditSubject {
    fn from(id: MessageId) -> Self {
        Self::Message(id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The trail keeps these for years: a changed name would be another event.
    #[test]
    fn names_of_events_never_change() {
        let names = [
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
            (AuditEvent::PasswordChanged, "account.password_changed"),
            (AuditEvent::AccountProvisioned, "account.provisioned"),
            (AuditEvent::KindChanged, "account.kind_changed"),
            (
                AuditEvent::PasswordResetAsked,
                "account.password_reset_asked",
            ),
            (AuditEvent::PasswordReset, "account.password_reset"),
            (
                AuditEvent::PasswordResetByOperator,
                "account.password_reset_by_operator",
            ),
            (
                AuditEvent::PasswordExpiryReminded,
                "account.password_expiry_reminded",
            ),
            (AuditEvent::Inspected, "account.inspected"),
            (AuditEvent::UsernameReminded, "account.username_reminded"),
            (AuditEvent::EmailChangeAsked, "account.email_change_asked"),
            (
                AuditEvent::EmailChangeCancelled,
                "account.email_change_cancelled",
            ),
            (AuditEvent::EmailChanged, "account.email_changed"),
            (AuditEvent::EmailChangeUndone, "account.email_change_undone"),
            (
                AuditEvent::InstitutionalEmailAssigned,
                "account.institutional_email_assigned",
            ),
            (
                AuditEvent::InstitutionalEmailWithdrawn,
                "account.institutional_email_withdrawn",
            ),
            (AuditEvent::RecapitiChanged, "account.recapiti_changed"),
            (AuditEvent::LanguageChosen, "account.language_chosen"),
            (AuditEvent::TermsAccepted, "account.terms_accepted"),
            (AuditEvent::ChangeDisavowed, "account.change_disavowed"),
            (AuditEvent::Suspended, "account.suspended"),
            (AuditEvent::Reactivated, "account.reactivated"),
            (AuditEvent::Unlocked, "account.unlocked"),
            (AuditEvent::DataExported, "account.data_exported"),
            (AuditEvent::DeletionAsked, "account.deletion_asked"),
            (AuditEvent::DeletionWithdrawn, "account.deletion_withdrawn"),
            (AuditEvent::OrderRetried, "account.order_retried"),
            (AuditEvent::OrderSkipped, "account.order_skipped"),
            (AuditEvent::Reconciled, "account.reconciled"),
            (AuditEvent::LoggedIn, "session.opened"),
            (AuditEvent::LoginFailed, "session.refused"),
            (AuditEvent::LoggedOut, "session.closed"),
            (AuditEvent::SessionClosed, "session.closed_by_owner"),
            (AuditEvent::OtherSessionsClosed, "session.others_closed"),
            (AuditEvent::MessageReplayed, "outbox.replayed"),
            (AuditEvent::MessageSkipped, "outbox.skipped"),
            (AuditEvent::ServicePaused, "service.paused"),
            (AuditEvent::ServiceResumed, "service.resumed"),
            (AuditEvent::BackupRestored, "service.restored"),
        ];
        for (event, name) in names {
            assert_eq!(event.name(), name);
            assert_eq!(AuditEvent::from_name(name), Some(event));
        }
        assert_eq!(names.map(|(event, _)| event), AuditEvent::ALL);
        assert_eq!(AuditEvent::from_name("account"), None);
        assert_eq!(
            Actor::ALL.map(Actor::name),
            ["person", "system", "operator"]
        );
        assert_eq!(
            Actor::ALL.map(|actor| Actor::from_name(actor.name())),
            Actor::ALL.map(Some)
        );
    }
}
