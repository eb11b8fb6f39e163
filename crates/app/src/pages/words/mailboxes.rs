//! Which address is written to, and why.

use jiff::tz::TimeZone;
use varco_domain::utenza::ReferenceReason;

use crate::pages::faults::Sentence;
use crate::web::dates;

/// Why an address is the one that is written to.
pub(crate) fn reference_reason(reason: ReferenceReason, zone: &TimeZone) -> Sentence {
    match reason {
        ReferenceReason::Institutional => {
            "È la tua email istituzionale: quando c'è, è sempre il recapito di riferimento".into()
        }
        ReferenceReason::Personal => "È l'ultima email personale che hai confermato".into(),
        ReferenceReason::PersonalSinceWithdrawal { at } => {
            let day = dates::day(at.to_zoned(zone.clone()).date());
            format!(
                "È l'ultima email personale che hai confermato: l'email istituzionale è stata ritirata ({day})"
            )
            .into()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_of_a_withdrawal_is_told() {
        let at = "2027-03-12T23:30:00Z".parse().unwrap();
        let reason = ReferenceReason::PersonalSinceWithdrawal { at };
        let rome = jiff::tz::get!("Europe/Rome");
        assert!(reference_reason(reason, &rome).ends_with("(13 marzo 2027)"));
    }
}
