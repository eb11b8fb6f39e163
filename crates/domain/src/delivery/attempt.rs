//! What follows from one attempt, and when the next one is due.

use jiff::{SignedDuration, Timestamp};

use super::service::Aspect;

/// First pause after a failed attempt; it doubles with each further one.
const FIRST_PAUSE: SignedDuration = SignedDuration::from_secs(2);
/// Longest pause between two attempts.
const LONGEST_PAUSE: SignedDuration = SignedDuration::from_mins(15);
/// Longest that a service can have itself left alone.
const LONGEST_WISH: SignedDuration = SignedDuration::from_hours(1);

/// How one attempt ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The service holds what was ordered.
    CarriedOut,
    /// Not now; not before so long, if the service has said so.
    NotNow {
        /// The service's wish.
        after: Option<SignedDuration>,
        /// What happened, for operators.
        reason: String,
    },
    /// Another order of the same utenza goes first.
    Behind {
        /// When that one is due.
        until: Timestamp,
    },
    /// The service does not accept this password.
    PasswordRefused {
        /// Its own words.
        said: Option<String>,
    },
    /// Trying again will not help.
    GivenUp {
        /// What happened, for operators.
        reason: String,
    },
    /// There is no such utenza at the service.
    Unknown,
    /// What was ordered no longer matters, here or there.
    Outdated,
}

/// What becomes of the order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// It is done.
    Complete,
    /// It is due again.
    Retry {
        /// When.
        at: Timestamp,
        /// Why.
        reason: String,
    },
    /// It is due again, and was not tried.
    Wait {
        /// When.
        at: Timestamp,
    },
    /// It waits for an operator.
    Bury {
        /// Why.
        reason: String,
    },
    /// Never again: the holder has to choose another password (T-30).
    Refuse {
        /// The service's own words.
        said: Option<String>,
    },
    /// Never again: something newer counts.
    Supersede,
}

/// What becomes of an order after an attempt, with so many attempts before it and so many 256ths of
/// randomness.
pub fn next(aspect: Aspect, outcome: Outcome, attempts: u32, jitter: u8, now: Timestamp) -> Next {
    match outcome {
        Outcome::CarriedOut => Next::Complete,
        Outcome::NotNow { after, reason } => {
            let wish = after.unwrap_or_default().min(LONGEST_WISH);
            let at = now + pause(attempts, jitter).max(wish);
            Next::Retry { at, reason }
        }
        Outcome::Behind { until } => Next::Wait {
            at: soon(until.max(now), jitter),
        },
        Outcome::PasswordRefused { said } => Next::Refuse { said },
        Outcome::GivenUp { reason } => Next::Bury { reason },
        // Nobody to close, nobody to write to: that is what was wanted.
        Outcome::Unknown if aspect != Aspect::Password => Next::Complete,
        Outcome::Unknown => Next::Bury {
            reason: "the service has no such utenza".to_owned(),
        },
        Outcome::Outdated => Next::Supersede,
    }
}

/// When whoever lets another order go first looks again: soon, since that one is done in no time where
/// the service is well.
pub fn soon(now: Timestamp, jitter: u8) -> Timestamp {
    now + pause(0, jitter) / 8
}

/// The pause after an attempt: doubling up to a quarter of an hour, and up to a quarter more by chance,
/// so that many do not come back at once.
pub fn pause(attempts: u32, jitter: u8) -> SignedDuration {
    let doublings = attempts.min(16);
    let pause = FIRST_PAUSE
        .checked_mul(1 << doublings)
        .unwrap_or(LONGEST_PAUSE)
        .min(LONGEST_PAUSE);
    pause + pause * i32::from(jitter) / 1024
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::UNIX_EPOCH;

    fn after(outcome: Outcome, attempts: u32) -> Next {
        next(Aspect::Password, outcome, attempts, 0, NOW)
    }

    fn not_now(after: Option<i64>) -> Outcome {
        Outcome::NotNow {
            after: after.map(SignedDuration::from_secs),
            reason: "503".into(),
        }
    }

    #[test]
    fn r73_pauses_double_up_to_a_quarter_of_an_hour() {
        let seconds = |attempts| pause(attempts, 0).as_secs();
        assert_eq!([0, 1, 2, 8].map(seconds), [2, 4, 8, 512]);
        assert_eq!([9, 16, 17, u32::MAX].map(seconds), [900; 4]);
        assert!(pause(9, 255) < SignedDuration::from_secs(1125));
        assert!(pause(9, 255) > pause(9, 1));
    }

    #[test]
    fn r73_the_wish_of_a_service_is_respected_for_up_to_an_hour() {
        for (wish, attempts, expected) in [
            (None, 0, 2),
            (Some(1), 0, 2),
            (Some(90), 0, 90),
            (Some(90), 20, 900),
            (Some(999_999), 0, 3600),
            (Some(-5), 0, 2),
        ] {
            let at = NOW + SignedDuration::from_secs(expected);
            let reason = "503".into();
            assert_eq!(after(not_now(wish), attempts), Next::Retry { at, reason });
        }
    }

    #[test]
    fn t30_a_refused_password_is_never_tried_again() {
        let said = Some("troppo corta".to_owned());
        let outcome = Outcome::PasswordRefused { said: said.clone() };
        assert_eq!(after(outcome, 0), Next::Refuse { said });
    }

    #[test]
    fn an_order_waits_for_the_one_that_goes_first() {
        let until = NOW + SignedDuration::from_secs(60);
        let next = after(Outcome::Behind { until }, 9);
        assert!(matches!(next, Next::Wait { at } if at > until));
        let until = Timestamp::MIN;
        let Next::Wait { at } = after(Outcome::Behind { until }, 9) else {
            panic!("it was not tried");
        };
        let soon = NOW + SignedDuration::from_millis(400);
        assert!(NOW < at && at < soon, "however long it has waited: {at}");
    }

    #[test]
    fn r70_who_is_not_there_needs_no_closing_but_a_password_needs_a_holder() {
        for (aspect, is_done) in [
            (Aspect::State, true),
            (Aspect::Contacts, true),
            (Aspect::Password, false),
        ] {
            let next = next(aspect, Outcome::Unknown, 0, 0, NOW);
            assert_eq!(next == Next::Complete, is_done, "{aspect:?}");
        }
    }
}
