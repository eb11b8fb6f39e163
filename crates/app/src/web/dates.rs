//! Dates and times as people read them, in Italian.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, Zoned};
use varco_mail_smtp::italian_month;

/// `12 marzo 2027`.
pub fn day(date: Date) -> String {
    format!("{} {} {}", date.day(), italian_month(date), date.year())
}

/// `Dal 12 marzo 2027`, or `Dall'8 marzo 2027`.
pub fn from_day(date: Date) -> String {
    let preposition = if matches!(date.day(), 8 | 11) {
        "Dall'"
    } else {
        "Dal "
    };
    format!("{preposition}{}", day(date))
}

/// `12 marzo`, for a day whose year is open.
pub fn day_of_year(date: Date) -> String {
    format!("{} {}", date.day(), italian_month(date))
}

/// `oggi alle 18:30`, `ieri alle 18:30`, or `12 marzo 2027 alle 18:30`.
pub fn moment(at: Timestamp, now: Timestamp, zone: &TimeZone) -> String {
    let at = at.to_zoned(zone.clone());
    let today = now.to_zoned(zone.clone()).date();
    let day = match at.date() {
        date if date == today => "oggi".to_owned(),
        date if date.tomorrow().is_ok_and(|next| next == today) => "ieri".to_owned(),
        date => day(date),
    };
    format!("{day} alle {}", clock(&at))
}

/// `alle 18:30 di oggi`, or `alle 18:30 del 12 marzo 2027`.
pub fn deadline(at: Timestamp, now: Timestamp, zone: &TimeZone) -> String {
    let at = at.to_zoned(zone.clone());
    let is_today = at.date() == now.to_zoned(zone.clone()).date();
    let day = match at.day() {
        _ if is_today => "di oggi".to_owned(),
        8 | 11 => format!("dell'{}", day(at.date())),
        _ => format!("del {}", day(at.date())),
    };
    format!("alle {} {day}", clock(&at))
}

/// When something may be tried again, never too early but at the next full minute: `alle 18:45`, or
/// `il 13 marzo 2027 alle 00:10`.
pub fn retry(at: Timestamp, now: Timestamp, zone: &TimeZone) -> String {
    let past_the_minute = SignedDuration::from_secs(at.as_second().rem_euclid(60));
    let is_full = past_the_minute.is_zero() && at.subsec_nanosecond() == 0;
    let full = at - past_the_minute + SignedDuration::from_mins(i64::from(!is_full));
    let moment = moment(full, now, zone);
    match full.to_zoned(zone.clone()).day() {
        _ if moment.starts_with("oggi ") => moment.replacen("oggi ", "", 1),
        8 | 11 => format!("l'{moment}"),
        _ => format!("il {moment}"),
    }
}

/// `42 secondi`, `1 minuto`, `15 minuti`, `24 ore`, `3 giorni`: rounded up, so that nobody comes back
/// too early.
pub fn wait(span: SignedDuration) -> String {
    let seconds = span.as_secs().max(0) + i64::from(span.subsec_nanos() > 0);
    let (count, one, many) = match seconds {
        ..60 => (seconds.max(1), "secondo", "secondi"),
        60..3_600 => (divided(seconds, 60), "minuto", "minuti"),
        172_800.. if seconds % 86_400 == 0 => (seconds / 86_400, "giorno", "giorni"),
        _ => (divided(seconds, 3_600), "ora", "ore"),
    };
    format!("{count} {}", if count == 1 { one } else { many })
}

const fn divided(seconds: i64, unit: i64) -> i64 {
    (seconds + unit - 1) / unit
}

fn clock(at: &Zoned) -> String {
    format!("{:02}:{:02}", at.hour(), at.minute())
}

#[cfg(test)]
mod tests {
    use super::*;

    static ROME: TimeZone = jiff::tz::get!("Europe/Rome");

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn a_moment_of_today_is_told_without_its_date() {
        let now = at("2027-03-12T08:00:00Z");
        let told = |text| moment(at(text), now, &ROME);
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
            assert_eq!(deadline(at(text), now, &ROME), told);
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
        ] {
            assert_eq!(retry(at(text), now, &ROME), told);
        }
        let told = |millis| wait(SignedDuration::from_millis(millis));
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
        assert_eq!(
            (day(date), day_of_year(date)),
            ("1 gennaio 1980".into(), "1 gennaio".into())
        );
    }
}
