//! Names without case, accents, spaces and apostrophes.

use crate::codice_fiscale::transliterate::{Umlauts, transliterate};

/// The longest name of the table has fewer letters; the generator checks it.
const MAX_LETTERS: usize = 64;

/// The letters A–Z of a name: `forli'`, `Forlì` and `FORLI` are one, so are `Sant'Angelo` and
/// `sant angelo`. Umlauts are bare, as people search.
#[derive(Clone, Copy)]
pub(super) struct Folded {
    letters: [u8; MAX_LETTERS],
    length: usize,
}

impl Folded {
    /// `None` if nothing of the table can match: no letter, too many, or another alphabet.
    pub(super) fn new(text: &str) -> Option<Self> {
        let mut folded = Self {
            letters: [0; MAX_LETTERS],
            length: 0,
        };
        let mut fits = true;
        let latin = transliterate(text, Umlauts::Bare, |letter| {
            match folded.letters.get_mut(folded.length) {
                Some(slot) => {
                    *slot = letter;
                    folded.length += 1;
                }
                None => fits = false,
            }
        });
        (latin.is_ok() && fits && folded.length > 0).then_some(folded)
    }

    pub(super) fn letters(&self) -> &[u8] {
        self.letters.get(..self.length).unwrap_or_default()
    }

    /// Whether `name` comes before everything that begins with these letters.
    pub(super) fn is_after(&self, name: &str) -> bool {
        Self::new(name).is_some_and(|name| name.letters() < self.letters())
    }

    /// Whether `name` begins with these letters.
    pub(super) fn begins(&self, name: &str) -> bool {
        Self::new(name).is_some_and(|name| name.letters().starts_with(self.letters()))
    }

    /// Whether `name` has just these letters.
    pub(super) fn is(&self, name: &str) -> bool {
        Self::new(name).is_some_and(|name| name.letters() == self.letters())
    }
}
