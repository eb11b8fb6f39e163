//! Compares the codice fiscale of the domain with two independent Python packages.

use std::process::Command;

use anyhow::Result;

use crate::{python, shell};

/// Puts `count` invented people and as many texts to all three; `docs/codice-fiscale.md` explains
/// the classes of disagreement that are printed.
///
/// # Errors
///
/// A package cannot be installed, the example does not build, or a disagreement has no explanation.
pub(crate) fn run(count: u64) -> Result<()> {
    let python = python::with(&[python::CODICEFISCALE, python::STDNUM])?;
    let example = [
        "--release",
        "--package",
        "varco-domain",
        "--example",
        "differential",
    ];
    shell::run(shell::cargo(&["build", "--locked"]).args(example))?;
    let example = shell::varco("release").with_file_name("examples/differential");
    let mut script = Command::new(python);
    script
        .arg(python::script("differential.py"))
        .arg(count.to_string())
        .arg(example);
    shell::run(&mut script)
}
