//! A million codici fiscali: invents them, and measures how fast they are read.
//!
//! `cargo xtask compare` drives it, beside other programs that read the same files.
//!
//! | argument | what it does |
//! |---|---|
//! | `invent COUNT VALID WRONG` | writes codes, one a line, and the same codes with one slip each |
//! | `read VALID WRONG` | prints a line per way of reading: name, seconds for `VALID`, accepted and crashed there, accepted and crashed in `WRONG` |
//!
//! The codes belong to people born between 1930 and 2025 in a comune or state that existed then; one
//! in twenty is omocodic.

#![expect(clippy::print_stdout, reason = "the result goes to standard output")]

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::hint::black_box;

use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use varco_domain::codice_fiscale::{CodiceFiscale, PersonFacts, Sex, encode};
use varco_domain::places::{PlaceCode, find_by_code};

type Outcome<T> = Result<T, Box<dyn Error>>;
/// Reads a text and says whether it accepts it.
type Reader = fn(&str) -> bool;

const FIRST_DAY: Date = date(1930, 1, 1);
const DAYS: usize = 96 * 365;
const ROUNDS: usize = 5;
const TODAY: Date = date(2026, 1, 1);
const SYLLABLES: &[&str] = &[
    "ba", "ca", "de", "fi", "go", "lu", "ma", "ne", "pi", "ro", "sa", "te", "va", "zo", "ghi",
    "sci", "stra", "bru", "o", "e",
];

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match *arguments {
        ["invent", count, valid, wrong] => invent(count.parse()?, valid, wrong),
        ["read", valid, wrong] => read(valid, wrong),
        _ => Err("usage: compare invent COUNT VALID WRONG, or compare read VALID WRONG".into()),
    }
}

fn invent(count: usize, valid: &str, wrong: &str) -> Outcome<()> {
    let mut dice = Dice(1861);
    let places: Vec<PlaceCode> = (b'A'..=b'Z')
        .flat_map(|letter| {
            (0..1000).map(move |number| format!("{}{number:03}", char::from(letter)))
        })
        .filter_map(|code| PlaceCode::parse(&code).ok())
        .filter(|code| find_by_code(*code, None).is_some())
        .collect();
    let (mut codes, mut slips) = (String::new(), String::new());
    for _ in 0..count {
        let code = somebody(&mut dice, &places)?.to_string();
        writeln!(codes, "{code}")?;
        writeln!(slips, "{}", with_slip(&mut dice, &code)?)?;
    }
    fs::write(valid, codes)?;
    fs::write(wrong, slips)?;
    Ok(())
}

fn somebody(dice: &mut Dice, places: &[PlaceCode]) -> Outcome<CodiceFiscale> {
    let mut name = || -> Outcome<String> {
        let syllables = 1 + dice.below(4);
        (0..syllables).map(|_| dice.pick(SYLLABLES)).collect()
    };
    let (surname, name) = (name()?, name()?);
    let (birth_date, place) = loop {
        let day = FIRST_DAY.checked_add(i32::try_from(dice.below(DAYS))?.days())?;
        let code = dice.pick(places)?;
        if find_by_code(code, Some(day)).is_some_and(|place| place.existed_on(day)) {
            break (day, code);
        }
    };
    let code = encode(&PersonFacts {
        surname: &surname,
        name: &name,
        birth_date,
        sex: dice.pick(&[Sex::Female, Sex::Male])?,
        place,
    })?;
    let form = if dice.below(20) == 0 {
        1 + dice.below(7)
    } else {
        0
    };
    Ok(code.omocodes().nth(form).ok_or("128 forms")?)
}

/// Another letter or figure in eight cases of ten; a sign; a letter with an accent in place of two.
fn with_slip(dice: &mut Dice, code: &str) -> Outcome<String> {
    let mut characters: Vec<char> = code.chars().collect();
    let at = dice.below(15);
    let (signs, replaced) = match dice.below(10) {
        0 => ("-./,;_ '", 1),
        1 => ("ÀÈÌÒÙ", 2),
        _ => ("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", 1),
    };
    let signs: Vec<char> = signs.chars().collect();
    let sign = loop {
        let sign = dice.pick(&signs)?;
        if characters.get(at) != Some(&sign) {
            break sign;
        }
    };
    characters.splice(at..at + replaced, [sign]);
    Ok(characters.into_iter().collect())
}

fn read(valid: &str, wrong: &str) -> Outcome<()> {
    let (valid, wrong) = (fs::read_to_string(valid)?, fs::read_to_string(wrong)?);
    let ways: [(&str, Reader); 2] = [
        ("`CodiceFiscale::parse`", |text| {
            CodiceFiscale::parse(text).is_ok()
        }),
        (
            "`CodiceFiscale::parse`, dates of birth, place on that day",
            |text| {
                CodiceFiscale::parse(text).is_ok_and(|code| {
                    let mut dates = code.birth_date_candidates(TODAY).into_iter();
                    dates.any(|day| find_by_code(code.place_code(), Some(day)).is_some())
                })
            },
        ),
    ];
    for (name, accepts) in ways {
        let (seconds, accepted) = best_of(&valid, accepts)?;
        let wrongly = wrong.lines().filter(|text| accepts(text)).count();
        println!("varco-domain, {name}\t{seconds}\t{accepted}\t0\t{wrongly}\t0");
    }
    Ok(())
}

fn best_of(texts: &str, accepts: Reader) -> Outcome<(f64, usize)> {
    let texts: Vec<&str> = texts.lines().collect();
    let mut best = (f64::INFINITY, 0);
    for _ in 0..ROUNDS {
        let start = processor_seconds()?;
        let accepted = texts.iter().filter(|text| accepts(black_box(text))).count();
        let seconds = processor_seconds()? - start;
        best = (seconds.min(best.0), accepted);
    }
    Ok(best)
}

/// What the processor has done for this thread (Linux): other programs on the machine do not count.
/// The system brings the figure up to date when a thread steps aside.
fn processor_seconds() -> Outcome<f64> {
    std::thread::yield_now();
    let line = fs::read_to_string("/proc/thread-self/schedstat")?;
    let nanoseconds: f64 = line.split(' ').next().unwrap_or_default().parse()?;
    Ok(nanoseconds / 1e9)
}

/// `SplitMix64` (Steele, Lea, Flood 2014): the same people at every run, without a dependency.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) >> 33).unwrap_or_default() % end
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> Outcome<T> {
        let at = self.below(from.len());
        from.get(at)
            .copied()
            .ok_or_else(|| "nothing to pick".into())
    }
}
