//! Usernames: `nome.cognome`, homonyms numbered from 2, never used again.

use crate::codice_fiscale::transliterate::{Umlauts, transliterate};
use crate::person::PersonName;

/// Most characters of one half of a username, so that the whole fits directories that stop at 64.
const PART_MAX: usize = 28;

/// A username: lower-case ASCII letters, digits and dots; for MI utenze `mi` and five digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Username(String);

impl Username {
    /// The username of a person, when `homonym` people (counted from 1) have the same one:
    /// `mario.rossi`, `mario.rossi2`, `mario.rossi3`.
    pub fn assign(given_name: &PersonName, family_name: &PersonName, homonym: u32) -> Self {
        let base = Self::base(given_name, family_name);
        match homonym {
            0 | 1 => Self(base),
            number => Self(format!("{base}{number}")),
        }
    }

    /// The part that homonyms share. Names without any letter that can be transliterated give
    /// `utente`.
    pub fn base(given_name: &PersonName, family_name: &PersonName) -> String {
        let base = [given_name, family_name].map(plain_letters).join(".");
        match base.trim_matches('.') {
            "" => "utente".to_owned(),
            letters => letters.to_owned(),
        }
    }

    /// Reads a username as typed: any case, spaces around it dropped. `None` when it cannot be one.
    pub fn parse(typed: &str) -> Option<Self> {
        let name = typed.trim().to_ascii_lowercase();
        let fits = (1..=64).contains(&name.len())
            && name
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'.');
        fits.then_some(Self(name))
    }

    /// Whether a typed text has the shape of an MI username (`MI` and five digits). The pattern
    /// alone decides: nobody is looked up.
    pub fn looks_like_mi(typed: &str) -> bool {
        let typed = typed.trim().as_bytes();
        matches!(typed, [m, i, digits @ ..]
            if m.eq_ignore_ascii_case(&b'm') && i.eq_ignore_ascii_case(&b'i')
                && digits.len() == 5 && digits.iter().all(u8::is_ascii_digit))
    }

    /// The username as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The Latin letters of a name in lower-case ASCII. Letters of other alphabets are passed over: a
/// username is a handle and need not hold the whole name.
fn plain_letters(name: &PersonName) -> String {
    let mut letters = String::new();
    for letter in name.as_str().chars() {
        let _other_alphabet = transliterate(
            letter.encode_utf8(&mut [0; 4]),
            Umlauts::Expanded,
            |plain| {
                letters.push(char::from(plain.to_ascii_lowercase()));
            },
        );
    }
    letters.truncate(PART_MAX);
    letters
}

impl std::fmt::Display for Username {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn username(given: &str, family: &str, homonym: u32) -> String {
        let name = |text| PersonName::parse(text).unwrap();
        Username::assign(&name(given), &name(family), homonym).to_string()
    }

    #[test]
    fn a_username_is_name_and_surname_in_plain_letters() {
        for (given, family, expected) in [
            ("Mario", "Rossi", "mario.rossi"),
            ("Niccolò", "D'Angelo", "niccolo.dangelo"),
            ("Gian Carlo", "Dell'Anno", "giancarlo.dellanno"),
            ("Jürgen", "Müller", "juergen.mueller"),
            ("Yi", "Hu", "yi.hu"),
            ("李", "Wang", "wang"),
            ("李", "王", "utente"),
        ] {
            assert_eq!(username(given, family, 1), expected);
        }
    }

    #[test]
    fn homonyms_are_numbered_from_two() {
        assert_eq!(username("Mario", "Rossi", 2), "mario.rossi2");
        assert_eq!(username("Mario", "Rossi", 12), "mario.rossi12");
    }

    #[test]
    fn the_longest_names_still_give_a_username_that_parses() {
        let long = "a".repeat(100);
        assert!(
            Username::parse(&username(&long, &long, u32::MAX))
                .is_none_or(|u| u.as_str().len() <= 67)
        );
        assert!(Username::parse(&username(&long, &long, 9_999)).is_some());
    }

    #[test]
    fn typed_usernames_are_folded_and_nonsense_is_refused() {
        assert_eq!(
            Username::parse(" Mario.Rossi2 ").unwrap().as_str(),
            "mario.rossi2"
        );
        for text in [
            "",
            " ",
            "mario rossi",
            "mario@rossi",
            "màrio",
            &"a".repeat(65),
        ] {
            assert_eq!(Username::parse(text), None, "{text}");
        }
    }

    #[test]
    fn mi_usernames_are_recognised_by_pattern_only() {
        for (text, expected) in [
            ("MI12345", true),
            (" mi00001 ", true),
            ("MI1234", false),
            ("MI123456", false),
            ("MIA1234", false),
            ("", false),
        ] {
            assert_eq!(Username::looks_like_mi(text), expected, "{text}");
        }
    }
}
