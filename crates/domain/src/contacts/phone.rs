//! Telephone numbers as Italians write them, kept as E.164 (ITU-T).
//!
//! Written by hand: libraries carry the numbering plans of the whole world, while only Italian
//! numbers are told apart here, by the national plan (AGCOM resolution 8/15/CIR).

use thiserror::Error;

/// Most digits of an E.164 number.
const E164_MAX: usize = 15;
/// Fewest digits of a number abroad, country code included.
const E164_MIN: usize = 7;

/// A telephone number in E.164, such as `+393331234567`. Italian landlines keep their first 0.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PhoneNumber(String);

/// What a number is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PhoneKind {
    /// Italian, gets text messages.
    ItalianMobile,
    /// Italian, fixed.
    ItalianLandline,
    /// Of another country; nobody here can tell which kind.
    Abroad,
}

/// Why a text is no telephone number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PhoneFault {
    /// Nothing, or only separators.
    #[error("the number is empty")]
    Empty,
    /// Something other than ASCII digits, the usual separators and one `+` at the start.
    #[error("the number contains a character that numbers do not have")]
    Forbidden,
    /// Too few digits for its kind.
    #[error("the number has {found} digits: too few")]
    TooShort {
        /// Digits found, without the prefix of the country.
        found: usize,
    },
    /// Too many digits for its kind.
    #[error("the number has {found} digits: too many")]
    TooLong {
        /// Digits found, without the prefix of the country.
        found: usize,
    },
    /// No Italian mobile begins so, no Italian landline, and no country: a special number, or the
    /// first 0 or the prefix of the country is missing.
    #[error("no telephone number begins like this")]
    Unassigned,
}

impl PhoneNumber {
    /// Reads a number with or without `+39` or `0039`, with spaces, dashes, dots, slashes and
    /// parentheses. Without the prefix of a country it is Italian.
    ///
    /// ```
    /// use varco_domain::contacts::{PhoneKind, PhoneNumber};
    ///
    /// let mobile = PhoneNumber::parse("333 123-4567")?;
    /// assert_eq!(mobile.as_str(), "+393331234567");
    /// assert_eq!(mobile.kind(), PhoneKind::ItalianMobile);
    /// assert_eq!(PhoneNumber::parse("(06) 1234567")?.as_str(), "+39061234567");
    /// # Ok::<(), varco_domain::contacts::PhoneFault>(())
    /// ```
    ///
    /// # Errors
    /// The first [`PhoneFault`] met.
    pub fn parse(text: &str) -> Result<Self, PhoneFault> {
        // `+44 (0)20`: the 0 in parentheses is dialled at home only. In Italy it always is.
        let kept_at_home = text.replacen("(0)", "0", 1);
        let dropped_abroad = text.replacen("(0)", "", 1);
        let digits = digits(&kept_at_home)?;
        match international(&digits) {
            Some(number) => match number.strip_prefix("39") {
                Some(national) => italian(national),
                None => abroad(&self::digits(&dropped_abroad)?),
            },
            None => italian(without_bare_prefix(&digits)),
        }
    }

    /// The number in E.164.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What the number is good for.
    pub fn kind(&self) -> PhoneKind {
        match self.0.strip_prefix("+39") {
            Some(national) if national.starts_with('3') => PhoneKind::ItalianMobile,
            Some(_) => PhoneKind::ItalianLandline,
            None => PhoneKind::Abroad,
        }
    }

    /// Whether text messages may get there: an Italian mobile, or any number abroad.
    pub fn may_be_mobile(&self) -> bool {
        self.kind() != PhoneKind::ItalianLandline
    }
}

/// ASCII digits, after `+` where there is one.
fn digits(text: &str) -> Result<String, PhoneFault> {
    let mut digits = String::new();
    for sign in text.trim().chars() {
        match sign {
            '0'..='9' => digits.push(sign),
            '+' if digits.is_empty() => digits.push(sign),
            '-' | '.' | '/' | '(' | ')' | '\u{2010}'..='\u{2013}' => {}
            space if space.is_whitespace() => {}
            _ => return Err(PhoneFault::Forbidden),
        }
    }
    match digits.as_str() {
        "" | "+" => Err(PhoneFault::Empty),
        _ => Ok(digits),
    }
}

/// What follows `+` or `00`.
fn international(digits: &str) -> Option<&str> {
    digits
        .strip_prefix('+')
        .or_else(|| digits.strip_prefix("00"))
}

/// `39` before a whole Italian number is the prefix without its `+`: no Italian number is that long.
fn without_bare_prefix(digits: &str) -> &str {
    digits
        .strip_prefix("39")
        .filter(|national| digits.len() > 10 && national.starts_with(['0', '3']))
        .unwrap_or(digits)
}

/// Mobiles begin with 3 and have 9 or 10 digits, landlines with 0 and have 6 to 11.
fn italian(national: &str) -> Result<PhoneNumber, PhoneFault> {
    let range = match national.as_bytes() {
        [b'3', ..] => 9..=10,
        [b'0', b'1'..=b'9', ..] => 6..=11,
        _ => return Err(PhoneFault::Unassigned),
    };
    sized(format!("+39{national}"), national.len(), &range)
}

