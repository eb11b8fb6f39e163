//! `cargo xtask bench`: how fast the domain is, and the release binary as a whole.

use std::fs;
use std::process::Command;

use anyhow::Result;
use clap::ValueEnum;

use crate::{setup, shell};

/// What is measured.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum What {
    /// The domain crate alone.
    Domain,
    /// One service on an empty file.
    Service,
    /// Mails a second by one, two and four workers.
    Deliveries,
    /// Orders a second to linked services, and how long a password is on its way there.
    Orders,
    /// Utenze a second that `varco reconcile` compares, and the memory that it takes.
    Reconcile,
    /// The same figures beside ten thousand, a million and five million accounts.
    Growth,
}

/// Runs the benchmarks of the domain, or the load driver against the release binary.
///
/// The binary is built alone, as it ships: together with the driver it would carry the features
/// that tests switch on.
///
/// # Errors
///
/// A build or a measurement fails.
pub(crate) fn run(what: What) -> Result<()> {
    setup::for_build()?;
    let words = match what {
        What::Domain => return shell::run_cargo("bench --locked --package varco-domain --bench *"),
        What::Service => "service",
        What::Deliveries => "deliveries",
        What::Orders => "orders",
        What::Reconcile => "reconcile",
        What::Growth => "growth",
    };
    shell::run_cargo("build --locked --release --package varco")?;
    let built = shell::varco("release");
    let measured = built.with_file_name("varco-measured");
    fs::copy(&built, &measured)?;
    shell::run_cargo("build --locked --release --package varco-tests --bin varco-load")?;
    let mut driver = Command::new(built.with_file_name("varco-load"));
    shell::run(driver.arg(words).env("VARCO_BIN", measured))
}
