//! What people read stands in the catalogue and nowhere else.

use std::collections::BTreeSet;
use std::fs;

use regex::Regex;

use super::used::{is_rust, sources};

/// Literals of expressions in templates that nobody reads: names, addresses, attributes.
fn is_technical(literal: &str) -> bool {
    let is_plain = |sign: char| {
        sign.is_ascii_lowercase() || sign.is_ascii_digit() || "_/#:.?=\\\"-".contains(sign)
    };
    literal.split(' ').all(|word| word.chars().all(is_plain))
        && (!literal.contains(' ') || literal.contains('='))
}

#[test]
fn no_template_has_a_text_of_its_own() {
    let expression = Regex::new(r"(?s)\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}").unwrap();
    let comment = Regex::new(r"(?s)\{#.*?#\}").unwrap();
    let literal = Regex::new(r#""((?:[^"\\]|\\.)*)""#).unwrap();
    let tag = Regex::new(r"(?s)<[^>]*>").unwrap();
    let attribute = Regex::new(r#"[a-z-]+="[^"]*""#).unwrap();
    let read_out = Regex::new(r#"(?:aria-label|alt|title|placeholder)="([^"]*)""#).unwrap();
    let file = Regex::new(r"extends|import|include").unwrap();
    let mut left = Vec::new();
    for (path, source) in sources() {
        if is_rust(&path) {
            continue;
        }
        let source = comment.replace_all(&source, "");
        for found in expression.find_iter(&source) {
            let told = literal
                .captures_iter(found.as_str())
                .map(|found| found[1].to_owned());
            let is_file = file.is_match(found.as_str());
            left.extend(
                told.filter(|told| !is_file && !is_technical(told))
                    .map(|told| format!("{path}: {told}")),
            );
        }
        let without = expression.replace_all(&source, "");
        let attributes = read_out
            .captures_iter(&without)
            .map(|found| found[1].to_owned());
        let text = tag.replace_all(&without, " ");
        // Attributes that a part adds to the element of another.
        let text = attribute.replace_all(&text, " ").into_owned();
        for told in attributes.chain([text]) {
            let told = told.trim();
            if told.contains(char::is_alphabetic) {
                left.push(format!("{path}: {told}"));
            }
        }
    }
    assert!(left.is_empty(), "{left:#?}");
}

/// Words without which hardly any Italian sentence does.
const ITALIAN: &str = "il lo la gli le un una di del della dei dal dalla al alla da in nel nella con \
    su per tra che non è hai ha sei se e o ma come dove quando qui questo questa tua tuo tuoi puoi \
    scrivi controlla scegli riprova accedi chiedi conferma ti ci";

/// Data: examples in the document of the API, and what devices are recorded as.
const DATA: [&str; 6] = [
    " su ",
    "The one-time password, one past its age, or one after «Non sei stato tu?»: the session may only change it, or end.",
    "Chrome su Windows",
    "Le pratiche della scuola",
    "Hai cambiato la password",
    "Quanto fa tre più quattro? Scrivi il numero in cifre.",
];

#[test]
fn no_rust_speaks_italian() {
    let words: BTreeSet<_> = ITALIAN.split_whitespace().collect();
    let literal = Regex::new(r#""((?:[^"\\]|\\.)*)""#).unwrap();
    let mut left = Vec::new();
    for (path, source) in sources() {
        if !path.contains("crates/app/src/pages") && !path.contains("crates/app/src/api") {
            continue;
        }
        let code = source
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"));
        let code: String = code.flat_map(|line| [line, "\n"]).collect();
        for found in literal.captures_iter(&code) {
            let told = &found[1];
            let is_accented = |sign: char| sign.is_alphabetic() && !sign.is_ascii();
            let is_italian = told.contains(is_accented)
                || told.split(' ').filter(|word| words.contains(word)).count() > 1
                || told.contains(' ')
                    && told
                        .split(' ')
                        .any(|word| words.contains(word) && word != "in" && word != "o");
            if is_italian && !DATA.contains(&told) {
                left.push(format!("{path}: {told}"));
            }
        }
    }
    assert!(left.is_empty(), "{left:#?}");
}

#[test]
fn the_search_for_italian_finds_some() {
    assert!(!is_technical("Vai al contenuto") && !is_technical("Accedi"));
    assert!(
        is_technical("common-log-in")
            && is_technical("inputmode=\\\"email\\\" spellcheck=\\\"false\\\"")
    );
    assert_eq!(
        fs::read_dir(super::read::root().join("crates/words/locales"))
            .unwrap()
            .count(),
        3
    );
}
