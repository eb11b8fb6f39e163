//! Limits on attempts, as pure values that take `now`: so many in a window, which starts with the
//! first of them.
//!
//! A charge is taken before the work, so that parallel attempts cannot exceed the limit (R-38).
//!
//! ```
//! use jiff::{SignedDuration, Timestamp};
//! use varco_domain::throttle::{Limit, Verdict};
//!
//! let limit = Limit { max: 1, span: SignedDuration::from_hours(1) };
//! let now = Timestamp::UNIX_EPOCH;
//! let (first, counter) = limit.charge(None, now);
//! assert_eq!(first, Verdict::Allowed { left: 0 });
//! let (second, _) = limit.charge(Some(counter), now);
//! assert_eq!(second, Verdict::Refused { retry_at: now + SignedDuration::from_hours(1) });
//! ```

use jiff::{SignedDuration, Timestamp};

/// How often something may be tried: at most `max` charges in a window of `span`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// Charges allowed.
    pub max: u32,
    /// Length of the window.
    pub span: SignedDuration,
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
    /// Go on; `left` attempts remain before a refusal.
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
    /// So many in a minute.
    pub const fn per_minute(max: u32) -> Self {
        let span = SignedDuration::from_mins(1);
        Self { max, span }
    }

    /// So many in an hour.
    pub const fn per_hour(max: u32) -> Self {
        let span = SignedDuration::from_hours(1);
        Self { max, span }
    }

    /// So many in 24 hours.
    pub const fn per_day(max: u32) -> Self {
        let span = SignedDuration::from_hours(24);
        Self { max, span }
    }

    /// Decides one attempt at `now` and gives the counter to keep.
    pub fn charge(&self, counter: Option<Counter>, now: Timestamp) -> (Verdict, Counter) {
        let counter = self.current(counter, now);
        if counter.count >= self.max {
            let retry_at = self.forget_at(&counter);
            return (Verdict::Refused { retry_at }, counter);
        }
        let count = counter.count + 1;
        let left = self.max - count;
        let last = now;
        let charged = Counter {
            count,
            last,
            ..counter
        };
        (Verdict::Allowed { left }, charged)
    }

    /// The counter if its window is still open, else one that counts nothing yet.
    pub fn current(&self, counter: Option<Counter>, now: Timestamp) -> Counter {
        let is_open =
            |counter: &Counter| counter.count > 0 && now.duration_since(counter.since) < self.span;
        counter.filter(is_open).unwrap_or(Counter {
            count: 0,
            since: now,
            last: now,
        })
    }

    /// The instant from which a counter matters no more, whatever happens; for housekeeping.
    pub fn forget_at(&self, counter: &Counter) -> Timestamp {
        counter.since + self.span
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn start() -> Timestamp {
        Timestamp::from_second(1_800_000_000).unwrap()
    }

    /// The counter after so many charges at the start, and what came of the last.
    fn charged(limit: Limit, times: u32) -> (Verdict, Option<Counter>) {
        let mut last = (Verdict::Allowed { left: 0 }, None);
        for _ in 0..times {
            let (verdict, counter) = limit.charge(last.1, start());
            last = (verdict, Some(counter));
        }
        last
    }

    #[test]
    fn a_window_refuses_until_it_closes() {
        let limit = Limit::per_hour(3);
        let (verdict, counter) = charged(limit, 3);
        assert_eq!(verdict, Verdict::Allowed { left: 0 });
        let close = start() + limit.span;
        let (verdict, counter) = limit.charge(counter, close - SignedDuration::from_secs(1));
        assert_eq!(verdict, Verdict::Refused { retry_at: close });
        let (verdict, counter) = limit.charge(Some(counter), close);
        assert_eq!(verdict, Verdict::Allowed { left: 2 });
        assert_eq!(counter.since, close);
    }

    #[test]
    fn r38_a_refusal_charges_nothing() {
        let (_, counter) = charged(Limit::per_day(5), 5);
        let (_, refused) = Limit::per_day(5).charge(counter, start());
        assert_eq!(Some(refused), counter);
    }

    #[test]
    fn a_counter_is_forgotten_when_its_window_closes() {
        let (_, counter) = charged(Limit::per_minute(1), 1);
        let forget_at = Limit::per_minute(1).forget_at(&counter.unwrap());
        assert_eq!(forget_at, start() + SignedDuration::from_mins(1));
    }
}
