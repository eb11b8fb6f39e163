//! A chain of keys, one for each day, that goes forward only.
//!
//! ```text
//! S(d+1) = HMAC-SHA-256(S(d), "varco epoch next")
//! K(d)   = HMAC-SHA-256(S(d), "varco epoch key")
//! ```
//!
//! Who holds `S(d)` has the keys of `d` and of every later day, and no way back to an earlier one. Nodes
//! that begin with one state need nothing from each other to stay in step but the date.

use std::fmt;

use varco_ports::Entropy;
use zeroize::Zeroizing;

use super::day::Day;
use crate::mac::hmac_sha256;

/// Days ahead of the state for which keys are worked out: a hundred years, thirty milliseconds. Whoever
/// writes a later day into an envelope does not make us work for it.
pub(super) const REACH: u32 = 36_525;

/// Names a chain from its first day to its last: random, and told apart by it are nodes that do not share
/// theirs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct ChainId(pub(crate) [u8; 4]);

impl fmt::Display for ChainId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:08x}", u32::from_be_bytes(self.0))
    }
}

/// The key of one day.
type EpochKey = Zeroizing<[u8; 32]>;

/// The chain from one day on.
pub(crate) struct Ratchet {
    pub(crate) chain: ChainId,
    /// The earliest day that still has a key.
    pub(crate) first: Day,
    pub(super) state: Zeroizing<[u8; 32]>,
}

impl Ratchet {
    pub(super) fn start(first: Day, entropy: &dyn Entropy) -> Self {
        let mut state = Zeroizing::new([0; 32]);
        entropy.fill(state.as_mut_slice());
        Self {
            chain: ChainId(entropy.bytes()),
            first,
            state,
        }
    }

    /// The day whose key seals what is sealed on `today`: the nearest that has one, so that a wrong clock
    /// keeps nobody from sealing.
    pub(crate) fn sealing_day(&self, today: Day) -> Day {
        today.clamp(self.first, Day(self.first.0.saturating_add(REACH)))
    }

    /// `None` before the first day, and out of reach.
    pub(crate) fn key(&self, day: Day) -> Option<EpochKey> {
        let state = self.state_of(day)?;
        Some(derive(&state, b"varco epoch key"))
    }

    /// The same chain without the days before this one; `None` as for [`Ratchet::key`].
    pub(super) fn without_days_before(&self, day: Day) -> Option<Self> {
        Some(Self {
            chain: self.chain,
            first: day,
            state: self.state_of(day)?,
        })
    }

    fn state_of(&self, day: Day) -> Option<Zeroizing<[u8; 32]>> {
        let steps = day.0.checked_sub(self.first.0)?;
        let next = |state: Zeroizing<_>, _| derive(&state, b"varco epoch next");
        (steps <= REACH).then(|| (0..steps).fold(self.state.clone(), next))
    }
}

fn derive(state: &[u8; 32], what: &[u8]) -> Zeroizing<[u8; 32]> {
    Zeroizing::new(hmac_sha256(state, &[what]))
}

impl fmt::Debug for Ratchet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Ratchet({} from {})", self.chain, self.first)
    }
}
