//! Randomness that is the same in every run.

use std::sync::Mutex;

use crate::clock::Entropy;
use crate::testkit::lock;

/// Bytes that follow from a seed; equal seeds give equal bytes. Anything but secret.
#[derive(Debug)]
pub struct SeededEntropy(Mutex<u64>);

impl SeededEntropy {
    /// The source of this seed.
    pub const fn new(seed: u64) -> Self {
        Self(Mutex::new(seed))
    }
}

impl Entropy for SeededEntropy {
    fn fill(&self, bytes: &mut [u8]) {
        let mut state = lock(&self.0);
        for chunk in bytes.chunks_mut(8) {
            for (byte, random) in chunk.iter_mut().zip(split_mix(&mut state).to_le_bytes()) {
                *byte = random;
            }
        }
    }
}

/// `SplitMix64` (Steele, Lea, Flood 2014): by hand, because a dependency would be longer.
const fn split_mix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
