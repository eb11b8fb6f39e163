//! `cargo xtask screenshots`: every page in every state, as pictures to look at.

use std::process::Command;

use anyhow::Result;

use crate::{assets, setup, shell};

/// Takes the walks through the pages and leaves pictures in `target/screenshots`, at the width of a
/// desk and of a telephone.
///
/// # Errors
///
/// The build fails, or a walk does not lead where it should.
pub(crate) fn run() -> Result<()> {
    setup::for_tests()?;
    assets::run()?;
    shell::run_cargo("build --locked --package varco --package varco-tests --bins")?;
    let program = shell::varco("debug").with_file_name("varco-screenshots");
    shell::run(&mut Command::new(program))?;
    println!("The pictures are in target/screenshots.");
    Ok(())
}
