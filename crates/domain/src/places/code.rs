//! The Belfiore code of a comune or foreign state.

use core::fmt;
use core::str::FromStr;

use thiserror::Error;

/// A Belfiore code: one letter and three digits, such as `H501`; `Z` begins the foreign states.
///
/// Well formed does not mean assigned: see [`find_by_code`](super::find_by_code).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlaceCode([u8; 4]);

/// The text is not one ASCII letter and three digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a place code is one letter and three digits")]
pub struct PlaceCodeError;

impl PlaceCode {
    /// Reads a code; lower case and surrounding spaces are accepted.
    pub fn parse(input: &str) -> Result<Self, PlaceCodeError> {
        match input.trim_ascii().as_bytes() {
            &[letter, a, b, c]
                if letter.is_ascii_alphabetic() && [a, b, c].iter().all(u8::is_ascii_digit) =>
            {
                Ok(Self([letter.to_ascii_uppercase(), a, b, c]))
            }
            _ => Err(PlaceCodeError),
        }
    }

    /// From an upper-case letter and three digits of 0 to 9.
    pub(crate) const fn from_parts(letter: u8, [a, b, c]: [u8; 3]) -> Self {
        Self([letter, b'0' + a, b'0' + b, b'0' + c])
    }

    pub(crate) const fn into_bytes(self) -> [u8; 4] {
        self.0
    }

    /// The four characters.
    pub fn as_str(&self) -> &str {
        str::from_utf8(&self.0).unwrap_or_default()
    }

    /// Whether the code is of the series of foreign states.
    pub const fn is_foreign(&self) -> bool {
        self.0[0] == b'Z'
    }
}

impl fmt::Display for PlaceCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for PlaceCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PlaceCode({})", self.as_str())
    }
}

impl FromStr for PlaceCode {
    type Err = PlaceCodeError;

    fn from_str(input: &str) -> Result<Self, Self::Err> {
        Self::parse(input)
    }
}
