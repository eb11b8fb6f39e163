//! When a password has to be changed because of its age, and when its owner is reminded (ASVS
//! 6.4.5).
//!
//! Age concerns the password, never the utenza: past it a login is only good for the change.

use jiff::{SignedDuration, Timestamp};

use super::PasswordPolicy;

/// Days before the end of a password at which its owner is reminded, the first reminder first.
pub const REMINDER_DAYS: [u8; 3] = [14, 7, 1];

impl PasswordPolicy {
    /// From when on a password chosen at `since` is only good for being changed; `None` for never.
    ///
    /// ```
    /// use jiff::{SignedDuration, Timestamp};
    /// use varco_domain::credential::PasswordPolicy;
    ///
    /// let days = |days: i64| SignedDuration::from_hours(24 * days);
    /// let policy = PasswordPolicy { max_age: Some(days(90)), ..PasswordPolicy::MINISTERO };
    /// let since = Timestamp::UNIX_EPOCH;
    /// assert_eq!(policy.expires_at(since), Some(since + days(90)));
    /// assert_eq!(policy.reminder_due(since, None, since + days(76)), Some(14));
    /// assert_eq!(PasswordPolicy::MODERN.expires_at(since), None);
    /// ```
    pub fn expires_at(&self, since: Timestamp) -> Option<Timestamp> {
        Some(
            since
                .saturating_add(self.max_age?)
                .unwrap_or(Timestamp::MAX),
        )
    }

    /// When the passwords were chosen that end after `now` and within so many days: after the first
    /// instant, at or before the second. For finding whom to remind; `None` where nothing ends.
    pub fn ending_within(&self, days: u8, now: Timestamp) -> Option<(Timestamp, Timestamp)> {
        let chosen_before = |left| {
            let since = now.saturating_sub(self.max_age?).ok()?;
            since.saturating_add(left).ok()
        };
        let left = SignedDuration::from_hours(24 * i64::from(days));
        Some((chosen_before(SignedDuration::ZERO)?, chosen_before(left)?))
    }

    /// Which reminder to mail at `now` about a password chosen at `since`, in days before its end.
    /// `reminded` is the last one mailed about this password. One that was missed is left out in
    /// favour of the next, and after the end there is none: the login says it.
    pub fn reminder_due(
        &self,
        since: Timestamp,
        reminded: Option<u8>,
        now: Timestamp,
    ) -> Option<u8> {
        let left = self.expires_at(since)?.duration_since(now);
        let is_due = |days: &u8| left <= SignedDuration::from_hours(24 * i64::from(*days));
        REMINDER_DAYS
            .into_iter()
            .rev()
            .find(is_due)
            .filter(|_| left > SignedDuration::ZERO)
            .filter(|days| reminded.is_none_or(|last| *days < last))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: SignedDuration = SignedDuration::from_hours(24);
    const SECOND: SignedDuration = SignedDuration::from_secs(1);

    fn policy() -> PasswordPolicy {
        PasswordPolicy {
            max_age: Some(DAY * 90),
            ..PasswordPolicy::MINISTERO
        }
    }

    #[test]
    fn r26_reminders_are_due_to_the_second_and_each_once() {
        let since = Timestamp::from_second(1_800_000_000).unwrap();
        let end = since + DAY * 90;
        for (now, reminded, expected) in [
            (since, None, None),
            (end - DAY * 14 - SECOND, None, None),
            (end - DAY * 14, None, Some(14)),
            (end - DAY * 14, Some(14), None),
            (end - DAY * 7 - SECOND, Some(14), None),
            (end - DAY * 7, Some(14), Some(7)),
            (end - DAY * 7, None, Some(7)),
            (end - DAY, Some(7), Some(1)),
            (end - SECOND, Some(1), None),
            (end - SECOND, None, Some(1)),
            (end, None, None),
            (end + DAY, Some(14), None),
        ] {
            let due = policy().reminder_due(since, reminded, now);
            assert_eq!(due, expected, "{now} {reminded:?}");
        }
    }

    #[test]
    fn whom_to_remind_is_found_by_when_the_password_was_chosen() {
        let since = Timestamp::from_second(1_800_000_000).unwrap();
        let end = since + DAY * 90;
        let is_found = |now: Timestamp| {
            let (after, until) = policy().ending_within(14, now).unwrap();
            after < since && since <= until
        };
        for now in [end - DAY * 14, end - SECOND] {
            assert!(is_found(now), "{now}");
        }
        for now in [end - DAY * 14 - SECOND, end] {
            assert!(!is_found(now), "{now}");
        }
        assert_eq!(PasswordPolicy::MODERN.ending_within(14, since), None);
    }

    #[test]
    fn r26_without_an_age_nothing_ends_and_nobody_is_reminded() {
        let (since, later) = (Timestamp::UNIX_EPOCH, Timestamp::MAX);
        assert_eq!(PasswordPolicy::MINISTERO.expires_at(since), None);
        assert_eq!(
            PasswordPolicy::MODERN.reminder_due(since, None, later),
            None
        );
    }

    #[test]
    fn an_end_beyond_the_calendar_is_its_last_instant() {
        let eternal = PasswordPolicy {
            max_age: Some(SignedDuration::MAX),
            ..PasswordPolicy::MODERN
        };
        assert_eq!(
            eternal.expires_at(Timestamp::UNIX_EPOCH),
            Some(Timestamp::MAX)
        );
    }
}
