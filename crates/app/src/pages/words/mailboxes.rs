//! Which address is written to, and why.

use jiff::tz::TimeZone;
use varco_domain::utenza::ReferenceReason;
use varco_words::{Words, dates};

/// Why an address is the one that is written to.
pub(crate) fn reference_reason(words: Words, reason: ReferenceReason, zone: &TimeZone) -> String {
    let told = match reason {
        ReferenceReason::Institutional => words.text("address-why-institutional"),
        ReferenceReason::Personal => words.text("address-why-personal"),
        ReferenceReason::PersonalSinceWithdrawal { at } => {
            let day = dates::day(words, at.to_zoned(zone.clone()).date());
            words.text("address-why-withdrawn").with("day", day)
        }
    };
    told.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testkit::italian;

    #[test]
    fn the_day_of_a_withdrawal_is_told() {
        let at = "2027-03-12T23:30:00Z".parse().unwrap();
        let reason = ReferenceReason::PersonalSinceWithdrawal { at };
        let rome = jiff::tz::get!("Europe/Rome");
        assert!(reference_reason(italian(), reason, &rome).ends_with("(13 marzo 2027)"));
    }
}
