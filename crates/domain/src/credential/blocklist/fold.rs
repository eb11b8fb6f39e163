//! The form in which passwords are compared: what differs only in look is one password.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// One sign of a password: as typed, in lower case, and as it is compared.
#[derive(Clone, Copy)]
pub(crate) struct Sign {
    pub(crate) typed: char,
    pub(crate) folded: char,
}

impl Sign {
    /// Whether it was typed as a letter, not as a figure that looks like one.
    pub(crate) fn is_letter(self) -> bool {
        self.typed.is_alphabetic()
    }
}

/// Lower case, without accents and separators, figures and signs read as the letters that they
/// stand for.
pub(crate) fn fold(text: impl Iterator<Item = char>) -> Vec<Sign> {
    text.nfd()
        .filter(|sign| !is_combining_mark(*sign) && !is_separator(*sign))
        .flat_map(char::to_lowercase)
        .map(|typed| Sign {
            typed,
            folded: letter_meant(typed),
        })
        .collect()
}

fn is_separator(sign: char) -> bool {
    sign.is_whitespace() || matches!(sign, '-' | '_' | '.' | ',' | ';' | ':' | '/' | '\'' | '+')
}

const fn letter_meant(sign: char) -> char {
    match sign {
        '0' => 'o',
        '1' | '!' | '|' => 'i',
        '3' | '€' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        other => other,
    }
}
