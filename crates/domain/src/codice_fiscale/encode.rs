//! Computing the code that the data of a person lead to.

use jiff::civil::Date;
use thiserror::Error;

use super::birth_date::month_letter;
use super::code::{CodiceFiscale, Sex};
use super::name_parts::{NameFault, name_part, surname_part};
use super::omocodia::with_check_character;
use super::transliterate::Umlauts;
use crate::places::PlaceCode;

/// The data that a code is made of.
///
/// No `Debug`: they are personal data.
#[expect(
    missing_debug_implementations,
    reason = "personal data must not reach logs"
)]
#[derive(Clone, Copy)]
pub struct PersonFacts<'a> {
    /// Surname as in the civil registers, any Latin letters.
    pub surname: &'a str,
    /// All names as in the civil registers.
    pub name: &'a str,
    /// Date of birth.
    pub birth_date: Date,
    /// Sex.
    pub sex: Sex,
    /// Comune or foreign state of birth.
    pub place: PlaceCode,
}

/// Why no code can be computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum EncodeError {
    /// The surname or the name has no letter.
    #[error("the {part} has no letters")]
    NoLetters {
        /// Surname or name.
        part: Part,
    },
    /// A letter of an alphabet other than Latin. How the registers transcribe it depends on the
    /// documents of the person, so nothing is guessed.
    #[error("the {part} has a letter that is not Latin")]
    OtherAlphabet {
        /// Surname or name.
        part: Part,
        /// The letter.
        found: char,
    },
}

/// A part of the code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// Characters 1–3.
    Surname,
    /// Characters 4–6.
    Name,
    /// Characters 7–11, less the 40 days that tell women.
    BirthDate,
    /// The day at characters 10–11: above 40 for women.
    Sex,
    /// Characters 12–15.
    Place,
}

impl core::fmt::Display for Part {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(match self {
            Self::Surname => "surname",
            Self::Name => "name",
            Self::BirthDate => "date of birth",
            Self::Sex => "sex",
            Self::Place => "place of birth",
        })
    }
}

/// Computes the code, always in the form without omocodia.
///
/// A computed code is a guess: only the issued one is valid. It may differ by omocodia, by data
/// that changed since, or by a transcription. Never refuse an issued code because of it; use
/// [`compare`](super::compare) and let the person confirm.
///
/// ```
/// use jiff::civil::date;
/// use varco_domain::codice_fiscale::{PersonFacts, Sex, encode};
/// use varco_domain::places::PlaceCode;
///
/// let code = encode(&PersonFacts {
///     surname: "D'Angelo",
///     name: "Niccolò",
///     birth_date: date(1990, 2, 28),
///     sex: Sex::Male,
///     place: PlaceCode::parse("F839")?,
/// })?;
/// assert_eq!(code.as_str(), "DNGNCL90B28F839Y");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn encode(facts: &PersonFacts<'_>) -> Result<CodiceFiscale, EncodeError> {
    let [s1, s2, s3] = surname_part(facts.surname, Umlauts::Expanded)
        .map_err(|fault| EncodeError::new(Part::Surname, fault))?;
    let [n1, n2, n3] = name_part(facts.name, Umlauts::Expanded)
        .map_err(|fault| EncodeError::new(Part::Name, fault))?;
    let (y1, y2) = two_digits(facts.birth_date.year().rem_euclid(100));
    let month = month_letter(facts.birth_date.month());
    let shift = if facts.sex == Sex::Female { 40 } else { 0 };
    let (d1, d2) = two_digits(i16::from(facts.birth_date.day()) + shift);
    let [p1, p2, p3, p4] = facts.place.into_bytes();
    Ok(CodiceFiscale::from_valid(with_check_character([
        s1, s2, s3, n1, n2, n3, y1, y2, month, d1, d2, p1, p2, p3, p4, 0,
    ])))
}

impl EncodeError {
    const fn new(part: Part, fault: NameFault) -> Self {
        match fault {
            NameFault::NoLetters => Self::NoLetters { part },
            NameFault::OtherAlphabet(found) => Self::OtherAlphabet { part, found },
        }
    }
}

/// Tens and units of a number from 0 to 99.
fn two_digits(number: i16) -> (u8, u8) {
    let digit = |value: i16| b'0' + u8::try_from(value % 10).unwrap_or_default();
    (digit(number / 10), digit(number))
}
