//! Failed proofs of one credential, as a pure value that takes `now` (R-36, R-37, R-38).
//!
//! ```text
//!        charge            the fifth failure, and each after it     the hundredth
//!  Open ────────▶ in work ────────────────────────────────▶ Paused ──────────────▶ Disabled
//!   ▲                │  ▲                                     │  30 s, 60 s, … 1 h
//!   └── proof ───────┘  └──────────── charge, once it is over ┘
//! ```
//!
//! An attempt is charged before the slow work, so that guesses made at the same time count one
//! another, and it says afterwards how it ended: a proof forgets everything, a failure starts the
//! pause. One whose end is never heard of (a connection cut, a node killed) counts as a failure
//! after a while.
//!
//! A disabled credential is good for nothing until another one is bound, by a reset or by the
//! referente; then, as after a proof, the value starts anew.
//!
//! Without a failure behind them many attempts may be in work, because twenty logins of a
//! program at the same moment are no attack; after the first failure only as many as the pause
//! leaves, and after a pause one.

use jiff::{SignedDuration, Timestamp};

/// The figures of a lockout, each a configuration key with this default.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LockoutRules {
    /// The failure in a row that the first pause follows (R-37).
    pub pause_after: u32,
    /// The first pause; each further one is twice as long,
    pub first_pause: SignedDuration,
    /// up to this.
    pub longest_pause: SignedDuration,
    /// Failures in a row after which a credential is disabled: a hundred at most (NIST SP 800-63B-4
    /// §3.2.2).
    pub failures_max: u32,
    /// Attempts in work at the same time where no failure is known.
    pub at_once: u32,
    /// How long an attempt may be in work before it counts as failed.
    pub answer_within: SignedDuration,
}

impl Default for LockoutRules {
    fn default() -> Self {
        Self {
            pause_after: 5,
            first_pause: SignedDuration::from_secs(30),
            longest_pause: SignedDuration::from_hours(1),
            failures_max: 100,
            at_once: 32,
            answer_within: SignedDuration::from_mins(1),
        }
    }
}

/// The attempts at one credential since it was last proved or bound.
///
/// ```
/// use jiff::Timestamp;
/// use varco_domain::credential::{Lockout, LockoutRules, LockoutState};
///
/// let rules = LockoutRules::default();
/// let now = Timestamp::from_second(1_800_000_000)?;
/// let mut lockout = Lockout::default();
/// for _ in 0..5 {
///     let (state, charged) = lockout.charge(&rules, now);
///     assert!(matches!(state, LockoutState::Open { .. }));
///     lockout = charged.failed(now);
/// }
/// let (LockoutState::Paused { until }, _) = lockout.charge(&rules, now) else { panic!() };
/// assert_eq!(until.duration_since(now).as_secs(), 30);
/// assert_eq!(lockout.charge(&rules, until).0, LockoutState::Open { left: 0 });
/// # Ok::<(), jiff::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lockout {
    /// Failures in a row.
    pub failures: u32,
    /// When the last of them was.
    pub failed_at: Option<Timestamp>,
    /// Attempts in work.
    pub in_work: u32,
    /// When the last of them was charged.
    pub charged_at: Option<Timestamp>,
}

