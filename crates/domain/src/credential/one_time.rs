//! The one-time password of the second mail.

use secrecy::SecretString;

/// Bytes of randomness that one password takes.
pub const ONE_TIME_ENTROPY: usize = 48;

/// Letters that cannot be taken for one another or for a figure (no i, l, o).
const LETTERS: &[u8; 23] = b"abcdefghjkmnpqrstuvwxyz";
/// Figures likewise (no 0, 1).
const FIGURES: &[u8; 8] = b"23456789";
/// Letters in each outer group, figures in the middle one.
const GROUPS: (usize, usize) = (6, 4);

/// A one-time password such as `Kefwam-2739-tubzon`: three groups that are easy to type on a phone,
/// 66 bits, with the capital, the small letters and the figures that every policy asks for.
///
/// Returns `None` in the (practically impossible) case that the bytes do not give enough signs.
pub fn one_time_password(entropy: &[u8; ONE_TIME_ENTROPY]) -> Option<SecretString> {
    let (for_letters, for_figures) = entropy.split_at(ONE_TIME_ENTROPY - GROUPS.1);
    let letters: Vec<char> = for_letters
        .iter()
        .filter(|byte| **byte < 253)
        .filter_map(|byte| LETTERS.get(usize::from(*byte) % LETTERS.len()))
        .map(|letter| char::from(*letter))
        .take(2 * GROUPS.0)
        .collect();
    let figures: String = for_figures
        .iter()
        .filter_map(|byte| FIGURES.get(usize::from(*byte) % FIGURES.len()))
        .map(|figure| char::from(*figure))
        .collect();
    let (first, last) = letters
        .split_at_checked(GROUPS.0)
        .filter(|(_, last)| last.len() == GROUPS.0)?;
    let capital = first.iter().enumerate().map(|(index, letter)| match index {
        0 => letter.to_ascii_uppercase(),
        _ => *letter,
    });
    let text: String = capital
        .chain(['-'])
        .chain(figures.chars())
        .chain(['-'])
        .chain(last.iter().copied())
        .collect();
    Some(SecretString::from(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::credential::{Password, PasswordPolicy};
    use proptest::prelude::*;
    use secrecy::ExposeSecret;

    #[test]
    fn bytes_that_would_skew_the_letters_are_skipped() {
        // 253 is eleven times 23: from there on the first letters would come up once more.
        assert!(one_time_password(&[253; ONE_TIME_ENTROPY]).is_none());
        assert!(one_time_password(&[252; ONE_TIME_ENTROPY]).is_some());
        assert_eq!(
            one_time_password(&[0; ONE_TIME_ENTROPY])
                .unwrap()
                .expose_secret(),
            "Aaaaaa-2222-aaaaaa"
        );
    }

    proptest! {
        #[test]
        fn r19_every_one_time_password_satisfies_every_policy(entropy in prop::collection::vec(any::<u8>(), ONE_TIME_ENTROPY)) {
            let secret = one_time_password(entropy.as_slice().try_into().unwrap()).unwrap();
            let text = secret.expose_secret();
            prop_assert_eq!(text.len(), 18);
            prop_assert!(!text.contains(['0', '1', 'O', 'I', 'L', 'o', 'i', 'l']));
            let policy = PasswordPolicy::MODERN.and(&PasswordPolicy::MINISTERO);
            prop_assert!(policy.check(&Password::from_typed(&secret), &[], None).is_ok());
        }
    }
}
