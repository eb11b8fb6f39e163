//! Passwords that are tried first: much used ones, patterns, words about the person.
//!
//! A password is *common* when it is, case, accents, separators and look-alike figures apart,
//!
//! * on the list of much used passwords ([`fingerprint`] tells what the table holds),
//! * a walk along the keyboard or the alphabet, or several in a row (`1qaz2wsx3edc`),
//! * two of those put together, each with up to four figures or signs before and after it,
//! * one of those over and over, or a short piece over and over,
//! * made of fewer than five different signs.
//!
//! Nothing else is: words of the list inside a longer phrase are no fault.

mod fold;
mod table;
mod walk;

pub use table::fingerprint;

pub(super) use fold::{Sign, fold};

/// Figures and signs that may stand before or after a listed password without making it better: a
/// year, a counter, an exclamation mark.
const PADDING_MAX: usize = 4;
/// A password must hold at least this many different signs.
const DISTINCT_MIN: usize = 5;
/// What is repeated must be at least this long to be judged on its own.
const UNIT_MIN: usize = 8;
/// Shorter texts are neither listed nor a walk.
const PIECE_MIN: usize = 4;
/// Words about the person that are shorter than this occur in ordinary text.
const WORD_MIN: usize = 3;

/// Whether the whole password is one of those that are tried first.
pub fn is_common(password: &str) -> bool {
    let signs: Vec<char> = password.to_lowercase().chars().collect();
    let unit = unit(&signs);
    let mut distinct = unit.to_vec();
    distinct.sort_unstable();
    distinct.dedup();
    distinct.len() < DISTINCT_MIN
        || (unit.len() < UNIT_MIN && unit.len() < signs.len())
        || is_one_or_two_pieces(&fold(unit.iter().copied()))
        || is_one_or_two_pieces(&fold(signs.iter().copied()))
}

/// Whether a password is the given words and little else: they have at least as many signs as there
/// are other letters. Case, accents and separators do not count, figures may stand for letters.
pub fn is_made_of(password: &str, words: &[&str]) -> bool {
    let mut words: Vec<Vec<Sign>> = words.iter().map(|word| fold(word.chars())).collect();
    words.retain(|word| word.len() >= WORD_MIN);
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    let signs = fold(password.chars());
    let (mut rest, mut about_the_person, mut other_letters) = (signs.as_slice(), 0, 0);
    while let [first, after @ ..] = rest {
        let word = words.iter().find(|word| starts_with(rest, word));
        rest = if let Some((word, after)) = word.and_then(|word| rest.split_at_checked(word.len()))
        {
            about_the_person += word.len();
            after
        } else {
            other_letters += usize::from(first.is_letter());
            after
        };
    }
    about_the_person > 0 && about_the_person >= other_letters
}

fn starts_with(signs: &[Sign], word: &[Sign]) -> bool {
    let same = |(a, b): (&Sign, &Sign)| a.folded == b.folded;
    signs.len() >= word.len() && signs.iter().zip(word).all(same)
}

/// The shortest beginning that, over and over, gives the whole; the whole when there is none.
pub(super) fn unit(signs: &[char]) -> &[char] {
    let repeats = |period: &usize| {
        let later = signs.iter().skip(*period);
        signs.iter().zip(later).all(|(a, b)| a == b)
    };
    let period = (1..=signs.len() / 2).find(repeats);
    period.and_then(|end| signs.get(..end)).unwrap_or(signs)
}

/// Whether a text is on the list or a walk as it stands, without anything around it.
pub(super) fn is_piece(signs: &[Sign]) -> bool {
    signs.len() >= PIECE_MIN && (walk::is_walks(signs) || table::contains(signs))
}

fn is_one_or_two_pieces(signs: &[Sign]) -> bool {
    is_padded_piece(signs)
        || (PIECE_MIN..signs.len()).any(|cut| {
            let (left, right) = signs.split_at(cut);
            is_padded_piece(left) && is_padded_piece(right)
        })
}

fn is_padded_piece(signs: &[Sign]) -> bool {
    let loose = |sign: &&Sign| !sign.is_letter();
    let before = signs.iter().take(PADDING_MAX).take_while(loose).count();
    let after = signs
        .iter()
        .rev()
        .take(PADDING_MAX)
        .take_while(loose)
        .count();
    (0..=before).any(|start| {
        (0..=after).any(|end| {
            let core = signs.get(start..signs.len() - end);
            core.is_some_and(is_piece)
        })
    })
}

#[cfg(test)]
mod tests;
