//! From typed text to upper-case letters and digits, without allocating.

use super::error::CodiceFiscaleError;

/// Length of a definitive code.
pub(super) const LENGTH: usize = 16;

/// The letters and digits of a typed text, in upper case.
pub(super) struct Cleaned {
    bytes: [u8; LENGTH],
    length: usize,
}

impl Cleaned {
    /// Drops ASCII white space and dashes and refuses whatever is not an ASCII letter or digit.
    ///
    /// Upper case is taken in ASCII only: by the rules of Unicode `ı` and `ſ` would turn into `I`
    /// and `S`, and a code that nobody issued would pass.
    pub(super) fn new(input: &str) -> Result<Self, CodiceFiscaleError> {
        if let Some(cleaned) = Self::exact(input.as_bytes()) {
            return Ok(cleaned);
        }
        let mut bytes = [0; LENGTH];
        let mut length = 0;
        for found in input.chars() {
            if found.is_ascii_whitespace() || found == '-' {
                continue;
            }
            if !found.is_ascii_alphanumeric() {
                let position = length + 1;
                return Err(CodiceFiscaleError::Alphabet { position, found });
            }
            if let Some(slot) = bytes.get_mut(length) {
                *slot = found.to_ascii_uppercase() as u8;
            }
            length += 1;
        }
        if length == 0 {
            return Err(CodiceFiscaleError::Empty);
        }
        Ok(Self { bytes, length })
    }

    /// The common case, where nothing has to be dropped.
    fn exact(input: &[u8]) -> Option<Self> {
        let mut bytes: [u8; LENGTH] = input.try_into().ok()?;
        let fits = bytes.iter().all(u8::is_ascii_alphanumeric);
        bytes.make_ascii_uppercase();
        fits.then_some(Self {
            bytes,
            length: LENGTH,
        })
    }

    /// The sixteen characters, if there are just as many.
    pub(super) fn sixteen(&self) -> Option<[u8; LENGTH]> {
        (self.length == LENGTH).then_some(self.bytes)
    }

    /// The eleven characters, if there are just as many.
    pub(super) fn eleven(&self) -> Option<[u8; 11]> {
        (self.length == 11).then(|| self.bytes.first_chunk().copied())?
    }

    /// The fault of a text that is neither.
    pub(super) fn length_error(&self) -> CodiceFiscaleError {
        CodiceFiscaleError::Length { found: self.length }
    }
}