/// Whether a credential may be tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LockoutState {
    /// It may be tried.
    Open {
        /// Failures after this attempt that are not followed by a pause.
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
    /// Takes one attempt into work, unless the credential may not be tried at `now`; then the value
    /// comes back without it. Whatever the state, the value is to be kept.
    pub fn charge(self, rules: &LockoutRules, now: Timestamp) -> (LockoutState, Self) {
        let known = self.answered(rules, now);
        let state = known.state(rules, now);
        if !matches!(state, LockoutState::Open { .. }) {
            return (state, known);
        }
        let charged = Self {
            in_work: known.in_work + 1,
            charged_at: Some(later(known.charged_at, now)),
            ..known
        };
        (state, charged)
    }

    /// An attempt has failed. The instant never goes back, so that a clock set back shortens no pause
    /// (R-14).
    #[must_use]
    pub fn failed(self, now: Timestamp) -> Self {
        Self {
            failures: self.failures.saturating_add(1),
            failed_at: Some(later(self.failed_at, now)),
            in_work: self.in_work.saturating_sub(1),
            ..self
        }
    }

    /// An attempt has not been made after all.
    #[must_use]
    pub const fn given_back(self) -> Self {
        Self {
            in_work: self.in_work.saturating_sub(1),
            ..self
        }
    }

    /// Whether the next attempt would be taken at `now`.
    pub fn state(&self, rules: &LockoutRules, now: Timestamp) -> LockoutState {
        let known = self.answered(rules, now);
        let tried = known.failures.saturating_add(known.in_work);
        if known.failures >= rules.failures_max {
            return LockoutState::Disabled;
        }
        if let Some(until) = known.pause_end(rules).filter(|until| now < *until) {
            return LockoutState::Paused { until };
        }
        let room = match known.failures {
            0 => rules.at_once,
            failures => rules.pause_after.saturating_sub(failures).max(1),
        };
        if known.in_work >= room || tried >= rules.failures_max {
            let until = known.charged_at.unwrap_or(now) + rules.answer_within;
            return LockoutState::Paused { until };
        }
        LockoutState::Open {
            left: rules.pause_after.saturating_sub(tried + 1),
        }
    }

    /// What is in work for too long has failed when it was charged.
    fn answered(self, rules: &LockoutRules, now: Timestamp) -> Self {
        match self.charged_at {
            Some(at) if self.in_work > 0 && now.duration_since(at) >= rules.answer_within => Self {
                failures: self.failures.saturating_add(self.in_work),
                failed_at: Some(later(self.failed_at, at)),
                in_work: 0,
                charged_at: self.charged_at,
            },
            _ => self,
        }
    }

    /// When the pause after the last failure is over, if it is followed by one.
    fn pause_end(&self, rules: &LockoutRules) -> Option<Timestamp> {
        let doublings = self.failures.checked_sub(rules.pause_after)?.min(30);
        let pause = rules.first_pause.saturating_mul(1 << doublings);
        Some(self.failed_at? + pause.min(rules.longest_pause))
    }
}

