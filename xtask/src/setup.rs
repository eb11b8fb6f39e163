//! Finding what the builds and tests need, and installing what is missing.

mod tools;

use std::fs;
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::{python, shell};
use tools::Tool;

/// What `cargo xtask run` needs beyond Rust.
///
/// # Errors
///
/// Something is missing and cannot be installed; the message holds the command to type.
pub(crate) fn for_build() -> Result<()> {
    ensure(&[tools::C_COMPILER])
}

/// What `cargo xtask assets` needs.
///
/// # Errors
///
/// As [`for_build`].
pub(crate) fn for_assets() -> Result<()> {
    ensure(&[tools::NODE])
}

/// Whether that is there.
pub(crate) fn has_node() -> bool {
    (tools::NODE.find)().is_some()
}

/// What `cargo xtask test` needs beyond Rust.
///
/// # Errors
///
/// As [`for_build`].
pub(crate) fn for_tests() -> Result<()> {
    ensure(&[
        tools::C_COMPILER,
        tools::POSTGRESQL,
        tools::PGBOUNCER,
        tools::CHROMIUM,
        tools::CHROMEDRIVER,
        tools::PYTHON,
        tools::SLAPD,
        tools::LDAP_TOOLS,
        tools::NODE,
    ])?;
    python::with(&[python::SCIM_SERVER])?;
    npm_packages("node")
}

/// What `cargo xtask lighthouse` needs beyond Rust.
///
/// # Errors
///
/// As [`for_build`].
pub(crate) fn for_lighthouse() -> Result<()> {
    ensure(&[
        tools::C_COMPILER,
        tools::CHROMIUM,
        tools::CHROMEDRIVER,
        tools::NODE,
    ])?;
    npm_packages("lighthouse")
}

/// What `tests/<name>` takes from npm as locked, in `target/<name>`, unless it is there.
fn npm_packages(name: &str) -> Result<()> {
    const LOCK: &str = "package-lock.json";
    const INSTALLED: &str = "node_modules/.package-lock.json";
    let (wanted, folder) = (
        shell::root().join("tests").join(name),
        shell::root().join("target").join(name),
    );
    let read = |file| fs::read(file).unwrap_or_default();
    if folder.join(INSTALLED).is_file() && read(folder.join(LOCK)) == read(wanted.join(LOCK)) {
        return Ok(());
    }
    fs::create_dir_all(&folder)?;
    for file in ["package.json", ".npmrc", LOCK] {
        fs::copy(wanted.join(file), folder.join(file))?;
    }
    shell::run(
        Command::new("npm")
            .args(["ci", "--silent"])
            .current_dir(folder),
    )
}

fn ensure(wanted: &[Tool]) -> Result<()> {
    let missing: Vec<&Tool> = wanted.iter().filter(|tool| !report(tool)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let packages: Vec<&str> = missing
        .iter()
        .flat_map(|tool| tool.packages().iter().copied())
        .collect();
    install(&packages)?;
    for tool in missing {
        if !report(tool) {
            bail!(
                "{} is still missing after installing {}",
                tool.name,
                tool.packages().join(" ")
            );
        }
    }
    Ok(())
}

/// Says where a tool is, or what it would be for; true if it is there.
fn report(tool: &Tool) -> bool {
    let found = (tool.find)();
    match &found {
        Some(place) => println!("setup: {:<18} {}", tool.name, place.display()),
        None => println!("setup: {:<18} missing; {}", tool.name, tool.why),
    }
    found.is_some()
}

/// Installs Debian packages, with the package lists brought up to date first.
fn install(packages: &[&str]) -> Result<()> {
    let by_hand = format!(
        "apt-get update && apt-get install --yes {}",
        packages.join(" ")
    );
    if shell::on_path("apt-get").is_none() {
        bail!(
            "no apt-get on this machine: install what stands above by its own means (Debian: `{by_hand}`)"
        );
    }
    let privileged = || -> Result<Command> {
        if shell::read(Command::new("id").arg("-u"))?.trim() == "0" {
            return Ok(Command::new("apt-get"));
        }
        if shell::on_path("sudo").is_none() {
            bail!("neither root nor sudo: run as root `{by_hand}`");
        }
        let mut command = Command::new("sudo");
        command.args(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
        Ok(command)
    };
    println!("setup: installing the packages {}", packages.join(", "));
    shell::run(privileged()?.args(["update", "--quiet=2"]))
        .and_then(|()| {
            shell::run(
                privileged()?
                    .args(["install", "--yes", "--quiet=2", "--no-install-recommends"])
                    .args(packages)
                    .env("DEBIAN_FRONTEND", "noninteractive"),
            )
        })
        .with_context(|| format!("cannot install; try as root `{by_hand}`"))
}
