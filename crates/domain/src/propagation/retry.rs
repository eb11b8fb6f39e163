//! When a failed delivery is tried again.

use jiff::SignedDuration;

/// Pauses between attempts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetryRules {
    /// Pause after the first failure; it doubles with each further one.
    pub base: SignedDuration,
    /// Longest pause that is not asked for by the service itself.
    pub cap: SignedDuration,
    /// Age at which an order without a password is given up. Passwords are not kept that long; closings
    /// are never given up.
    pub give_up_after: SignedDuration,
}

impl RetryRules {
    /// Two seconds doubling to a quarter of an hour, for three days.
    pub const DEFAULT: Self = Self {
        base: SignedDuration::from_secs(2),
        cap: SignedDuration::from_mins(15),
        give_up_after: SignedDuration::from_hours(72),
    };

    /// The pause after so many attempts, at least as long as the service asks for (`Retry-After`), and
    /// longer by up to a quarter: a random byte says how much, so that deliveries that failed together
    /// do not come back together.
    pub fn pause(
        &self,
        attempts: u32,
        asked: Option<SignedDuration>,
        jitter: u8,
    ) -> SignedDuration {
        let doublings = attempts.saturating_sub(1).min(30);
        let pause = self.base.checked_mul(1 << doublings).unwrap_or(self.cap);
        let pause = pause
            .min(self.cap)
            .max(asked.unwrap_or(SignedDuration::ZERO));
        pause + pause / 1024 * i32::from(jitter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn secs(seconds: i64) -> SignedDuration {
        SignedDuration::from_secs(seconds)
    }

    #[test]
    fn pauses_double_up_to_the_longest() {
        for (attempts, seconds) in [
            (0, 2),
            (1, 2),
            (2, 4),
            (3, 8),
            (9, 512),
            (10, 900),
            (40, 900),
            (u32::MAX, 900),
        ] {
            let pause = RetryRules::DEFAULT.pause(attempts, None, 0);
            assert_eq!(pause, secs(seconds), "{attempts}");
        }
    }

    #[test]
    fn a_service_that_asks_for_more_time_gets_it() {
        let rules = RetryRules::DEFAULT;
        assert_eq!(rules.pause(1, Some(secs(3_600)), 0), secs(3_600));
        assert_eq!(rules.pause(10, Some(secs(1)), 0), secs(900));
    }

    proptest! {
        #[test]
        fn jitter_adds_less_than_a_quarter_and_never_takes_away(attempts in 0u32..60, jitter: u8, asked in 0i64..100_000) {
            let rules = RetryRules::DEFAULT;
            let asked = Some(secs(asked));
            let bare = rules.pause(attempts, asked, 0);
            let pause = rules.pause(attempts, asked, jitter);
            prop_assert!(pause >= bare && pause <= bare + bare / 4);
        }
    }
}
