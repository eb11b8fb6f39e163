//! Who may register, and until when.

use jiff::civil::Date;
use varco_domain::utenza::{Beneficiary, IssuePolicy};

use crate::web::dates;

/// Who may register on a day, and what changes next, one sentence each.
pub(crate) fn opening(policy: &IssuePolicy, today: Date) -> Vec<String> {
    let now = match policy.on(today) {
        [] => "Oggi nessuno può registrarsi.".to_owned(),
        who => format!("Può registrarsi {}.", listed(who)),
    };
    let next = policy.next(today).map(|period| {
        let day = dates::from_day(period.from);
        match period.beneficiaries.as_slice() {
            [] => format!("{day} le registrazioni chiudono."),
            who => format!("{day} potrà registrarsi {}.", listed(who)),
        }
    });
    std::iter::once(now).chain(next).collect()
}

fn listed(who: &[Beneficiary]) -> String {
    let words: Vec<&str> = who.iter().copied().map(beneficiary).collect();
    words.join(" e ")
}

const fn beneficiary(who: Beneficiary) -> &'static str {
    match who {
        Beneficiary::Everybody => "chiunque abbia un codice fiscale",
        Beneficiary::Staff => {
            "chi lavora per l'Amministrazione o nella scuola, o chiede di lavorarci"
        }
        Beneficiary::WithoutDigitalIdentity => "chi non può avere SPID, CIE o CNS",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use varco_domain::utenza::{IssuePeriod, UtenzaKind};

    #[test]
    fn the_home_page_tells_who_may_register_and_what_changes() {
        let policy = IssuePolicy::default_for(UtenzaKind::External);
        assert_eq!(
            opening(&policy, date(2021, 2, 27)),
            [
                "Può registrarsi chiunque abbia un codice fiscale.",
                "Dal 28 febbraio 2021 potrà registrarsi chi lavora per l'Amministrazione o nella scuola, \
                 o chiede di lavorarci e chi non può avere SPID, CIE o CNS.",
            ]
        );
        assert_eq!(opening(&policy, date(2026, 11, 21)).len(), 1);
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
            opening(&policy, date(2027, 1, 1))[1],
            "Dall'8 aprile 2027 le registrazioni chiudono."
        );
        assert_eq!(
            opening(&policy, date(2027, 4, 8)),
            ["Oggi nessuno può registrarsi."]
        );
    }
}
