//! The sixteenth character (decree of 23 December 1976, article 11).

/// The check character of the first fifteen, which are upper-case letters or digits.
///
/// Both columns are one-to-one on letters, and digits share the values of A to J. So one wrong
/// character in a position that takes only letters, or only digits and omocodic letters, always
/// changes the sum: no single slip goes unseen.
pub(super) fn check_character(first: &[u8; 15]) -> u8 {
    let (pairs, last) = first.as_chunks::<2>();
    let sum: u32 = pairs
        .iter()
        .map(|&[odd, even]| odd_value(odd) + even_value(even))
        .sum();
    let last: u32 = last.iter().copied().map(odd_value).sum();
    let remainder = u8::try_from((sum + last) % 26).unwrap_or_default();
    b'A' + remainder
}

/// Value in the positions 2, 4, … 14.
const fn even_value(character: u8) -> u32 {
    let value = match character {
        b'0'..=b'9' => character - b'0',
        _ => character.wrapping_sub(b'A'),
    };
    value as u32
}

/// Value in the positions 1, 3, … 15.
const fn odd_value(character: u8) -> u32 {
    match character {
        b'0' | b'A' => 1,
        b'2' | b'C' => 5,
        b'3' | b'D' => 7,
        b'4' | b'E' => 9,
        b'5' | b'F' => 13,
        b'6' | b'G' => 15,
        b'7' | b'H' => 17,
        b'8' | b'I' => 19,
        b'9' | b'J' => 21,
        b'K' => 2,
        b'L' => 4,
        b'M' => 18,
        b'N' => 20,
        b'O' => 11,
        b'P' => 3,
        b'Q' => 6,
        b'R' => 8,
        b'S' => 12,
        b'T' => 14,
        b'U' => 16,
        b'V' => 10,
        b'W' => 22,
        b'X' => 25,
        b'Y' => 24,
        b'Z' => 23,
        // 1 and B. Nothing else comes here: texts are cleaned before.
        _ => 0,
    }
}
