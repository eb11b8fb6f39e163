//! Days by the calendar of UTC.

use std::fmt;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

const SECONDS: i64 = 24 * 60 * 60;

/// Days since 1970-01-01; earlier ones are that day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Day(pub(super) u32);

impl Day {
    pub(crate) fn of(at: Timestamp) -> Self {
        let days = at.as_second().max(0) / SECONDS;
        // A `Timestamp` ends with the year 9999.
        Self(u32::try_from(days).unwrap_or(u32::MAX))
    }

    pub(super) fn parse(text: &str) -> Option<Self> {
        let date: Date = text.parse().ok()?;
        let start = date.to_zoned(TimeZone::UTC).ok()?.timestamp();
        (start.as_second() >= 0 && date.to_string() == text).then(|| Self::of(start))
    }

    pub(crate) const fn from_bytes(bytes: [u8; 4]) -> Self {
        Self(u32::from_be_bytes(bytes))
    }

    pub(crate) const fn to_bytes(self) -> [u8; 4] {
        self.0.to_be_bytes()
    }
}

/// `2026-11-30`.
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match Timestamp::from_second(i64::from(self.0) * SECONDS) {
            Ok(start) => start.to_zoned(TimeZone::UTC).date().fmt(f),
            Err(_) => write!(f, "day {}", self.0),
        }
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
