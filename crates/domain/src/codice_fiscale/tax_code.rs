//! Either form of the code.

use core::fmt;
use core::str::FromStr;

use super::code::CodiceFiscale;
use super::error::CodiceFiscaleError;
use super::provisional::ProvisionalCode;

/// A codice fiscale of either form, for those who accept both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TaxCode {
    /// Sixteen characters.
    Definitive(CodiceFiscale),
    /// Eleven digits.
    Provisional(ProvisionalCode),
}

impl TaxCode {
    /// Reads a typed code of either form; the faults are those of [`CodiceFiscale::parse`], without
    /// [`CodiceFiscaleError::Provisional`].
    pub fn parse(input: &str) -> Result<Self, CodiceFiscaleError> {
        match CodiceFiscale::parse(input) {
            Ok(code) => Ok(Self::Definitive(code)),
            Err(CodiceFiscaleError::Provisional) => {
                ProvisionalCode::parse(input).map(Self::Provisional)
            }
            Err(fault) => Err(fault),
        }
    }

    /// The 16 or 11 characters.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Definitive(code) => code.as_str(),
            Self::Provisional(code) => code.as_str(),
        }
    }
}

impl fmt::Display for TaxCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for TaxCode {
    type Err = CodiceFiscaleError;

    fn from_str(input: &str) -> Result<Self, Self::Err> {
        Self::parse(input)
    }
}
