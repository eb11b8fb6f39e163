//! Step 2: faults that must be mended, warnings that may be confirmed, what the code leaves open.

use jiff::civil::{Date, date};
use varco_domain::contacts::{EmailFault, EmailHint};
use varco_domain::language::Language;
use varco_domain::person::NameFault;
use varco_domain::places::PlaceName;
use varco_domain::registration::{
    Declaration, DeclarationField as Field, DeclarationForm, DeclarationOutcome as Outcome, Fault,
    FieldFault, OpenQuestions, RegistrationRules, SoftWarning,
};

use crate::support::{FO, ROSSI, acceptance, code, declaration, documents, noon};

const TODAY: Date = date(2026, 11, 20);

/// A form in which everything is right for the code of Mario Rossi.
fn form() -> DeclarationForm<'static> {
    DeclarationForm {
        given_name: "Mario",
        family_name: "Rossi",
        email: "mario@esempio.it",
        email_repeat: "Mario@Esempio.it",
        language: Language::De,
        terms: true,
        privacy: true,
        ..DeclarationForm::default()
    }
}

fn check_for(text: &str, form: &DeclarationForm<'_>, today: Date) -> Outcome {
    let rules = RegistrationRules::default();
    form.check(&code(text), &documents(), &rules, (noon(), today))
}

fn check(form: &DeclarationForm<'_>) -> Outcome {
    check_for(ROSSI, form, TODAY)
}

fn accepted(outcome: Outcome) -> Declaration {
    match outcome {
        Outcome::Accepted(declaration) => *declaration,
        other => unreachable!("not accepted: {other:?}"),
    }
}

fn faults(pairs: &[(Field, Fault)]) -> Outcome {
    let fault = |&(field, fault): &(Field, Fault)| FieldFault { field, fault };
    Outcome::Faults(pairs.iter().map(fault).collect())
}

#[test]
fn a_right_form_becomes_a_declaration_with_what_was_accepted_and_when() {
    let declared = accepted(check(&form()));
    assert_eq!(declared, declaration("mario@esempio.it"));
    assert_eq!(declared.acceptance, acceptance());
}

#[test]
fn an_empty_form_has_every_fault_in_the_order_of_the_fields() {
    let expected = faults(&[
        (Field::GivenName, Fault::Name(NameFault::Empty)),
        (Field::FamilyName, Fault::Name(NameFault::Empty)),
        (Field::Email, Fault::Email(EmailFault::Empty)),
        (Field::Terms, Fault::NotAccepted),
        (Field::Privacy, Fault::NotAccepted),
    ]);
    assert_eq!(check(&DeclarationForm::default()), expected);
}

#[test]
fn each_fault_is_blamed_on_its_field() {
    let differs = (Field::EmailRepeat, Fault::EmailDiffers);
    for (form, fault) in [
        (
            DeclarationForm {
                given_name: "Mario2",
                ..form()
            },
            (Field::GivenName, Fault::Name(NameFault::Digit)),
        ),
        (
            DeclarationForm {
                family_name: "Ro\0ssi",
                ..form()
            },
            (Field::FamilyName, Fault::Name(NameFault::Forbidden)),
        ),
        (
            DeclarationForm {
                email: "mario@localhost",
                ..form()
            },
            (Field::Email, Fault::Email(EmailFault::Domain)),
        ),
        (
            DeclarationForm {
                email_repeat: " ",
                ..form()
            },
            (Field::EmailRepeat, Fault::Email(EmailFault::Empty)),
        ),
        (
            DeclarationForm {
                email_repeat: "m@esempio.it",
                ..form()
            },
            differs,
        ),
        (
            DeclarationForm {
                email_repeat: "mario@",
                ..form()
            },
            differs,
        ),
        (
            DeclarationForm {
                terms: false,
                ..form()
            },
            (Field::Terms, Fault::NotAccepted),
        ),
        (
            DeclarationForm {
                privacy: false,
                ..form()
            },
            (Field::Privacy, Fault::NotAccepted),
        ),
    ] {
        assert_eq!(check(&form), faults(&[fault]), "{form:?}");
    }
}

