//! The list of much used passwords, as a sorted table of fingerprints.
//!
//! Forty bits each: a password that is not on the list is taken for one with a probability below one
//! in ten million. The table is built by `cargo xtask blocklist` from a public list; the words
//! themselves, many of them foul, stay out of the repository.

use super::fold::{Sign, fold};

/// Longest listed password, in folded signs.
const LONGEST: usize = 40;
/// Bytes of a fingerprint.
const WIDTH: usize = 5;

/// Sorted fingerprints, one after the other.
const TABLE: &[u8] = include_bytes!("../../../data/blocklist.bin");

/// What the table holds for a password; `None` for those too short or too long to be listed. Case,
/// accents, separators and look-alike figures make no difference.
pub fn fingerprint(password: &str) -> Option<[u8; WIDTH]> {
    let signs = fold(password.chars());
    (super::PIECE_MIN..=LONGEST)
        .contains(&signs.len())
        .then(|| digest(&signs))
}

/// Whether the signs are on the list.
pub(super) fn contains(signs: &[Sign]) -> bool {
    let (fingerprints, _) = TABLE.as_chunks::<WIDTH>();
    signs.len() <= LONGEST && fingerprints.binary_search(&digest(signs)).is_ok()
}

/// FNV-1a, mixed once more so that its upper forty bits are even. Nobody gains anything from a
/// collision, so no cryptographic hash is needed.
fn digest(signs: &[Sign]) -> [u8; WIDTH] {
    let hash = signs.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, sign| {
        (hash ^ u64::from(u32::from(sign.folded))).wrapping_mul(0x0000_0100_0000_01b3)
    });
    let mixed = (hash ^ (hash >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let [upper @ .., _, _, _] = mixed.to_be_bytes();
    upper
}
