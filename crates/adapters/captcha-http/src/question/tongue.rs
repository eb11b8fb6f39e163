//! What questions are made of, in one language.

use std::collections::HashMap;
use std::sync::LazyLock;

use varco_domain::language::Language;

use super::{english, german, italian, plain};

/// Numbers below this have words here.
pub(super) const LIMIT: u16 = 1_000;

/// A kind of thing, and some of its kind.
pub(super) type Kind = (&'static str, &'static [&'static str]);

/// A language. The words are plain, no names, and nothing that can be written in two ways.
pub(super) struct Tongue {
    /// A number below [`LIMIT`] in words; empty from there on.
    pub(super) in_words: fn(u16) -> String,
    /// How else people write those words.
    pub(super) ways: fn(&str) -> Vec<String>,
    /// Asks for a number in figures.
    pub(super) number: fn(&str) -> String,
    /// Asks for a sum.
    pub(super) sum: fn(&str, &str) -> String,
    /// Asks for a word of a phrase, by its ordinal.
    pub(super) word: fn(&str, &str) -> String,
    /// Asks which of three is of a kind.
    pub(super) one_of: fn(&str, [&str; 3]) -> String,
    /// How the first words of a phrase are called.
    pub(super) ordinals: [&'static str; 5],
    /// Whole phrases of at least five words, without apostrophes.
    pub(super) phrases: &'static [&'static str],
    /// No word belongs to two kinds, nor to the things.
    pub(super) kinds: &'static [Kind],
    /// Things of none of these kinds.
    pub(super) things: &'static [&'static str],
}

impl Tongue {
    pub(super) const fn of(language: Language) -> &'static Self {
        match language {
            Language::It => &italian::TONGUE,
            Language::De => &german::TONGUE,
            Language::En => &english::TONGUE,
        }
    }
}

/// The number with these words, in whatever language, without case and accents.
pub(super) fn number_of(words: &str) -> Option<u16> {
    static WORDS: LazyLock<HashMap<String, u16>> = LazyLock::new(|| {
        let tongues = Language::ALL.iter().map(|language| Tongue::of(*language));
        let written = tongues.flat_map(|tongue| {
            (0..LIMIT).flat_map(|number| {
                let ways = (tongue.ways)(&(tongue.in_words)(number));
                ways.into_iter().map(move |way| (plain(&way), number))
            })
        });
        written.collect()
    });
    WORDS.get(words).copied()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    fn all() -> impl Iterator<Item = &'static Tongue> {
        Language::ALL.iter().map(|language| Tongue::of(*language))
    }

    #[test]
    fn every_number_has_words_of_its_own_and_comes_back_from_them() {
        for tongue in all() {
            let written: HashSet<_> = (0..LIMIT).map(tongue.in_words).collect();
            assert_eq!(written.len(), usize::from(LIMIT));
            for number in 0..LIMIT {
                for way in (tongue.ways)(&(tongue.in_words)(number)) {
                    assert_eq!(number_of(&plain(&way)), Some(number), "{way}");
                }
            }
            assert_eq!((tongue.in_words)(LIMIT), "");
        }
        assert_eq!(number_of("mille"), None);
        assert_eq!(number_of(""), None);
    }

    #[test]
    fn no_word_is_of_two_kinds_and_every_phrase_is_long_enough() {
        for tongue in all() {
            let kinds = tongue.kinds.iter().flat_map(|(_, words)| *words);
            let words: Vec<_> = kinds.chain(tongue.things).collect();
            assert_eq!(words.iter().collect::<HashSet<_>>().len(), words.len());
            for phrase in tongue.phrases {
                assert!(
                    phrase.split(' ').count() >= tongue.ordinals.len(),
                    "{phrase}"
                );
            }
        }
    }
}