#[test]
fn faults_come_before_warnings() {
    let form = DeclarationForm {
        email: "mario@gmial.com",
        email_repeat: "mario@gmial.com",
        terms: false,
        ..form()
    };
    assert_eq!(check(&form), faults(&[(Field::Terms, Fault::NotAccepted)]));
}

#[test]
fn the_repeat_of_the_address_can_be_switched_off() {
    let form = DeclarationForm {
        email_repeat: "",
        ..form()
    };
    let rules = RegistrationRules {
        repeat_email: false,
        ..RegistrationRules::default()
    };
    let outcome = form.check(&code(ROSSI), &documents(), &rules, (noon(), TODAY));
    assert_eq!(accepted(outcome), declaration("mario@esempio.it"));
}

#[test]
fn r12_people_of_the_positive_list_pass_without_a_warning() {
    for (text, given_name, family_name) in [
        ("DNGNCL90B28F839Y", "Niccolò", "D\u{2019}Angelo"),
        ("DLLGCR64M09L736Y", "Gian Carlo", "Dell'Anno"),
        ("MLLJGN75E05Z112P", "Jürgen", "Müller"),
        ("HUXYIX80P41Z210E", "Yi", "Hu"),
    ] {
        let form = DeclarationForm {
            given_name,
            family_name,
            ..form()
        };
        let declared = accepted(check_for(text, &form, TODAY));
        assert!(!declared.needs_review, "{text}");
    }
}

#[test]
fn a_likely_slip_in_the_address_is_asked_about_once() {
    let email = "mario@gmial.com";
    let form = DeclarationForm {
        email,
        email_repeat: email,
        ..form()
    };
    let suggestion = "mario@gmail.com".to_owned();
    let warning = SoftWarning::Email(EmailHint::MistypedDomain { suggestion });
    assert_eq!(check(&form), Outcome::Warnings(vec![warning]));

    let confirmed = DeclarationForm {
        confirms_email: true,
        ..form
    };
    let declared = accepted(check(&confirmed));
    assert_eq!(declared.email.as_str(), email);
    assert!(!declared.needs_review);
}

#[test]
fn r02_names_that_differ_are_no_wall_but_the_office_looks() {
    let form = DeclarationForm {
        family_name: "Bianchi",
        ..form()
    };
    assert_eq!(
        check(&form),
        Outcome::Warnings(vec![SoftWarning::NamesDiffer])
    );

    let confirmed = DeclarationForm {
        confirms_person: true,
        ..form
    };
    assert!(accepted(check(&confirmed)).needs_review);
}

#[test]
fn each_warning_needs_its_own_confirmation() {
    let email = "mario@pec.it";
    let form = DeclarationForm {
        given_name: "Luca",
        email,
        email_repeat: email,
        confirms_person: true,
        ..form()
    };
    let pec = Outcome::Warnings(vec![SoftWarning::Email(EmailHint::LooksLikePec)]);
    assert_eq!(check(&form), pec);
    let both = DeclarationForm {
        confirms_person: false,
        ..form
    };
    let expected = Outcome::Warnings(vec![
        SoftWarning::NamesDiffer,
        SoftWarning::Email(EmailHint::LooksLikePec),
    ]);
    assert_eq!(check(&both), expected);
}

