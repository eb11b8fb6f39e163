//! The definitive code and what can be read from it.

use core::fmt;
use core::str::FromStr;

use jiff::civil::Date;

use super::birth_date::{BirthDates, CodedDate};
use super::clean::LENGTH;
use super::error::CodiceFiscaleError;
use super::omocodia::{self, Omocodes};
use crate::places::PlaceCode;

/// Sex as the code and the civil registers record it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sex {
    /// The day of birth is written as it is.
    Male,
    /// The day of birth is written plus 40.
    Female,
}

/// A definitive codice fiscale: 16 upper-case ASCII letters and digits whose structure, date and
/// check character are right.
///
/// Valid does not mean issued: only the Agenzia delle Entrate knows that. Equality is equality of
/// the 16 characters, because two omocodic forms belong to two different people. It is personal
/// data: `Debug` shows the first three letters only.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CodiceFiscale([u8; LENGTH]);

impl CodiceFiscale {
    /// Reads a typed code. Spaces, dashes and lower case are accepted, other alphabets are not.
    pub fn parse(input: &str) -> Result<Self, CodiceFiscaleError> {
        super::parse::definitive(input)
    }

    /// Wraps characters that the caller knows to be valid.
    pub(super) const fn from_valid(bytes: [u8; LENGTH]) -> Self {
        Self(bytes)
    }

    pub(super) const fn as_bytes(&self) -> &[u8; LENGTH] {
        &self.0
    }

    /// The 16 characters.
    pub fn as_str(&self) -> &str {
        self.slice(0, LENGTH)
    }

    /// The three characters drawn from the surname.
    pub fn surname_part(&self) -> &str {
        self.slice(0, 3)
    }

    /// The three characters drawn from the name.
    pub fn name_part(&self) -> &str {
        self.slice(3, 6)
    }

    /// Sex, from the day of birth.
    pub fn sex(&self) -> Sex {
        self.coded_date().sex()
    }

    /// Comune or foreign state of birth, with digits also where the code has letters by omocodia.
    pub fn place_code(&self) -> PlaceCode {
        let [.., letter, a, b, c, _] = self.0;
        let digit = |character| omocodia::digit_value(character).unwrap_or_default();
        PlaceCode::from_parts(letter, [digit(a), digit(b), digit(c)])
    }

    /// The birth dates that the code allows, newest first.
    ///
    /// The code has two digits for the year, so `today` decides which centuries are possible: no
    /// date after it, none more than [`MAX_AGE_YEARS`](super::MAX_AGE_YEARS) years before it unless
    /// nothing else is left (29 February of a year 00).
    pub fn birth_date_candidates(&self, today: Date) -> BirthDates {
        self.coded_date().candidates(today)
    }

    /// Whether any of the seven digits is written as a letter.
    pub fn is_omocodic(&self) -> bool {
        omocodia::is_omocodic(&self.0)
    }

    /// The form without omocodia, with its own check character.
    ///
    /// For reading what a code says, never for telling who somebody is: the base and each of its
    /// omocodic forms are issued to *different* people who share name, date and place of birth.
    #[must_use]
    pub fn base(&self) -> Self {
        Self(omocodia::base(self.0))
    }

    /// All 128 forms that share this base, the base first, then in the order in which digits turn
    /// into letters from the right. All are valid; each would be another person.
    pub fn omocodes(&self) -> Omocodes {
        Omocodes::of(self)
    }

    pub(super) fn coded_date(&self) -> CodedDate {
        CodedDate::read(&self.0)
    }

    fn slice(&self, from: usize, to: usize) -> &str {
        // Always ASCII and in range; the empty text only stands for what cannot happen.
        self.0
            .get(from..to)
            .and_then(|bytes| str::from_utf8(bytes).ok())
            .unwrap_or_default()
    }
}

impl fmt::Display for CodiceFiscale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for CodiceFiscale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CodiceFiscale({}…)", self.surname_part())
    }
}

impl FromStr for CodiceFiscale {
    type Err = CodiceFiscaleError;

    fn from_str(input: &str) -> Result<Self, Self::Err> {
        Self::parse(input)
    }
}
