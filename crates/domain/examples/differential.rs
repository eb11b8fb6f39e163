//! Answers questions about codici fiscali, one a line, so that another program can compare.
//!
//! `cargo xtask differential` drives it. Fields are separated by U+001F. Argument: the day that
//! counts as today.
//!
//! | question | answer |
//! |---|---|
//! | `E surname name date sex place` | the code, or `error` |
//! | `P text` | `ok code sex place dates`, `provisional`, or `err kind` |
//! | `O code` | all forms of the code |
//! | `L place date` | name and province of the place |

use std::error::Error;
use std::io::{BufRead as _, Write as _, stdin, stdout};

use jiff::civil::Date;
use varco_domain::codice_fiscale::{CodiceFiscale, PersonFacts, Sex, TaxCode, encode};
use varco_domain::places::{PlaceCode, find_by_code};

const SEPARATOR: &str = "\u{1f}";

fn main() -> Result<(), Box<dyn Error>> {
    let today: Date = std::env::args()
        .nth(1)
        .ok_or("usage: differential TODAY")?
        .parse()?;
    let mut out = stdout().lock();
    for line in stdin().lock().lines() {
        let line = line?;
        let fields: Vec<&str> = line.split(SEPARATOR).collect();
        let answer = match *fields {
            ["E", surname, name, born, sex, place] => encoded(surname, name, born, sex, place)?,
            ["P", text] => parsed(text, today),
            ["O", code] => forms(code)?,
            ["L", place, date] => located(place, date)?,
            _ => return Err(format!("no such question: {line:?}").into()),
        };
        // One write, and at once: the other side waits for it before it asks on.
        out.write_all((answer.join(SEPARATOR) + "\n").as_bytes())?;
        out.flush()?;
    }
    Ok(())
}

fn encoded(
    surname: &str,
    name: &str,
    born: &str,
    sex: &str,
    place: &str,
) -> Result<Vec<String>, Box<dyn Error>> {
    let sex = if sex == "F" { Sex::Female } else { Sex::Male };
    let (birth_date, place) = (born.parse()?, PlaceCode::parse(place)?);
    let code = encode(&PersonFacts {
        surname,
        name,
        birth_date,
        sex,
        place,
    });
    Ok(vec![code.map_or_else(
        |_| "error".to_owned(),
        |code| code.to_string(),
    )])
}

fn parsed(text: &str, today: Date) -> Vec<String> {
    match TaxCode::parse(text) {
        Err(fault) => vec!["err".to_owned(), fault.code().to_owned()],
        Ok(TaxCode::Provisional(_)) => vec!["provisional".to_owned()],
        Ok(TaxCode::Definitive(code)) => {
            let sex = if code.sex() == Sex::Female { "F" } else { "M" };
            let dates: Vec<_> = code
                .birth_date_candidates(today)
                .iter()
                .map(|date| date.to_string())
                .collect();
            let place = code.place_code().to_string();
            vec![
                "ok".to_owned(),
                code.to_string(),
                sex.to_owned(),
                place,
                dates.join(","),
            ]
        }
    }
}

fn forms(code: &str) -> Result<Vec<String>, Box<dyn Error>> {
    Ok(CodiceFiscale::parse(code)?
        .omocodes()
        .map(|form| form.to_string())
        .collect())
}

fn located(place: &str, date: &str) -> Result<Vec<String>, Box<dyn Error>> {
    let place = find_by_code(PlaceCode::parse(place)?, Some(date.parse()?));
    let place = place.ok_or("no such place")?;
    Ok(vec![
        place.name().to_owned(),
        place.province().unwrap_or("EE").to_owned(),
    ])
}
