//! Instants as people in Italy read them.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// The zone of everything that people read. Compiled in: mails must not change with the machine.
static ROME: TimeZone = jiff::tz::get!("Europe/Rome");

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

/// An instant to the minute, in Rome: `12 marzo 2027 alle 18:30`.
pub fn italian_date_time(instant: Timestamp) -> String {
    let local = instant.to_zoned(ROME.clone());
    let month = italian_month(local.date());
    format!(
        "{} {month} {} alle {:02}:{:02}",
        local.day(),
        local.year(),
        local.hour(),
        local.minute()
    )
}

/// The same with its article, which the day decides: `il 12 marzo …`, but `l'8 marzo …`.
pub fn italian_date_time_with_article(instant: Timestamp) -> String {
    let told = italian_date_time(instant);
    let article = if told.starts_with("8 ") || told.starts_with("11 ") {
        "l'"
    } else {
        "il "
    };
    format!("{article}{told}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_are_told_in_italian_and_in_rome() {
        for (instant, told) in [
            ("2027-03-12T17:30:59Z", "12 marzo 2027 alle 18:30"),
            ("2026-12-31T23:05:00Z", "1 gennaio 2027 alle 00:05"),
            ("2027-08-01T07:00:00Z", "1 agosto 2027 alle 09:00"),
            // One second before and at the change to summer time.
            ("2027-03-28T00:59:59Z", "28 marzo 2027 alle 01:59"),
            ("2027-03-28T01:00:00Z", "28 marzo 2027 alle 03:00"),
        ] {
            assert_eq!(italian_date_time(instant.parse().unwrap()), told);
        }
    }
    #[test]
    fn the_article_follows_the_day() {
        for (day, article) in [
            ("01", "il 1 "),
            ("08", "l'8 "),
            ("11", "l'11 "),
            ("18", "il 18 "),
        ] {
            let instant = format!("2027-03-{day}T17:30:00Z").parse().unwrap();
            assert!(italian_date_time_with_article(instant).starts_with(article));
        }
    }
}
