//! How many codes a core reads, computes and compares.

use std::hint::black_box;

use divan::Bencher;
use divan::counter::ItemsCount;
use jiff::civil::date;
use varco_domain::codice_fiscale::{CodiceFiscale, PersonFacts, Sex, TypedPerson, compare, encode};
use varco_domain::places::PlaceCode;

fn main() {
    divan::main();
}

/// One code in all its forms: the letters of omocodia keep the branch predictor honest.
fn forms() -> Vec<String> {
    let code = CodiceFiscale::parse("RSSMRA85T10A562S");
    code.iter()
        .flat_map(CodiceFiscale::omocodes)
        .map(|form| form.to_string())
        .collect()
}

fn parse_all(bencher: Bencher<'_, '_>, texts: &[String]) {
    bencher.counter(ItemsCount::new(texts.len())).bench(|| {
        texts
            .iter()
            .filter(|text| CodiceFiscale::parse(black_box(text)).is_ok())
            .count()
    });
}

#[divan::bench]
fn parse(bencher: Bencher<'_, '_>) {
    parse_all(bencher, &forms());
}

#[divan::bench]
fn parse_with_spaces_and_lower_case(bencher: Bencher<'_, '_>) {
    let typed = |form: &String| {
        let (names, rest) = form.split_at(6);
        format!(" {names} {rest} ").to_lowercase()
    };
    parse_all(bencher, &forms().iter().map(typed).collect::<Vec<_>>());
}

#[divan::bench]
fn parse_with_wrong_check_character(bencher: Bencher<'_, '_>) {
    let wrong = |form: &String| form.replacen("RSS", "RSN", 1);
    parse_all(bencher, &forms().iter().map(wrong).collect::<Vec<_>>());
}

#[divan::bench]
fn all_128_forms(bencher: Bencher<'_, '_>) {
    let code = CodiceFiscale::parse("RSSMRA85T10A562S");
    bencher.counter(ItemsCount::new(128_usize)).bench(|| {
        black_box(&code)
            .iter()
            .flat_map(CodiceFiscale::omocodes)
            .filter(CodiceFiscale::is_omocodic)
            .count()
    });
}

#[divan::bench]
fn compute(bencher: Bencher<'_, '_>) {
    let place = PlaceCode::parse("L736").ok();
    bencher.counter(ItemsCount::new(1_usize)).bench(|| {
        let (surname, name) = black_box(("Dell'Anno", "Gian Carlo"));
        let birth_date = date(1964, 8, 9);
        let facts = |place| PersonFacts {
            surname,
            name,
            birth_date,
            sex: Sex::Male,
            place,
        };
        place.map(|place| encode(&facts(place)))
    });
}

#[divan::bench]
fn compare_with_typed_data(bencher: Bencher<'_, '_>) {
    let code = CodiceFiscale::parse("DLLGCR64M09L736Y");
    bencher.counter(ItemsCount::new(1_usize)).bench(|| {
        let typed = TypedPerson {
            surname: Some(black_box("Dell'Anno")),
            name: Some(black_box("Gian Carlo")),
            birth_date: Some(date(1964, 8, 9)),
            ..TypedPerson::default()
        };
        code.as_ref().map(|code| compare(code, &typed))
    });
}
