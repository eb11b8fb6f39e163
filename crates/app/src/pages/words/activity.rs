//! What has happened to an utenza, told to its owner.

use varco_domain::audit::{Actor, AuditEntry, AuditEvent};

/// The sentence for an entry; `None` for what concerns the machinery alone.
pub(crate) fn activity(entry: &AuditEntry) -> Option<String> {
    let what = match entry.actor {
        Actor::Operator => by_operator(entry.event).or_else(|| happened(entry.event))?,
        Actor::Person | Actor::System => happened(entry.event)?,
    };
    Some(match &entry.note {
        Some(why) => format!("{what}: {why}"),
        None => what.to_owned(),
    })
}

const fn by_operator(event: AuditEvent) -> Option<&'static str> {
    Some(match event {
        AuditEvent::AccountProvisioned => "Un operatore ha creato l'utenza",
        AuditEvent::KindChanged => "Un operatore ha cambiato il tipo di utenza",
        AuditEvent::PasswordResetByOperator => "Un operatore ha reimpostato la password",
        AuditEvent::InstitutionalEmailAssigned => "Un operatore ha assegnato l'email istituzionale",
        AuditEvent::InstitutionalEmailWithdrawn => "Un operatore ha tolto l'email istituzionale",
        AuditEvent::Suspended => "Un operatore ha sospeso l'utenza",
        AuditEvent::Reactivated => "Un operatore ha riattivato l'utenza",
        AuditEvent::Unlocked => "Un operatore ha sbloccato l'accesso",
        _ => return None,
    })
}

const fn happened(event: AuditEvent) -> Option<&'static str> {
    Some(match event {
        AuditEvent::AccountOpened => "L'utenza è stata attivata",
        AuditEvent::RegistrationOfHeldCode => {
            "Qualcuno ha provato a registrarsi con il tuo codice fiscale"
        }
        AuditEvent::OneTimePasswordReissued => "Ti abbiamo mandato una nuova password temporanea",
        AuditEvent::PasswordChanged => "Hai cambiato la password",
        AuditEvent::AccountProvisioned => "L'utenza è stata creata",
        AuditEvent::KindChanged => "Il tipo di utenza è cambiato",
        AuditEvent::PasswordResetAsked => "È stata chiesta una nuova password",
        AuditEvent::PasswordReset => {
            "La password è stata reimpostata con il link mandato per email"
        }
        AuditEvent::PasswordResetByOperator => "La password è stata reimpostata",
        AuditEvent::PasswordExpiryReminded => "Ti abbiamo avvisato che la password sta per scadere",
        AuditEvent::UsernameReminded => "Ti abbiamo mandato l'username per email",
        AuditEvent::EmailChangeAsked => "Hai chiesto di cambiare l'email",
        AuditEvent::EmailChangeCancelled => "La modifica dell'email è stata annullata",
        AuditEvent::EmailChanged => "L'email è cambiata",
        AuditEvent::EmailChangeUndone => "L'email è tornata quella di prima",
        AuditEvent::InstitutionalEmailAssigned => "È stata assegnata un'email istituzionale",
        AuditEvent::InstitutionalEmailWithdrawn => "L'email istituzionale è stata tolta",
        AuditEvent::RecapitiChanged => "Hai aggiornato i recapiti",
        AuditEvent::LanguageChosen => "Hai scelto un'altra lingua",
        AuditEvent::TermsAccepted => "Hai accettato le nuove condizioni",
        AuditEvent::ChangeDisavowed => "È stata segnalata una modifica non tua",
        AuditEvent::Suspended => "L'utenza è stata sospesa",
        AuditEvent::Reactivated => "L'utenza è stata riattivata",
        AuditEvent::Unlocked => "L'accesso è stato sbloccato",
        AuditEvent::DataExported => "Hai scaricato i tuoi dati",
        AuditEvent::DeletionAsked => "Hai chiesto di cancellare l'utenza",
        AuditEvent::DeletionWithdrawn => "Hai ritirato la richiesta di cancellare l'utenza",
        AuditEvent::LoggedIn => "Accesso",
        AuditEvent::LoginFailed => "Tentativo di accesso non riuscito",
        AuditEvent::LoggedOut => "Uscita",
        AuditEvent::SessionClosed => "Hai chiuso una sessione",
        AuditEvent::OtherSessionsClosed => "Hai chiuso tutte le altre sessioni",
        // Of registrations, of the outbox and of the service, and what a newer program has written.
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use varco_domain::id::AccountId;

    use super::*;

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
            activity(&entry).as_deref(),
            Some("Un operatore ha reimpostato la password: chiesto di persona")
        );
    }
}
