//! `cargo xtask lighthouse`: what Lighthouse says of the pages of the release binary.

use std::process::Command;

use anyhow::Result;

use crate::{assets, setup, shell};

/// Leaves the reports in `target/lighthouse/reports` and prints their figures.
///
/// # Errors
///
/// A build fails, or a page misses a figure that it must reach.
pub(crate) fn run() -> Result<()> {
    setup::for_lighthouse()?;
    assets::run()?;
    shell::run_cargo("build --locked --release --package varco")?;
    shell::run_cargo("build --locked --package varco-tests --bin varco-lighthouse")?;
    let mut driver = Command::new(shell::varco("debug").with_file_name("varco-lighthouse"));
    shell::run(driver.env("VARCO_BIN", shell::varco("release")))
}
