//! How far the services are that take the same password.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use varco_domain::delivery::{Reach, ServiceStatus};
use varco_words::{Phrase, Text, Words, dates, say};

/// What follows from a change of the password for so many services.
pub(crate) fn being_updated(count: usize) -> Phrase {
    say("services-being-updated").with("count", count)
}

/// How far a service is, and what to do where that is up to its holder.
pub(crate) fn service_status(
    words: Words,
    status: &ServiceStatus,
    now: Timestamp,
    zone: &TimeZone,
) -> String {
    let told = reach(words, &status.reach, now, zone);
    let Some(order) = status.case else {
        return told.into();
    };
    let with_code = match status.reach {
        Reach::Stuck => words.text("services-code-stuck"),
        _ => words.text("services-code"),
    };
    with_code
        .with("told", told)
        .with("code", order.code())
        .into()
}

fn reach(words: Words, reach: &Reach, now: Timestamp, zone: &TimeZone) -> Text {
    match reach {
        Reach::UpToDate { .. } => words.text("services-up-to-date"),
        Reach::Updating { .. } => words.text("services-updating"),
        Reach::Failing { retry_at } => {
            let again = dates::retry(words, *retry_at, now, zone);
            words.text("services-failing").with("again", again)
        }
        Reach::Paused => words.text("services-paused"),
        Reach::NeedsAccess => words.text("services-needs-access"),
        Reach::Refused { said: None } => words.text("services-refused"),
        Reach::Refused { said: Some(said) } => {
            words.text("services-refused-said").with("said", said)
        }
        Reach::Stuck => words.text("services-stuck"),
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
    use crate::testkit::italian;
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
        let told = |status: &_| service_status(italian(), status, now, &crate::wiring::ROME);
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
        let told = |state| reach(italian(), &state, now, &crate::wiring::ROME).to_string();
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
        assert!(italian().tell(&being_updated(1)).ends_with("1 servizio"));
        assert!(italian().tell(&being_updated(3)).ends_with("3 servizi"));
    }
}
