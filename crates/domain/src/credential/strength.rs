//! A hint at how good a password is, for whoever is choosing one. It refuses nothing: that is the
//! policy's part.
//!
//! Written by hand, because the estimators that exist bring regular expressions and the dictionaries
//! of one language; this one shares the list of the policy, so the two never contradict each other.

use super::blocklist::{self, Sign, fold};
use super::password::Password;

/// How good a password is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strength {
    /// Among those that are tried first.
    Guessable,
    /// Falls to somebody who tries for a while.
    Weak,
    /// Enough where attempts are limited.
    Fair,
    /// Enough even if the stored form were stolen.
    Strong,
}

/// What would make a password better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Advice {
    /// Leave the words about yourself out.
    LeaveOutPersonal,
    /// Leave much used words, sequences and repetitions.
    LeaveOutCommon,
    /// Add words that have nothing to do with each other.
    AddWords,
}

/// Tenths of bits from which a password is fair.
const FAIR: u32 = 360;
/// Tenths of bits from which a password is strong.
const STRONG: u32 = 500;

/// How good a password is, and what would help; `personal` as for
/// [`PasswordPolicy::check`](super::PasswordPolicy::check).
///
/// ```
/// use secrecy::SecretString;
/// use varco_domain::credential::{Advice, Password, Strength, strength};
///
/// let judge = |text: &str| strength(&Password::from_typed(&SecretString::from(text)), &[]);
/// assert_eq!(judge("Passw0rd!"), (Strength::Guessable, Some(Advice::LeaveOutCommon)));
/// assert_eq!(judge("lampone finestra treno").0, Strength::Strong);
/// ```
pub fn strength(password: &Password, personal: &[&str]) -> (Strength, Option<Advice>) {
    let text = password.expose();
    if !password.is_hashable() {
        return (Strength::Guessable, Some(Advice::AddWords));
    }
    if blocklist::is_made_of(text, personal) {
        return (Strength::Guessable, Some(Advice::LeaveOutPersonal));
    }
    if blocklist::is_common(text) {
        return (Strength::Guessable, Some(Advice::LeaveOutCommon));
    }
    match tenths_of_bits(text) {
        STRONG.. => (Strength::Strong, None),
        FAIR.. => (Strength::Fair, Some(Advice::AddWords)),
        _ => (Strength::Weak, Some(Advice::AddWords)),
    }
}

/// A cautious estimate: letters that follow letters count as part of a word, listed words and walks
/// as one choice, repetitions once.
fn tenths_of_bits(text: &str) -> u32 {
    let signs: Vec<char> = text.chars().collect();
    let mut rest: &[Sign] = &fold(blocklist::unit(&signs).iter().copied());
    let (mut bits, mut in_word) = (0, false);
    while let [sign, after @ ..] = rest {
        if let Some(end) = piece_at_start(rest) {
            bits += 110;
            (rest, in_word) = (end, false);
            continue;
        }
        bits += match (sign.is_letter(), in_word) {
            (true, true) => 25,
            (true, false) => 47,
            (false, _) => 35,
        };
        (rest, in_word) = (after, sign.is_letter());
    }
    bits
}

/// What follows the longest listed word or walk at the start.
fn piece_at_start(signs: &[Sign]) -> Option<&[Sign]> {
    (1..=signs.len().min(40)).rev().find_map(|end| {
        let (piece, rest) = signs.split_at_checked(end)?;
        blocklist::is_piece(piece).then_some(rest)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use secrecy::SecretString;

    fn judge(text: &str) -> Strength {
        strength(
            &Password::from_typed(&SecretString::from(text)),
            &["Mario", "Rossi"],
        )
        .0
    }

    #[test]
    fn what_looks_complicated_but_is_tried_first_is_not_called_safe() {
        for text in [
            "Passw0rd!",
            "P@ssw0rd123!",
            "Qwerty!2026",
            "Mario.Rossi85",
            "1qaz2WSX3edc",
            "",
        ] {
            assert_eq!(judge(text), Strength::Guessable, "{text}");
        }
    }

    #[test]
    fn length_and_unrelated_words_count() {
        for (text, expected) in [
            ("Lampone7x", Strength::Weak),
            ("tramonto giallo", Strength::Fair),
            ("password napoli juventus", Strength::Weak),
            ("tramonto giallo in riva al mare", Strength::Strong),
            ("Kefwam-2739-tubzon", Strength::Fair),
            ("Lampone-finestra-treno-ulivo-47", Strength::Strong),
        ] {
            assert_eq!(judge(text), expected, "{text}");
        }
    }

    #[test]
    fn repeating_a_password_makes_it_no_stronger() {
        let once = tenths_of_bits("lampone finestra ");
        assert_eq!(tenths_of_bits("lampone finestra lampone finestra "), once);
    }

    #[test]
    fn the_longest_password_is_judged_and_beyond_it_nothing() {
        assert_eq!(judge(&"zq".repeat(2_000)), Strength::Guessable);
        let long: String = ('a'..='z').cycle().step_by(7).take(256).collect();
        assert!(judge(&long) >= Strength::Weak);
    }
}
