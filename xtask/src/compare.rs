//! `cargo xtask compare`: how fast and how rightly other programs read the same codici fiscali.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::{python, shell};

/// The npm package.
const JAVASCRIPT: &str = "codice-fiscale-js@2.4.0";
/// The Rust crate, in a package that is written anew each time: its dependencies stay out of our
/// `Cargo.lock`.
const OTHER_CRATE: &str = "\
[package]
name = \"reader\"
edition = \"2024\"

[dependencies]
codice_fiscale = \"=0.4.1\"

[profile.release]
lto = \"thin\"
codegen-units = 1

[workspace]
";

/// Invents `count` valid codes and as many wrong ones, lets each program read them, and prints a
/// table for `docs/performance.md`.
///
/// # Errors
///
/// A program cannot be built or installed, or fails as a whole.
pub(crate) fn run(count: u32) -> Result<()> {
    let work = shell::root().join("target/compare");
    fs::create_dir_all(&work)?;
    let files = [work.join("valid.txt"), work.join("wrong.txt")];
    shell::run(domain().arg("invent").arg(count.to_string()).args(&files))?;
    let mut rows = String::new();
    let mut domain_reads = domain();
    domain_reads.arg("read");
    for mut program in [
        domain_reads,
        other_crate(&work)?,
        python_packages()?,
        javascript(&work)?,
    ] {
        rows += &shell::read(program.args(&files))?;
    }
    println!("| program | codes/s | valid accepted | failed | wrong accepted | failed |");
    println!("|---|---:|---:|---:|---:|---:|");
    for row in rows.lines() {
        println!("{}", table_row(row, count)?);
    }
    Ok(())
}

fn domain() -> Command {
    let arguments = "run --quiet --locked --release --package varco-domain --example compare --";
    shell::cargo(&arguments.split(' ').collect::<Vec<_>>())
}

fn other_crate(work: &Path) -> Result<Command> {
    let package = work.join("codice_fiscale");
    fs::create_dir_all(package.join("src"))?;
    fs::write(package.join("Cargo.toml"), OTHER_CRATE)?;
    let source = include_str!("../rust/codice_fiscale.rs");
    fs::write(package.join("src/main.rs"), source)?;
    let mut command = shell::cargo(&["run", "--quiet", "--release", "--"]);
    command.current_dir(package);
    Ok(command)
}

fn python_packages() -> Result<Command> {
    let mut command = Command::new(python::with(&[python::CODICEFISCALE, python::STDNUM])?);
    command.arg(python::script("compare.py"));
    Ok(command)
}

fn javascript(work: &Path) -> Result<Command> {
    if shell::on_path("npm").is_none() {
        bail!("no npm on this machine (Debian: `apt-get install npm`)");
    }
    let mut install = Command::new("npm");
    install.args(["install", "--silent", "--no-save", "--prefix"]);
    shell::run(install.arg(work).arg(JAVASCRIPT))?;
    let mut command = Command::new("node");
    command
        .arg(shell::root().join("xtask/node/compare.js"))
        .env("NODE_PATH", work.join("node_modules"));
    Ok(command)
}

/// A line of the table from what a program printed about itself.
fn table_row(printed: &str, count: u32) -> Result<String> {
    let fields: Vec<&str> = printed.split('\t').collect();
    let [name, seconds, rest @ ..] = fields.as_slice() else {
        bail!("not a result: {printed:?}");
    };
    let seconds: f64 = seconds
        .parse()
        .with_context(|| format!("not a time: {seconds:?}"))?;
    let mut cells = vec![(*name).to_owned(), per_second(count, seconds)?];
    for number in rest {
        cells.push(grouped(number));
    }
    Ok(format!("| {} |", cells.join(" | ")))
}

/// Three figures are all that such a measurement is good for.
fn per_second(count: u32, seconds: f64) -> Result<String> {
    let rate: f64 = format!("{:.2e}", f64::from(count) / seconds).parse()?;
    Ok(grouped(&format!("{rate:.0}")))
}

/// `1234567` as `1,234,567`.
fn grouped(digits: &str) -> String {
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_result_becomes_a_line_of_the_table() {
        let row = table_row("`other`, `check`\t0.0512\t999\t1\t20\t1234567", 1_000).unwrap();
        assert_eq!(
            row,
            "| `other`, `check` | 19,500 | 999 | 1 | 20 | 1,234,567 |"
        );
        assert!(table_row("Traceback (most recent call last):", 1_000).is_err());
    }
}
