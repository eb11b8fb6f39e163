//! How fast places are found.

use std::hint::black_box;

use divan::Bencher;
use divan::counter::ItemsCount;
use jiff::civil::date;
use varco_domain::places::{PlaceCode, find_by_code, find_by_name, search};

fn main() {
    divan::main();
}

/// A thousand codes across the table, known and unknown.
fn codes() -> Vec<PlaceCode> {
    let letters = ('A'..='M').chain(['Z']);
    let texts =
        letters.flat_map(|letter| (0..1000).map(move |number| format!("{letter}{number:03}")));
    let codes: Vec<_> = texts
        .filter_map(|text| PlaceCode::parse(&text).ok())
        .collect();
    // 7,919 is prime and no divisor of 14,000: the order is as good as random.
    (0..1000)
        .filter_map(|n| codes.get(n * 7_919 % codes.len()))
        .copied()
        .collect()
}

#[divan::bench]
fn find_by_code_and_date(bencher: Bencher<'_, '_>) {
    let codes = codes();
    bencher.counter(ItemsCount::new(codes.len())).bench(|| {
        let born = Some(black_box(date(1964, 8, 9)));
        codes
            .iter()
            .filter_map(|code| find_by_code(*code, born))
            .count()
    });
}

#[divan::bench]
fn find_by_code_alone(bencher: Bencher<'_, '_>) {
    let codes = codes();
    bencher.counter(ItemsCount::new(codes.len())).bench(|| {
        codes
            .iter()
            .filter_map(|code| find_by_code(*black_box(code), None))
            .count()
    });
}

#[divan::bench(args = ["Roma", "San Giovanni in Persiceto", "Forlì"])]
fn find_by_name_alone(bencher: Bencher<'_, '_>, name: &str) {
    bencher.bench(|| find_by_name(black_box(name), None).count());
}

/// What the field of the birthplace asks for at each key; the last is the longest walk there is:
/// everything that begins with S, to the end.
#[divan::bench(args = ["ro", "san", "forlì", "zz", "s"])]
fn search_20(bencher: Bencher<'_, '_>, prefix: &str) {
    bencher.bench(|| search(black_box(prefix), 20).count());
}

#[divan::bench(args = ["san", "s"])]
fn search_everything(bencher: Bencher<'_, '_>, prefix: &str) {
    bencher.bench(|| search(black_box(prefix), usize::MAX).count());
}
