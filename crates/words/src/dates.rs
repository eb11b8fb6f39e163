//! Dates and times as people read them.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, Zoned};

use crate::{Text, Words};

/// `12 marzo 2027`.
pub fn day(words: Words, date: Date) -> String {
    of_day(words, "dates-day", date).into()
}

/// `Dal 12 marzo 2027`, or `Dall'8 marzo 2027`; a sentence begins with it.
pub fn from_day(words: Words, date: Date) -> String {
    of_day(words, "dates-from-day", date).into()
}

/// `12 marzo`, for a day whose year is open.
pub fn day_of_year(words: Words, date: Date) -> String {
    of_day(words, "dates-day-of-year", date).into()
}

/// `oggi alle 18:30`, `ieri alle 18:30`, or `12 marzo 2027 alle 18:30`.
pub fn moment(words: Words, at: Timestamp, now: Timestamp, zone: &TimeZone) -> String {
    let at = at.to_zoned(zone.clone());
    let today = now.to_zoned(zone.clone()).date();
    let key = match at.date() {
        date if date == today => "dates-moment-today",
        date if date.tomorrow().is_ok_and(|next| next == today) => "dates-moment-yesterday",
        _ => "dates-moment",
    };
    at_time(words, key, &at)
}

/// `ore 18:30` of today, or what [`moment`] says; for brackets.
pub fn hour_or_moment(words: Words, at: Timestamp, now: Timestamp, zone: &TimeZone) -> String {
    let at_place = at.to_zoned(zone.clone());
    if at_place.date() == now.to_zoned(zone.clone()).date() {
        at_time(words, "dates-hour-today", &at_place)
    } else {
        moment(words, at, now, zone)
    }
}

/// `alle 18:30 di oggi`, or `alle 18:30 del 12 marzo 2027`; it follows "fino".
pub fn deadline(words: Words, at: Timestamp, now: Timestamp, zone: &TimeZone) -> String {
    let at = at.to_zoned(zone.clone());
    let is_today = at.date() == now.to_zoned(zone.clone()).date();
    let key = if is_today {
        "dates-deadline-today"
    } else {
        "dates-deadline"
    };
    at_time(words, key, &at)
}

/// When something has happened or will, with its preposition: `il 12 marzo 2027 alle 18:30`.
pub fn on(words: Words, at: Timestamp, zone: &TimeZone) -> String {
    at_time(words, "dates-on", &at.to_zoned(zone.clone()))
}

/// Until when something is good: `entro il 12 marzo 2027 alle 18:30`.
pub fn by(words: Words, at: Timestamp, zone: &TimeZone) -> String {
    at_time(words, "dates-by", &at.to_zoned(zone.clone()))
}

/// When something may be tried again, never too early but at the next full minute: `alle 18:45`, or
/// `il 13 marzo 2027 alle 00:10`.
pub fn retry(words: Words, at: Timestamp, now: Timestamp, zone: &TimeZone) -> String {
    let past_the_minute = SignedDuration::from_secs(at.as_second().rem_euclid(60));
    let is_full = past_the_minute.is_zero() && at.subsec_nanosecond() == 0;
    let full = at - past_the_minute + SignedDuration::from_mins(i64::from(!is_full));
    let full = full.to_zoned(zone.clone());
    let is_today = full.date() == now.to_zoned(zone.clone()).date();
    let key = if is_today {
        "dates-retry-today"
    } else {
        "dates-retry"
    };
    at_time(words, key, &full)
}

/// `42 secondi`, `1 minuto`, `15 minuti`, `24 ore`, `3 giorni`: rounded up, so that nobody comes back
/// too early.
pub fn wait(words: Words, span: SignedDuration) -> String {
    let seconds = span.as_secs().max(0) + i64::from(span.subsec_nanos() > 0);
    let (key, count) = match seconds {
        ..60 => ("wait-seconds", seconds.max(1)),
        60..3_600 => ("wait-minutes", divided(seconds, 60)),
        172_800.. if seconds % 86_400 == 0 => ("wait-days", seconds / 86_400),
        _ => ("wait-hours", divided(seconds, 3_600)),
    };
    words.text(key).with("count", count).into()
}

const fn divided(seconds: i64, unit: i64) -> i64 {
    (seconds + unit - 1) / unit
}

fn of_day(words: Words, key: &'static str, date: Date) -> Text {
    words
        .text(key)
        .with("day", date.day())
        .with("month", date.month())
        .with("year", date.year())
}

fn at_time(words: Words, key: &'static str, at: &Zoned) -> String {
    let clock = format!("{:02}:{:02}", at.hour(), at.minute());
    of_day(words, key, at.date()).with("clock", clock).into()
}

#[cfg(test)]
mod tests {
    use varco_domain::language::Language;

    use super::*;

    static ROME: TimeZone = jiff::tz::get!("Europe/Rome");

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn it() -> Words {
        Words::of(Language::It)
    }

