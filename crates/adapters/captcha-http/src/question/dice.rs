//! Choosing by the entropy port.

use varco_ports::Entropy;

/// Draws one of several things after another.
pub(super) struct Dice<'a>(pub(super) &'a dyn Entropy);

impl Dice<'_> {
    /// A number from 0 up to and without `sides`. Taking the remainder favours low numbers by less
    /// than 2 % for a thousand sides, which helps nobody.
    pub(super) fn below(&self, sides: u16) -> u16 {
        u16::from_be_bytes(self.0.bytes()) % sides.max(1)
    }

    /// One of the items, of which there are some.
    pub(super) fn pick<T: Copy + Default>(&self, items: &[T]) -> T {
        let sides = u16::try_from(items.len()).unwrap_or(u16::MAX);
        let item = items.get(usize::from(self.below(sides)));
        item.copied().unwrap_or_default()
    }
}
