//! `varco codice-fiscale check`: one code a line in, one JSON object a line out.

use std::io::{BufRead, Write};

use jiff::civil::Date;
use serde::Serialize;
use varco_domain::codice_fiscale::{CodiceFiscaleError, Sex, TaxCode};

/// Most bytes of a line that are looked at.
const LINE_MAX: usize = 4_096;

#[derive(Serialize)]
struct Valid<'a> {
    input: &'a str,
    valid: bool,
    kind: &'static str,
    omocodic: bool,
    birth_date_candidates: Vec<String>,
    sex: Option<&'static str>,
    place_code: Option<String>,
}

#[derive(Serialize)]
struct Invalid<'a> {
    input: &'a str,
    valid: bool,
    error: &'static str,
    position: Option<usize>,
    message: String,
}

/// Checks every line. A line that is no code, no text or too long gets its own answer; nothing stops
/// before the end of the input.
///
/// # Errors
/// Only when reading or writing itself fails.
pub fn check(mut input: impl BufRead, mut output: impl Write, today: Date) -> std::io::Result<()> {
    let mut line = Vec::new();
    while input.read_until(b'\n', &mut line)? > 0 {
        let text = line.strip_suffix(b"\n").unwrap_or(&line);
        let text = text.strip_suffix(b"\r").unwrap_or(text);
        let shown = String::from_utf8_lossy(text.get(..LINE_MAX).unwrap_or(text));
        answer(&shown, &mut output, today)?;
        output.write_all(b"\n")?;
        line.clear();
    }
    output.flush()
}

fn answer(input: &str, output: impl Write, today: Date) -> std::io::Result<()> {
    let written = match TaxCode::parse(input) {
        Ok(code) => serde_json::to_writer(output, &valid(input, &code, today)),
        Err(error) => serde_json::to_writer(output, &invalid(input, &error)),
    };
    written.map_err(Into::into)
}

fn valid<'a>(input: &'a str, code: &TaxCode, today: Date) -> Valid<'a> {
    let (kind, definitive) = match code {
        TaxCode::Definitive(code) => ("definitive", Some(code)),
        TaxCode::Provisional(_) => ("provisional", None),
    };
    Valid {
        input,
        valid: true,
        kind,
        omocodic: definitive.is_some_and(varco_domain::codice_fiscale::CodiceFiscale::is_omocodic),
        birth_date_candidates: definitive
            .map(|code| {
                code.birth_date_candidates(today)
                    .iter()
                    .map(|date| date.to_string())
                    .collect()
            })
            .unwrap_or_default(),
        sex: definitive.map(|code| match code.sex() {
            Sex::Male => "M",
            Sex::Female => "F",
        }),
        place_code: definitive.map(|code| code.place_code().as_str().to_owned()),
    }
}

fn invalid<'a>(input: &'a str, error: &CodiceFiscaleError) -> Invalid<'a> {
    let (error, position, message) = (error.code(), error.position(), error.to_string());
    Invalid {
        input,
        valid: false,
        error,
        position,
        message,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn lines(input: &[u8]) -> Vec<serde_json::Value> {
        let mut output = Vec::new();
        check(input, &mut output, date(2026, 11, 21)).unwrap();
        let text = String::from_utf8(output).unwrap();
        text.lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }

    #[test]
    fn every_line_gets_one_answer() {
        let answers =
            lines(b"RSSMRA85T10A562S\nrssmrau5t10a562p\n\nRSSMRA85T10A562X\n\xff\xfe\n12345678903");
        assert_eq!(answers.len(), 6);
        let valid: Vec<_> = answers
            .iter()
            .map(|answer| answer["valid"].as_bool().unwrap())
            .collect();
        assert_eq!(valid, [true, true, false, false, false, true]);
        assert_eq!(
            answers[0]["birth_date_candidates"],
            serde_json::json!(["1985-12-10"])
        );
        assert_eq!(answers[0]["sex"], "M");
        assert_eq!(answers[0]["place_code"], "A562");
        assert_eq!(answers[0]["omocodic"], false);
        assert_eq!(answers[1]["omocodic"], true);
        assert_eq!(answers[3]["error"], "check_character");
        assert_eq!(answers[3]["position"], 16);
        assert_eq!(answers[5]["kind"], "provisional");
        assert_eq!(answers[5]["omocodic"], false);
        assert!(answers[5]["sex"].is_null() && answers[5]["place_code"].is_null());
    }

    #[test]
    fn a_line_without_end_is_cut_for_looking_at() {
        let answers = lines(&vec![b'A'; 1_000_000]);
        assert_eq!(answers.len(), 1);
        assert!(answers[0]["input"].as_str().unwrap().len() <= LINE_MAX);
    }
}
