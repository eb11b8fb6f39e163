//! `cargo xtask bench`: how fast the domain is, and the release binary as a whole.

use std::process::Command;

use anyhow::Result;

use crate::{setup, shell};

/// Runs the benchmarks of the domain, then the load driver against the release binary.
///
/// The binary is built alone, as it ships: together with the driver it would carry the features
/// that tests switch on.
///
/// # Errors
///
/// A build or a measurement fails.
pub(crate) fn run() -> Result<()> {
    setup::for_build()?;
    shell::run(&mut shell::cargo(&[
        "bench",
        "--locked",
        "--package",
        "varco-domain",
    ]))?;
    shell::run(&mut shell::cargo(&[
        "build",
        "--locked",
        "--release",
        "--package",
        "varco",
    ]))?;
    let binary = shell::varco("release");
    let kept = binary.with_file_name("varco-measured");
    std::fs::copy(&binary, &kept)?;
    shell::run(&mut shell::cargo(&[
        "build",
        "--locked",
        "--release",
        "--package",
        "varco-tests",
        "--bin",
        "varco-load",
    ]))?;
    shell::run(Command::new(binary.with_file_name("varco-load")).env("VARCO_BIN", kept))
}
