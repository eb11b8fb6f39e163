//! The real binary, started as an operator starts it and killed as a power cut kills it.
//!
//! A [`Site`] is what the processes of one service share; [`Varco`] is a `varco serve` of it and
//! [`Worker`] a `varco worker`. All are killed when dropped.

mod child;
mod serve;
mod site;
mod worker;

use std::env;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};

pub use serve::Varco;
pub use site::{Database, Site};
pub use worker::Worker;

/// Longest wait for a start; a start takes well under a second on an idle machine.
const START: Duration = Duration::from_secs(30);
/// Pause between two looks at what a process says.
const LOOK: Duration = Duration::from_millis(5);

/// The binary that stands beside the test's own folder, or `VARCO_BIN`.
///
/// # Errors
///
/// It has not been built.
pub fn binary() -> Result<PathBuf> {
    let file = match env::var_os("VARCO_BIN") {
        Some(file) => PathBuf::from(file),
        // target/debug/deps/it-0123456789abcdef
        None => env::current_exe()?
            .ancestors()
            .nth(2)
            .context("no target folder")?
            .join("varco"),
    };
    ensure!(
        file.is_file(),
        "{} is missing: run cargo xtask test",
        file.display()
    );
    Ok(file)
}
