//! Every key that is used exists, and every key that exists is used.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use regex::Regex;

use super::read::{arguments, below, messages, root};

/// Whoever speaks to people.
const SPEAKERS: [&str; 3] = ["crates/app", "crates/adapters/mail-smtp", "crates/words"];

/// Templates and Rust, without what tests say.
pub(super) fn sources() -> Vec<(String, String)> {
    let mut sources = Vec::new();
    for speaker in SPEAKERS {
        for (folder, ending) in [("src", "rs"), ("templates", "html"), ("templates", "txt")] {
            let folder = root().join(speaker).join(folder);
            if !folder.is_dir() {
                continue;
            }
            for path in below(&folder, ending) {
                if path.components().any(|part| part.as_os_str() == "tests") {
                    continue;
                }
                let text = fs::read_to_string(&path).unwrap();
                let spoken = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
                sources.push((path.display().to_string(), spoken.to_owned()));
            }
        }
    }
    sources
}

#[test]
fn every_key_that_is_named_exists() {
    let messages = messages("it");
    let topics: BTreeSet<_> = messages
        .values()
        .map(|message| message.topic.as_str())
        .collect();
    let asked = Regex::new(r#"(?:\.text|\.html|\bsay)\(\s*"([^"]*)""#).unwrap();
    let literal = Regex::new(r#""([a-z]+)((?:-[a-z0-9]+)+)""#).unwrap();
    let mut unknown = Vec::new();
    for (path, source) in sources() {
        let keys = asked
            .captures_iter(&source)
            .map(|found| found[1].to_owned());
        // The names of problems have the shape of keys.
        let is_rust = is_rust(&path) && !path.ends_with("api/code.rs");
        let kebab = literal
            .captures_iter(&source)
            .filter(|found| is_rust && topics.contains(&found[1]))
            .map(|found| format!("{}{}", &found[1], &found[2]));
        for key in keys.chain(kebab).filter(|key| !messages.contains_key(key)) {
            unknown.push(format!("{path}: {key}"));
        }
    }
    assert!(unknown.is_empty(), "{unknown:#?}");
}

#[test]
fn every_key_that_exists_is_named() {
    let messages = messages("it");
    let all: String = sources().into_iter().map(|(_, source)| source).collect();
    let parts: BTreeSet<_> = messages
        .values()
        .flat_map(|message| &message.parts)
        .collect();
    let unused: Vec<_> = messages
        .keys()
        .filter(|key| !all.contains(&format!("\"{key}\"")) && !parts.contains(key))
        .filter(|key| {
            // The problems of the API are named without the topic of their messages.
            let name = key.strip_prefix("problem-");
            !name.is_some_and(|name| all.contains(&format!("\"{name}\"")))
        })
        .collect();
    assert!(unused.is_empty(), "nobody says {unused:#?}");
}

/// The values filled in next to a key are those that the message wants, in Rust maybe further down.
#[test]
fn whoever_names_a_key_fills_in_what_it_wants() {
    let messages = messages("it");
    let asked = Regex::new(r#"(?:\.text|\.html|\bsay)\(\s*"([^"]*)"\s*\)"#).unwrap();
    let mut wrong = Vec::new();
    for (path, source) in sources() {
        for found in asked.captures_iter(&source) {
            let key = &found[1];
            if !messages.contains_key(key) {
                continue;
            }
            let rest = &source[found.get(0).unwrap().end()..];
            let (wanted, given) = (arguments(&messages, key), given(rest));
            let elsewhere =
                |name: &String| is_rust(&path) && source.contains(&format!(".with(\"{name}\","));
            let is_right = given.is_subset(&wanted) && wanted.difference(&given).all(elsewhere);
            if !is_right {
                wrong.push(format!(
                    "{path}: {key} wants {wanted:?} and is given {given:?}"
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The names in `.with("name", …).with("name", …)` at the beginning of a text.
fn given(rest: &str) -> BTreeSet<String> {
    let with = Regex::new(r#"^\s*\.with\(\s*"([^"]*)"\s*,"#).unwrap();
    let mut names = BTreeSet::new();
    let mut rest = rest;
    while let Some(found) = with.captures(rest) {
        names.insert(found[1].to_owned());
        let mut depth = 1;
        let after = &rest[found.get(0).unwrap().end()..];
        let end = after.find(|sign| {
            depth += i32::from(sign == '(') - i32::from(sign == ')');
            depth == 0
        });
        let Some(end) = end else { break };
        rest = &after[end + 1..];
    }
    names
}

pub(super) fn is_rust(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|end| end == "rs")
}
