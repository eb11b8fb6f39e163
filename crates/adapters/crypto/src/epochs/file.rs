//! The file `epochs`: the first line `varco-epochs 1`, comments, and one line with the id of the chain
//! (eight hexadecimal digits), the first day, and its state as base64url without padding.

use std::path::Path;

use base64ct::{Base64UrlUnpadded, Encoding};
use zeroize::Zeroizing;

use super::day::Day;
use super::ratchet::{ChainId, Ratchet};
use crate::disk;
use crate::keyring::{KeyringError, is_monotonous};

const FIRST_LINE: &str = "varco-epochs 1";
const HEADER: &str = "\
# With this file and the one beside it opens what was sealed on the day below or later. It is replaced
# every day so that nothing older ever opens again: never keep a copy of it, with backups least of all.
# A new node starts with a fresh copy from another one.
";

pub(super) fn read(path: &Path) -> Result<Ratchet, KeyringError> {
    if !disk::exists(path)? {
        return Err(KeyringError::EpochsMissing {
            path: path.to_owned(),
        });
    }
    parse(&disk::read(path)?).ok_or_else(|| KeyringError::NotEpochs {
        path: path.to_owned(),
    })
}

pub(super) fn parse(text: &str) -> Option<Ratchet> {
    let mut lines = text.lines().map(str::trim);
    if lines.next()? != FIRST_LINE {
        return None;
    }
    let mut lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    let (line, None) = (lines.next()?, lines.next()) else {
        return None;
    };
    let mut words = line.split(' ');
    let (chain, day, state, None) = (words.next()?, words.next()?, words.next()?, words.next())
    else {
        return None;
    };
    Some(Ratchet {
        chain: parse_chain(chain)?,
        first: Day::parse(day)?,
        state: parse_state(state)?,
    })
}

fn parse_chain(text: &str) -> Option<ChainId> {
    let chain = ChainId(u32::from_str_radix(text, 16).ok()?.to_be_bytes());
    (chain.to_string() == text).then_some(chain)
}

fn parse_state(text: &str) -> Option<Zeroizing<[u8; 32]>> {
    let mut state = Zeroizing::new([0; 32]);
    let decoded = Base64UrlUnpadded::decode(text, state.as_mut_slice()).ok()?;
    (decoded.len() == 32 && !is_monotonous(decoded)).then_some(state)
}

pub(super) fn write(ratchet: &Ratchet) -> Zeroizing<String> {
    let state = Zeroizing::new(Base64UrlUnpadded::encode_string(ratchet.state.as_slice()));
    let (chain, day) = (ratchet.chain.to_string(), ratchet.first.to_string());
    // Room for all of it at once, so that growing leaves no copies behind.
    let mut text = Zeroizing::new(String::with_capacity(1024));
    for part in [
        FIRST_LINE, "\n", HEADER, &chain, " ", &day, " ", &state, "\n",
    ] {
        text.push_str(part);
    }
    text
}
