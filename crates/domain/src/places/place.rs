//! One place in one period of its life.

use core::fmt;

use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::code::PlaceCode;
use super::table::Row;

/// The day before the kingdom of Italy was proclaimed: day 0 of the table, which stands for "since
/// always".
pub(super) const EPOCH: Date = date(1861, 3, 16);

/// Stands for "still there".
const LIVING: u16 = u16::MAX;

/// A comune or foreign state during one period: the same comune may have had another name or
/// province before and after, under the same code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Place(Row);

impl Place {
    pub(super) const fn new(row: Row) -> Self {
        Self(row)
    }

    /// Its Belfiore code.
    pub fn code(&self) -> PlaceCode {
        self.0.code()
    }

    /// Its Italian name, as it is written: `Reggio nell'Emilia`.
    pub fn name(&self) -> &'static str {
        self.0.name()
    }

    /// The two letters of its province in that period; `None` for foreign states.
    pub fn province(&self) -> Option<&'static str> {
        (!self.is_foreign()).then(|| self.0.province())
    }

    /// Whether it is a foreign state or territory.
    pub fn is_foreign(&self) -> bool {
        self.code().is_foreign()
    }

    /// First day of the period; `None` if the source does not know it, as for most states.
    pub fn from(&self) -> Option<Date> {
        match self.0.period().0 {
            0 => None,
            days => day(days),
        }
    }

    /// Last day of the period; `None` if it lasts.
    pub fn to(&self) -> Option<Date> {
        match self.0.period().1 {
            LIVING => None,
            days => day(days),
        }
    }

    /// Whether the period is over: the comune was merged, renamed or moved to another province, the
    /// state dissolved or its code replaced.
    pub fn is_ceased(&self) -> bool {
        self.0.period().1 != LIVING
    }

    /// Whether the period includes a day.
    pub fn existed_on(&self, date: Date) -> bool {
        self.from().is_none_or(|from| from <= date) && self.to().is_none_or(|to| date <= to)
    }
}

/// `Roma (RM)`, `Romania`.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.province() {
            Some(province) => write!(f, "{} ({province})", self.name()),
            None => f.write_str(self.name()),
        }
    }
}

fn day(number: u16) -> Option<Date> {
    EPOCH.checked_add(i32::from(number).days()).ok()
}