fn later(known: Option<Timestamp>, now: Timestamp) -> Timestamp {
    known.map_or(now, |known| known.max(now))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn start() -> Timestamp {
        Timestamp::from_second(1_800_000_000).unwrap()
    }

    fn rules() -> LockoutRules {
        LockoutRules::default()
    }

    fn seconds(seconds: i64) -> Timestamp {
        start() + SignedDuration::from_secs(seconds)
    }

    /// After so many failures, the last of them at the start.
    fn failed(failures: u32) -> Lockout {
        Lockout {
            failures,
            failed_at: Some(start()),
            ..Lockout::default()
        }
    }

    /// How many of so many attempts at one instant are taken into work.
    fn taken(mut lockout: Lockout, attempts: u32, now: Timestamp) -> (u32, Lockout) {
        let mut taken = 0;
        for _ in 0..attempts {
            let (state, next) = lockout.charge(&rules(), now);
            taken += u32::from(matches!(state, LockoutState::Open { .. }));
            lockout = next;
        }
        (taken, lockout)
    }

    #[test]
    fn r37_the_fifth_failure_pauses_and_each_further_one_doubles_the_pause() {
        for left in (0..5).rev() {
            let state = failed(4 - left).state(&rules(), start());
            assert_eq!(state, LockoutState::Open { left });
        }
        for (failures, pause) in [
            (5, 30),
            (6, 60),
            (7, 120),
            (11, 1_920),
            (12, 3_600),
            (99, 3_600),
        ] {
            let until = seconds(pause);
            let paused = failed(failures).state(&rules(), seconds(pause - 1));
            assert_eq!(paused, LockoutState::Paused { until }, "{failures}");
            let state = failed(failures).state(&rules(), until);
            assert_eq!(state, LockoutState::Open { left: 0 });
        }
    }

    #[test]
    fn r36_the_hundredth_failure_disables_for_good() {
        let years_later = seconds(3_600 * 24 * 3_650);
        assert_eq!(
            failed(100).charge(&rules(), years_later),
            (LockoutState::Disabled, failed(100))
        );
        assert_eq!(
            failed(99).state(&rules(), years_later),
            LockoutState::Open { left: 0 }
        );
        let last = failed(99)
            .charge(&rules(), years_later)
            .1
            .failed(years_later);
        assert_eq!(last.state(&rules(), years_later), LockoutState::Disabled);
    }

    #[test]
    fn r38_of_500_guesses_at_once_one_before_a_cap_one_is_taken() {
        for (failures, expected) in [(1, 4), (4, 1), (5, 1), (50, 1), (99, 1), (100, 0)] {
            let (taken, after) = taken(failed(failures), 500, seconds(3_600));
            assert_eq!(taken, expected, "after {failures} failures");
            assert_eq!(after.in_work, expected);
        }
    }

    #[test]
    fn r38_twenty_logins_at_once_are_all_taken_and_a_proof_makes_room_again() {
        let (twenty, after) = taken(Lockout::default(), 20, start());
        assert_eq!((twenty, after.in_work), (20, 20));
        assert_eq!(taken(after, 500, start()).0, rules().at_once - 20);
        let (taken, _) = taken(Lockout::default(), 500, start());
        assert_eq!(taken, rules().at_once);
    }

    #[test]
    fn an_attempt_given_back_leaves_room_for_another() {
        let (_, one) = taken(failed(4), 1, start());
        assert_eq!(taken(one, 1, start()).0, 0);
        assert_eq!(taken(one.given_back(), 1, start()).0, 1);
        assert_eq!(failed(4).given_back(), failed(4));
    }

    #[test]
    fn guesses_at_once_are_followed_by_the_pause_that_their_number_asks_for() {
        let (taken, mut lockout) = taken(Lockout::default(), 500, start());
        for _ in 0..taken {
            lockout = lockout.failed(start());
        }
        let until = seconds(3_600);
        assert_eq!((lockout.failures, lockout.in_work), (rules().at_once, 0));
        assert_eq!(
            lockout.state(&rules(), seconds(1)),
            LockoutState::Paused { until }
        );
    }

    #[test]
    fn r38_an_attempt_that_never_answers_fails_a_minute_after_it_was_charged() {
        let (_, waiting) = taken(failed(4), 1, start());
        let until = seconds(60);
        assert_eq!(
            waiting.charge(&rules(), seconds(59)).0,
            LockoutState::Paused { until }
        );
        let (state, known) = waiting.charge(&rules(), until);
        assert_eq!(
            state,
            LockoutState::Open { left: 0 },
            "its pause is over by then"
        );
        assert_eq!((known.failures, known.in_work), (5, 1));

        let (_, many) = taken(Lockout::default(), 20, start());
        let until = seconds(3_600);
        assert_eq!(
            many.state(&rules(), seconds(60)),
            LockoutState::Paused { until }
        );
    }

    #[test]
    fn r14_a_clock_set_back_shortens_no_pause() {
        let early = seconds(-48 * 3_600);
        let lockout = failed(5).failed(early);
        let until = seconds(60);
        assert_eq!(
            lockout.state(&rules(), early),
            LockoutState::Paused { until }
        );
        let (_, waiting) = taken(failed(4).failed(start()), 1, seconds(40));
        assert_eq!(
            waiting.charge(&rules(), early).1.charged_at,
            Some(seconds(40))
        );
    }

    /// What may happen to a lockout.
    #[derive(Clone, Copy, Debug)]
    enum Move {
        Charge,
        Fail,
        Wait(i64),
    }

    fn moves() -> impl Strategy<Value = Move> {
        prop_oneof![
            4 => Just(Move::Charge),
            3 => Just(Move::Fail),
            2 => prop::sample::select(vec![1, 30, 60, 3_600, 7_200]).prop_map(Move::Wait),
        ]
    }

    proptest! {
        #[test]
        fn more_failures_never_open_earlier(failures in 0_u32..150, wait in 0_i64..10_000) {
            let opens = |failures| matches!(failed(failures).state(&rules(), seconds(wait)), LockoutState::Open { .. });
            prop_assert!(opens(failures) || !opens(failures + 1));
        }

        #[test]
        fn r36_no_more_than_a_hundred_guesses_are_ever_taken(script in prop::collection::vec(moves(), 0..400)) {
            let (mut lockout, mut now, mut guesses, mut open) = (Lockout::default(), start(), 0, 0);
            for step in script {
                match step {
                    Move::Wait(pause) => now += SignedDuration::from_secs(pause),
                    Move::Fail if open > 0 => {
                        open -= 1;
                        lockout = lockout.failed(now);
                    }
                    Move::Fail => {}
                    Move::Charge => {
                        let (state, next) = lockout.charge(&rules(), now);
                        let is_taken = matches!(state, LockoutState::Open { .. });
                        guesses += u32::from(is_taken);
                        open += u32::from(is_taken);
                        lockout = next;
                    }
                }
            }
            prop_assert!(guesses <= rules().failures_max);
        }
    }
}
