//! Reading codes: what is accepted, what is refused and where the fault is said to be.

#![expect(clippy::expect_used, reason = "helpers of tests may fail the test")]

use jiff::civil::date;
use varco_domain::codice_fiscale::{
    CodiceFiscale, CodiceFiscaleError as Fault, Confusion, Expected, ProvisionalCode, Sex, TaxCode,
};

fn parse(input: &str) -> CodiceFiscale {
    CodiceFiscale::parse(input).expect(input)
}

fn fault(input: &str) -> Fault {
    CodiceFiscale::parse(input).expect_err(input)
}

#[test]
fn a_code_may_be_typed_with_spaces_dashes_and_lower_case() {
    for typed in [
        "RSSMRA85T10A562S",
        "rssmra85t10a562s",
        "  RSS MRA 85T10 A562S\t",
        "RSS-MRA-85T10-A562-S\r\n",
        "r s s m r a 8 5 t 1 0 a 5 6 2 s",
    ] {
        assert_eq!(parse(typed).as_str(), "RSSMRA85T10A562S", "{typed:?}");
    }
}

#[test]
fn a_code_says_sex_date_place_and_name_parts() {
    let man = parse("RSSMRA85T10A562S");
    assert_eq!(man.sex(), Sex::Male);
    assert_eq!(man.place_code().as_str(), "A562");
    assert_eq!((man.surname_part(), man.name_part()), ("RSS", "MRA"));
    assert_eq!(
        man.birth_date_candidates(date(2026, 11, 20)).only(),
        Some(date(1985, 12, 10))
    );

    let woman = parse("HUXYIX80P41Z210E");
    assert_eq!(woman.sex(), Sex::Female);
    assert!(woman.place_code().is_foreign());
    assert_eq!(
        woman.birth_date_candidates(date(2026, 11, 20)).only(),
        Some(date(1980, 9, 1))
    );
}

#[test]
fn an_omocodic_code_says_the_same_as_its_base_and_is_another_code() {
    let base = parse("RSSMRA85T10A562S");
    for form in [
        "RSSMRA85T10A56NH",
        "RSSMRA85T10A5S2E",
        "RSSMRAU5T10A562P",
        "RSSMRAURTMLARSNL",
    ] {
        let omocode = parse(form);
        assert!(omocode.is_omocodic() && !base.is_omocodic());
        assert_eq!(omocode.base(), base);
        assert_ne!(omocode, base);
        assert_eq!(omocode.sex(), base.sex());
        assert_eq!(omocode.place_code(), base.place_code());
        let today = date(2026, 11, 20);
        assert_eq!(
            omocode.birth_date_candidates(today),
            base.birth_date_candidates(today)
        );
    }
}

#[test]
fn the_forms_of_a_code_begin_with_its_base_and_then_its_rightmost_digit() {
    let forms: Vec<_> = parse("RSSMRAURTMLARSNL").omocodes().take(3).collect();
    let texts: Vec<_> = forms.iter().map(CodiceFiscale::as_str).collect();
    assert_eq!(
        texts,
        ["RSSMRA85T10A562S", "RSSMRA85T10A56NH", "RSSMRA85T10A5S2E"]
    );
    let mut rest = parse("RSSMRAURTMLARSNL").omocodes();
    assert_eq!(rest.len(), 128);
    assert!(rest.nth(99).is_some());
    assert_eq!(rest.len(), 28);
}

#[test]
fn each_kind_of_fault_has_its_code_and_position() {
    let table = [
        ("", "empty", None),
        (" - ", "empty", None),
        ("RSSMRA85T10A562", "length", None),
        ("RSSMRA85T10A562SS", "length", None),
        ("RSSMRA85T10A562!", "alphabet", Some(16)),
        ("mario@esempio.it", "alphabet", Some(6)),
        ("RSS MRA 85T1 0A56\u{ff12}S", "alphabet", Some(15)),
        ("\u{ff32}SSMRA85T10A562S", "alphabet", Some(1)),
        ("RS\u{17f}MRA85T10A562S", "alphabet", Some(3)),
        ("RSSMR\u{131}85T10A562S", "alphabet", Some(6)),
        ("RSSMRA85T\u{661}0A562S", "alphabet", Some(10)),
        ("R5SMRA85T10A562S", "structure", Some(2)),
        ("RSSMRAB5T10A562S", "structure", Some(7)),
        ("RSSMRA85110A562S", "structure", Some(9)),
        ("RSSMRA85T10A5625", "structure", Some(16)),
        ("RSSMRA85F10A562S", "impossible_date", Some(9)),
        ("RSSMRA85T00A562S", "impossible_date", Some(10)),
        ("RSSMRA85T32A562S", "impossible_date", Some(10)),
        ("RSSMRA85T40A562S", "impossible_date", Some(10)),
        ("RSSMRA85T72A562S", "impossible_date", Some(10)),
        ("RSSMRA85B31A562S", "impossible_date", Some(10)),
        ("RSSMRA85B71A562S", "impossible_date", Some(10)),
        ("RSSMRA85B29A562S", "impossible_date", Some(10)),
        ("RSSMRA85D31A562S", "impossible_date", Some(10)),
        ("RSSMRA85T10A562T", "check_character", Some(16)),
        ("12345678903", "provisional", None),
        ("12345678904", "provisional_check_digit", Some(11)),
        ("1234567890A", "length", None),
    ];
    for (input, code, position) in table {
        let fault = fault(input);
        assert_eq!(
            (fault.code(), fault.position()),
            (code, position),
            "{input:?}: {fault}"
        );
    }
}

