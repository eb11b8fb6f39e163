//! Italian number words.

use crate::question::tongue::LIMIT;

const SMALL: [&str; 20] = [
    "zero",
    "uno",
    "due",
    "tre",
    "quattro",
    "cinque",
    "sei",
    "sette",
    "otto",
    "nove",
    "dieci",
    "undici",
    "dodici",
    "tredici",
    "quattordici",
    "quindici",
    "sedici",
    "diciassette",
    "diciotto",
    "diciannove",
];
const TENS: [&str; 10] = [
    "",
    "",
    "venti",
    "trenta",
    "quaranta",
    "cinquanta",
    "sessanta",
    "settanta",
    "ottanta",
    "novanta",
];

/// The number in words, as one writes it: `ventuno`, `ventitré`, `centotto`, `duecento`. Empty from
/// [`LIMIT`] on.
pub(super) fn in_words(number: u16) -> String {
    let words = match number {
        0..20 => word(&SMALL, number).to_owned(),
        20..100 => joined(word(&TENS, number / 10), number % 10),
        100..LIMIT => {
            let hundreds = match number / 100 {
                1 => String::new(),
                count => in_words(count),
            };
            joined(&(hundreds + "cento"), number % 100)
        }
        LIMIT.. => String::new(),
    };
    match words.strip_suffix("tre") {
        Some(beginning) if !beginning.is_empty() => beginning.to_owned() + "tré",
        _ => words,
    }
}

fn word(words: &[&'static str], at: u16) -> &'static str {
    words.get(usize::from(at)).copied().unwrap_or_default()
}

/// A round number and what comes after it. The last vowel of tens gives way to `uno` and `otto`, that
/// of hundreds to `otto` and `ottanta`.
fn joined(round: &str, rest: u16) -> String {
    if rest == 0 {
        return round.to_owned();
    }
    let rest = in_words(rest);
    let gives_way = rest.starts_with('o') || rest == "uno" && !round.ends_with("cento");
    let kept = match round.char_indices().last() {
        Some((vowel, _)) if gives_way => round.get(..vowel).unwrap_or(round),
        _ => round,
    };
    kept.to_owned() + &rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn numbers_are_written_as_at_school() {
        for (number, words) in [
            (0, "zero"),
            (3, "tre"),
            (17, "diciassette"),
            (21, "ventuno"),
            (23, "ventitré"),
            (28, "ventotto"),
            (40, "quaranta"),
            (58, "cinquantotto"),
            (91, "novantuno"),
            (100, "cento"),
            (101, "centouno"),
            (103, "centotré"),
            (108, "centotto"),
            (111, "centoundici"),
            (180, "centottanta"),
            (188, "centottantotto"),
            (200, "duecento"),
            (323, "trecentoventitré"),
            (427, "quattrocentoventisette"),
            (999, "novecentonovantanove"),
            (1_000, ""),
        ] {
            assert_eq!(in_words(number), words);
        }
    }

    #[test]
    fn every_number_has_words_of_its_own() {
        let all: HashSet<_> = (0..LIMIT).map(in_words).collect();
        assert_eq!(all.len(), usize::from(LIMIT));
    }
}
