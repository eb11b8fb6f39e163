//! Months as people in Italy read them.

use jiff::civil::Date;

const MONTHS: [&str; 12] = [
    "gennaio",
    "febbraio",
    "marzo",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "agosto",
    "settembre",
    "ottobre",
    "novembre",
    "dicembre",
];

/// The month of a day: `marzo`.
pub fn italian_month(day: Date) -> &'static str {
    MONTHS
        .iter()
        .zip(1..)
        .find_map(|(name, number)| (number == day.month()).then_some(*name))
        .unwrap_or_default()
}
