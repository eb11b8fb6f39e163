//! Which birth dates two digits of a year allow.

use jiff::civil::{Date, date};
use varco_domain::codice_fiscale::{CodiceFiscale, PersonFacts, Sex, encode};
use varco_domain::places::PlaceCode;

fn code(birth_date: Date) -> Result<CodiceFiscale, Box<dyn std::error::Error>> {
    let (surname, name, sex) = ("Rossi", "Anna", Sex::Female);
    let place = PlaceCode::parse("H501")?;
    Ok(encode(&PersonFacts {
        surname,
        name,
        birth_date,
        sex,
        place,
    })?)
}

#[test]
fn centuries_are_offered_newest_first_without_the_future_and_the_very_old()
-> Result<(), Box<dyn std::error::Error>> {
    let today = date(2026, 11, 20);
    let table: [(Date, &[Date]); 10] = [
        (date(1985, 12, 10), &[date(1985, 12, 10)]),
        (date(1920, 5, 1), &[date(2020, 5, 1), date(1920, 5, 1)]),
        (date(1926, 12, 10), &[date(1926, 12, 10)]),
        (
            date(2026, 11, 20),
            &[date(2026, 11, 20), date(1926, 11, 20)],
        ),
        (date(2026, 11, 21), &[date(1926, 11, 21)]),
        (
            date(1905, 11, 21),
            &[date(2005, 11, 21), date(1905, 11, 21)],
        ),
        (date(1905, 11, 20), &[date(2005, 11, 20)]),
        (date(2000, 2, 29), &[date(2000, 2, 29)]),
        (date(2000, 2, 28), &[date(2000, 2, 28)]),
        (date(2024, 2, 29), &[date(2024, 2, 29), date(1924, 2, 29)]),
    ];
    for (born, expected) in table {
        let candidates = code(born)?.birth_date_candidates(today);
        assert_eq!(
            candidates.into_iter().collect::<Vec<_>>(),
            expected,
            "{born}"
        );
        assert_eq!((&candidates).into_iter().count(), expected.len());
        assert_eq!(candidates.only().is_some(), expected.len() == 1);
    }
    Ok(())
}

#[test]
fn an_age_above_120_is_believed_when_nothing_else_is_left() -> Result<(), Box<dyn std::error::Error>>
{
    // 2100 is no leap year.
    let candidates = code(date(2000, 2, 29))?.birth_date_candidates(date(2125, 1, 1));
    assert_eq!(candidates.only(), Some(date(2000, 2, 29)));
    Ok(())
}

#[test]
fn any_day_may_be_today() -> Result<(), Box<dyn std::error::Error>> {
    for today in [
        Date::MIN,
        Date::MAX,
        date(0, 1, 1),
        date(1582, 10, 10),
        date(2000, 1, 1),
    ] {
        let candidates = code(date(2000, 2, 29))?.birth_date_candidates(today);
        assert!(candidates.iter().all(|born| born <= today), "{today}");
    }
    Ok(())
}
