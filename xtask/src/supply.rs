//! `cargo xtask supply`: no crate of the lock file is on the ban list of `deny.toml`.
//!
//! `cargo deny` reads the same list and checks licences and sources besides, but it takes minutes
//! to install; this check costs nothing and so runs with every test.

use std::fs;

use anyhow::{Context as _, Result, bail, ensure};
use cargo_metadata::semver::{Version, VersionReq};
use serde::Deserialize;

use crate::shell;

/// Checks `Cargo.lock` against `deny.toml`.
///
/// # Errors
///
/// A file cannot be read, or a banned version is locked; each one is printed with its reason.
pub(crate) fn run() -> Result<()> {
    let packages = read::<Lock>("Cargo.lock")?.package;
    let bans = read::<Deny>("deny.toml")?.bans.deny;
    let faults = faults(&packages, &bans)?;
    for fault in &faults {
        println!("{fault}");
    }
    if !faults.is_empty() {
        bail!("{} locked packages are banned", faults.len());
    }
    println!(
        "supply: none of {} locked packages is banned ({} bans)",
        packages.len(),
        bans.len()
    );
    Ok(())
}

#[derive(Debug, Deserialize)]
struct Lock {
    package: Vec<Package>,
}

#[derive(Debug, Deserialize)]
struct Package {
    name: String,
    version: Version,
}

#[derive(Debug, Deserialize)]
struct Deny {
    bans: Bans,
}

#[derive(Debug, Deserialize)]
struct Bans {
    deny: Vec<Ban>,
}

/// One entry of the list: `name`, or `name:requirement` for the versions that are refused.
#[derive(Debug, Deserialize)]
struct Ban {
    #[serde(rename = "crate")]
    spec: String,
    reason: String,
}

fn read<T: for<'de> Deserialize<'de>>(name: &str) -> Result<T> {
    let text = fs::read_to_string(shell::root().join(name))
        .with_context(|| format!("cannot read {name}"))?;
    toml::from_str(&text).with_context(|| format!("cannot understand {name}"))
}

fn faults(packages: &[Package], bans: &[Ban]) -> Result<Vec<String>> {
    let mut faults = Vec::new();
    for Ban { spec, reason } in bans {
        // For cargo-deny `name@requirement` means that one version, whatever the operator.
        ensure!(
            !spec.contains('@'),
            "`{spec}` in deny.toml: write `name:requirement`"
        );
        let (name, versions) = spec.split_once(':').unwrap_or((spec, "*"));
        let refused =
            VersionReq::parse(versions).with_context(|| format!("`{spec}` in deny.toml"))?;
        let locked = packages
            .iter()
            .filter(|package| package.name == name && refused.matches(&package.version));
        faults
            .extend(locked.map(|package| {
                format!("{} {} is banned: {reason}", package.name, package.version)
            }));
    }
    Ok(faults)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn locked(name: &str, version: &str) -> Result<Vec<Package>> {
        Ok(vec![Package {
            name: name.to_owned(),
            version: version.parse()?,
        }])
    }

    fn ban(spec: &str) -> Vec<Ban> {
        vec![Ban {
            spec: spec.to_owned(),
            reason: "an advisory".to_owned(),
        }]
    }

    #[test]
    fn a_banned_crate_is_refused_in_every_version() -> Result<()> {
        assert_eq!(
            faults(&locked("openssl", "0.10.82")?, &ban("openssl"))?,
            ["openssl 0.10.82 is banned: an advisory"]
        );
        Ok(())
    }

    #[test]
    fn a_floor_refuses_what_is_below_and_nothing_else() -> Result<()> {
        let floor = ban("h2:<0.4.16");
        assert_eq!(faults(&locked("h2", "0.4.15")?, &floor)?.len(), 1);
        assert_eq!(
            faults(&locked("h2", "0.4.16")?, &floor)?,
            Vec::<String>::new()
        );
        assert_eq!(
            faults(&locked("http", "0.2.0")?, &floor)?,
            Vec::<String>::new()
        );
        Ok(())
    }

    #[test]
    fn the_lock_file_holds_nothing_banned() -> Result<()> {
        assert_eq!(
            faults(
                &read::<Lock>("Cargo.lock")?.package,
                &read::<Deny>("deny.toml")?.bans.deny
            )?,
            Vec::<String>::new()
        );
        Ok(())
    }
}
