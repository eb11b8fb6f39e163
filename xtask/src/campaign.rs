//! `cargo xtask canary`, `crash`, `fleet`, `outages`, `races`, `rollbacks`, `simulate` and `timing`: long
//! trials.

use std::process::Command;

use anyhow::Result;

use crate::{setup, shell};

/// Builds the release and runs a campaign with these arguments; its report is JSON, on standard
/// output and in `target/campaigns`.
///
/// # Errors
///
/// The build fails, or something that must hold does not.
pub(crate) fn run(name: &str, arguments: &[String]) -> Result<()> {
    setup::for_tests()?;
    shell::run_cargo("build --locked --release --package varco")?;
    let built = shell::varco("release");
    // Together with the driver the binary would be built anew, with the features that tests switch on.
    let measured = built.with_file_name("varco-tried");
    std::fs::copy(&built, &measured)?;
    shell::run_cargo(
        "build --locked --release --package varco-tests --bin varco-campaign --bin varco-crashing",
    )?;
    let mut driver = Command::new(built.with_file_name("varco-campaign"));
    driver.args(["--commit", &commit(), name]).args(arguments);
    shell::run(driver.env("VARCO_BIN", measured))
}

/// Builds the simulation of propagation, which needs no part of the release, and runs it.
///
/// # Errors
///
/// The build fails, or something that must hold does not.
pub(crate) fn simulate(arguments: &[String]) -> Result<()> {
    shell::run_cargo("build --locked --release --package varco-test-simulation")?;
    let mut driver = Command::new(shell::varco("release").with_file_name("varco-simulate"));
    shell::run(driver.args(["--commit", &commit()]).args(arguments))
}

/// Which sources these are, as well as anybody can tell.
fn commit() -> String {
    let mut git = Command::new("git");
    git.args(["describe", "--always", "--dirty"])
        .current_dir(shell::root());
    shell::read(&mut git).map_or_else(|_| "unknown".to_owned(), |commit| commit.trim().to_owned())
}
