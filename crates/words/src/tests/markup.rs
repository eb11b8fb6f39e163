//! Only a message named so holds markup, and every language marks up the same.

use regex::Regex;
use varco_domain::language::Language;

use super::read::messages;

#[test]
fn only_a_message_named_so_holds_markup() {
    for language in Language::ALL {
        for (key, message) in messages(language.tag()) {
            let has_markup = message.text.contains(['<', '>', '&', '"']);
            assert_eq!(
                has_markup,
                key.ends_with("-html"),
                "{language:?}: {key} says {:?}",
                message.text
            );
        }
    }
}

#[test]
fn every_language_marks_up_the_same() {
    let tag = Regex::new("<[^>]*>").unwrap();
    let tags = |text: &str| {
        let mut tags: Vec<_> = tag
            .find_iter(text)
            .map(|found| found.as_str().to_owned())
            .collect();
        tags.sort();
        tags
    };
    let italian = messages("it");
    for language in [Language::De, Language::En] {
        for (key, message) in messages(language.tag()) {
            let there = italian.get(&key).map(|message| tags(&message.text));
            assert_eq!(Some(tags(&message.text)), there, "{language:?}: {key}");
        }
    }
}
