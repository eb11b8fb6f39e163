//! Characters that a linked service does not take in a password.

/// A set of characters that may not be in a password: some of ASCII, and perhaps everything beyond.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RefusedSigns {
    /// One bit for each character of ASCII.
    ascii: u128,
    beyond_ascii: bool,
}

impl RefusedSigns {
    /// Nothing is refused.
    pub const NONE: Self = Self {
        ascii: 0,
        beyond_ascii: false,
    };

    /// The characters of a text that belong to ASCII; with `beyond_ascii` also everything else.
    pub fn new(text: &str, beyond_ascii: bool) -> Self {
        let bit = |c: char| 1u128.checked_shl(u32::from(c)).unwrap_or(0);
        Self {
            ascii: text.chars().map(bit).fold(0, |all, bit| all | bit),
            beyond_ascii,
        }
    }

    /// What either refuses.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            ascii: self.ascii | other.ascii,
            beyond_ascii: self.beyond_ascii || other.beyond_ascii,
        }
    }

    /// Whether this character is refused.
    pub fn contains(&self, sign: char) -> bool {
        let bit = 1u128.checked_shl(u32::from(sign));
        bit.map_or(self.beyond_ascii, |bit| self.ascii & bit != 0)
    }

    /// The refused characters of ASCII that people can type, in its order.
    pub fn visible(&self) -> impl Iterator<Item = char> {
        (' '..='~').filter(|sign| self.contains(*sign))
    }

    /// Whether everything beyond ASCII is refused.
    pub const fn is_beyond_ascii(&self) -> bool {
        self.beyond_ascii
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_refused_are_those_that_were_named() {
        let signs = RefusedSigns::new("\" \\è\u{7f}\0", false);
        assert_eq!(signs.visible().collect::<String>(), " \"\\");
        for (sign, is_refused) in [
            ('"', true),
            ('\0', true),
            ('\u{7f}', true),
            ('è', false),
            ('a', false),
        ] {
            assert_eq!(signs.contains(sign), is_refused, "{sign:?}");
        }
        let ascii = RefusedSigns::new("", true);
        for (sign, is_refused) in [
            ('è', true),
            ('\u{80}', true),
            ('🦉', true),
            ('\u{7f}', false),
        ] {
            assert_eq!(ascii.contains(sign), is_refused, "{sign:?}");
        }
        assert_eq!(RefusedSigns::default(), RefusedSigns::NONE);
    }

    proptest! {
        #[test]
        fn what_either_refuses_both_refuse(one: String, other: String, is_one: bool, is_other: bool, sign: char) {
            let (one, other) = (RefusedSigns::new(&one, is_one), RefusedSigns::new(&other, is_other));
            let either = one.contains(sign) || other.contains(sign);
            prop_assert_eq!(one.and(other).contains(sign), either);
        }
    }
}
