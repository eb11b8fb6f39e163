//! Who may be given a local credential, and until when.
//!
//! Since 28 February 2021 Italian public bodies may not issue or renew credentials of their own for
//! the access of citizens to their online services (decree-law 76/2020, art. 24, paragraph 4); only
//! SPID, CIE and CNS remain. What a body still issues, for its staff or for people who cannot have
//! one of the three, is its own decision and changes with time: a list of periods per kind of
//! utenza, which the home page shows under "Chi può registrarsi".

use jiff::civil::{Date, date};
use thiserror::Error;

use super::{Origin, UtenzaKind};

/// Whom a body gives a local credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Beneficiary {
    /// Everybody.
    Everybody,
    /// Those who work for the administration or its schools, or apply to.
    Staff,
    /// Those who cannot have SPID, CIE or CNS, such as foreigners without an Italian document.
    WithoutDigitalIdentity,
}

/// Who may be given a local credential from a day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssuePeriod {
    /// First day, in Rome.
    pub from: Date,
    /// Who; empty for nobody.
    pub beneficiaries: Vec<Beneficiary>,
}

/// The periods of one kind of utenza, one after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssuePolicy(Vec<IssuePeriod>);

/// Why periods make no policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum IssuePolicyFault {
    /// There is none.
    #[error("no period is given")]
    Empty,
    /// Two begin on the same day, or a later one stands before an earlier one.
    #[error("the period that begins on {from} does not come after the one before")]
    Order {
        /// First day of the later one in the list.
        from: Date,
    },
}

impl IssuePolicy {
    /// A policy of one's own, oldest period first. Before the first one nobody is given a
    /// credential; the last one has no end.
    ///
    /// # Errors
    /// [`IssuePolicyFault`] without a period or with periods out of order.
    pub fn new(periods: Vec<IssuePeriod>) -> Result<Self, IssuePolicyFault> {
        if periods.is_empty() {
            return Err(IssuePolicyFault::Empty);
        }
        let disordered = periods
            .iter()
            .zip(periods.iter().skip(1))
            .find(|(one, next)| next.from <= one.from);
        match disordered {
            Some((_, next)) => Err(IssuePolicyFault::Order { from: next.from }),
            None => Ok(Self(periods)),
        }
    }

    /// The policy by default: everybody until the law of 2021, then staff and those without a
    /// digital identity. Provisioned utenze are of staff only.
    ///
    /// ```
    /// use jiff::civil::date;
    /// use varco_domain::utenza::{Beneficiary, IssuePolicy, UtenzaKind};
    ///
    /// let policy = IssuePolicy::default_for(UtenzaKind::External);
    /// assert_eq!(policy.on(date(2021, 2, 27)), [Beneficiary::Everybody]);
    /// assert!(!policy.on(date(2021, 2, 28)).contains(&Beneficiary::Everybody));
    /// ```
    pub fn default_for(kind: UtenzaKind) -> Self {
        let period = |from, beneficiaries: &[Beneficiary]| IssuePeriod {
            from,
            beneficiaries: beneficiaries.to_vec(),
        };
        Self(match kind.rules().origin {
            Origin::Provisioned => vec![period(Date::MIN, &[Beneficiary::Staff])],
            Origin::SelfRegistered => vec![
                period(Date::MIN, &[Beneficiary::Everybody]),
                period(
                    date(2021, 2, 28),
                    &[Beneficiary::Staff, Beneficiary::WithoutDigitalIdentity],
                ),
            ],
        })
    }

    /// Who may be given a credential on a day; empty for nobody.
    pub fn on(&self, day: Date) -> &[Beneficiary] {
        let begun = self.0.iter().take_while(|period| period.from <= day);
        begun
            .last()
            .map_or(&[], |period| period.beneficiaries.as_slice())
    }

    /// Whether anybody may register on a day.
    pub fn is_open(&self, day: Date) -> bool {
        !self.on(day).is_empty()
    }

    /// The first period after a day, for announcing it.
    pub fn next(&self, day: Date) -> Option<&IssuePeriod> {
        self.0.iter().find(|period| period.from > day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(from: Date, beneficiaries: &[Beneficiary]) -> IssuePeriod {
        IssuePeriod {
            from,
            beneficiaries: beneficiaries.to_vec(),
        }
    }

    #[test]
    fn a_period_begins_on_its_first_day_and_lasts_until_the_next() {
        let closing = period(date(2027, 1, 1), &[]);
        let policy = IssuePolicy::new(vec![
            period(date(2026, 1, 1), &[Beneficiary::Staff]),
            closing.clone(),
        ])
        .unwrap();
        for (day, open, next) in [
            (date(2025, 12, 31), false, Some(date(2026, 1, 1))),
            (date(2026, 1, 1), true, Some(date(2027, 1, 1))),
            (date(2026, 12, 31), true, Some(date(2027, 1, 1))),
            (date(2027, 1, 1), false, None),
            (date(2040, 6, 1), false, None),
        ] {
            assert_eq!(policy.is_open(day), open, "{day}");
            assert_eq!(policy.next(day).map(|period| period.from), next, "{day}");
        }
        assert_eq!(policy.next(date(2026, 5, 1)), Some(&closing));
    }

    #[test]
    fn by_default_the_law_of_2021_closes_external_credentials_to_most() {
        let external = IssuePolicy::default_for(UtenzaKind::External);
        assert_eq!(external.on(date(2021, 2, 27)), [Beneficiary::Everybody]);
        let after = [Beneficiary::Staff, Beneficiary::WithoutDigitalIdentity];
        assert_eq!(external.on(date(2021, 2, 28)), after);
        let mi = IssuePolicy::default_for(UtenzaKind::Mi);
        for day in [date(2020, 1, 1), date(2026, 11, 20)] {
            assert_eq!(mi.on(day), [Beneficiary::Staff]);
        }
    }

    #[test]
    fn periods_out_of_order_are_no_policy() {
        let (early, late) = (date(2026, 1, 1), date(2027, 1, 1));
        let fault = |periods: &[IssuePeriod]| IssuePolicy::new(periods.to_vec()).err();
        assert_eq!(fault(&[]), Some(IssuePolicyFault::Empty));
        let order = |from| Some(IssuePolicyFault::Order { from });
        assert_eq!(
            fault(&[period(late, &[]), period(early, &[])]),
            order(early)
        );
        assert_eq!(fault(&[period(late, &[]), period(late, &[])]), order(late));
    }
}
