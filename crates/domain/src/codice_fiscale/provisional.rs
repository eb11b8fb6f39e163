//! The provisional code: eleven digits, given while the definitive one is being issued.

use core::fmt;
use core::str::FromStr;

use super::clean::Cleaned;
use super::error::{CodiceFiscaleError, Confusion, Expected};

/// A provisional codice fiscale: eleven digits of which the last checks the other ten.
///
/// It says nothing about its holder, and the same form identifies companies and bodies. `Debug`
/// shows the first three digits only.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProvisionalCode([u8; 11]);

impl ProvisionalCode {
    /// Reads a typed code; spaces and dashes are accepted.
    pub fn parse(input: &str) -> Result<Self, CodiceFiscaleError> {
        let cleaned = Cleaned::new(input)?;
        Self::eleven(cleaned.eleven().ok_or_else(|| cleaned.length_error())?)
    }

    /// Checks eleven upper-case letters and digits.
    pub(super) fn eleven(digits: [u8; 11]) -> Result<Self, CodiceFiscaleError> {
        let misfit = (1..).zip(digits).find(|(_, found)| !found.is_ascii_digit());
        if let Some((position, found)) = misfit {
            let expected = Expected::Digit;
            let hint = Confusion::behind(found, expected);
            let found = found as char;
            return Err(CodiceFiscaleError::Structure {
                position,
                expected,
                found,
                hint,
            });
        }
        if luhn_sum(&digits).is_multiple_of(10) {
            Ok(Self(digits))
        } else {
            Err(CodiceFiscaleError::ProvisionalCheckDigit)
        }
    }

    /// The eleven digits.
    pub fn as_str(&self) -> &str {
        str::from_utf8(&self.0).unwrap_or_default()
    }
}

/// Digits 1, 3, … 11 as they are, digits 2, 4, … 10 doubled and reduced to one digit.
fn luhn_sum(digits: &[u8; 11]) -> u32 {
    let value = |(index, digit): (usize, &u8)| {
        let digit = u32::from(digit - b'0');
        match (index % 2, digit) {
            (0, _) => digit,
            (_, 0..=4) => digit * 2,
            _ => digit * 2 - 9,
        }
    };
    digits.iter().enumerate().map(value).sum()
}

impl fmt::Display for ProvisionalCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for ProvisionalCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ProvisionalCode({:.3}…)", self.as_str())
    }
}

impl FromStr for ProvisionalCode {
    type Err = CodiceFiscaleError;

    fn from_str(input: &str) -> Result<Self, Self::Err> {
        Self::parse(input)
    }
}
