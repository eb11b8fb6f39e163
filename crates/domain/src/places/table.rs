//! The generated table, read where it lies in the binary.
//!
//! Layout: see `xtask/python/places.py`, which writes it.

use core::cmp::Ordering;

use super::code::PlaceCode;

/// One period of one code: same name, same province.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Row(&'static [u8; 10]);

struct Table {
    offsets: &'static [[u8; 4]],
    rows: &'static [[u8; 10]],
    index: &'static [[u8; 4]],
}

static NAMES: &str = include_str!("../../data/place-names.txt");
static TABLE: Table = Table::read(include_bytes!("../../data/places.bin"));

impl Table {
    /// Runs in the compiler: a file of another shape does not build.
    const fn read(bytes: &'static [u8]) -> Self {
        let (header, rest) = bytes.split_at(12);
        let ([names, rows, index], []) = header.as_chunks::<4>() else {
            return Self {
                offsets: &[],
                rows: &[],
                index: &[],
            };
        };
        let (offsets, rest) = rest.split_at((number(*names) + 1) * 4);
        let (rows, index_bytes) = rest.split_at(number(*rows) * 10);
        let table = Self {
            offsets: offsets.as_chunks().0,
            rows: rows.as_chunks().0,
            index: index_bytes.as_chunks().0,
        };
        assert!(
            table.index.len() == number(*index),
            "run `cargo xtask places`"
        );
        table
    }
}

const fn number(bytes: [u8; 4]) -> usize {
    u32::from_le_bytes(bytes) as usize
}

/// The rows of a code, oldest first.
pub(super) fn rows_of(code: PlaceCode) -> impl DoubleEndedIterator<Item = Row> + Clone {
    let key = key(code);
    let start = TABLE.rows.partition_point(|row| key_of(row) < key);
    let rows = TABLE.rows.get(start..).unwrap_or_default();
    let length = rows.iter().take_while(|row| key_of(row) == key).count();
    rows.get(..length).unwrap_or_default().iter().map(Row)
}

/// The last rows of the codes that bear or bore a name found equal, or to which it is another name.
/// `order` says how a name stands to what is looked for, and must follow the order of the table.
pub(super) fn rows_named<F>(order: F) -> impl Iterator<Item = Row> + Clone + use<F>
where
    F: Fn(&str) -> Ordering,
{
    let order = |&[a, b, _, _]: &[u8; 4]| order(name(u16::from_le_bytes([a, b])));
    let start = TABLE.index.partition_point(|entry| order(entry).is_lt());
    let end = TABLE.index.partition_point(|entry| order(entry).is_le());
    let found = TABLE.index.get(start..end).unwrap_or_default();
    found.iter().filter_map(|&[_, _, a, b]| {
        TABLE
            .rows
            .get(usize::from(u16::from_le_bytes([a, b])))
            .map(Row)
    })
}

/// How codes are ordered in the table: letter, then number.
fn key(code: PlaceCode) -> u16 {
    let [letter, a, b, c] = code.into_bytes().map(u16::from);
    (letter - u16::from(b'A')) * 1000 + a * 100 + b * 10 + c - u16::from(b'0') * 111
}

impl Row {
    pub(super) fn code(self) -> PlaceCode {
        let key = key_of(self.0);
        let digit = |value: u16| u8::try_from(value % 10).unwrap_or_default();
        let letter = b'A' + u8::try_from(key / 1000).unwrap_or_default();
        PlaceCode::from_parts(letter, [digit(key / 100), digit(key / 10), digit(key)])
    }

    pub(super) fn name(self) -> &'static str {
        let [_, _, a, b, ..] = *self.0;
        name(u16::from_le_bytes([a, b]))
    }

    pub(super) fn province(self) -> &'static str {
        let [_, _, _, _, province @ .., _, _, _, _] = self.0;
        str::from_utf8(province).unwrap_or_default()
    }

    /// First and last day, counted from [`EPOCH`](super::place::EPOCH).
    pub(super) fn period(self) -> (u16, u16) {
        let [.., a, b, c, d] = *self.0;
        (u16::from_le_bytes([a, b]), u16::from_le_bytes([c, d]))
    }
}

fn key_of(&[a, b, ..]: &[u8; 10]) -> u16 {
    u16::from_le_bytes([a, b])
}

fn name(number: u16) -> &'static str {
    let at = usize::from(number);
    let offset = |at| TABLE.offsets.get(at).copied().map(self::number);
    // The next name begins after a line feed.
    let end = offset(at + 1).and_then(|next| next.checked_sub(1));
    let bounds = offset(at).zip(end);
    bounds
        .and_then(|(start, end)| NAMES.get(start..end))
        .unwrap_or_default()
}
