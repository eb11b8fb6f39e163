//! Limits on attempts, as pure values that take `now`.
//!
//! One counter per key. `Window` allows a number of attempts per span of time; `Backoff` lets some
//! failures pass and then asks for a pause that doubles with each further one:
//!
//! ```text
//!  count ≤ free ──charge──▶ allowed
//!  count > free ──charge──▶ allowed once the pause since the last charge is over, else refused
//! ```
//!
//! A charge is taken before the work and given back (`clear`) after a success, so that parallel
//! guesses cannot exceed the limit (R-38).
//!
//! ```
//! use jiff::{SignedDuration, Timestamp};
//! use varco_domain::throttle::{Limit, Verdict};
//!
//! let limit = Limit::Window { max: 1, span: SignedDuration::from_hours(1) };
//! let now = Timestamp::UNIX_EPOCH;
//! let (first, counter) = limit.charge(None, now);
//! assert_eq!(first, Verdict::Allowed { left: 0 });
//! let (second, _) = limit.charge(Some(counter), now);
//! assert_eq!(second, Verdict::Refused { retry_at: now + SignedDuration::from_hours(1) });
//! ```

use jiff::{SignedDuration, Timestamp};

/// How often something may be tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// At most `max` charges in a window of `span`, which starts with the first charge.
    Window {
        /// Charges allowed.
        max: u32,
        /// Length of the window.
        span: SignedDuration,
    },
    /// `free` charges without a pause; then `base`, doubling up to `cap`.
    Backoff {
        /// Charges without a pause.
        free: u32,
        /// First pause.
        base: SignedDuration,
        /// Longest pause.
        cap: SignedDuration,
    },
}

/// What is kept per key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counter {
    /// Charges taken.
    pub count: u32,
    /// When the first of them was taken.
    pub since: Timestamp,
    /// When the last of them was taken.
    pub last: Timestamp,
}

/// The answer to a charge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Go on; `left` attempts remain before a pause or a refusal.
    Allowed {
        /// Attempts that remain.
        left: u32,
    },
    /// Not before this instant. Nothing was charged.
    Refused {
        /// When to try again.
        retry_at: Timestamp,
    },
}

impl Limit {
    /// Delay from the fifth consecutive failed login on: 30 s doubling to 1 h (R-37).
    pub const LOGIN: Self = Self::Backoff {
        free: 5,
        base: SignedDuration::from_secs(30),
        cap: SignedDuration::from_hours(1),
    };

    /// Decides one attempt at `now` and gives the counter to keep.
    pub fn charge(&self, counter: Option<Counter>, now: Timestamp) -> (Verdict, Counter) {
        let fresh = Counter {
            count: 0,
            since: now,
            last: now,
        };
        let counter = counter.filter(|c| !self.is_over(c, now)).unwrap_or(fresh);
        if let Some(retry_at) = self.wait_until(&counter).filter(|at| now < *at) {
            return (Verdict::Refused { retry_at }, counter);
        }
        let charged = Counter {
            count: counter.count.saturating_add(1),
            last: now,
            ..counter
        };
        (
            Verdict::Allowed {
                left: self.free().saturating_sub(charged.count),
            },
            charged,
        )
    }

    /// Whether a counter may be forgotten: a window that has closed, or a pause twice as long as the
    /// longest one.
    pub fn is_over(&self, counter: &Counter, now: Timestamp) -> bool {
        match self {
            Self::Window { span, .. } => now.duration_since(counter.since) >= *span,
            Self::Backoff { cap, .. } => now.duration_since(counter.last) >= *cap * 2,
        }
    }

    /// The instant from which a counter matters no more, whatever happens; for housekeeping.
    pub fn forget_at(&self, counter: &Counter) -> Timestamp {
        match self {
            Self::Window { span, .. } => counter.since + *span,
            Self::Backoff { cap, .. } => counter.last + *cap * 2,
        }
    }

    const fn free(&self) -> u32 {
        match self {
            Self::Window { max, .. } => *max,
            Self::Backoff { free, .. } => *free,
        }
    }

    fn wait_until(&self, counter: &Counter) -> Option<Timestamp> {
        if counter.count < self.free() {
            return None;
        }
        Some(match self {
            Self::Window { span, .. } => counter.since + *span,
            Self::Backoff { free, base, cap } => {
                let doublings = counter.count.saturating_sub(*free).min(20);
                let pause = base
                    .checked_mul(1 << doublings)
                    .map_or(*cap, |p| p.min(*cap));
                counter.last + pause
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: SignedDuration = SignedDuration::from_hours(1);

    fn start() -> Timestamp {
        Timestamp::from_second(1_800_000_000).unwrap()
    }

    fn charge_times(limit: Limit, times: u32, now: Timestamp) -> (Verdict, Option<Counter>) {
        let mut last = (Verdict::Allowed { left: 0 }, None);
        for _ in 0..times {
            let (verdict, counter) = limit.charge(last.1, now);
            last = (verdict, Some(counter));
        }
        last
    }

    #[test]
    fn a_window_refuses_until_it_closes() {
        let limit = Limit::Window { max: 3, span: HOUR };
        let (verdict, counter) = charge_times(limit, 3, start());
        assert_eq!(verdict, Verdict::Allowed { left: 0 });
        let (verdict, counter) =
            limit.charge(counter, start() + HOUR - SignedDuration::from_secs(1));
        assert_eq!(
            verdict,
            Verdict::Refused {
                retry_at: start() + HOUR
            }
        );
        assert_eq!(
            limit.charge(Some(counter), start() + HOUR).0,
            Verdict::Allowed { left: 2 }
        );
    }

    #[test]
    fn r37_the_pause_starts_at_the_fifth_failure_and_doubles_to_an_hour() {
        let (verdict, mut counter) = charge_times(Limit::LOGIN, 5, start());
        assert_eq!(verdict, Verdict::Allowed { left: 0 });
        let mut now = start();
        let mut pauses = Vec::new();
        for _ in 0..9 {
            let (verdict, _) = Limit::LOGIN.charge(counter, now);
            let Verdict::Refused { retry_at } = verdict else {
                panic!("no pause")
            };
            pauses.push(retry_at.duration_since(now).as_secs());
            now = retry_at;
            counter = Some(Limit::LOGIN.charge(counter, now).1);
        }
        assert_eq!(pauses, [30, 60, 120, 240, 480, 960, 1920, 3600, 3600]);
    }

    #[test]
    fn r38_a_refusal_charges_nothing() {
        let (_, counter) = charge_times(Limit::LOGIN, 5, start());
        assert_eq!(Limit::LOGIN.charge(counter, start()).1, counter.unwrap());
    }

    #[test]
    fn a_counter_is_forgotten_when_it_matters_no_more() {
        let (_, counter) = charge_times(Limit::LOGIN, 7, start());
        let later = Limit::LOGIN.forget_at(&counter.unwrap());
        assert_eq!(
            Limit::LOGIN.charge(counter, later).0,
            Verdict::Allowed { left: 4 }
        );
        let limit = Limit::Window { max: 1, span: HOUR };
        let (_, counter) = charge_times(limit, 1, start());
        assert_eq!(limit.forget_at(&counter.unwrap()), start() + HOUR);
    }
}
