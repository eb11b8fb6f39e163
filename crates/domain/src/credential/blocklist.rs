//! Passwords that are tried first: patterns and words about the person.

/// Fewest signs that must remain once the words about the person are taken away.
const REMAINDER_MIN: usize = 8;
/// Words shorter than this are not taken away: they occur in ordinary text.
const WORD_MIN: usize = 3;
/// A password must hold at least this many different signs.
const DISTINCT_MIN: usize = 5;

/// Rows of keys and runs that fingers follow.
const RUNS: [&str; 6] = [
    "abcdefghijklmnopqrstuvwxyz",
    "1234567890",
    "qwertyuiopasdfghjklzxcvbnm",
    "qazwsxedcrfvtgbyhnujmikolp",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
    "qwertzuiopasdfghjklyxcvbnm",
];

/// Words that the most used passwords are made of, in the folded form of [`fold`].
const USED: [&str; 30] = [
    "password",
    "passw",
    "admin",
    "welcome",
    "qwerty",
    "iloveyou",
    "letmein",
    "dragon",
    "monkey",
    "juventus",
    "napoli",
    "inter",
    "milan",
    "ciao",
    "amore",
    "andrea",
    "francesco",
    "alessandro",
    "giuseppe",
    "martina",
    "francesca",
    "stella",
    "segreta",
    "segreto",
    "accesso",
    "scuola",
    "istruzione",
    "ministero",
    "italia",
    "princess",
];

/// Whether the whole password is a pattern that is tried first: few different signs, one piece
/// repeated, a run along the alphabet or the keyboard, or only words that everybody uses.
pub fn is_common(password: &str) -> bool {
    let signs: Vec<char> = password.to_lowercase().chars().collect();
    let folded = fold(password);
    let distinct = signs
        .iter()
        .collect::<std::collections::BTreeSet<_>>()
        .len();
    distinct < DISTINCT_MIN
        || is_repeated(&signs)
        || (!folded.is_empty() && is_run(&folded))
        || (!folded.is_empty() && remainder(&folded, &USED) < REMAINDER_MIN - 3)
}

/// Whether little remains of the password once the given words are taken out of it, in any case and
/// with digits in place of letters.
pub fn is_made_of(password: &str, words: &[&str]) -> bool {
    let words: Vec<String> = words
        .iter()
        .map(|word| fold(word))
        .filter(|word| word.chars().count() >= WORD_MIN)
        .collect();
    let folded = fold(password);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    words.iter().any(|word| folded.contains(word)) && remainder(&folded, &words) < REMAINDER_MIN
}

/// Lower case, without separators, digits read as the letters that they stand for.
fn fold(text: &str) -> String {
    text.chars()
        .flat_map(char::to_lowercase)
        .filter(|c| c.is_alphanumeric() || !c.is_ascii() || matches!(c, '@' | '$' | '!'))
        .map(|c| match c {
            '0' => 'o',
            '1' | '!' => 'i',
            '3' => 'e',
            '4' | '@' => 'a',
            '5' | '$' => 's',
            '7' => 't',
            other => other,
        })
        .collect()
}

/// Signs that remain once every word is taken out, longest first; trailing figures (a year, a
/// counter) do not count.
fn remainder(folded: &str, words: &[&str]) -> usize {
    let mut words = words.to_vec();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    let rest = words
        .iter()
        .fold(folded.to_owned(), |rest, word| rest.replace(word, ""));
    rest.chars().count()
}

/// One piece of at most half the length, over and over.
fn is_repeated(signs: &[char]) -> bool {
    (1..=signs.len() / 2).any(|period| {
        signs
            .iter()
            .zip(signs.iter().skip(period))
            .all(|(a, b)| a == b)
    })
}

/// A run along a row, forwards or backwards, once or more.
fn is_run(folded: &str) -> bool {
    RUNS.iter().any(|run| {
        let row = fold(run).repeat(4);
        let back: String = row.chars().rev().collect();
        row.contains(folded) || back.contains(folded)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r25_patterns_and_much_used_words_are_common() {
        for text in [
            "aaaaaaaaaaaaaaa",
            "123456789012345",
            "passwordpassword",
            "qwertyuiopasdfg",
            "abcabcabcabcabc",
            "P4ssw0rd!P4ssw0rd!",
            "Passw0rd!",
            "juventus1juventus2",
            "zyxwvutsrqponml",
        ] {
            assert!(is_common(text), "{text}");
        }
    }

    #[test]
    fn ordinary_phrases_are_not_common() {
        for text in [
            "tramonto giallo",
            "kefwam-2739-tubzon",
            "La mia scuola ha sei finestre",
            "Lampone7x",
        ] {
            assert!(!is_common(text), "{text}");
        }
    }

    #[test]
    fn a_name_inside_a_long_phrase_is_no_fault() {
        assert!(!is_made_of(
            "Mario pesca trote nel fiume",
            &["Mario", "Rossi"]
        ));
        assert!(is_made_of("Mario-Rossi-1985", &["Mario", "Rossi"]));
        assert!(!is_made_of("tramonto giallo", &["Al", "Lo"]));
    }
}
