//! Lines of a postal address, and the Italian postal code.

use thiserror::Error;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Most code points of a line (R-12).
const LINE_MAX: usize = 100;

/// One line of an address: street and number, a town abroad, a foreign postal code. NFC, letters
/// with their marks, digits, spaces and the signs that addresses have.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct AddressLine(String);

/// Why a text is no line of an address (R-12).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum AddressFault {
    /// Nothing, or only spaces and signs.
    #[error("the line is empty")]
    Empty,
    /// More than 100 code points.
    #[error("the line has {found} characters: too many")]
    TooLong {
        /// Code points found.
        found: usize,
    },
    /// A sign that addresses do not have: markup, controls, invisible or bidirectional marks.
    #[error("the line contains a character that addresses do not have")]
    Forbidden,
}

impl AddressLine {
    /// Reads a line; runs of white space count as one space.
    ///
    /// # Errors
    /// The first [`AddressFault`] met.
    pub fn parse(text: &str) -> Result<Self, AddressFault> {
        let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let line: String = line.nfc().collect();
        let found = line.chars().count();
        if found > LINE_MAX {
            return Err(AddressFault::TooLong { found });
        }
        let allowed = |c: char| {
            c.is_alphanumeric() || is_combining_mark(c) || " '\u{2019}-.,/()°ºª&\"#".contains(c)
        };
        if !line.chars().all(allowed) {
            return Err(AddressFault::Forbidden);
        }
        if !line.chars().any(char::is_alphanumeric) {
            return Err(AddressFault::Empty);
        }
        Ok(Self(line))
    }

    /// The line as it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for AddressLine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Nothing of it: addresses are personal data and `Debug` reaches logs.
impl std::fmt::Debug for AddressLine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("AddressLine(…)")
    }
}

/// A *codice di avviamento postale*: five digits, from `00010` to `98168`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cap(u32);

/// The text is no CAP.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a CAP has five digits, from 00010 to 98168")]
pub struct CapFault;

impl Cap {
    /// Reads a CAP; spaces around it are dropped.
    ///
    /// # Errors
    /// [`CapFault`] unless it is five ASCII digits within the range in use.
    pub fn parse(text: &str) -> Result<Self, CapFault> {
        let text = text.trim();
        if text.len() != 5 || !text.bytes().all(|b| b.is_ascii_digit()) {
            return Err(CapFault);
        }
        let number = text.parse().map_err(|_| CapFault)?;
        (10..=98_168)
            .contains(&number)
            .then_some(Self(number))
            .ok_or(CapFault)
    }
}

impl std::fmt::Display for Cap {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:05}", self.0)
    }
}

/// Only the zone: addresses are personal data and `Debug` reaches logs.
impl std::fmt::Debug for Cap {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Cap({:02}…)", self.0 / 1_000)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lines_that_people_write_are_accepted_and_made_uniform() {
        for (typed, written) in [
            ("Via Roma, 1/A", "Via Roma, 1/A"),
            (
                " Piazza  dell\u{2019}Unità n° 3 (int. 4) ",
                "Piazza dell\u{2019}Unità n° 3 (int. 4)",
            ),
            ("Str. Nicolo\u{300} 5", "Str. Nicolò 5"),
            ("東京都千代田区1-1", "東京都千代田区1-1"),
        ] {
            let line = AddressLine::parse(typed).unwrap();
            assert_eq!(
                (line.as_str(), line.to_string().as_str()),
                (written, written)
            );
        }
    }

    #[test]
    fn r12_what_is_no_line_is_refused_with_its_reason() {
        assert!(AddressLine::parse(&"a".repeat(100)).is_ok());
        let long = "a".repeat(101);
        for (text, fault) in [
            ("", AddressFault::Empty),
            (" , . ", AddressFault::Empty),
            (long.as_str(), AddressFault::TooLong { found: 101 }),
            ("Via <b>Roma</b>", AddressFault::Forbidden),
            ("Via Roma\u{0}", AddressFault::Forbidden),
            ("Via\u{202e}amoR", AddressFault::Forbidden),
            ("Via\u{200b}Roma", AddressFault::Forbidden),
        ] {
            assert_eq!(AddressLine::parse(text), Err(fault), "{text:?}");
        }
    }

    #[test]
    fn a_cap_is_five_digits_in_the_range_in_use() {
        for text in ["00010", " 00184 ", "98168"] {
            assert_eq!(Cap::parse(text).unwrap().to_string(), text.trim());
        }
        for text in [
            "",
            "0018",
            "001844",
            "00009",
            "98169",
            "0018A",
            "００１８４",
            "+0184",
        ] {
            assert_eq!(Cap::parse(text), Err(CapFault), "{text}");
        }
    }

    #[test]
    fn an_address_does_not_reach_a_log() {
        let line = AddressLine::parse("Via Roma 1").unwrap();
        let shown = format!("{line:?} {:?}", Cap::parse("00184").unwrap());
        assert_eq!(shown, "AddressLine(…) Cap(00…)");
    }

    proptest! {
        #[test]
        fn parsing_never_panics_and_is_idempotent(text in r"\PC{0,110}|.{0,110}") {
            let _cap = Cap::parse(&text);
            if let Ok(line) = AddressLine::parse(&text) {
                prop_assert_eq!(AddressLine::parse(line.as_str()), Ok(line.clone()));
            }
        }
    }
}
