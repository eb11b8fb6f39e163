//! The real binary, started as an operator starts it and killed as a power cut kills it.
//!
//! A [`Site`] is what the processes of one service share; [`Varco`] is a `varco serve` of it and
//! [`Worker`] a `varco worker`. All are killed when dropped.

mod child;
mod serve;
mod site;
mod suspended;
mod worker;

use std::env;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context as _, Result};

pub use serve::Varco;
pub use site::{Database, Site};
pub use suspended::Suspended;
pub use worker::Worker;

/// Longest wait for a start; a start takes well under a second on an idle machine.
const START: Duration = Duration::from_secs(30);
/// Pause between two looks at what a process says.
const LOOK: Duration = Duration::from_millis(5);

/// The binary `varco`: the one that `VARCO_BIN` names, or the one built together with this program.
///
/// # Errors
///
/// It has not been built.
pub fn binary() -> Result<PathBuf> {
    match env::var_os("VARCO_BIN") {
        Some(file) => Ok(PathBuf::from(file)),
        None => built("varco"),
    }
}

/// A binary that was built together with this program.
///
/// # Errors
///
/// It has not been built.
pub fn built(name: &str) -> Result<PathBuf> {
    // target/debug/varco-crash, or target/debug/deps/it-0123456789abcdef
    let own = env::current_exe()?;
    let mut folders = own.ancestors().skip(1).take(2);
    folders
        .find_map(|folder| Some(folder.join(name)).filter(|file| file.is_file()))
        .with_context(|| format!("{name} is missing: run cargo xtask test"))
}
