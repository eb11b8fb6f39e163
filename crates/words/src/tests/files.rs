//! Each language says the same, with the same values.

use std::collections::BTreeSet;

use crate::Words;
use varco_domain::language::Language;

use super::read::{arguments, messages};

#[test]
fn every_language_has_every_message() {
    let italian = messages("it");
    for language in Language::ALL {
        let others = messages(language.tag());
        let missing: Vec<_> = italian
            .keys()
            .filter(|key| !others.contains_key(*key))
            .collect();
        let surplus: Vec<_> = others
            .keys()
            .filter(|key| !italian.contains_key(*key))
            .collect();
        assert!(missing.is_empty(), "{language:?} lacks {missing:?}");
        assert!(surplus.is_empty(), "only {language:?} has {surplus:?}");
    }
}

#[test]
fn every_file_is_in_the_program() {
    let told: BTreeSet<_> = Words::keys().map(str::to_owned).collect();
    let written: BTreeSet<_> = messages("it").into_keys().collect();
    assert_eq!(told, written);
}

#[test]
fn a_key_begins_with_the_name_of_its_file() {
    for language in Language::ALL {
        for (key, message) in messages(language.tag()) {
            let prefix = format!("{}-", message.topic);
            assert!(key.starts_with(&prefix), "{key} in {}", message.topic);
        }
    }
}

#[test]
fn the_same_values_are_filled_in_in_every_language() {
    let italian = messages("it");
    for language in Language::ALL {
        let others = messages(language.tag());
        for key in italian.keys() {
            let (here, there) = (arguments(&italian, key), arguments(&others, key));
            // Only Italian bends its articles to the day.
            if key.starts_with("dates-") {
                assert!(here.is_superset(&there), "{language:?}: {key}");
            } else {
                assert_eq!(here, there, "{language:?}: {key}");
            }
        }
    }
}

#[test]
fn no_message_is_left_in_italian() {
    let italian = messages("it");
    for language in [Language::De, Language::En] {
        let others = messages(language.tag());
        let same: Vec<_> = italian
            .iter()
            .filter(|(key, message)| {
                let words = message.text.split(|sign: char| !sign.is_alphabetic());
                // One or two words may well be the same: "Email", "Cookie", "Username".
                words.filter(|word| !word.is_empty()).count() > 2
                    && others
                        .get(*key)
                        .is_some_and(|other| other.text == message.text)
            })
            .map(|(key, _)| key)
            .collect();
        assert!(same.is_empty(), "{language:?} says in Italian {same:?}");
    }
}
