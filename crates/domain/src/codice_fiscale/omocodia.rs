//! Omocodia: when two people would get the same code, digits of the second turn into letters.

use super::check_character::check_character;
use super::clean::LENGTH;
use super::code::CodiceFiscale;

/// Positions of the digits, from 0, the rightmost first: the Agency replaces from the right.
const DIGIT_POSITIONS: [usize; 7] = [14, 13, 12, 10, 9, 7, 6];

/// The digit, 0 to 9, behind a digit or a letter of omocodia.
pub(super) const fn digit_value(character: u8) -> Option<u8> {
    Some(match character {
        b'0'..=b'9' => character - b'0',
        b'L' => 0,
        b'M' => 1,
        b'N' => 2,
        b'P' => 3,
        b'Q' => 4,
        b'R' => 5,
        b'S' => 6,
        b'T' => 7,
        b'U' => 8,
        b'V' => 9,
        _ => return None,
    })
}

/// The letter that stands for a digit.
const fn letter(digit: u8) -> u8 {
    match digit {
        b'0' => b'L',
        b'1' => b'M',
        b'2' => b'N',
        b'3' => b'P',
        b'4' => b'Q',
        b'5' => b'R',
        b'6' => b'S',
        b'7' => b'T',
        b'8' => b'U',
        _ => b'V',
    }
}

/// Whether any of the seven digits is written as a letter.
pub(super) fn is_omocodic(code: &[u8; LENGTH]) -> bool {
    DIGIT_POSITIONS
        .iter()
        .any(|&at| code.get(at).is_some_and(u8::is_ascii_alphabetic))
}

/// The same code with digits in all seven positions and the check character that follows.
pub(super) fn base(mut code: [u8; LENGTH]) -> [u8; LENGTH] {
    for at in DIGIT_POSITIONS {
        if let Some(slot) = code.get_mut(at)
            && let Some(value) = digit_value(*slot)
        {
            *slot = b'0' + value;
        }
    }
    with_check_character(code)
}

/// One form of a base: bit 0 of `mask` replaces the rightmost digit, bit 6 the leftmost.
fn form(mut base: [u8; LENGTH], mask: u8) -> [u8; LENGTH] {
    for (bit, at) in DIGIT_POSITIONS.into_iter().enumerate() {
        if mask >> bit & 1 == 1
            && let Some(slot) = base.get_mut(at)
        {
            *slot = letter(*slot);
        }
    }
    with_check_character(base)
}

/// Puts the right sixteenth character.
pub(super) fn with_check_character(mut code: [u8; LENGTH]) -> [u8; LENGTH] {
    let [first @ .., last] = &mut code;
    *last = check_character(first);
    code
}

/// All 128 forms of a code, the one without omocodia first. See [`CodiceFiscale::omocodes`].
#[derive(Clone)]
pub struct Omocodes {
    base: CodiceFiscale,
    masks: core::ops::Range<u8>,
}

impl Omocodes {
    pub(super) fn of(code: &CodiceFiscale) -> Self {
        Self {
            base: code.base(),
            masks: 0..128,
        }
    }
}

impl core::fmt::Debug for Omocodes {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Omocodes")
            .field("base", &self.base)
            .finish_non_exhaustive()
    }
}

impl Iterator for Omocodes {
    type Item = CodiceFiscale;

    fn next(&mut self) -> Option<Self::Item> {
        let mask = self.masks.next()?;
        Some(CodiceFiscale::from_valid(form(*self.base.as_bytes(), mask)))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.masks.size_hint()
    }
}

impl ExactSizeIterator for Omocodes {}
