//! Reading a definitive code. Faults are looked for from the coarsest to the finest, so that the
//! person is sent to the place of the slip and not to its consequence.

use super::birth_date::{CodedDate, month_number};
use super::check_character::check_character;
use super::clean::{Cleaned, LENGTH};
use super::code::CodiceFiscale;
use super::error::{CodiceFiscaleError, Confusion, Expected};
use super::omocodia::digit_value;
use super::provisional::ProvisionalCode;

/// What each position takes.
const PATTERN: [Expected; LENGTH] = {
    use Expected::{Digit, Letter};
    [
        Letter, Letter, Letter, Letter, Letter, Letter, Digit, Digit, Letter, Digit, Digit, Letter,
        Digit, Digit, Digit, Letter,
    ]
};

/// See [`CodiceFiscale::parse`].
pub(super) fn definitive(input: &str) -> Result<CodiceFiscale, CodiceFiscaleError> {
    let cleaned = Cleaned::new(input)?;
    match cleaned.sixteen() {
        Some(bytes) => sixteen(bytes),
        None => Err(refuse_other_length(&cleaned)),
    }
}

/// Checks sixteen upper-case letters and digits.
pub(super) fn sixteen(code: [u8; LENGTH]) -> Result<CodiceFiscale, CodiceFiscaleError> {
    check_structure(&code)?;
    check_date(&code)?;
    let [first @ .., found] = &code;
    let expected = check_character(first);
    if *found != expected {
        let (expected, found) = (expected as char, *found as char);
        return Err(CodiceFiscaleError::CheckCharacter {
            position: LENGTH,
            expected,
            found,
        });
    }
    Ok(CodiceFiscale::from_valid(code))
}

/// Eleven digits deserve a better answer than "too short".
fn refuse_other_length(cleaned: &Cleaned) -> CodiceFiscaleError {
    match cleaned.eleven() {
        Some(digits) if digits.iter().all(u8::is_ascii_digit) => ProvisionalCode::eleven(digits)
            .err()
            .unwrap_or(CodiceFiscaleError::Provisional),
        _ => cleaned.length_error(),
    }
}

fn check_structure(code: &[u8; LENGTH]) -> Result<(), CodiceFiscaleError> {
    let mut positions = (1..).zip(code.iter().zip(PATTERN));
    let misfit = positions.find(|&(_, (&found, expected))| !fits(found, expected));
    match misfit {
        None => Ok(()),
        Some((position, (&found, expected))) => {
            let hint = Confusion::behind(found, expected);
            let found = found as char;
            Err(CodiceFiscaleError::Structure {
                position,
                expected,
                found,
                hint,
            })
        }
    }
}

const fn fits(found: u8, expected: Expected) -> bool {
    match expected {
        Expected::Letter => found.is_ascii_uppercase(),
        Expected::Digit => digit_value(found).is_some(),
    }
}

fn check_date(code: &[u8; LENGTH]) -> Result<(), CodiceFiscaleError> {
    let month = code[8];
    if month_number(month).is_none() {
        let found = month as char;
        return Err(CodiceFiscaleError::ImpossibleMonth { position: 9, found });
    }
    if CodedDate::read(code).exists() {
        Ok(())
    } else {
        Err(CodiceFiscaleError::ImpossibleDate { position: 10 })
    }
}
