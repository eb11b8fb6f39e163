//! Names without case, accents, spaces and apostrophes.

use core::cmp::Ordering;

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

    fn letters(&self) -> &[u8] {
        self.letters.get(..self.length).unwrap_or_default()
    }

    /// How `name` stands to these letters.
    pub(super) fn order(&self, name: &str) -> Ordering {
        Self::new(name).map_or(Ordering::Less, |name| name.letters().cmp(self.letters()))
    }

    /// How `name` stands to all that begins with these letters.
    pub(super) fn order_of_beginning(&self, name: &str) -> Ordering {
        Self::new(name).map_or(Ordering::Less, |name| {
            let beginning = name.letters().get(..self.length).unwrap_or(name.letters());
            beginning.cmp(self.letters())
        })
    }
}
