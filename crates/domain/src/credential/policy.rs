//! Which passwords are accepted.
//!
//! Two profiles: `modern` (NIST SP 800-63B-4 §3.1.1.2, ASVS 6.2) asks for length and for nothing
//! that can be guessed; `ministero` is what the original portal publishes. A linked target may add
//! what it would refuse ([`PasswordPolicy::and`]), so that an accepted password is never refused
//! later.

use jiff::SignedDuration;

use super::blocklist;
use super::password::{NewPassword, PASSWORD_MAX_BYTES, Password};

/// Most code points of a password.
pub const PASSWORD_MAX: usize = 256;

/// The rules for a new password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PasswordPolicy {
    /// Fewest code points, counted after NFC.
    pub min_length: usize,
    /// Most code points.
    pub max_length: usize,
    /// Whether a digit, an upper-case and a lower-case letter must be there.
    pub needs_classes: bool,
    /// How many former passwords may not come back.
    pub history: u8,
    /// After how long a change is asked for; `None` for never.
    pub max_age: Option<SignedDuration>,
}

/// What is wrong with a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordFinding {
    /// Fewer code points than asked for; both in code points.
    TooShort {
        /// Fewest accepted.
        min: usize,
        /// Found.
        found: usize,
    },
    /// More than accepted.
    TooLong {
        /// Most accepted.
        max: usize,
    },
    /// No digit.
    NoDigit,
    /// No upper-case letter.
    NoUpperCase,
    /// No lower-case letter.
    NoLowerCase,
    /// Much used, or a pattern that is tried first.
    Common,
    /// Made of the person's own data or of the name of the service.
    Personal,
    /// The password in force, or the one-time password.
    Unchanged,
    /// One of the former passwords that may not come back. Only their hashes are known, so whoever
    /// compares them adds this.
    Reused,
}

impl PasswordPolicy {
    /// Default for external utenze.
    pub const MODERN: Self = Self {
        min_length: 15,
        max_length: PASSWORD_MAX,
        needs_classes: false,
        history: 0,
        max_age: None,
    };

    /// Default for MI utenze.
    pub const MINISTERO: Self = Self {
        min_length: 8,
        max_length: PASSWORD_MAX,
        needs_classes: true,
        history: 5,
        max_age: None,
    };

    /// The policy that satisfies both.
    #[must_use]
    pub fn and(self, other: &Self) -> Self {
        Self {
            min_length: self.min_length.max(other.min_length),
            max_length: self.max_length.min(other.max_length),
            needs_classes: self.needs_classes || other.needs_classes,
            history: self.history.max(other.history),
            max_age: [self.max_age, other.max_age].into_iter().flatten().min(),
        }
    }

    /// The rules that `modern` does not have, by name, each with why it is there (ASVS 6.1.1); for the
    /// log.
    pub fn deviations(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        const TARGETS: &str = "what the workstation and the mailbox accept";
        [
            (self.min_length < Self::MODERN.min_length).then_some(("min_length", TARGETS)),
            self.needs_classes.then_some(("classes", TARGETS)),
            (self.history > 0).then_some(("history", "published by the original portal")),
            self.max_age.map(|_| ("max_age", "configured")),
        ]
        .into_iter()
        .flatten()
    }

    /// Whether any password can satisfy it: targets that ask for opposite things leave none.
    pub const fn is_satisfiable(&self) -> bool {
        let fewest = if self.needs_classes { 3 } else { 1 };
        self.min_length <= self.max_length && fewest <= self.max_length
    }

