//! `cargo xtask openapi`: the snapshot of the API's document for readers of the repository.

use std::fs;
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::shell;

const SNAPSHOT: &str = "docs/openapi.json";

/// Writes the snapshot from the binary, or compares it.
///
/// # Errors
///
/// The build fails, the file cannot be written, or (with `check`) it is not what the binary prints.
pub(crate) fn run(check: bool) -> Result<()> {
    shell::run_cargo("build --locked --package varco")?;
    compare(check)
}

/// As [`run`], with the binary that is already there.
///
/// # Errors
///
/// As [`run`].
pub(crate) fn compare(check: bool) -> Result<()> {
    let fresh = shell::read(Command::new(shell::varco("debug")).arg("openapi"))?;
    let file = shell::root().join(SNAPSHOT);
    if !check {
        fs::write(&file, fresh).with_context(|| format!("cannot write {SNAPSHOT}"))?;
        println!("wrote {SNAPSHOT}");
        return Ok(());
    }
    let kept = fs::read_to_string(&file).with_context(|| format!("cannot read {SNAPSHOT}"))?;
    if kept != fresh {
        bail!(
            "{SNAPSHOT} is not what the binary prints: run `cargo xtask openapi` and read the difference"
        );
    }
    println!("{SNAPSHOT} is up to date");
    Ok(())
}
