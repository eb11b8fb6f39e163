//! A clock that stands still until it is told to move.

use std::sync::Mutex;

use jiff::{SignedDuration, Timestamp};

use crate::clock::Clock;
use crate::testkit::lock;

/// A clock that only tests move.
#[derive(Debug)]
pub struct FixedClock(Mutex<Timestamp>);

impl FixedClock {
    /// A clock that shows this instant.
    pub const fn at(now: Timestamp) -> Self {
        Self(Mutex::new(now))
    }

    /// Shows another instant from now on, earlier or later.
    pub fn set(&self, now: Timestamp) {
        *lock(&self.0) = now;
    }

    /// Moves on (or back, with a negative span) and returns the new instant.
    pub fn advance(&self, span: SignedDuration) -> Timestamp {
        let mut now = lock(&self.0);
        *now += span;
        *now
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        *lock(&self.0)
    }
}
