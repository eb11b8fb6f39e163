//! Year, month and day in the code, and the centuries they may belong to.

use core::array;
use core::iter::Flatten;

use jiff::civil::Date;

use super::clean::LENGTH;
use super::code::Sex;
use super::omocodia::digit_value;

/// Nobody older is expected to turn up while a younger reading of the same code is possible.
pub const MAX_AGE_YEARS: i16 = 120;

/// Letters of the months, January first.
const MONTHS: [u8; 12] = *b"ABCDEHLMPRST";

/// The month, 1 to 12, of a letter.
pub(super) fn month_number(letter: u8) -> Option<i8> {
    (1..)
        .zip(MONTHS)
        .find_map(|(number, month)| (month == letter).then_some(number))
}

/// The letter of a month of the calendar, 1 to 12.
pub(super) fn month_letter(month: i8) -> u8 {
    let zero_based = usize::try_from(month - 1).unwrap_or_default();
    MONTHS.get(zero_based).copied().unwrap_or_default()
}

/// Characters 7 to 11, decoded.
#[derive(Clone, Copy)]
pub(super) struct CodedDate {
    /// 0 to 99.
    year: u8,
    /// 1 to 12, or 0 when the letter is none of a month.
    month: i8,
    /// 1 to 31, plus 40 for women.
    day: u8,
}

impl CodedDate {
    /// Decodes a code whose structure is right.
    pub(super) fn read(code: &[u8; LENGTH]) -> Self {
        let [_, _, _, _, _, _, y1, y2, month, d1, d2, ..] = *code;
        let number = |tens, units| {
            digit_value(tens).unwrap_or_default() * 10 + digit_value(units).unwrap_or_default()
        };
        Self {
            year: number(y1, y2),
            month: month_number(month).unwrap_or_default(),
            day: number(d1, d2),
        }
    }

    pub(super) const fn sex(self) -> Sex {
        if self.day > 40 {
            Sex::Female
        } else {
            Sex::Male
        }
    }

    /// Whether the day exists in some century. Years that end in 00 are leap once in 400 years, so
    /// 29 February follows the last two digits alone.
    pub(super) const fn exists(self) -> bool {
        let last = match self.month {
            2 if self.year.is_multiple_of(4) => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        matches!(self.day_of_month(), 1..) && self.day_of_month() <= last
    }

    /// Whether `date` is coded like this, in whatever century.
    pub(super) fn agrees_with(self, date: Date) -> bool {
        date.year().rem_euclid(100) == i16::from(self.year) && self.is_day(date.day(), date.month())
    }

    /// Whether `date` would be coded like this if day and month changed places.
    pub(super) fn agrees_swapped(self, date: Date) -> bool {
        date.year().rem_euclid(100) == i16::from(self.year) && self.is_day(date.month(), date.day())
    }

    fn is_day(self, day: i8, month: i8) -> bool {
        (self.day_of_month(), self.month) == (day, month)
    }

    const fn day_of_month(self) -> i8 {
        let day = if self.day > 40 {
            self.day - 40
        } else {
            self.day
        };
        // At most 99 − 40, or 40: always fits.
        day.cast_signed()
    }

    /// See [`CodiceFiscale::birth_date_candidates`](super::CodiceFiscale::birth_date_candidates).
    pub(super) fn candidates(self, today: Date) -> BirthDates {
        let century = today.year() - today.year().rem_euclid(100);
        let mut past = (0..=4)
            .filter_map(|back| {
                let year = century - 100 * back + i16::from(self.year);
                Date::new(year, self.month, self.day_of_month()).ok()
            })
            .filter(|date| *date <= today);
        // More than 120 years back there is at most one reading to fall back on.
        let newest = past.next();
        let older = past.next().filter(|date| is_plausible(*date, today));
        BirthDates([newest, older])
    }
}

/// Whether somebody born on `date` is at most [`MAX_AGE_YEARS`] old.
fn is_plausible(date: Date, today: Date) -> bool {
    let age = today.year() - date.year();
    let birthday_to_come = (today.month(), today.day()) < (date.month(), date.day());
    age - i16::from(birthday_to_come) <= MAX_AGE_YEARS
}

/// One or two birth dates, newest first.
///
/// Empty only if `today` lies centuries before the code was invented.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BirthDates([Option<Date>; 2]);

impl BirthDates {
    /// The date, when there is only one.
    pub const fn only(&self) -> Option<Date> {
        match self.0 {
            [date, None] => date,
            _ => None,
        }
    }

    /// Whether `date` is one of them.
    pub fn contains(&self, date: Date) -> bool {
        self.0.contains(&Some(date))
    }

    /// The dates, newest first.
    pub fn iter(&self) -> <Self as IntoIterator>::IntoIter {
        self.0.into_iter().flatten()
    }
}

impl IntoIterator for BirthDates {
    type Item = Date;
    type IntoIter = Flatten<array::IntoIter<Option<Date>, 2>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl IntoIterator for &BirthDates {
    type Item = Date;
    type IntoIter = <BirthDates as IntoIterator>::IntoIter;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