    /// Judges a password. `personal` holds the words that must not make it up (names, username,
    /// codice fiscale, name of the service); `current` the password in force, where it was just
    /// typed.
    ///
    /// # Errors
    /// Everything that is wrong, in the order in which it helps to mend it; never empty.
    pub fn check(
        &self,
        candidate: &Password,
        personal: &[&str],
        current: Option<&Password>,
    ) -> Result<NewPassword, Vec<PasswordFinding>> {
        let text = candidate.expose();
        let found = text.chars().count();
        if text.len() > PASSWORD_MAX_BYTES || found > self.max_length {
            return Err(vec![PasswordFinding::TooLong {
                max: self.max_length,
            }]);
        }
        let missing = |finding, is_class: fn(char) -> bool| {
            (self.needs_classes && !text.chars().any(is_class)).then_some(finding)
        };
        let findings: Vec<_> = [
            (found < self.min_length).then_some(PasswordFinding::TooShort {
                min: self.min_length,
                found,
            }),
            missing(PasswordFinding::NoDigit, char::is_numeric),
            missing(PasswordFinding::NoUpperCase, char::is_uppercase),
            missing(PasswordFinding::NoLowerCase, char::is_lowercase),
            (found >= self.min_length && blocklist::is_common(text))
                .then_some(PasswordFinding::Common),
            blocklist::is_made_of(text, personal).then_some(PasswordFinding::Personal),
            current
                .is_some_and(|current| current.expose() == text)
                .then_some(PasswordFinding::Unchanged),
        ]
        .into_iter()
        .flatten()
        .collect();
        if findings.is_empty() {
            Ok(NewPassword(candidate.clone()))
        } else {
            Err(findings)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use secrecy::SecretString;

    fn findings(policy: PasswordPolicy, text: &str) -> Vec<PasswordFinding> {
        let personal = [
            "Mario",
            "Rossi",
            "mario.rossi",
            "RSSMRA85T10A562S",
            "Istanze OnLine",
        ];
        let current = Password::from_typed(&SecretString::from("kefwam-2739-tubzon"));
        policy
            .check(
                &Password::from_typed(&SecretString::from(text)),
                &personal,
                Some(&current),
            )
            .err()
            .unwrap_or_default()
    }

    #[test]
    fn r22_modern_counts_fifteen_code_points_after_composition() {
        let short = |found| vec![PasswordFinding::TooShort { min: 15, found }];
        for (text, expected) in [
            ("tramonto giall", short(14)),
            ("tramonto giallo", vec![]),
            ("caffe\u{300} gialliss", short(14)),
            ("caffe\u{300} giallissi", vec![]),
            ("🦉🐟🌲🍋🎈🔥🌊🍄🌵🎻🚲🧭🪁🧵", short(14)),
            ("🦉🐟🌲🍋🎈🔥🌊🍄🌵🎻🚲🧭🪁🧵🗿", vec![]),
        ] {
            assert_eq!(findings(PasswordPolicy::MODERN, text), expected, "{text}");
        }
    }

    #[test]
    fn r23_long_passwords_are_accepted_up_to_the_cap_and_then_refused() {
        let long = |n: usize| {
            "abcdefghilmnopqrstuvz-7 "
                .chars()
                .cycle()
                .take(n)
                .collect::<String>()
        };
        assert_eq!(findings(PasswordPolicy::MODERN, &(long(255) + "!")), []);
        assert_eq!(
            findings(PasswordPolicy::MODERN, &(long(256) + "!")),
            [PasswordFinding::TooLong { max: 256 }]
        );
        assert_eq!(
            findings(PasswordPolicy::MODERN, &"🦉".repeat(257)),
            [PasswordFinding::TooLong { max: 256 }]
        );
        // 256 signs of four bytes each.
        assert_eq!(
            findings(PasswordPolicy::MODERN, &"🦉🐟🌲🍋🎈🔥🌊🍄".repeat(32)),
            []
        );
        let generous = PasswordPolicy {
            max_length: 5_000,
            ..PasswordPolicy::MODERN
        };
        assert_eq!(findings(generous, &long(1_024)), []);
        assert_eq!(
            findings(generous, &long(1_026)),
            [PasswordFinding::TooLong { max: 5_000 }]
        );
    }

    #[test]
    fn ministero_asks_for_the_three_classes() {
        for (text, expected) in [
            ("Lampone7x", vec![]),
            ("lampone7x", vec![PasswordFinding::NoUpperCase]),
            ("LAMPONE7X", vec![PasswordFinding::NoLowerCase]),
            ("Lamponexy", vec![PasswordFinding::NoDigit]),
            ("La7", vec![PasswordFinding::TooShort { min: 8, found: 3 }]),
        ] {
            assert_eq!(
                findings(PasswordPolicy::MINISTERO, text),
                expected,
                "{text}"
            );
        }
    }

    #[test]
    fn r20_r56_the_password_in_force_is_no_new_password() {
        assert_eq!(
            findings(PasswordPolicy::MODERN, "kefwam-2739-tubzon"),
            [PasswordFinding::Unchanged]
        );
    }

    #[test]
    fn r25_a_common_password_is_told_once_it_is_long_enough() {
        for (text, expected) in [
            ("qwertyuiopasdfg", PasswordFinding::Common),
            (
                "qwertyuiopasdf",
                PasswordFinding::TooShort { min: 15, found: 14 },
            ),
        ] {
            assert_eq!(findings(PasswordPolicy::MODERN, text), [expected], "{text}");
        }
    }

    #[test]
    fn r25_personal_passwords_are_refused() {
        for text in [
            "mario.rossi mario.rossi",
            "RSSMRA85T10A562S",
            "M4r10R0ss1-1985",
            "istanzeonline2026",
        ] {
            let findings = findings(PasswordPolicy::MODERN, text);
            assert!(findings.contains(&PasswordFinding::Personal), "{text}");
        }
    }

    #[test]
    fn a_combined_policy_satisfies_both() {
        let both = PasswordPolicy::MODERN.and(&PasswordPolicy {
            max_length: 64,
            ..PasswordPolicy::MINISTERO
        });
        assert_eq!(
            (
                both.min_length,
                both.max_length,
                both.needs_classes,
                both.history
            ),
            (15, 64, true, 5)
        );
    }

    #[test]
    fn c2_what_is_not_modern_is_named() {
        let names = |policy: PasswordPolicy| -> Vec<_> {
            policy.deviations().map(|(name, _)| name).collect()
        };
        assert!(names(PasswordPolicy::MODERN).is_empty());
        let aged = PasswordPolicy {
            max_age: Some(SignedDuration::from_hours(1)),
            ..PasswordPolicy::MINISTERO
        };
        assert_eq!(names(aged), ["min_length", "classes", "history", "max_age"]);
    }

    #[test]
    fn targets_that_contradict_each_other_are_found_out() {
        let target = |min_length, max_length| PasswordPolicy {
            min_length,
            max_length,
            ..PasswordPolicy::MINISTERO
        };
        assert!(PasswordPolicy::MODERN.and(&target(8, 15)).is_satisfiable());
        assert!(!PasswordPolicy::MODERN.and(&target(8, 14)).is_satisfiable());
        assert!(!target(1, 2).is_satisfiable());
    }

    proptest! {
        #[test]
        fn r24_modern_accepts_whatever_is_long_enough_and_not_tried_first(
            text in r"\PC{15,256}|[ -~]{15,256}",
        ) {
            let candidate = Password::from_typed(&SecretString::from(text));
            let text = candidate.expose();
            prop_assume!((15..=256).contains(&text.chars().count()) && text.len() <= 1_024);
            let accepted = PasswordPolicy::MODERN.check(&candidate, &[], None).is_ok();
            prop_assert_eq!(accepted, !blocklist::is_common(text));
        }
    }
}
