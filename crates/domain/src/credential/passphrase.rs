//! A passphrase to offer: four plain Italian words and a number.

use secrecy::SecretString;

use super::one_time::{ONE_TIME_ENTROPY, one_time_password};
use super::{Password, PasswordPolicy};

/// Bytes of randomness that one passphrase takes.
pub const PASSPHRASE_ENTROPY: usize = ONE_TIME_ENTROPY;

/// 1,024 common words of four to eight letters without accents, any two of which differ in at least
/// two letters, so that a slip never gives another word.
const WORDS: &str = include_str!("../../data/passphrase-words.txt");
/// Ten bits choose a word.
const WORD_MASK: u16 = 1_023;
/// Words of a passphrase.
const WORD_COUNT: usize = 4;
/// Numbers that follow, from 10 to 99.
const NUMBERS: u8 = 90;

/// A passphrase such as `Lampone-finestra-treno-ulivo-47`: 46 bits, with the capital, the small
/// letters and the figures that a profile may ask for, so one shape serves them all. Where a policy
/// is too narrow for it, a random password in the shape of
/// [`one_time_password`].
///
/// Returns `None` when the policy accepts neither, or in the (practically impossible) case that the
/// bytes give none.
///
/// ```
/// use secrecy::ExposeSecret;
/// use varco_domain::credential::{PasswordPolicy, passphrase};
///
/// let entropy = [7; 48]; // from the operating system in real life
/// let offered = passphrase(&entropy, &PasswordPolicy::MODERN);
/// assert!(offered.is_some_and(|text| text.expose_secret().split('-').count() == 5));
/// ```
pub fn passphrase(
    entropy: &[u8; PASSPHRASE_ENTROPY],
    policy: &PasswordPolicy,
) -> Option<SecretString> {
    [words_and_number(entropy), one_time_password(entropy)]
        .into_iter()
        .flatten()
        .find(|text| policy.check(&Password::from_typed(text), &[], None).is_ok())
}

fn words_and_number(entropy: &[u8; PASSPHRASE_ENTROPY]) -> Option<SecretString> {
    let (for_words, for_number) = entropy.split_at(2 * WORD_COUNT);
    // The longest, so that the secret never moves and leaves copies behind.
    let mut text = String::with_capacity(9 * WORD_COUNT + 2);
    for pair in for_words.as_chunks::<2>().0 {
        let index = u16::from_be_bytes(*pair) & WORD_MASK;
        text.push_str(WORDS.lines().nth(usize::from(index))?);
        text.push('-');
    }
    let number = for_number.iter().find(|byte| **byte < 2 * NUMBERS)?;
    text.push_str(&(10 + number % NUMBERS).to_string());
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    Some(SecretString::from(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use secrecy::ExposeSecret;
    use std::collections::BTreeSet;

    #[test]
    fn the_words_are_1024_plain_ones_that_no_slip_turns_into_each_other() {
        let words: Vec<&str> = WORDS.lines().collect();
        assert_eq!(words.len(), usize::from(WORD_MASK) + 1);
        for word in &words {
            assert!((4..=8).contains(&word.len()), "{word}");
            assert!(word.bytes().all(|b| b.is_ascii_lowercase()), "{word}");
        }
        assert!(words.is_sorted());
        for (at, word) in words.iter().enumerate() {
            let near = words[at + 1..]
                .iter()
                .find(|other| strsim::levenshtein(word, other) < 2);
            assert_eq!(near, None, "{word}");
        }
    }

    #[test]
    fn a_passphrase_holds_at_least_forty_four_bits() {
        let choices = 1_024_u64.pow(4) * u64::from(NUMBERS);
        assert!(choices.ilog2() >= 44);
    }

    #[test]
    fn every_byte_of_the_entropy_that_is_used_counts() {
        let base = [9; PASSPHRASE_ENTROPY];
        let varied = (0..=2 * WORD_COUNT).map(|at| {
            let mut entropy = base;
            entropy[at] ^= 1;
            let text = passphrase(&entropy, &PasswordPolicy::MODERN).unwrap();
            text.expose_secret().to_owned()
        });
        assert_eq!(varied.collect::<BTreeSet<_>>().len(), 2 * WORD_COUNT + 1);
    }

    #[test]
    fn every_number_is_as_likely_as_any_other() {
        let mut counts = [0; 100];
        for byte in 0..=u8::MAX {
            let Some(text) = words_and_number(&[byte; PASSPHRASE_ENTROPY]) else {
                assert!(byte >= 2 * NUMBERS);
                continue;
            };
            let (_, number) = text.expose_secret().rsplit_once('-').unwrap();
            counts[number.parse::<usize>().unwrap()] += 1;
        }
        assert_eq!(counts[..10], [0; 10]);
        assert_eq!(counts[10..], [2; 90]);
    }

    #[test]
    fn a_narrow_policy_gets_a_shorter_password_and_an_impossible_one_none() {
        let at_most = |max_length| PasswordPolicy {
            max_length,
            ..PasswordPolicy::MODERN
        };
        let entropy = std::array::from_fn(|at| u8::try_from(5 * at).unwrap());
        let short = passphrase(&entropy, &at_most(20)).unwrap();
        assert_eq!(short.expose_secret().len(), 18);
        assert!(passphrase(&entropy, &at_most(17)).is_none());
    }

    proptest! {
        #[test]
        fn every_passphrase_satisfies_every_profile(entropy in prop::array::uniform32(any::<u8>())) {
            let mut bytes = [0; PASSPHRASE_ENTROPY];
            bytes[..32].copy_from_slice(&entropy);
            let policy = PasswordPolicy::MODERN.and(&PasswordPolicy::MINISTERO);
            let text = passphrase(&bytes, &policy).unwrap();
            prop_assert!(text.expose_secret().split('-').count() == 5);
        }
    }
}
