//! Walks of fingers along keyboard and alphabet.

use super::fold::Sign;

/// Shortest walk: two keys side by side are part of ordinary words.
const WALK_MIN: usize = 3;

/// The keys, and how far each row is shifted, in quarters of a key.
const ROWS: [(&str, usize); 4] = [
    ("1234567890", 0),
    ("qwertyuiop", 2),
    ("asdfghjkl", 3),
    ("zxcvbnm", 5),
];

/// Whether the signs are nothing but walks, one after the other, each of at least three signs.
pub(super) fn is_walks(signs: &[Sign]) -> bool {
    signs
        .chunk_by(|a, b| is_step(a.typed, b.typed))
        .all(|walk| walk.len() >= WALK_MIN)
}

/// Whether a finger, or the alphabet, gets from one sign straight to the other: the same sign, its
/// neighbour in the alphabet, a neighbouring key.
fn is_step(from: char, to: char) -> bool {
    let neighbours = from.is_alphanumeric()
        && to.is_alphanumeric()
        && u32::from(from).abs_diff(u32::from(to)) <= 1;
    from == to || neighbours || are_neighbouring_keys(from, to)
}

fn are_neighbouring_keys(one: char, other: char) -> bool {
    let (Some((row, at)), Some((other_row, other_at))) = (key(one), key(other)) else {
        return false;
    };
    match row.abs_diff(other_row) {
        0 => at.abs_diff(other_at) == 4,
        1 => at.abs_diff(other_at) < 4,
        _ => false,
    }
}

/// Row of a key and its distance from the left, in quarters of a key.
fn key(sign: char) -> Option<(usize, usize)> {
    ROWS.iter().enumerate().find_map(|(row, (keys, shift))| {
        let column = keys.find(sign)?;
        Some((row, 4 * column + shift))
    })
}
