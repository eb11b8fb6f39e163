//! What can be wrong with a typed code, with the position that a person can look at.

use thiserror::Error;

/// Why a text is not a codice fiscale.
///
/// Positions count from 1 in the code without its spaces and dashes, as a person counts on
/// the card. `Display` is English and meant for logs and programs: it carries at most one typed
/// character and never the check character that would make the code valid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum CodiceFiscaleError {
    /// Nothing but spaces and dashes.
    #[error("the codice fiscale is empty")]
    Empty,
    /// Neither 16 characters nor the 11 digits of a provisional code.
    #[error("a codice fiscale has 16 characters, found {found}")]
    Length {
        /// Letters and digits found.
        found: usize,
    },
    /// A character that is neither an ASCII letter nor a digit. Look-alikes count too: full-width
    /// letters, the dotless i, the long s.
    #[error("character {position} is neither a letter from A to Z nor a digit")]
    Alphabet {
        /// Where, from 1.
        position: usize,
        /// The character as typed.
        found: char,
    },
    /// A letter where a digit belongs, or the other way round. In the seven digit positions the
    /// letters of omocodia are not faults.
    #[error("character {position} should be a {expected}{}", Suggestion(*hint))]
    Structure {
        /// Where, from 1.
        position: usize,
        /// What belongs there.
        expected: Expected,
        /// The character in upper case.
        found: char,
        /// The likely slip, when `found` looks like something that fits.
        hint: Option<Confusion>,
    },
    /// The ninth character is a letter that stands for no month.
    #[error("character {position} stands for no month")]
    ImpossibleMonth {
        /// Always 9.
        position: usize,
        /// The letter in upper case.
        found: char,
    },
    /// The day does not exist: outside 1–31 and 41–71, or not in that month of any century.
    #[error("the day at characters {position} and {} does not exist", position + 1)]
    ImpossibleDate {
        /// Always 10, where the day begins.
        position: usize,
    },
    /// The sixteenth character does not follow from the other fifteen.
    #[error("the check character does not match")]
    CheckCharacter {
        /// Always 16.
        position: usize,
        /// The character that the first fifteen ask for. Not for showing: a slip elsewhere is more
        /// likely than one here, and the person should look at the card.
        expected: char,
        /// The letter in upper case.
        found: char,
    },
    /// A valid provisional code where a definitive one is needed.
    #[error("this is a provisional codice fiscale of 11 digits")]
    Provisional,
    /// Eleven digits of which the last does not follow from the other ten.
    #[error("the check digit of the provisional codice fiscale does not match")]
    ProvisionalCheckDigit,
}

impl CodiceFiscaleError {
    /// The position of the fault, from 1, in the code without spaces and dashes; `None` when
    /// the fault concerns the whole.
    pub const fn position(&self) -> Option<usize> {
        match *self {
            Self::Empty | Self::Length { .. } | Self::Provisional => None,
            Self::ProvisionalCheckDigit => Some(11),
            Self::Alphabet { position, .. }
            | Self::Structure { position, .. }
            | Self::ImpossibleMonth { position, .. }
            | Self::ImpossibleDate { position }
            | Self::CheckCharacter { position, .. } => Some(position),
        }
    }

    /// A stable name of the kind of fault, for programs.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Length { .. } => "length",
            Self::Alphabet { .. } => "alphabet",
            Self::Structure { .. } => "structure",
            Self::ImpossibleMonth { .. } | Self::ImpossibleDate { .. } => "impossible_date",
            Self::CheckCharacter { .. } => "check_character",
            Self::Provisional => "provisional",
            Self::ProvisionalCheckDigit => "provisional_check_digit",
        }
    }
}

/// What belongs in a position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// A letter from A to Z.
    Letter,
    /// A digit, or in a definitive code the letter that stands for it by omocodia.
    Digit,
}

impl core::fmt::Display for Expected {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(match self {
            Self::Letter => "letter",
            Self::Digit => "digit",
        })
    }
}

/// Two characters that people take for one another: `O instead of 0`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Confusion {
    /// What was typed, in upper case.
    pub typed: char,
    /// What was probably meant.
    pub meant: char,
}

impl Confusion {
    /// The slip behind `typed` in a position that holds `expected`, if it is a usual one. Letters
    /// of omocodia never come here for a digit: they fit.
    pub(super) const fn behind(typed: u8, expected: Expected) -> Option<Self> {
        let meant = match (expected, typed) {
            (Expected::Digit, b'O') => '0',
            (Expected::Digit, b'I') => '1',
            (Expected::Digit, b'Z') => '2',
            (Expected::Digit, b'G') => '6',
            (Expected::Digit, b'B') => '8',
            (Expected::Letter, b'0') => 'O',
            (Expected::Letter, b'1') => 'I',
            (Expected::Letter, b'2') => 'Z',
            (Expected::Letter, b'5') => 'S',
            (Expected::Letter, b'6') => 'G',
            (Expected::Letter, b'8') => 'B',
            _ => return None,
        };
        let typed = typed as char;
        Some(Self { typed, meant })
    }
}

impl core::fmt::Display for Confusion {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{} instead of {}", self.typed, self.meant)
    }
}

/// The hint as the end of a sentence.
struct Suggestion(Option<Confusion>);

impl core::fmt::Display for Suggestion {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self.0 {
            Some(confusion) => write!(f, " ({confusion}?)"),
            None => Ok(()),
        }
    }
}