#[test]
fn a_slip_between_look_alikes_comes_with_a_hint() {
    let hint = |input: &str| match fault(input) {
        Fault::Structure { hint, expected, .. } => (hint, expected),
        other => panic!("{input}: {other:?}"),
    };
    let confusion = |typed, meant| Some(Confusion { typed, meant });
    let pair = |text: &str| {
        let mut letters = text.chars();
        letters.next().zip(letters.next()).expect("two characters")
    };
    // The fifth digit of a code, and its second letter, as somebody mistook them.
    for (typed, meant) in ["O0", "I1", "Z2", "G6", "B8"].map(pair) {
        let code = format!("RSSMRA85T1{typed}A562S");
        assert_eq!(hint(&code), (confusion(typed, meant), Expected::Digit));
    }
    for (typed, meant) in ["0O", "1I", "2Z", "5S", "6G", "8B"].map(pair) {
        let code = format!("R{typed}SMRA85T10A562S");
        assert_eq!(hint(&code), (confusion(typed, meant), Expected::Letter));
    }
    assert_eq!(hint("RSSMRAX5T10A562S"), (None, Expected::Digit));
    assert_eq!(
        fault("RSSMRA85T1OA562S").to_string(),
        "character 11 should be a digit (O instead of 0?)"
    );
}

#[test]
fn an_error_names_the_right_check_character_only_to_programs() {
    let fault = fault("RSSMRA85T10A562T");
    assert_eq!(
        fault,
        Fault::CheckCharacter {
            position: 16,
            expected: 'S',
            found: 'T'
        }
    );
    assert_eq!(fault.to_string(), "the check character does not match");
}

#[test]
fn the_29th_of_february_exists_if_any_century_has_it() {
    for year in ["00", "04", "84", "96"] {
        let typed = format!("RSSMRA{year}B29A562A");
        assert_eq!(fault_or_check(&typed), "check_character", "{typed}");
    }
    for year in ["01", "02", "90", "99"] {
        let typed = format!("RSSMRA{year}B29A562A");
        assert_eq!(fault_or_check(&typed), "impossible_date", "{typed}");
    }
}

/// The fault of a code whose last letter is arbitrary; the right letter counts as a wrong one.
fn fault_or_check(input: &str) -> &'static str {
    CodiceFiscale::parse(input).map_or_else(|fault| fault.code(), |_| "check_character")
}

#[test]
fn a_provisional_code_is_recognised_and_checked() {
    let code = ProvisionalCode::parse("123 456 789 03").expect("valid");
    assert_eq!(code.as_str(), "12345678903");
    assert_eq!(
        TaxCode::parse("12345678903"),
        Ok(TaxCode::Provisional(code))
    );
    assert_eq!(
        TaxCode::parse("12345678904"),
        Err(Fault::ProvisionalCheckDigit)
    );
    assert_eq!(
        ProvisionalCode::parse("RSSMRA85T10A562S"),
        Err(Fault::Length { found: 16 })
    );
    assert_eq!(
        ProvisionalCode::parse("1234567890I").map_err(|f| f.position()),
        Err(Some(11))
    );
    let definitive = parse("RSSMRA85T10A562S");
    assert_eq!(
        TaxCode::parse("rssmra85t10a562s"),
        Ok(TaxCode::Definitive(definitive))
    );
}

#[test]
fn codes_do_not_reach_logs_through_debug() {
    assert_eq!(
        format!("{:?}", parse("RSSMRA85T10A562S")),
        "CodiceFiscale(RSS…)"
    );
    let provisional = TaxCode::parse("12345678903").expect("valid");
    assert_eq!(
        format!("{provisional:?}"),
        "Provisional(ProvisionalCode(123…))"
    );
    assert_eq!(
        format!("{:?}", parse("RSSMRA85T10A562S").omocodes()),
        "Omocodes { base: CodiceFiscale(RSS…), .. }"
    );
}

#[test]
fn display_is_the_code_and_honours_padding() {
    assert_eq!(parse("rssmra85t10a562s").to_string(), "RSSMRA85T10A562S");
    assert_eq!(
        format!("{:>18}", parse("RSSMRA85T10A562S")),
        "  RSSMRA85T10A562S"
    );
    let provisional = TaxCode::parse("123-456-789-03").expect("valid");
    assert_eq!(format!("{provisional:>12}"), " 12345678903");
    let TaxCode::Provisional(code) = provisional else {
        panic!("eleven digits")
    };
    assert_eq!(code.to_string(), "12345678903");
}
