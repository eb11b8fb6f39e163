//! `cargo xtask fleet`: many nodes on one PostgreSQL, two of which are killed again and again.

use std::process::Command;

use anyhow::Result;

use crate::{setup, shell};

/// Builds the release and runs the fleet with these arguments; it prints a report as JSON.
///
/// # Errors
///
/// The build fails, or something that must hold does not.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    setup::for_tests()?;
    shell::run_cargo("build --locked --release --package varco")?;
    let built = shell::varco("release");
    // The next build gives the binary the features that tests switch on.
    let measured = built.with_file_name("varco-measured");
    std::fs::copy(&built, &measured)?;
    shell::run_cargo("build --locked --release --package varco-tests --bin varco-fleet")?;
    let driver = built.with_file_name("varco-fleet");
    shell::run(
        Command::new(driver)
            .args(arguments)
            .env("VARCO_BIN", measured),
    )
}
