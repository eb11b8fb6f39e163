//! Who may register, and until when.

use jiff::civil::Date;
use varco_domain::utenza::{Beneficiary, IssuePolicy};
use varco_words::{Words, dates};

/// Who may register on a day, and what changes next, one sentence each.
pub(crate) fn opening(words: Words, policy: &IssuePolicy, today: Date) -> Vec<String> {
    let now = match listed(words, policy.on(today)) {
        None => words.text("home-open-nobody"),
        Some(who) => words.text("home-open-now").with("who", who),
    };
    let next = policy.next(today).map(|period| {
        let told = match listed(words, &period.beneficiaries) {
            None => words.text("home-open-closing"),
            Some(who) => words.text("home-open-next").with("who", who),
        };
        told.with("day", dates::from_day(words, period.from))
    });
    std::iter::once(now).chain(next).map(String::from).collect()
}

/// All of them in one list; nothing where there is nobody.
fn listed(words: Words, who: &[Beneficiary]) -> Option<String> {
    let told = who.iter().map(|who| beneficiary(words, *who));
    told.reduce(|first, second| {
        let both = words.text("home-open-and").with("first", first);
        both.with("second", second).into()
    })
}

fn beneficiary(words: Words, who: Beneficiary) -> String {
    let key = match who {
        Beneficiary::Everybody => "home-open-everybody",
        Beneficiary::Staff => "home-open-staff",
        Beneficiary::WithoutDigitalIdentity => "home-open-without-identity",
    };
    words.text(key).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testkit::italian;
    use jiff::civil::date;
    use varco_domain::utenza::{IssuePeriod, UtenzaKind};

    #[test]
    fn the_home_page_tells_who_may_register_and_what_changes() {
        let policy = IssuePolicy::default_for(UtenzaKind::External);
        assert_eq!(
            opening(italian(), &policy, date(2021, 2, 27)),
            [
                "Può registrarsi chiunque abbia un codice fiscale.",
                "Dal 28 febbraio 2021 potrà registrarsi chi lavora per l'Amministrazione o nella scuola, \
                 o chiede di lavorarci, e chi non può avere SPID, CIE o CNS.",
            ]
        );
        assert_eq!(opening(italian(), &policy, date(2026, 11, 21)).len(), 1);
        let closed = IssuePeriod {
            from: date(2027, 4, 8),
            beneficiaries: Vec::new(),
        };
        let open = IssuePeriod {
            from: date(2026, 1, 1),
            beneficiaries: vec![Beneficiary::Everybody],
        };
        let policy = IssuePolicy::new(vec![open, closed]).unwrap();
        assert_eq!(
            opening(italian(), &policy, date(2027, 1, 1))[1],
            "Dall'8 aprile 2027 le registrazioni chiudono."
        );
        assert_eq!(
            opening(italian(), &policy, date(2027, 4, 8)),
            ["Oggi nessuno può registrarsi."]
        );
    }
}
