//! `cargo xtask crash`: kills a process somewhere between registration and login, again and again.

use std::process::Command;

use anyhow::Result;

use crate::{setup, shell};

/// Builds the release and runs the campaign with these arguments; it prints a report as JSON.
///
/// # Errors
///
/// The build fails, a run fails, or fewer kills than asked for struck.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    setup::for_tests()?;
    shell::run_cargo(
        "build --locked --release --package varco-tests --bin varco-crash --bin varco-crashing",
    )?;
    let driver = shell::varco("release").with_file_name("varco-crash");
    shell::run(Command::new(driver).args(arguments))
}