#[test]
fn two_possible_years_are_asked_about() {
    // Born on 24 March of 1926 or of 2026.
    let questions = OpenQuestions::of(&code(FO), TODAY);
    assert!(questions.asks_year() && !questions.asks_place);
    assert!(!OpenQuestions::of(&code(ROSSI), TODAY).asks_year());

    let fo = DeclarationForm {
        given_name: "Dario",
        family_name: "Fo",
        ..form()
    };
    let not_chosen = faults(&[(Field::BirthYear, Fault::YearNotChosen)]);
    for birth_year in ["", "1826", "1927", "26", "due"] {
        let form = DeclarationForm { birth_year, ..fo };
        assert_eq!(check_for(FO, &form, TODAY), not_chosen, "{birth_year}");
    }
    let form = DeclarationForm {
        birth_year: " 1926 ",
        ..fo
    };
    let declared = accepted(check_for(FO, &form, TODAY));
    assert_eq!(declared.birth_date, date(1926, 3, 24));
    assert!(!declared.needs_review);
}

#[test]
fn a_year_typed_although_nobody_asked_is_ignored() {
    let form = DeclarationForm {
        birth_year: "1885",
        ..form()
    };
    assert_eq!(accepted(check(&form)).birth_date, date(1985, 12, 10));
}

#[test]
fn below_fourteen_the_person_is_asked_to_check_up_to_the_eve_of_the_birthday() {
    // Born on 10 December 1985: fourteen on 10 December 1999.
    let form = DeclarationForm {
        birth_year: "1985",
        ..form()
    };
    let eve = check_for(ROSSI, &form, date(1999, 12, 9));
    assert_eq!(eve, Outcome::Warnings(vec![SoftWarning::TooYoung]));
    let birthday = accepted(check_for(ROSSI, &form, date(1999, 12, 10)));
    assert!(!birthday.needs_review);

    let confirmed = DeclarationForm {
        confirms_person: true,
        ..form
    };
    assert!(accepted(check_for(ROSSI, &confirmed, date(1999, 12, 9))).needs_review);
}

#[test]
fn a_place_that_the_table_does_not_know_is_typed_and_the_office_looks() {
    // A valid code whose place, X999, was never assigned.
    let unknown = "RSSMRA85T10X999Q";
    assert!(OpenQuestions::of(&code(unknown), TODAY).asks_place);

    let missing = faults(&[(Field::BirthPlace, Fault::Name(NameFault::Empty))]);
    assert_eq!(check_for(unknown, &form(), TODAY), missing);

    let form = DeclarationForm {
        birth_place: "Borgo Nuovo",
        ..form()
    };
    let declared = accepted(check_for(unknown, &form, TODAY));
    assert_eq!(declared.birth_place, PlaceName::parse("Borgo Nuovo").ok());
    assert!(declared.needs_review);
}

#[test]
fn a_name_of_several_places_is_asked_back_and_kept_as_it_is_when_confirmed() {
    let unknown = "RSSMRA85T10X999Q";
    let named = |birth_place| DeclarationForm {
        birth_place,
        ..form()
    };
    let Outcome::Warnings(warnings) = check_for(unknown, &named("castro"), TODAY) else {
        panic!("no doubt")
    };
    let [SoftWarning::Place(places)] = &warnings[..] else {
        panic!("{warnings:?}")
    };
    let choices: Vec<_> = places.iter().map(ToString::to_string).collect();
    assert!(choices.contains(&"Castro (LE)".to_owned()), "{choices:?}");
    let confirmed = DeclarationForm {
        confirms_place: true,
        ..named("castro")
    };
    for (form, kept) in [
        (named("Castro (LE)"), "Castro (LE)"),
        (named("roma"), "Roma (RM)"),
        (confirmed, "castro"),
    ] {
        let declared = accepted(check_for(unknown, &form, TODAY));
        assert_eq!(declared.birth_place.unwrap().as_str(), kept);
    }
}

#[test]
fn a_place_that_had_ceased_before_the_birth_is_no_question_but_the_office_looks() {
    // A003 ended in 1928: nobody was born there in 1985 by the archive.
    let ceased = "RSSMRA85T10A003C";
    assert!(!OpenQuestions::of(&code(ceased), TODAY).asks_place);
    assert!(accepted(check_for(ceased, &form(), TODAY)).needs_review);
}
