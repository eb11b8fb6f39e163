//! Questions that people answer without any program, by reading or by listening.

mod dice;
mod english;
mod german;
mod italian;
mod tongue;

use unicode_normalization::UnicodeNormalization;
use varco_domain::language::Language;
use varco_ports::Entropy;

use dice::Dice;
use tongue::{LIMIT, Tongue};

/// Most characters of an answer that are looked at.
const MAX_CHARS: usize = 64;

/// A question and its answer in normal form.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Question {
    pub(crate) text: String,
    pub(crate) answer: String,
}

impl Question {
    /// A question of a family at random.
    pub(crate) fn draw(entropy: &dyn Entropy, language: Language) -> Self {
        let (dice, tongue) = (Dice(entropy), Tongue::of(language));
        let (text, answer) = match dice.below(4) {
            0 => number(&dice, tongue),
            1 => sum(&dice, tongue),
            2 => word_of_phrase(&dice, tongue),
            _ => one_of_a_kind(&dice, tongue),
        };
        Self {
            text,
            answer: normalised(&answer),
        }
    }
}

/// What counts of an answer: letters and figures, without case, accents, spaces and punctuation; a
/// number in words becomes figures, and zeros in front of figures go.
pub(crate) fn normalised(typed: &str) -> String {
    let plain = plain(typed);
    if plain.bytes().all(|byte| byte.is_ascii_digit()) {
        return plain.trim_start_matches('0').to_owned();
    }
    tongue::number_of(&plain).map_or(plain, |number| number.to_string())
}

fn plain(typed: &str) -> String {
    typed
        .chars()
        .take(MAX_CHARS)
        .nfkd()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

fn number(dice: &Dice<'_>, tongue: &Tongue) -> (String, String) {
    let number = 21 + dice.below(LIMIT - 21);
    let words = (tongue.in_words)(number);
    ((tongue.number)(&words), number.to_string())
}

fn sum(dice: &Dice<'_>, tongue: &Tongue) -> (String, String) {
    let [first, second] = [(); 2].map(|()| 2 + dice.below(11));
    let [first_word, second_word] = [first, second].map(tongue.in_words);
    let text = (tongue.sum)(&first_word, &second_word);
    (text, (first + second).to_string())
}

fn word_of_phrase(dice: &Dice<'_>, tongue: &Tongue) -> (String, String) {
    let phrase = dice.pick(tongue.phrases);
    let words: Vec<_> = phrase.split(' ').zip(tongue.ordinals).collect();
    let (word, ordinal) = dice.pick(&words);
    ((tongue.word)(ordinal, phrase), word.to_owned())
}

fn one_of_a_kind(dice: &Dice<'_>, tongue: &Tongue) -> (String, String) {
    let (kind, members) = dice.pick(tongue.kinds);
    let member = dice.pick(members);
    // Two halves, so that no thing comes twice.
    let (some, others) = tongue.things.split_at(tongue.things.len() / 2);
    let (one, other) = (dice.pick(some), dice.pick(others));
    let words = match dice.below(3) {
        0 => [member, one, other],
        1 => [one, member, other],
        _ => [one, other, member],
    };
    ((tongue.one_of)(kind, words), member.to_owned())
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;
    use varco_ports::testkit::SeededEntropy;

    use super::*;

    fn questions(language: Language) -> Vec<Question> {
        let entropy = SeededEntropy::new(7);
        let draw = |_| Question::draw(&entropy, language);
        (0..2_000).map(draw).collect()
    }

    #[test]
    fn every_question_is_whole_and_has_an_answer() {
        let all = Language::ALL.iter().flat_map(|it| questions(*it));
        for Question { text, answer } in all {
            assert!(text.ends_with(['.', '?']) && text.len() < 120, "{text}");
            assert!(!text.contains("  ") && !text.contains(" ,"), "{text}");
            assert!(!answer.is_empty(), "{text}");
            assert_eq!(normalised(&answer), answer, "{text}");
        }
    }

    #[test]
    fn questions_of_every_family_come_up_and_seldom_twice() {
        let questions = questions(Language::It);
        for beginning in ["Scrivi in cifre", "Quanto fa", "Scrivi la", "Quale di"] {
            let of_family = questions.iter().filter(|q| q.text.starts_with(beginning));
            assert!(of_family.count() > 300, "{beginning}");
        }
        let texts: HashSet<_> = questions.iter().map(|q| &q.text).collect();
        assert!(texts.len() > 900, "{}", texts.len());
    }

    #[test]
    fn the_answer_is_the_one_a_person_gives() {
        let Tongue {
            ordinals, kinds, ..
        } = Tongue::of(Language::It);
        for Question { text, answer } in questions(Language::It) {
            let expected = if let Some(words) = text.strip_prefix("Scrivi in cifre il numero ") {
                normalised(words)
            } else if let Some(sum) = text.strip_prefix("Quanto fa ") {
                let terms = sum.trim_end_matches('?').split(" più ");
                let terms = terms.map(|word| normalised(word).parse::<u16>().unwrap());
                terms.sum::<u16>().to_string()
            } else if let Some(rest) = text.strip_prefix("Scrivi la ") {
                let ordinal = rest.split(' ').next().unwrap();
                let at = ordinals.iter().position(|one| *one == ordinal).unwrap();
                let phrase = rest.split(['«', '»']).nth(1).unwrap();
                normalised(phrase.split(' ').nth(at).unwrap())
            } else {
                let (kind, words) = text.trim_end_matches('?').split_once(": ").unwrap();
                let members = kinds
                    .iter()
                    .find(|(name, _)| kind.ends_with(name))
                    .unwrap()
                    .1;
                let mut fitting = words.split(", ").filter(|word| members.contains(word));
                let word = fitting.next().unwrap();
                assert_eq!(fitting.next(), None, "{text}");
                normalised(word)
            };
            assert_eq!(answer, expected, "{text}");
        }
    }

    #[test]
    fn answers_count_however_they_are_typed() {
        for (typed, expected) in [
            ("427", "427"),
            (" 4 2 7. ", "427"),
            ("0427", "427"),
            ("Quattrocentoventisette", "427"),
            ("quattrocento ventisette", "427"),
            ("VENTITRE'", "23"),
            ("ventitré", "23"),
            ("ventitre\u{300}", "23"),
            ("４２７", "427"),
            ("Lunedi", "lunedi"),
            ("lunedì!", "lunedi"),
            ("«verde»", "verde"),
            ("", ""),
            ("000", ""),
            ("hundertfünfunddreißig", "135"),
            ("Einhundertfuenfunddreissig", "135"),
            ("four hundred and twenty-seven", "427"),
            ("Four hundred twenty seven", "427"),
        ] {
            assert_eq!(normalised(typed), expected, "{typed}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_typed_has_a_normal_form(typed in "[a-zA-Z0-9àèéìòù .,']{0,30}", noise: String) {
            let form = normalised(&typed);
            prop_assert_eq!(normalised(&form), form.as_str());
            prop_assert!(normalised(&noise).chars().all(char::is_alphanumeric));
        }
    }
}
