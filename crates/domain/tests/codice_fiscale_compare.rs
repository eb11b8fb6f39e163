//! Comparing codes with typed data: soft findings, one for each part that differs.

#![expect(clippy::expect_used, reason = "helpers of tests may fail the test")]

use jiff::civil::{Date, date};
use varco_domain::codice_fiscale::{
    CodiceFiscale, Finding, Part, PersonFacts, Reason, Sex, TypedPerson, compare,
    doubt_about_place, encode,
};
use varco_domain::places::PlaceCode;

fn place(text: &str) -> PlaceCode {
    PlaceCode::parse(text).expect(text)
}

fn code(surname: &str, name: &str) -> CodiceFiscale {
    let (birth_date, sex, place) = (date(1985, 12, 10), Sex::Male, place("A562"));
    encode(&PersonFacts {
        surname,
        name,
        birth_date,
        sex,
        place,
    })
    .expect("Latin names")
}

fn typed<'a>(surname: &'a str, name: &'a str) -> TypedPerson<'a> {
    TypedPerson {
        surname: Some(surname),
        name: Some(name),
        birth_date: Some(date(1985, 12, 10)),
        sex: Some(Sex::Male),
        place: Some(place("A562")),
    }
}

/// The findings for a code of Mario Rossi.
fn findings(typed: &TypedPerson<'_>) -> Vec<(Part, Reason)> {
    let code = code("Rossi", "Mario");
    compare(&code, typed)
        .into_iter()
        .map(|finding| (finding.part, finding.reason))
        .collect()
}

#[test]
fn r02_matching_data_give_no_finding_and_absent_data_are_not_compared() {
    assert_eq!(findings(&typed("Rossi", "Mario")), []);
    assert_eq!(findings(&TypedPerson::default()), []);
}

#[test]
fn r02_changing_one_field_gives_just_the_finding_of_that_field() {
    let right = typed("Rossi", "Mario");
    let other = Reason::OtherRecords;
    let table = [
        (
            TypedPerson {
                surname: Some("Bianchi"),
                ..right
            },
            Part::Surname,
        ),
        (
            TypedPerson {
                name: Some("Luca"),
                ..right
            },
            Part::Name,
        ),
        (
            TypedPerson {
                birth_date: Some(date(1985, 12, 11)),
                ..right
            },
            Part::BirthDate,
        ),
        (
            TypedPerson {
                birth_date: Some(date(1986, 12, 10)),
                ..right
            },
            Part::BirthDate,
        ),
        (
            TypedPerson {
                sex: Some(Sex::Female),
                ..right
            },
            Part::Sex,
        ),
        (
            TypedPerson {
                place: Some(place("H501")),
                ..right
            },
            Part::Place,
        ),
    ];
    for (typed, part) in table {
        assert_eq!(findings(&typed), [(part, other)]);
    }
}

#[test]
fn r02_all_omocodic_forms_give_the_findings_of_their_base() {
    let code = code("Rossi", "Mario");
    let wrong = TypedPerson {
        surname: Some("Mario"),
        birth_date: Some(date(1985, 10, 12)),
        sex: Some(Sex::Female),
        place: Some(place("Z129")),
        ..typed("Mario", "Rossi")
    };
    let expected = compare(&code, &wrong);
    assert_eq!(expected.len(), 5);
    for form in code.omocodes() {
        assert_eq!(compare(&form, &wrong), expected);
        assert_eq!(compare(&form, &typed("Rossi", "Mario")), []);
    }
}

#[test]
fn a_finding_says_why_the_code_may_still_be_right() {
    let reasons = |code: CodiceFiscale, typed: &TypedPerson<'_>| -> Vec<Reason> {
        compare(&code, typed)
            .into_iter()
            .map(|finding| finding.reason)
            .collect()
    };
    let swapped = [Reason::NamesSwapped, Reason::NamesSwapped];
    assert_eq!(
        reasons(code("Rossi", "Mario"), &typed("Mario", "Rossi")),
        swapped
    );
    let fewer = [Reason::FewerNames];
    assert_eq!(
        reasons(code("Rossi", "Maria"), &typed("Rossi", "Maria Grazia")),
        fewer
    );
    assert_eq!(
        reasons(code("Verdi", "Ada"), &typed("Rossi-Verdi", "Ada")),
        fewer
    );
    let older = [Reason::OlderTransliteration];
    assert_eq!(reasons(code("Funo", "Ada"), &typed("Füno", "Ada")), []);
    assert_eq!(reasons(code("Mu", "Ada"), &typed("Mü", "Ada")), older);
    let never = [Reason::NotComparable];
    assert_eq!(reasons(code("Rossi", "Ada"), &typed("Росси", "Ada")), never);
    assert_eq!(reasons(code("Rossi", "Ada"), &typed("Rossi", "-")), never);
    let born = TypedPerson {
        birth_date: Some(date(1985, 10, 12)),
        ..typed("Rossi", "Ada")
    };
    assert_eq!(
        reasons(code("Rossi", "Ada"), &born),
        [Reason::DayAndMonthSwapped]
    );
}

#[test]
fn the_century_that_was_typed_does_not_differ_from_two_digits() {
    for year in [1885, 1985, 2085] {
        let born = Some(date(year, 12, 10));
        assert_eq!(
            findings(&TypedPerson {
                birth_date: born,
                ..typed("Rossi", "Mario")
            }),
            []
        );
    }
}

fn born_in(place_code: &str, birth_date: Date) -> CodiceFiscale {
    let (surname, name, sex) = ("Rossi", "Anna", Sex::Female);
    encode(&PersonFacts {
        surname,
        name,
        birth_date,
        sex,
        place: place(place_code),
    })
    .expect("Latin names")
}

#[test]
fn two_codes_of_one_state_differ_with_the_reason_that_they_share_the_name() {
    let code = born_in("Z137", date(1970, 1, 1));
    let typed = TypedPerson {
        place: Some(place("Z252")),
        ..TypedPerson::default()
    };
    let expected = Finding {
        part: Part::Place,
        reason: Reason::SamePlaceName,
    };
    assert_eq!(compare(&code, &typed), [expected]);
    assert_eq!(
        expected.to_string(),
        "the place of birth does not agree with the code: the place has the same name under another code"
    );
}

#[test]
fn a_place_that_is_unknown_or_had_ceased_is_doubted_softly() {
    let doubt = |place, born| doubt_about_place(&born_in(place, born), born).map(|f| f.reason);
    assert_eq!(doubt("H501", date(1970, 1, 1)), None);
    assert_eq!(doubt("Z135", date(1970, 1, 1)), None);
    assert_eq!(doubt("Z135", date(2001, 1, 1)), Some(Reason::CeasedPlace));
    assert_eq!(doubt("W999", date(1970, 1, 1)), Some(Reason::UnknownPlace));
    let code = born_in("W999", date(1970, 1, 1));
    let typed = TypedPerson {
        place: Some(place("H501")),
        ..TypedPerson::default()
    };
    let expected = Finding {
        part: Part::Place,
        reason: Reason::UnknownPlace,
    };
    assert_eq!(compare(&code, &typed), [expected]);
}
