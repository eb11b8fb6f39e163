//! Whether to believe a clock that asks for much to be destroyed.
//!
//! Keys once destroyed do not come back, and clocks are wrong at times: a machine that starts with a dead
//! battery, a mistyped year. Day by day, and over as many days as a secret may wait, the clock is believed.
//! A greater jump also happens where a service was switched off; it is believed once the clock has gone on
//! from there for six hours, time enough for a clock to be set right and short enough for keys that
//! should have been gone.

use jiff::{SignedDuration, Timestamp};

/// As long as a sealed secret may wait at most (R-69: 72 hours).
const PLAUSIBLE: u32 = 3;
/// How long a clock has to insist.
const INSISTENCE: SignedDuration = SignedDuration::from_hours(6);
/// Beyond this, it has jumped again.
const FORGOTTEN: SignedDuration = SignedDuration::from_hours(48);

/// Since when a jump has been asked for.
#[derive(Debug, Default)]
pub(super) struct Doubt {
    since: Option<Timestamp>,
}

impl Doubt {
    /// Whether to go this many days ahead because the time is `at`.
    pub(super) fn is_over(&mut self, days: u32, at: Timestamp) -> bool {
        if days <= PLAUSIBLE {
            self.since = None;
            return true;
        }
        let insisted = self.since.map(|since| at.duration_since(since));
        match insisted {
            Some(long) if (INSISTENCE..FORGOTTEN).contains(&long) => true,
            Some(short) if (SignedDuration::ZERO..INSISTENCE).contains(&short) => false,
            _ => {
                self.since = Some(at);
                false
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hour(hours: i64) -> Timestamp {
        Timestamp::UNIX_EPOCH + SignedDuration::from_hours(hours)
    }

    #[test]
    fn a_few_days_are_believed_at_once() {
        for days in 0..=3 {
            assert!(Doubt::default().is_over(days, hour(0)));
        }
    }

    #[test]
    fn fi6_a_jump_is_believed_after_six_hours_of_the_same_clock() {
        let mut doubt = Doubt::default();
        for (at, is_over) in [(0, false), (1, false), (5, false), (6, true), (7, true)] {
            assert_eq!(doubt.is_over(3650, hour(at)), is_over, "{at}");
        }
    }

    #[test]
    fn fi6_a_clock_that_is_set_right_or_jumps_again_starts_anew() {
        let mut doubt = Doubt::default();
        assert!(!doubt.is_over(3650, hour(0)));
        assert!(doubt.is_over(1, hour(1)), "set right");
        assert!(!doubt.is_over(3650, hour(7)), "wrong again");
        assert!(!doubt.is_over(7300, hour(90_000)), "and more so");
        assert!(!doubt.is_over(10, hour(20)), "and back");
        assert!(!doubt.is_over(10, hour(25)));
        assert!(doubt.is_over(10, hour(26)));
    }
}
