//! What has happened to an utenza, told to its owner.

use varco_domain::audit::{Actor, AuditEntry, AuditEvent};
use varco_words::{Phrase, Words, say};

/// The sentence for an entry; `None` for what concerns the machinery alone.
pub(crate) fn activity(words: Words, entry: &AuditEntry) -> Option<String> {
    let what = match entry.actor {
        Actor::Operator => by_operator(entry.event).or_else(|| happened(entry.event))?,
        Actor::Person | Actor::System => happened(entry.event)?,
    };
    Some(match &entry.note {
        Some(why) => {
            let told = words.text("activity-with-reason");
            told.with("what", words.tell(&what)).with("why", why).into()
        }
        None => words.tell(&what),
    })
}

const fn by_operator(event: AuditEvent) -> Option<Phrase> {
    Some(match event {
        AuditEvent::AccountProvisioned => say("activity-operator-provisioned"),
        AuditEvent::KindChanged => say("activity-operator-kind"),
        AuditEvent::PasswordResetByOperator => say("activity-operator-password-reset"),
        AuditEvent::InstitutionalEmailAssigned => say("activity-operator-institutional-assigned"),
        AuditEvent::InstitutionalEmailWithdrawn => say("activity-operator-institutional-withdrawn"),
        AuditEvent::Suspended => say("activity-operator-suspended"),
        AuditEvent::Reactivated => say("activity-operator-reactivated"),
        AuditEvent::Unlocked => say("activity-operator-unlocked"),
        AuditEvent::OrderRetried => say("activity-operator-order-retried"),
        AuditEvent::OrderSkipped => say("activity-operator-order-skipped"),
        AuditEvent::Reconciled => say("activity-operator-reconciled"),
        AuditEvent::Inspected => say("activity-operator-inspected"),
        _ => return None,
    })
}

const fn happened(event: AuditEvent) -> Option<Phrase> {
    Some(match event {
        AuditEvent::AccountOpened => say("activity-opened"),
        AuditEvent::RegistrationOfHeldCode => say("activity-registration-of-held-code"),
        AuditEvent::OneTimePasswordReissued => say("activity-one-time-reissued"),
        AuditEvent::PasswordChanged => say("activity-password-changed"),
        AuditEvent::AccountProvisioned => say("activity-provisioned"),
        AuditEvent::KindChanged => say("activity-kind-changed"),
        AuditEvent::PasswordResetAsked => say("activity-password-reset-asked"),
        AuditEvent::PasswordReset => say("activity-password-reset-by-link"),
        AuditEvent::PasswordResetByOperator => say("activity-password-reset"),
        AuditEvent::PasswordExpiryReminded => say("activity-password-expiry-reminded"),
        AuditEvent::UsernameReminded => say("activity-username-reminded"),
        AuditEvent::EmailChangeAsked => say("activity-email-change-asked"),
        AuditEvent::EmailChangeCancelled => say("activity-email-change-cancelled"),
        AuditEvent::EmailChanged => say("activity-email-changed"),
        AuditEvent::EmailChangeUndone => say("activity-email-change-undone"),
        AuditEvent::InstitutionalEmailAssigned => say("activity-institutional-assigned"),
        AuditEvent::InstitutionalEmailWithdrawn => say("activity-institutional-withdrawn"),
        AuditEvent::RecapitiChanged => say("activity-contacts-changed"),
        AuditEvent::LanguageChosen => say("activity-language-chosen"),
        AuditEvent::TermsAccepted => say("activity-terms-accepted"),
        AuditEvent::ChangeDisavowed => say("activity-disavowed"),
        AuditEvent::Suspended => say("activity-suspended"),
        AuditEvent::Reactivated => say("activity-reactivated"),
        AuditEvent::Unlocked => say("activity-unlocked"),
        AuditEvent::Inspected => say("activity-inspected"),
        AuditEvent::DataExported => say("activity-data-exported"),
        AuditEvent::DeletionAsked => say("activity-deletion-asked"),
        AuditEvent::DeletionWithdrawn => say("activity-deletion-withdrawn"),
        AuditEvent::OrderRetried => say("activity-order-retried"),
        AuditEvent::OrderSkipped => say("activity-order-skipped"),
        AuditEvent::Reconciled => say("activity-reconciled"),
        AuditEvent::LoggedIn => say("activity-logged-in"),
        AuditEvent::LoginFailed => say("activity-login-failed"),
        AuditEvent::LoggedOut => say("activity-logged-out"),
        AuditEvent::SessionClosed => say("activity-session-closed"),
        AuditEvent::OtherSessionsClosed => say("activity-other-sessions-closed"),
        // Of registrations, of the outbox and of the service, and what a newer program has written.
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use varco_domain::id::AccountId;

    use super::*;
    use crate::testkit::italian;

    #[test]
    fn whatever_happens_to_an_utenza_has_its_words() {
        let of_machinery = ["registration.", "outbox.", "service."];
        for event in AuditEvent::ALL {
            let is_of_machinery = of_machinery.iter().any(|of| event.name().starts_with(of));
            assert_eq!(
                happened(*event).is_none(),
                is_of_machinery,
                "{}",
                event.name()
            );
        }
    }

    #[test]
    fn what_an_operator_does_is_told_with_the_reason() {
        let now = Timestamp::UNIX_EPOCH;
        let subject = AccountId::new(now, &[0; 10]);
        let event = AuditEvent::PasswordResetByOperator;
        let entry = AuditEntry::by_operator(now, subject, event, "chiesto di persona");
        assert_eq!(
            activity(italian(), &entry).as_deref(),
            Some("Un operatore ha reimpostato la password: chiesto di persona")
        );
    }
}