fn abroad(digits: &str) -> Result<PhoneNumber, PhoneFault> {
    let number = international(digits).unwrap_or(digits);
    // Italian numbers do not come this way, so what begins like one lost a 0 in its prefix.
    if number.starts_with('0') || number.starts_with("39") {
        return Err(PhoneFault::Unassigned);
    }
    sized(format!("+{number}"), number.len(), &(E164_MIN..=E164_MAX))
}

fn sized(
    number: String,
    found: usize,
    range: &std::ops::RangeInclusive<usize>,
) -> Result<PhoneNumber, PhoneFault> {
    if found < *range.start() {
        Err(PhoneFault::TooShort { found })
    } else if found > *range.end() {
        Err(PhoneFault::TooLong { found })
    } else {
        Ok(PhoneNumber(number))
    }
}

/// As people read it: `+39 333 123 4567`; other numbers as in E.164.
impl std::fmt::Display for PhoneNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let groups = (self.0.get(3..6), self.0.get(6..9), self.0.get(9..));
        match (self.kind(), groups) {
            (PhoneKind::ItalianMobile, (Some(a), Some(b), Some(c))) => {
                write!(f, "+39 {a} {b} {c}")
            }
            _ => f.write_str(&self.0),
        }
    }
}

/// Only the prefix: numbers are personal data and `Debug` reaches logs.
impl std::fmt::Debug for PhoneNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PhoneNumber({}…)", self.0.get(..3).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (typed, expected, kind) in [
            ("333 123 4567", "+393331234567", PhoneKind::ItalianMobile),
            ("+39 333 1234567", "+393331234567", PhoneKind::ItalianMobile),
            (
                "0039-333/123.4567",
                "+393331234567",
                PhoneKind::ItalianMobile,
            ),
            ("393331234567", "+393331234567", PhoneKind::ItalianMobile),
            ("3931234567", "+393931234567", PhoneKind::ItalianMobile),
            ("333123456", "+39333123456", PhoneKind::ItalianMobile),
            ("(06) 69 82", "+39066982", PhoneKind::ItalianLandline),
            (
                "+39 (0)6 1234567",
                "+39061234567",
                PhoneKind::ItalianLandline,
            ),
            ("390612345678", "+390612345678", PhoneKind::ItalianLandline),
            ("+44 (0)20 7946 0958", "+442079460958", PhoneKind::Abroad),
            ("00378 0549 882314", "+3780549882314", PhoneKind::Abroad),
            (
                "+33\u{a0}6\u{a0}12\u{2011}34 56 78",
                "+33612345678",
                PhoneKind::Abroad,
            ),
        ] {
            let number = PhoneNumber::parse(typed).unwrap();
            assert_eq!(
                (number.as_str(), number.kind()),
                (expected, kind),
                "{typed}"
            );
        }
    }

    #[test]
    fn what_is_no_number_is_refused_with_its_reason() {
        for (typed, fault) in [
            ("", PhoneFault::Empty),
            (" - ", PhoneFault::Empty),
            ("+", PhoneFault::Empty),
            ("tel. 333", PhoneFault::Forbidden),
            ("333+1234567", PhoneFault::Forbidden),
            ("٣٣٣١٢٣٤٥٦٧", PhoneFault::Forbidden),
            ("333 12345", PhoneFault::TooShort { found: 8 }),
            ("333 1234 5678", PhoneFault::TooLong { found: 11 }),
            ("06 123", PhoneFault::TooShort { found: 5 }),
            ("06 1234567890", PhoneFault::TooLong { found: 12 }),
            ("112", PhoneFault::Unassigned),
            ("800 123456", PhoneFault::Unassigned),
            ("6 12345678", PhoneFault::Unassigned),
            ("+39 6 12345678", PhoneFault::Unassigned),
            ("+0 123456789", PhoneFault::Unassigned),
            ("+3 (0)92 7246 0 095", PhoneFault::Unassigned),
            ("+33 123", PhoneFault::TooShort { found: 5 }),
            ("+1234567890123456", PhoneFault::TooLong { found: 16 }),
        ] {
            assert_eq!(PhoneNumber::parse(typed), Err(fault), "{typed}");
        }
    }

    #[test]
    fn a_mobile_is_shown_in_groups_and_a_log_shows_only_the_country() {
        let mobile = PhoneNumber::parse("3331234567").unwrap();
        assert_eq!(mobile.to_string(), "+39 333 123 4567");
        assert_eq!(format!("{mobile:?}"), "PhoneNumber(+39…)");
        let landline = PhoneNumber::parse("061234567").unwrap();
        assert_eq!(landline.to_string(), "+39061234567");
        assert!(mobile.may_be_mobile() && !landline.may_be_mobile());
    }

    proptest! {
        #[test]
        fn parsing_never_panics_and_what_is_accepted_is_e164(
            text in r"\PC{0,24}|[+0-9() .-]{0,24}",
        ) {
            if let Ok(number) = PhoneNumber::parse(&text) {
                let digits = number.as_str().strip_prefix('+').unwrap();
                prop_assert!(digits.len() <= E164_MAX && !digits.starts_with('0'));
                prop_assert!(digits.bytes().all(|b| b.is_ascii_digit()));
                prop_assert_eq!(PhoneNumber::parse(&number.to_string()), Ok(number.clone()));
            }
        }
    }
}
