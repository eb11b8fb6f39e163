//! `cargo xtask mutants`: whether the tests of the domain notice when its code is wrong.

use std::fs;
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::shell;

/// Share of the mutants that the tests have to notice, in percent.
const FLOOR: usize = 85;
/// The quick tests inside the crate go first; what they leave alive meets those of its folder
/// `tests`.
const PASSES: [&[&str]; 2] = [
    &["--cargo-arg=--lib"],
    &["--cargo-arg=--test=*", "--iterate"],
];

/// Lets `cargo mutants` change the domain in one place at a time and run its tests; with patterns
/// such as `credential/*`, only in those files.
///
/// # Errors
///
/// `cargo mutants` is missing or fails, or too many mutants stay alive.
pub(crate) fn run(files: &[String]) -> Result<()> {
    if shell::on_path("cargo-mutants").is_none() {
        bail!("no cargo-mutants on this machine: `cargo install --locked cargo-mutants`");
    }
    let listed = shell::read(mutants(files).arg("--list"))?;
    fs::create_dir_all(shell::root().join("target/mutants"))?;
    let mut unviable = 0;
    for pass in PASSES {
        let mut command = mutants(files);
        command.args(["--no-shuffle", "--output", "target/mutants"]);
        let status = command
            .args(pass)
            .status()
            .context("cannot start cargo mutants")?;
        // 2: some stayed alive. 3: some made the tests run for ever.
        if !matches!(status.code(), Some(0 | 2 | 3)) {
            bail!("cargo mutants failed ({status})");
        }
        unviable += found("unviable")?;
    }
    judge(listed.lines().count() - unviable, found("missed")?)
}

/// A debug build without debug information, and fewer cases: a thousand builds and runs.
fn mutants(files: &[String]) -> Command {
    let mut command = shell::cargo(&["mutants", "--package", "varco-domain"]);
    command
        .env("CARGO_PROFILE_DEV_DEBUG", "none")
        .env("PROPTEST_CASES", "32");
    for file in files {
        command.arg(format!("--file=crates/domain/src/{file}"));
    }
    command
}

/// How many mutants ended like this in the last pass.
fn found(outcome: &str) -> Result<usize> {
    let file = shell::root().join(format!("target/mutants/mutants.out/{outcome}.txt"));
    let text =
        fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
    Ok(text.lines().count())
}

fn judge(mutants: usize, alive: usize) -> Result<()> {
    let noticed = mutants.saturating_sub(alive);
    println!(
        "{noticed} of {mutants} mutants noticed; target/mutants/mutants.out/missed.txt has the rest"
    );
    if noticed * 100 < mutants * FLOOR {
        bail!("fewer than {FLOOR} % of the mutants were noticed");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_floor_holds_to_the_last_mutant() {
        assert!(judge(100, 15).is_ok());
        assert!(judge(100, 16).is_err());
    }
}
