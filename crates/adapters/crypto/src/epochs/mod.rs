//! Keys that last a day: what is sealed needs, besides the key file, the key of the day it was
//! sealed on, and once that is destroyed it never opens again, wherever copies of it lie.
//!
//! The keys come from a [`ratchet`] whose state lies in the file `epochs` beside the key file. Destroying
//! is moving that state on.

mod day;
mod doubt;
mod file;
mod ratchet;

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use thiserror::Error;

use crate::disk::{self, Turn};
use crate::keyring::KeyringError;
use crate::live::Live;
use crate::{OsEntropy, SystemClock};
pub(crate) use day::Day;
use doubt::Doubt;
use ratchet::REACH;
pub(crate) use ratchet::{ChainId, Ratchet};
use varco_ports::Clock;

/// How far the first day may be ahead of what is to be destroyed before that means a wrong clock: by as
/// long as a secret may wait on the day a chain starts, and a day for clocks that differ.
const MAX_LEAD: u32 = 4;

/// Why keys were not destroyed.
#[derive(Debug, Error)]
pub(crate) enum Undone {
    /// That much time has passed, or the clock has jumped ahead.
    #[error(
        "the keys of {first} to {until} would go at once, which a clock that jumped would ask for too: they go if it still says so in six hours"
    )]
    Jump {
        /// The first day that has a key.
        first: Day,
        /// The first day that would have one.
        until: Day,
    },
    /// The clock is behind, or the one that wrote the file was ahead.
    #[error(
        "all keys of days before {first} are gone already, but the clock asks for {until}: if it is right, run `varco keys new-epochs`"
    )]
    Behind {
        /// The first day that has a key.
        first: Day,
        /// The day that was asked for.
        until: Day,
    },
    /// The file.
    #[error(transparent)]
    File(#[from] KeyringError),
}

/// The chain as its file has it.
#[derive(Debug)]
pub(crate) struct Epochs {
    live: Live<Ratchet>,
    doubt: Mutex<Doubt>,
}

impl Epochs {
    pub(crate) fn open(path: &Path) -> Result<Self, KeyringError> {
        Ok(Self {
            live: Live::open(path, file::read)?,
            doubt: Mutex::default(),
        })
    }

    /// Starts a new chain today; whoever calls holds the [`Turn`].
    pub(crate) fn create(path: &Path) -> Result<(), KeyringError> {
        let ratchet = Ratchet::start(Day::of(SystemClock.now()), &OsEntropy);
        disk::replace(path, &file::write(&ratchet))
    }

    pub(crate) fn get(&self) -> Arc<Ratchet> {
        self.live.get()
    }

    /// Moves on to the day of `before`; never back. Several processes may do it at once: each reads the
    /// file again when it is its turn.
    pub(crate) fn destroy(&self, before: Timestamp) -> Result<(), Undone> {
        let (until, first) = (Day::of(before), self.get().first);
        if first.0 > until.0.saturating_add(MAX_LEAD) {
            return Err(Undone::Behind { first, until });
        }
        let days = until.0.saturating_sub(first.0);
        let mut doubt = self.doubt.lock().unwrap_or_else(PoisonError::into_inner);
        if !doubt.is_over(days, before) || days > REACH {
            return Err(Undone::Jump { first, until });
        }
        if days > 0 {
            self.move_to(until)?;
        }
        Ok(())
    }

    fn move_to(&self, day: Day) -> Result<(), KeyringError> {
        let path = self.live.path();
        let turn = Turn::take(path)?;
        // The file and not what we hold: another process may have gone further.
        if let Some(rest) = file::read(path)?.without_days_before(day) {
            disk::replace(path, &file::write(&rest))?;
        }
        drop(turn);
        // Forgets what is in memory too.
        self.get();
        Ok(())
    }
}

#[cfg(test)]
mod tests;
