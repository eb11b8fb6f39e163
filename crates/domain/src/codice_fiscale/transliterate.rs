//! From any Latin letter to A–Z, as the Agenzia delle Entrate does (circular 34/E of 2011).

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::decompose_compatible;

/// How umlauts are spelled.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Umlauts {
    /// `Ü` is `UE`: the rule for codes.
    Expanded,
    /// `Ü` is `U`: how people search, and how codes were issued before the rule.
    Bare,
}

/// Hands the letters A–Z of `text` to `emit`, one after the other. Whatever is no letter is passed
/// over: spaces, apostrophes, hyphens, digits.
///
/// # Errors
/// The first letter that is not Latin; letters before it have been emitted.
pub(crate) fn transliterate(
    text: &str,
    umlauts: Umlauts,
    mut emit: impl FnMut(u8),
) -> Result<(), char> {
    if text.is_ascii() {
        // Nearly always, and the search for places folds hundreds of names at a time.
        let letters = text.bytes().filter(u8::is_ascii_alphabetic);
        letters.for_each(|letter| emit(letter.to_ascii_uppercase()));
        return Ok(());
    }
    // Composed first: some systems send `u` and `¨` as two characters.
    text.nfc()
        .try_for_each(|letter| spell(letter, umlauts, &mut emit))
}

fn spell(letter: char, umlauts: Umlauts, emit: &mut impl FnMut(u8)) -> Result<(), char> {
    let expanded = match letter {
        _ if umlauts == Umlauts::Bare => None,
        'Ä' | 'ä' => Some("AE"),
        'Ö' | 'ö' => Some("OE"),
        'Ü' | 'ü' => Some("UE"),
        _ => None,
    };
    if let Some(letters) = expanded {
        letters.bytes().for_each(emit);
        return Ok(());
    }
    let mut fault = None;
    decompose_compatible(letter, |part| {
        if part.is_ascii_alphabetic() {
            emit(part.to_ascii_uppercase() as u8);
        } else if let Some(letters) = undecomposable(part) {
            letters.bytes().for_each(&mut *emit);
        } else if part.is_alphabetic() && !is_apostrophe(part) {
            fault = Some(letter);
        }
    });
    fault.map_or(Ok(()), Err)
}

/// Latin letters that Unicode does not take apart.
const fn undecomposable(letter: char) -> Option<&'static str> {
    Some(match letter {
        'Æ' | 'æ' => "AE",
        'Œ' | 'œ' => "OE",
        'ß' | 'ẞ' => "SS",
        'Þ' | 'þ' => "TH",
        'Đ' | 'đ' | 'Ð' | 'ð' | 'Ɖ' | 'ɖ' => "D",
        'Ə' | 'ə' | 'Ǝ' | 'ǝ' | 'Ɛ' | 'ɛ' => "E",
        'Ǥ' | 'ǥ' => "G",
        'Ħ' | 'ħ' => "H",
        'ı' | 'Ɨ' | 'ɨ' => "I",
        'ĸ' => "K",
        'Ł' | 'ł' => "L",
        'Ŋ' | 'ŋ' => "N",
        'Ø' | 'ø' | 'Ɔ' | 'ɔ' => "O",
        'Ŧ' | 'ŧ' => "T",
        _ => return None,
    })
}

/// Modifier letters that keyboards offer as apostrophes (Hawaiian, Ukrainian, Arabic names).
const fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\u{2b0}'..='\u{2ff}')
}
