//! `cargo xtask run`: the demo, from a clone to an address to open.

use std::env;
use std::os::unix::process::CommandExt as _;
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::{assets, setup, shell};

/// Builds and serves the demo until Ctrl-C.
///
/// The development profile is built: a first try is ready in half the time of a release build, and
/// the one slow thing in it, password hashing, is optimised there too.
///
/// The server takes the place of this process, so that signals and the terminal are its own; its
/// last line once ready is the address.
///
/// # Errors
///
/// The build fails or the server cannot be started.
pub(crate) fn run() -> Result<()> {
    setup::for_build()?;
    assets::run_if_possible()?;
    shell::run_cargo("build --locked --package varco")?;
    let mut server = Command::new(shell::varco("debug"));
    server.args(["serve", "--demo"]).current_dir(shell::root());
    if env::var_os("VARCO_DATA_DIR").is_none() {
        server.env("VARCO_DATA_DIR", shell::root().join("var/demo"));
    }
    println!("The demo keeps its data in var/demo; Ctrl-C stops it.");
    Err(server.exec()).context("cannot start the server")
}
