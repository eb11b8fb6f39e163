//! Which passwords are accepted.
//!
//! Two profiles: `modern` (NIST SP 800-63B-4 §3.1.1.2, ASVS 6.2) asks for length and for nothing
//! that can be guessed; `ministero` is what the original portal publishes. A linked target may add
//! what it would refuse ([`PasswordPolicy::and`]), so that an accepted password is never refused
//! later.

use jiff::SignedDuration;

use super::blocklist;
use super::password::{NewPassword, PASSWORD_MAX_BYTES, Password};
use super::signs::RefusedSigns;

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
    /// Characters that may not be in it. None by our own rules; linked services may have some.
    pub refused: RefusedSigns,
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
    /// A control character, which nobody can type, or a character that a linked service does not
    /// take. Which one is not said: it is part of the password.
    RefusedSign {
        /// Those that no service may find; [`RefusedSigns::NONE`] for a control character.
        refused: RefusedSigns,
    },
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
        refused: RefusedSigns::NONE,
        history: 0,
        max_age: None,
    };

    /// Default for MI utenze.
    pub const MINISTERO: Self = Self {
        min_length: 8,
        max_length: PASSWORD_MAX,
        needs_classes: true,
        refused: RefusedSigns::NONE,
        history: 5,
        max_age: None,
    };

    /// Asks for nothing: what a linked service adds is told on top of it.
    pub const ANY: Self = Self {
        min_length: 1,
        max_length: PASSWORD_MAX,
        needs_classes: false,
        refused: RefusedSigns::NONE,
        history: 0,
        max_age: None,
    };

    /// The policy that satisfies both.
    #[must_use]
    pub fn and(self, other: &Self) -> Self {
        Self {
            min_length: self.min_length.max(other.min_length),
            max_length: self.max_length.min(other.max_length),
            needs_classes: self.needs_classes || other.needs_classes,
            refused: self.refused.and(other.refused),
            history: self.history.max(other.history),
            max_age: [self.max_age, other.max_age].into_iter().flatten().min(),
        }
    }

    /// The rules that `modern` does not have, by name, each with why it is there (ASVS 6.1.1); for the
    /// log.
    pub fn deviations(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        const TARGETS: &str = "what the workstation and the mailbox accept";
        let refuses = self.refused != RefusedSigns::NONE;
        [
            (self.min_length < Self::MODERN.min_length).then_some(("min_length", TARGETS)),
            self.needs_classes.then_some(("classes", TARGETS)),
            refuses.then_some(("refused_characters", "what a linked service accepts")),
            (self.history > 0).then_some(("history", "published by the original portal")),
            self.max_age.map(|_| ("max_age", "configured")),
        ]
        .into_iter()
        .flatten()
    }

    /// The policy whose passwords every linked service takes: this one together with the rules of each of
    /// them (T-30).
    #[must_use]
    pub fn for_targets<'a>(self, targets: impl IntoIterator<Item = &'a Self>) -> Self {
        targets.into_iter().fold(self, Self::and)
    }

    /// Whether any password can satisfy it: targets that ask for opposite things leave none.
    pub fn is_satisfiable(&self) -> bool {
        let is_left = |mut signs: std::ops::RangeInclusive<char>| {
            signs.any(|sign| !self.refused.contains(sign))
        };
        let is_class_left = ['0'..='9', 'A'..='Z', 'a'..='z'].into_iter().all(is_left);
        let is_any_left = !self.refused.is_beyond_ascii() || is_left(' '..='~');
        let fewest = if self.needs_classes { 3 } else { 1 };
        self.min_length <= self.max_length
            && fewest <= self.max_length
            && is_any_left
            && (is_class_left || !self.needs_classes)
    }

    /// What nobody sees is refused by every policy (RFC 8265 §4.2): no keyboard makes it, and some
    /// programs end the password there.
    fn refused_in(&self, text: &str) -> Option<RefusedSigns> {
        if text.chars().any(is_invisible) {
            return Some(RefusedSigns::NONE);
        }
        let is_refused = text.chars().any(|sign| self.refused.contains(sign));
        is_refused.then_some(self.refused)
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
            self.refused_in(text)
                .map(|refused| PasswordFinding::RefusedSign { refused }),
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

/// Control characters, and of the ignorable ones (RFC 8264 §9.13) those that come along when a text is
/// copied from a page: soft hyphen, zero-width space, marks of direction, word joiner, byte order mark.
/// The joiners of emoji and of some scripts are typed, and stay.
fn is_invisible(sign: char) -> bool {
    let is_copied_along = matches!(
        sign,
        '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'
            | '\u{2066}'..='\u{2069}' | '\u{feff}'
    );
    sign.is_control() || is_copied_along
}

#[cfg(test)]
mod tests;
