//! The three characters drawn from a surname and from a name.

use super::transliterate::{Umlauts, transliterate};

/// Why a text yields no characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NameFault {
    /// No letter at all.
    NoLetters,
    /// A letter of another alphabet.
    OtherAlphabet(char),
}

/// Consonants, then vowels, then `X`.
pub(super) fn surname_part(text: &str, umlauts: Umlauts) -> Result<[u8; 3], NameFault> {
    Ok(Letters::of(text, umlauts)?.first_three())
}

/// The same, but of four or more consonants the first, third and fourth.
pub(super) fn name_part(text: &str, umlauts: Umlauts) -> Result<[u8; 3], NameFault> {
    let letters = Letters::of(text, umlauts)?;
    Ok(match letters.consonants {
        [Some(first), Some(_), Some(third), Some(fourth)] => [first, third, fourth],
        _ => letters.first_three(),
    })
}

/// As many letters of either kind as the rules look at.
#[derive(Default)]
struct Letters {
    consonants: [Option<u8>; 4],
    vowels: [Option<u8>; 3],
}

impl Letters {
    /// A composite name is one sequence: `Dell'Anno` counts as `DELLANNO`.
    fn of(text: &str, umlauts: Umlauts) -> Result<Self, NameFault> {
        let mut letters = Self::default();
        transliterate(text, umlauts, |letter| letters.add(letter))
            .map_err(NameFault::OtherAlphabet)?;
        match (letters.consonants[0], letters.vowels[0]) {
            (None, None) => Err(NameFault::NoLetters),
            _ => Ok(letters),
        }
    }

    fn add(&mut self, letter: u8) {
        let slots: &mut [Option<u8>] = match letter {
            b'A' | b'E' | b'I' | b'O' | b'U' => &mut self.vowels,
            _ => &mut self.consonants,
        };
        if let Some(free) = slots.iter_mut().find(|slot| slot.is_none()) {
            *free = Some(letter);
        }
    }

    fn first_three(&self) -> [u8; 3] {
        let mut letters = self.consonants.iter().chain(&self.vowels).flatten();
        core::array::from_fn(|_| letters.next().copied().unwrap_or(b'X'))
    }
}