    #[test]
    fn a_moment_of_today_is_told_without_its_date() {
        let now = at("2027-03-12T08:00:00Z");
        let told = |text| moment(it(), at(text), now, &ROME);
        assert_eq!(told("2027-03-12T17:30:59Z"), "oggi alle 18:30");
        assert_eq!(told("2027-03-12T23:00:00Z"), "13 marzo 2027 alle 00:00");
        assert_eq!(told("2027-03-10T23:00:00Z"), "ieri alle 00:00");
        assert_eq!(told("2027-03-10T22:59:00Z"), "10 marzo 2027 alle 23:59");
        assert_eq!(told("2026-08-01T07:00:00Z"), "1 agosto 2026 alle 09:00");
    }

    #[test]
    fn a_deadline_ends_a_sentence() {
        let now = at("2027-03-12T08:00:00Z");
        for (text, told) in [
            ("2027-03-12T17:30:00Z", "alle 18:30 di oggi"),
            ("2027-03-13T17:30:00Z", "alle 18:30 del 13 marzo 2027"),
            ("2027-04-08T16:30:00Z", "alle 18:30 dell'8 aprile 2027"),
            ("2027-04-11T16:30:00Z", "alle 18:30 dell'11 aprile 2027"),
        ] {
            assert_eq!(deadline(it(), at(text), now, &ROME), told);
        }
    }

    #[test]
    fn nobody_is_sent_back_too_early() {
        let now = at("2027-03-12T17:00:00Z");
        for (text, told) in [
            ("2027-03-12T17:45:00Z", "alle 18:45"),
            ("2027-03-12T17:44:00.5Z", "alle 18:45"),
            ("2027-03-12T17:44:01Z", "alle 18:45"),
            ("2027-03-12T23:10:00Z", "il 13 marzo 2027 alle 00:10"),
            ("2027-04-07T22:10:00Z", "l'8 aprile 2027 alle 00:10"),
        ] {
            assert_eq!(retry(it(), at(text), now, &ROME), told);
        }
        let told = |millis| wait(it(), SignedDuration::from_millis(millis));
        assert_eq!(told(-5), "1 secondo");
        assert_eq!(told(41_500), "42 secondi");
        assert_eq!(told(60_000), "1 minuto");
        assert_eq!(told(60_001), "2 minuti");
        assert_eq!(told(3_600_000), "1 ora");
        assert_eq!(told(3_600_001), "2 ore");
        assert_eq!(told(86_400_000), "24 ore");
        assert_eq!(told(3 * 86_400_000), "3 giorni");
    }

    #[test]
    fn a_day_is_told_with_or_without_its_year() {
        let date = jiff::civil::date(1980, 1, 1);
        assert_eq!(day(it(), date), "1 gennaio 1980");
        assert_eq!(day_of_year(it(), date), "1 gennaio");
        assert_eq!(from_day(it(), date), "Dal 1 gennaio 1980");
        let eighth = jiff::civil::date(2027, 3, 8);
        assert_eq!(from_day(it(), eighth), "Dall'8 marzo 2027");
    }

    #[test]
    fn what_was_and_what_ends_is_told_with_its_preposition() {
        let at = at("2027-04-11T16:30:59Z");
        let told = Language::ALL.map(|language| {
            let words = Words::of(language);
            [on(words, at, &ROME), by(words, at, &ROME)]
        });
        let expected = [
            [
                "l'11 aprile 2027 alle 18:30",
                "entro l'11 aprile 2027 alle 18:30",
            ],
            [
                "am 11. April 2027 um 18:30 Uhr",
                "bis zum 11. April 2027 um 18:30 Uhr",
            ],
            ["on 11 April 2027 at 18:30", "by 11 April 2027 at 18:30"],
        ];
        assert_eq!(told, expected);
    }

    #[test]
    fn each_language_tells_the_time_in_its_way() {
        let now = at("2027-03-12T08:00:00Z");
        let later = at("2027-03-13T17:30:00Z");
        for (language, moments) in [
            (
                Language::De,
                [
                    "13. März 2027 um 18:30 Uhr",
                    "18:30 Uhr am 13. März 2027",
                    "am 13. März 2027 um 18:30 Uhr",
                ],
            ),
            (
                Language::En,
                [
                    "13 March 2027 at 18:30",
                    "18:30 on 13 March 2027",
                    "on 13 March 2027 at 18:30",
                ],
            ),
        ] {
            let words = Words::of(language);
            let told = [
                moment(words, later, now, &ROME),
                deadline(words, later, now, &ROME),
                retry(words, later, now, &ROME),
            ];
            assert_eq!(told, moments);
        }
        let months = |language| {
            let month = move |number| {
                of_day(
                    Words::of(language),
                    "dates-month",
                    jiff::civil::date(2027, number, 1),
                )
            };
            (1..=12).map(move |number| month(number).to_string())
        };
        let of_year: Vec<_> = months(Language::De).collect();
        assert_eq!(
            of_year.join(" "),
            "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"
        );
        assert_eq!(
            months(Language::En).next_back().as_deref(),
            Some("December")
        );
    }
}
