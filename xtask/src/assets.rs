//! `cargo xtask assets`: what the pages take from the design kit, into crates/app/kit/dist.
//!
//! The kit is a dependency, fixed by a lock file, and nothing of it is committed. A build without it
//! serves a plain style sheet of our own.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::{setup, shell};

/// Fetches the kit as locked and builds what the pages use of it.
///
/// # Errors
///
/// Node.js is missing and cannot be installed, the packages cannot be fetched, or the build fails.
pub(crate) fn run() -> Result<()> {
    setup::for_assets()?;
    build()
}

/// The same where Node.js is there already; whoever only wants to look at the demo need not install it.
///
/// # Errors
///
/// As [`run`].
pub(crate) fn run_if_possible() -> Result<()> {
    if setup::has_node() {
        return build();
    }
    println!(
        "Node.js and npm are not there: the pages get a plain style sheet (`cargo xtask assets`)"
    );
    Ok(())
}

fn build() -> Result<()> {
    let npm = |words: &[&str]| shell::run(Command::new("npm").args(words).current_dir(folder()));
    npm(&["ci", "--silent"])?;
    npm(&["run", "--silent", "build"])
}

fn folder() -> PathBuf {
    shell::root().join("crates/app/kit")
}
