//! Builds the table of places of the domain crate from the package that carries the archive.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::{python, shell};

const FILES: [&str; 2] = ["place-names.txt", "places.bin"];

/// Writes the table, or with `check` only compares it with the committed one.
///
/// # Errors
///
/// The package cannot be installed or read, or, with `check`, the table is out of date.
pub(crate) fn run(check: bool) -> Result<()> {
    let data = shell::root().join("crates/domain/data");
    if !check {
        return build(&data, &data);
    }
    let fresh = shell::root().join("target/places");
    fs::create_dir_all(&fresh)?;
    build(&data, &fresh)?;
    for file in FILES {
        let read = |folder: &Path| {
            let path = folder.join(file);
            fs::read(&path).with_context(|| format!("cannot read {}", path.display()))
        };
        if read(&data)? != read(&fresh)? {
            bail!("crates/domain/data/{file} is out of date: run `cargo xtask places`");
        }
    }
    Ok(())
}

fn build(data: &Path, out: &Path) -> Result<()> {
    let python = python::with(&[python::CODICEFISCALE])?;
    let mut script = Command::new(&python);
    script.arg(python::script("places.py"));
    script
        .arg(package_data(&python)?)
        .arg(data.join("foreign.csv"))
        .arg(out);
    shell::run(&mut script)
}

/// The folder in which the installed package keeps its files.
fn package_data(python: &Path) -> Result<PathBuf> {
    let where_is = "import importlib.util as u; print(u.find_spec('codicefiscale').origin)";
    let origin = shell::read(Command::new(python).args(["-c", where_is]))?;
    let package = Path::new(origin.trim())
        .parent()
        .context("the package has no folder")?;
    Ok(package.join("data"))
}
