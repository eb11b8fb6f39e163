//! How far the services are that take the same password.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use varco_domain::delivery::{Reach, ServiceStatus};

use crate::web::dates;

/// What follows from a change of the password for so many services.
pub(crate) fn being_updated(count: usize) -> String {
    let services = if count == 1 { "servizio" } else { "servizi" };
    format!("Hai cambiato la password. Stiamo aggiornando {count} {services}")
}

/// How far a service is, and what to do where that is up to its holder.
pub(crate) fn service_status(status: &ServiceStatus, now: Timestamp, zone: &TimeZone) -> String {
    let told = reach(&status.reach, now, zone);
    match (status.case.map(|order| order.code()), &status.reach) {
        (None, _) => told,
        (Some(code), Reach::Stuck) => format!("{told} e indica il codice {code}"),
        (Some(code), _) => {
            format!("{told}. Se non si aggiorna, chiedi assistenza e indica il codice {code}")
        }
    }
}

fn reach(reach: &Reach, now: Timestamp, zone: &TimeZone) -> String {
    match reach {
        Reach::UpToDate { .. } => "Aggiornato".to_owned(),
        Reach::Updating { .. } => "In aggiornamento – di solito 1 minuto".to_owned(),
        Reach::Failing { retry_at } => {
            let again = dates::retry(*retry_at, now, zone);
            format!(
                "Non riuscito – riproviamo {again}. Nel frattempo in questo servizio vale la vecchia password"
            )
        }
        Reach::Paused => "In attesa: servizio non raggiungibile".to_owned(),
        Reach::NeedsAccess => {
            "Serve un nuovo accesso: esci e accedi di nuovo, poi aggiorniamo il servizio".to_owned()
        }
        Reach::Refused { said } => {
            let said = said.as_ref().map(|said| format!(" («{said}»)"));
            let said = said.unwrap_or_default();
            format!("Rifiutata dal servizio{said}: scegli un'altra password")
        }
        Reach::Stuck => "Non riuscito – chiedi assistenza".to_owned(),
    }
}

/// The icon beside it.
pub(crate) const fn reach_icon(reach: &Reach) -> &'static str {
    match reach {
        Reach::UpToDate { .. } => "it-check-circle",
        Reach::Updating { .. } => "it-refresh",
        Reach::Paused => "it-clock",
        Reach::Failing { .. } | Reach::NeedsAccess | Reach::Refused { .. } | Reach::Stuck => {
            "it-warning-circle"
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use varco_domain::credential::PasswordPolicy;
    use varco_domain::delivery::{LinkedService, ServiceId};
    use varco_domain::id::MessageId;

    #[test]
    fn who_waits_too_long_has_a_code_for_the_assistance() {
        let now: Timestamp = "2026-11-21T11:00:00Z".parse().unwrap();
        let mut status = ServiceStatus {
            service: LinkedService {
                id: ServiceId::parse("sidi").unwrap(),
                name: "Portale SIDI".to_owned(),
                description: String::new(),
                kinds: Vec::new(),
                policy: PasswordPolicy::ANY,
            },
            reach: Reach::Stuck,
            case: Some(MessageId::new(now, &[0xAB; 10])),
        };
        let told = |status: &_| service_status(status, now, &crate::wiring::ROME);
        assert_eq!(
            told(&status),
            "Non riuscito – chiedi assistenza e indica il codice ABAB-ABAB"
        );
        status.reach = Reach::Updating { since: now };
        let waiting = told(&status);
        assert!(
            waiting
                .ends_with(". Se non si aggiorna, chiedi assistenza e indica il codice ABAB-ABAB"),
            "{waiting}"
        );
        status.reach = Reach::Stuck;
        status.case = None;
        assert_eq!(told(&status), "Non riuscito – chiedi assistenza");
    }

    #[test]
    fn every_state_says_what_is_and_what_to_do() {
        let now: Timestamp = "2026-11-21T11:00:00Z".parse().unwrap();
        let told = |state| reach(&state, now, &crate::wiring::ROME);
        assert_eq!(told(Reach::UpToDate { at: now }), "Aggiornato");
        let said = Some("troppo corta".to_owned());
        for (state, expected) in [
            (Reach::Updating { since: now }, "In aggiornamento"),
            (Reach::Failing { retry_at: now }, "riproviamo alle 12:00."),
            (Reach::Paused, "In attesa"),
            (Reach::NeedsAccess, "accedi di nuovo"),
            (
                Reach::Refused { said },
                "servizio («troppo corta»): scegli un'altra",
            ),
            (Reach::Refused { said: None }, "servizio: scegli un'altra"),
            (Reach::Stuck, "chiedi assistenza"),
        ] {
            let told = told(state);
            assert!(told.contains(expected), "{told}");
        }
        assert!(being_updated(1).ends_with("1 servizio"));
        assert!(being_updated(3).ends_with("3 servizi"));
    }
}
