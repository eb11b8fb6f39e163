//! Leaving a service alone that does not answer, so that what waits for it costs nobody anything.
//!
//! ```text
//!          five failures in a row                 pause over
//!  closed ────────────────────────▶ open ─────────────────────▶ half open: one order tries
//!    ▲                               ▲ pause doubles                │          │
//!    │                               └──────────── failure ─────────┘          │
//!    └───────────────────────────────────────────── success ───────────────────┘
//! ```

use jiff::{SignedDuration, Timestamp};

/// Failures in a row that open it.
const LIMIT: u32 = 5;
/// First pause; it doubles with each failure after it.
const FIRST: SignedDuration = SignedDuration::from_secs(5);
/// Longest pause.
const LONGEST: SignedDuration = SignedDuration::from_mins(2);

/// What a process remembers about the failures of one service. Nothing that must survive it: each
/// order has a time of its own for its next attempt.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Breaker {
    failures: u32,
    until: Option<Timestamp>,
}

impl Breaker {
    /// How many more orders may be on their way now, with so many places and so many taken: none while
    /// it is open, one at a time until the first success after that.
    pub fn room(&self, places: usize, taken: usize, now: Timestamp) -> usize {
        let places = match self.until {
            Some(until) if now < until => 0,
            Some(_) => 1,
            None => places,
        };
        places.saturating_sub(taken)
    }

    /// Until when it is open.
    pub fn open_until(&self, now: Timestamp) -> Option<Timestamp> {
        self.until.filter(|until| now < *until)
    }

    /// The service has answered; whether it had not for a while.
    pub fn succeed(&mut self) -> bool {
        let was_open = self.until.is_some();
        *self = Self::default();
        was_open
    }

    /// The service has not answered, or wants to be left alone for a while; whether that opens it.
    pub fn fail(&mut self, wish: Option<SignedDuration>, now: Timestamp) -> bool {
        // What was on its way when it opened says nothing new.
        if self.open_until(now).is_some() {
            return false;
        }
        self.failures = self.failures.saturating_add(1);
        let beyond = self.failures.checked_sub(LIMIT);
        let doubled = beyond.map(|beyond| FIRST * (1 << beyond.min(8)));
        let pause = doubled.max(wish).map(|pause| pause.min(LONGEST));
        let pause = pause.filter(SignedDuration::is_positive);
        let was_open = self.until.is_some();
        self.until = pause.map(|pause| now + pause).or(self.until);
        pause.is_some() && !was_open
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(seconds).unwrap()
    }

    #[test]
    fn r73_five_failures_in_a_row_open_it_and_one_order_tries_after_the_pause() {
        let mut breaker = Breaker::default();
        let opened: Vec<_> = (0..5).map(|_| breaker.fail(None, at(0))).collect();
        assert_eq!(opened, [false, false, false, false, true]);
        assert_eq!(breaker.room(4, 0, at(4)), 0);
        assert_eq!(breaker.open_until(at(4)), Some(at(5)));
        assert_eq!(breaker.room(4, 0, at(5)), 1);
        assert_eq!(breaker.room(4, 1, at(5)), 0);
        assert!(!breaker.fail(None, at(5)), "it was open before");
        assert_eq!(breaker.open_until(at(5)), Some(at(15)));
        assert!(breaker.succeed());
        assert_eq!(breaker.room(4, 1, at(5)), 3);
    }

    #[test]
    fn a_success_forgets_the_failures_before_it() {
        let mut breaker = Breaker::default();
        for _ in 0..9 {
            for _ in 0..4 {
                assert!(!breaker.fail(None, at(0)));
            }
            assert!(!breaker.succeed());
        }
        assert_eq!(breaker.room(4, 0, at(0)), 4);
    }

    #[test]
    fn failures_of_what_was_on_its_way_do_not_count_twice() {
        let mut breaker = Breaker::default();
        for _ in 0..40 {
            breaker.fail(None, at(0));
        }
        assert_eq!(breaker.open_until(at(0)), Some(at(5)));
    }

    #[test]
    fn pauses_grow_to_two_minutes() {
        let mut breaker = Breaker::default();
        let mut now = at(0);
        for _ in 0..99 {
            breaker.fail(None, now);
            now = breaker.open_until(now).unwrap_or(now);
        }
        breaker.fail(None, now);
        assert_eq!(breaker.open_until(now), Some(now + LONGEST));
    }

    #[test]
    fn r73_a_service_that_asks_to_be_left_alone_is_left_alone() {
        let mut breaker = Breaker::default();
        assert!(breaker.fail(Some(SignedDuration::from_secs(60)), at(0)));
        assert_eq!(breaker.open_until(at(0)), Some(at(60)));
        let mut breaker = Breaker::default();
        assert!(!breaker.fail(Some(SignedDuration::ZERO), at(0)));
        breaker.fail(Some(SignedDuration::MAX), at(0));
        assert_eq!(breaker.open_until(at(0)), Some(at(0) + LONGEST));
    }
}
