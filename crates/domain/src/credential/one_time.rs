//! The one-time password of the second mail.

use secrecy::SecretString;

use super::blocklist::is_common;

/// Bytes of randomness that one password takes.
pub const ONE_TIME_ENTROPY: usize = 48;

/// Letters that cannot be taken for one another or for a figure (no i, l, o).
const LETTERS: &[u8; 23] = b"abcdefghjkmnpqrstuvwxyz";
/// Figures likewise (no 0, 1).
const FIGURES: &[u8; 8] = b"23456789";
/// Letters in each outer group, figures in the middle one.
const GROUPS: (usize, usize) = (6, 4);

/// A one-time password such as `Kefwam-2739-tubzon`: three groups that are easy to type on a phone,
/// 66 bits, with the capital, the small letters and the figures that every policy asks for. The first
/// that is not common: of a million one happens to be a walk of fingers along the keyboard.
///
/// Returns `None` in the (practically impossible) case that the bytes do not give enough signs.
pub fn one_time_password(entropy: &[u8; ONE_TIME_ENTROPY]) -> Option<SecretString> {
    let (for_letters, for_figures) = entropy.split_at(ONE_TIME_ENTROPY - GROUPS.1);
    let letters: Vec<char> = for_letters
        .iter()
        .filter(|byte| **byte < 253)
        .filter_map(|byte| LETTERS.get(usize::from(*byte) % LETTERS.len()))
        .map(|letter| char::from(*letter))
        .collect();
    let figures: String = for_figures
        .iter()
        .filter_map(|byte| FIGURES.get(usize::from(*byte) % FIGURES.len()))
        .map(|figure| char::from(*figure))
        .collect();
    letters
        .chunks_exact(2 * GROUPS.0)
        .map(|letters| in_groups(letters, &figures))
        .find(|text| !is_common(text))
        .map(SecretString::from)
}

fn in_groups(letters: &[char], figures: &str) -> String {
    let (first, last) = letters.split_at(GROUPS.0);
    let capital = first.iter().enumerate().map(|(index, letter)| match index {
        0 => letter.to_ascii_uppercase(),
        _ => *letter,
    });
    capital
        .chain(['-'])
        .chain(figures.chars())
        .chain(['-'])
        .chain(last.iter().copied())
        .collect()
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
        assert!(
            one_time_password(&[252; ONE_TIME_ENTROPY]).is_none(),
            "only x"
        );
    }

    #[test]
    fn r19_letters_that_happen_to_be_a_walk_along_the_keyboard_are_passed_over() {
        let mut entropy = [0; ONE_TIME_ENTROPY];
        // Rqpcfc-2222-drqrrq
        entropy[..12].copy_from_slice(&[14, 13, 12, 2, 5, 2, 3, 14, 13, 14, 14, 13]);
        entropy[12..24].copy_from_slice(&[9, 4, 5, 19, 0, 10, 16, 17, 1, 22, 14, 11]);
        let password = one_time_password(&entropy).unwrap();
        assert_eq!(password.expose_secret(), "Kefwam-2222-tubzrn");
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
