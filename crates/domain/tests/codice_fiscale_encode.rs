//! Computing codes from the data of invented people.

#![expect(clippy::expect_used, reason = "helpers of tests may fail the test")]

use jiff::civil::{Date, date};
use varco_domain::codice_fiscale::{EncodeError, Part, PersonFacts, Sex, encode};
use varco_domain::places::PlaceCode;

fn facts<'a>(surname: &'a str, name: &'a str) -> PersonFacts<'a> {
    person(surname, name, date(1980, 1, 1), Sex::Male, "H501")
}

fn person<'a>(
    surname: &'a str,
    name: &'a str,
    birth_date: Date,
    sex: Sex,
    place: &str,
) -> PersonFacts<'a> {
    let place = PlaceCode::parse(place).expect(place);
    PersonFacts {
        surname,
        name,
        birth_date,
        sex,
        place,
    }
}

#[test]
fn the_worked_examples_come_out() {
    let table = [
        (
            "Rossi",
            "Mario",
            date(1985, 12, 10),
            Sex::Male,
            "A562",
            "RSSMRA85T10A562S",
        ),
        (
            "Fo",
            "Dario",
            date(1926, 3, 24),
            Sex::Male,
            "I725",
            "FOXDRA26C24I725A",
        ),
        (
            "D'Angelo",
            "Niccolò",
            date(1990, 2, 28),
            Sex::Male,
            "F839",
            "DNGNCL90B28F839Y",
        ),
        (
            "Dell'Anno",
            "Gian Carlo",
            date(1964, 8, 9),
            Sex::Male,
            "L736",
            "DLLGCR64M09L736Y",
        ),
        (
            "Müller",
            "Jürgen",
            date(1975, 5, 5),
            Sex::Male,
            "Z112",
            "MLLJGN75E05Z112P",
        ),
        (
            "Hu",
            "Yi",
            date(1980, 9, 1),
            Sex::Female,
            "Z210",
            "HUXYIX80P41Z210E",
        ),
    ];
    for (surname, name, born, sex, place, expected) in table {
        let code = encode(&person(surname, name, born, sex, place));
        assert_eq!(
            code.map(|code| code.to_string()),
            Ok(expected.to_owned()),
            "{surname} {name}"
        );
    }
}

#[test]
fn surnames_take_consonants_then_vowels_then_x() {
    for (surname, part) in [
        ("Rossi", "RSS"),
        ("Rosi", "RSO"),
        ("Aiuola", "LAI"),
        ("Aio", "AIO"),
        ("Re", "REX"),
        ("O", "OXX"),
        ("De Gregori", "DGR"),
        ("Lo Re", "LRO"),
        ("Y", "YXX"),
        ("Di Salvo-Ferrari", "DSL"),
        ("D’Amico", "DMC"),
        ("Dʼamico", "DMC"),
    ] {
        let code = encode(&facts(surname, "Anna")).expect(surname);
        assert_eq!(code.surname_part(), part, "{surname}");
    }
}

#[test]
fn names_with_four_consonants_drop_the_second() {
    for (name, part) in [
        ("Mario", "MRA"),
        ("Marco", "MRC"),
        ("Roberto", "RRT"),
        ("Francesco", "FNC"),
        ("Maria Grazia", "MGR"),
        ("Gian-Carlo", "GCR"),
        ("Al", "LAX"),
        ("Ia", "IAX"),
        ("Nicola Maria", "NLM"),
    ] {
        let code = encode(&facts("Rossi", name)).expect(name);
        assert_eq!(code.name_part(), part, "{name}");
    }
}

#[test]
fn letters_of_other_latin_languages_are_transliterated() {
    for (surname, part) in [
        ("Ünü", "NUE"),
        ("U\u{308}nu\u{308}", "NUE"),
        ("Öö", "OEO"),
        ("Ää", "AEA"),
        ("Æo", "AEO"),
        ("Œi", "OEI"),
        ("Aß", "SSA"),
        ("Øe", "OEX"),
        ("Åo", "AOX"),
        ("Łęa", "LEA"),
        ("Đỗ", "DOX"),
        ("Ħa", "HAX"),
        ("Þo", "THO"),
        ("Ñu", "NUX"),
        ("Șțu", "STU"),
        ("Əli", "LEI"),
        ("çığ", "CGI"),
        ("İo", "IOX"),
        ("Citroën", "CTR"),
        ("Ŋuma", "NMU"),
        ("Ǥo", "GOX"),
        ("Iĸu", "KIU"),
        ("Ŧoa", "TOA"),
    ] {
        let code = encode(&facts(surname, "Anna")).expect(surname);
        assert_eq!(code.surname_part(), part, "{surname}");
    }
}

#[test]
fn nothing_is_computed_from_no_letters_or_another_alphabet() {
    let error = |surname, name| encode(&facts(surname, name)).expect_err(surname);
    assert_eq!(
        error("", "Anna"),
        EncodeError::NoLetters {
            part: Part::Surname
        }
    );
    assert_eq!(
        error("Rossi", " -'7"),
        EncodeError::NoLetters { part: Part::Name }
    );
    let part = Part::Surname;
    assert_eq!(
        error("Иванов", "Anna"),
        EncodeError::OtherAlphabet { part, found: 'И' }
    );
    let part = Part::Name;
    assert_eq!(
        error("Rossi", "An明"),
        EncodeError::OtherAlphabet { part, found: '明' }
    );
}

#[test]
fn the_year_is_written_with_two_digits_and_women_are_born_40_days_later() {
    let code = |born, sex| {
        encode(&person("Rossi", "Anna", born, sex, "H501"))
            .expect("valid facts")
            .to_string()
    };
    assert_eq!(
        code(date(2005, 11, 30), Sex::Female).get(6..11),
        Some("05S70")
    );
    assert_eq!(
        code(date(1905, 11, 30), Sex::Male).get(6..11),
        Some("05S30")
    );
    assert_eq!(
        code(date(2000, 2, 29), Sex::Female).get(6..11),
        Some("00B69")
    );
}
