//! `cargo xtask races`: many at once, on several nodes of one database.

use std::process::Command;

use anyhow::Result;

use crate::{setup, shell};

/// Builds the release and runs the campaign with these arguments; it prints reports as JSON.
///
/// # Errors
///
/// The build fails, more or fewer than one win a race, or a history has no explanation.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    setup::for_tests()?;
    shell::run_cargo("build --locked --release --package varco-tests --bin varco-races")?;
    let driver = shell::varco("release").with_file_name("varco-races");
    shell::run(Command::new(driver).args(arguments))
}
