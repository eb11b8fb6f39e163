//! `cargo xtask bench`: how fast the domain is, and the release binary as a whole.

use std::fs;
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
    shell::run_cargo("bench --locked --package varco-domain --bench *")?;
    shell::run_cargo("build --locked --release --package varco")?;
    let built = shell::varco("release");
    let measured = built.with_file_name("varco-measured");
    fs::copy(&built, &measured)?;
    shell::run_cargo("build --locked --release --package varco-tests --bin varco-load")?;
    shell::run(Command::new(built.with_file_name("varco-load")).env("VARCO_BIN", measured))
}
