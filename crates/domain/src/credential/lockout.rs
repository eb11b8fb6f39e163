//! Failed logins of one credential, as a pure value that takes `now` (R-36, R-37).
//!
//! ```text
//!          fail ×4          fail              fail (after each pause)          fail
//!  Open ───────────▶ Open ───────▶ Paused ──────────────────────▶ Paused ─────────────▶ Disabled
//!    ▲                 │              │  30 s, 60 s, … 1 h           │  at the hundredth    │
//!    └──── succeed ────┴── succeed ───┴────────── succeed ───────────┘     rebind ──▶ Open ◀┘
//! ```
//!
//! A pause ends by itself; a disabled credential is good for nothing until another one is bound, by a
//! reset or by the referente.

use jiff::Timestamp;

use crate::throttle::{Counter, Limit, Verdict};

/// Consecutive failures after which a credential is disabled (NIST SP 800-63B-4 §3.2.2).
pub const FAILURES_MAX: u32 = 100;

/// The failures of one credential since it was last proved or bound.
///
/// ```
/// use jiff::Timestamp;
/// use varco_domain::credential::{Lockout, LockoutState};
///
/// let now = Timestamp::from_second(1_800_000_000)?;
/// let mut lockout = Lockout::default();
/// for _ in 0..5 {
///     lockout = lockout.after_failure(now);
/// }
/// let LockoutState::Paused { until } = lockout.state(now) else { panic!() };
/// assert_eq!(until.duration_since(now).as_secs(), 30);
/// assert_eq!(lockout.state(until), LockoutState::Open { left: 95 });
/// assert_eq!(Lockout::default().state(now), LockoutState::Open { left: 100 });
/// # Ok::<(), jiff::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lockout {
    failures: u32,
    last: Option<Timestamp>,
}

/// Whether a credential may be tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LockoutState {
    /// It may be tried.
    Open {
        /// Failures left before it is disabled.
        left: u32,
    },
    /// Not before this instant.
    Paused {
        /// When it may be tried again.
        until: Timestamp,
    },
    /// Not until another credential is bound.
    Disabled,
}

impl Lockout {
    /// The failures that a store gave back: how many in a row, and when the last one was.
    pub const fn restore(failures: u32, last: Option<Timestamp>) -> Self {
        Self { failures, last }
    }

    /// Consecutive failures.
    pub const fn failures(&self) -> u32 {
        self.failures
    }

    /// When the last failure was.
    pub const fn last_failure(&self) -> Option<Timestamp> {
        self.last
    }

    /// Whether the credential may be tried at `now`.
    pub fn state(&self, now: Timestamp) -> LockoutState {
        if self.failures >= FAILURES_MAX {
            return LockoutState::Disabled;
        }
        let left = FAILURES_MAX - self.failures;
        let counter = self.last.map(|last| Counter {
            count: self.failures,
            since: last,
            last,
        });
        match Limit::LOGIN.charge(counter, now).0 {
            Verdict::Allowed { .. } => LockoutState::Open { left },
            Verdict::Refused { retry_at } => LockoutState::Paused { until: retry_at },
        }
    }

    /// One failure more. The instant never goes back, so that a clock set back shortens no pause
    /// (R-14).
    #[must_use]
    pub fn after_failure(self, now: Timestamp) -> Self {
        let last = self.last.map_or(now, |last| last.max(now));
        Self {
            failures: self.failures.saturating_add(1),
            last: Some(last),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::SignedDuration;
    use proptest::prelude::*;

    fn start() -> Timestamp {
        Timestamp::from_second(1_800_000_000).unwrap()
    }

    fn failed(times: u32) -> Lockout {
        (0..times).fold(Lockout::default(), |lockout, _| {
            lockout.after_failure(start())
        })
    }

    #[test]
    fn r37_the_fifth_failure_pauses_and_each_further_one_doubles_the_pause() {
        assert_eq!(failed(4).state(start()), LockoutState::Open { left: 96 });
        for (failures, seconds) in [
            (5, 30),
            (6, 60),
            (7, 120),
            (11, 1_920),
            (12, 3_600),
            (99, 3_600),
        ] {
            let until = start() + SignedDuration::from_secs(seconds);
            let lockout = failed(failures);
            assert_eq!(
                lockout.state(start()),
                LockoutState::Paused { until },
                "{failures}"
            );
            assert_eq!(
                lockout.state(until),
                LockoutState::Open {
                    left: 100 - failures
                }
            );
        }
    }

    #[test]
    fn r36_the_hundredth_failure_disables_for_good() {
        let years_later = start() + SignedDuration::from_hours(24 * 3_650);
        assert_eq!(failed(100).state(years_later), LockoutState::Disabled);
        assert_eq!(
            failed(99).state(years_later),
            LockoutState::Open { left: 1 }
        );
    }

    #[test]
    fn r14_a_clock_set_back_shortens_no_pause() {
        let early = start() - SignedDuration::from_hours(48);
        let lockout = failed(5).after_failure(early);
        let until = start() + SignedDuration::from_secs(60);
        assert_eq!(lockout.state(early), LockoutState::Paused { until });
    }

    #[test]
    fn what_a_store_keeps_gives_the_same_value_back() {
        let lockout = failed(7);
        assert_eq!(
            Lockout::restore(lockout.failures(), lockout.last_failure()),
            lockout
        );
    }

    proptest! {
        #[test]
        fn more_failures_never_open_earlier(failures in 0_u32..150, wait in 0_i64..10_000) {
            let now = start() + SignedDuration::from_secs(wait);
            let opens = |failures| matches!(failed(failures).state(now), LockoutState::Open { .. });
            prop_assert!(opens(failures) || !opens(failures + 1));
        }
    }
}
