//! The table of places: what is in it, and how it is found.

#![expect(clippy::expect_used, reason = "helpers of tests may fail the test")]

use std::collections::HashSet;

use jiff::civil::{Date, date};
use varco_domain::places::{Place, PlaceCode, find_by_code, find_by_name, search, was_in_use};

fn code(text: &str) -> PlaceCode {
    PlaceCode::parse(text).expect(text)
}

fn at(text: &str, date: Date) -> Place {
    find_by_code(code(text), Some(date)).expect(text)
}

fn labels(places: impl Iterator<Item = Place>) -> Vec<String> {
    places.map(|place| place.to_string()).collect()
}

/// Every code that the table could hold.
fn all_codes() -> impl Iterator<Item = PlaceCode> {
    ('A'..='Z')
        .flat_map(|letter| (0..1000).map(move |number| format!("{letter}{number:03}")))
        .map(|text| code(&text))
}

#[test]
fn a_code_finds_its_place_as_it_was_on_a_day() {
    assert_eq!(at("F704", date(1970, 5, 1)).to_string(), "Monza (MI)");
    assert_eq!(at("F704", date(2020, 5, 1)).to_string(), "Monza (MB)");
    assert_eq!(at("A001", date(1900, 1, 1)).name(), "Abano");
    assert_eq!(at("H501", date(1985, 12, 10)).to_string(), "Roma (RM)");
    assert_eq!(at("Z129", date(1980, 1, 1)).to_string(), "Romania");
    assert_eq!(find_by_code(code("A000"), None), None);
}

#[test]
fn a_dissolved_state_is_found_and_said_to_be_ceased() {
    let union = find_by_code(code("Z135"), None).expect("known");
    assert_eq!(union.to_string(), "Unione Sovietica");
    assert!(union.is_ceased() && union.is_foreign());
    assert_eq!((union.province(), union.from()), (None, None));
    assert_eq!(union.to(), Some(date(1992, 3, 31)));
    assert!(was_in_use(union.code(), date(1970, 1, 1)));
    assert!(!was_in_use(union.code(), date(2001, 1, 1)));
}

#[test]
fn a_period_includes_its_first_and_its_last_day() {
    let monza = at("F704", date(2020, 5, 1));
    let first = monza.from().expect("moved to another province");
    assert!(monza.existed_on(first));
    assert!(!monza.existed_on(first.yesterday().expect("a day")));
    let union = find_by_code(code("Z135"), None).expect("known");
    assert!(union.existed_on(date(1992, 3, 31)));
    assert!(!union.existed_on(date(1992, 4, 1)));
}

#[test]
fn the_foreign_codes_that_the_package_lacks_are_there() {
    for text in [
        "Z137", "Z141", "Z142", "Z143", "Z147", "Z151", "Z152", "Z113", "Z230", "Z324", "Z402",
    ] {
        assert!(find_by_code(code(text), None).is_some(), "{text}");
    }
    assert_eq!(labels(find_by_name("Réunion", None)), ["Réunion"]);
}

#[test]
fn a_day_between_two_periods_finds_the_next_one() {
    // Abolished in 1927, founded anew in 1948.
    let gapped = all_codes().find_map(|code| {
        let first = find_by_code(code, Some(date(1861, 3, 17)))?;
        let gap = first.to()?.tomorrow().ok()?;
        let next = find_by_code(code, Some(gap))?;
        (!next.existed_on(gap) && next.from()? > gap).then_some((first, gap, next))
    });
    let (first, gap, next) = gapped.expect("the archive has gaps");
    assert_ne!(first, next);
    assert!(was_in_use(first.code(), gap));
}

#[test]
fn every_code_is_found_on_every_day_with_its_own_places() {
    let days = [
        date(1850, 1, 1),
        date(1861, 3, 17),
        date(1930, 6, 1),
        date(2026, 11, 1),
    ];
    let mut known = 0;
    for code in all_codes() {
        let Some(latest) = find_by_code(code, None) else {
            assert!(
                days.iter()
                    .all(|day| find_by_code(code, Some(*day)).is_none()),
                "{code}"
            );
            continue;
        };
        known += 1;
        assert_eq!(latest.code(), code);
        for day in days {
            let place = find_by_code(code, Some(day)).expect("known");
            assert_eq!(place.code(), code);
            assert!(!place.name().is_empty());
            assert_eq!(place.province().is_none(), code.is_foreign());
            let (from, to) = (place.from(), place.to());
            assert!(from.is_none() || to.is_none() || from <= to, "{code}");
        }
    }
    assert_eq!(known, 9_864 + 292, "comuni, foreign states");
}

#[test]
fn names_are_found_in_their_own_alphabetical_order() {
    // Holds only if the generator and the search fold names in the same way.
    let mut seen = HashSet::new();
    for place in all_codes().filter_map(|code| find_by_code(code, None)) {
        let found = find_by_name(place.name(), place.province()).any(|other| other == place);
        assert!(found, "{place} is not found by its name");
        assert!(
            search(place.name(), 400).any(|other| other == place),
            "{place} is not searched"
        );
        seen.insert(place.name());
    }
    assert!(seen.len() > 9_000);
}

#[test]
fn the_five_living_homonyms_need_the_province() {
    let homonyms = [
        ("Castro", ["BG", "LE"]),
        ("Livo", ["CO", "TN"]),
        ("Peglio", ["CO", "PU"]),
        ("Samone", ["TN", "TO"]),
        ("San Teodoro", ["ME", "SS"]),
    ];
    for (name, provinces) in homonyms {
        let living = find_by_name(name, None).filter(|place| !place.is_ceased());
        let mut found: Vec<_> = living.filter_map(|place| place.province()).collect();
        found.sort_unstable();
        assert_eq!(found, provinces, "{name}");
        for province in provinces {
            let mut living = find_by_name(name, Some(province)).filter(|place| !place.is_ceased());
            assert_eq!(
                living.next().and_then(|place| place.province()),
                Some(province)
            );
            assert_eq!(living.next(), None, "{name} {province}");
        }
    }
}

#[test]
fn a_name_is_found_in_the_province_of_a_past_period() {
    assert_eq!(labels(find_by_name("monza", Some("mi"))), ["Monza (MI)"]);
    assert_eq!(labels(find_by_name("MONZA", Some(" MB "))), ["Monza (MB)"]);
    assert_eq!(labels(find_by_name("Monza", Some("RM"))), [""; 0]);
}

#[test]
fn case_accents_apostrophes_and_spaces_do_not_count() {
    for typed in ["Forlì", "forli", "FORLI'", "  Forlì ", "f o r l i"] {
        assert_eq!(
            labels(find_by_name(typed, None))
                .first()
                .map(String::as_str),
            Some("Forlì (FC)")
        );
    }
    for typed in [
        "reggio nell'emilia",
        "Reggio nell’Emilia",
        "REGGIO NELLEMILIA",
    ] {
        assert_eq!(labels(search(typed, 1)), ["Reggio nell'Emilia (RE)"]);
    }
}

#[test]
fn bilingual_and_former_names_lead_to_the_place() {
    for (typed, place) in [
        ("Bozen", "Bolzano (BZ)"),
        ("Brixen", "Bressanone (BZ)"),
        ("Olanda", "Paesi Bassi"),
        ("URSS", "Unione Sovietica"),
        ("Russia", "Federazione Russa"),
        ("Germania Est", "Repubblica Democratica Tedesca"),
        ("Stati Uniti", "Stati Uniti d'America"),
    ] {
        assert_eq!(
            labels(find_by_name(typed, None))
                .first()
                .map(String::as_str),
            Some(place)
        );
    }
}

#[test]
fn names_are_written_as_in_italian() {
    for name in [
        "Reggio nell'Emilia",
        "San Giovanni in Persiceto",
        "Cortina d'Ampezzo",
        "Cava de' Tirreni",
        "Bagno a Ripoli",
        "L'Aquila",
        "La Spezia",
        "Sant'Agata li Battiati",
        "Sotto il Monte Giovanni XXIII",
        "Presicce-Acquarica",
        "Città del Vaticano",
        "Macedonia del Nord",
        "Costa d'Avorio",
    ] {
        let found = find_by_name(name, None).next().map(|place| place.name());
        assert_eq!(found, Some(name));
    }
}

#[test]
fn a_search_lists_living_places_first_and_stops_at_the_limit() {
    let found: Vec<_> = search("san g", 500).collect();
    assert!(found.len() > 50 && found.len() < 500);
    let first_ceased = found
        .iter()
        .position(Place::is_ceased)
        .expect("some ceased");
    assert!(found.iter().skip(first_ceased).all(Place::is_ceased));
    assert_eq!(search("san g", 7).count(), 7);
    assert_eq!(labels(search("roma", 1)), ["Roma (RM)"]);
}

#[test]
fn hostile_text_finds_nothing_and_never_fails() {
    let long = "a".repeat(100_000);
    for typed in [
        "",
        " ",
        "'",
        "123",
        "Москва",
        "\u{0}",
        "Roma\u{301}я",
        &long,
    ] {
        assert_eq!(search(typed, 10).count(), 0, "{typed:.20?}");
        assert_eq!(
            find_by_name(typed, Some("\u{0}")).count(),
            0,
            "{typed:.20?}"
        );
    }
    for typed in ["", "H50", "H5011", "é501", "H50１", "h 501", "1501"] {
        assert!(PlaceCode::parse(typed).is_err(), "{typed:?}");
    }
    assert_eq!(
        PlaceCode::parse(" h501 ").map(|code| code.to_string()),
        Ok("H501".to_owned())
    );
}
