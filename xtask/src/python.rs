//! Python packages that some commands read data from or compare with, in a folder of their own.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, bail};

use crate::shell;

/// The package that carries the places, and one of the two that the domain is compared with.
pub(crate) const CODICEFISCALE: &str = "python-codicefiscale==0.12.1";
/// The other package that the domain is compared with.
pub(crate) const STDNUM: &str = "python-stdnum==2.2";
/// A SCIM service written by others, for tests of what propagates to it.
pub(crate) const SCIM_SERVER: &str = "scim2-server==0.8.3";

/// A Python in `target/python` that has these packages; the first call installs them with pip.
///
/// # Errors
///
/// There is no Python with the module `venv`, or pip cannot install.
pub(crate) fn with(packages: &[&str]) -> Result<PathBuf> {
    let folder = shell::root().join("target/python");
    let python = folder.join("bin/python");
    if !python.is_file() {
        if shell::on_path("python3").is_none() {
            bail!("no python3 on this machine (Debian: `apt-get install python3-venv`)");
        }
        shell::run(Command::new("python3").args(["-m", "venv"]).arg(&folder))?;
    }
    let pip = [
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
    ];
    shell::run(Command::new(&python).args(pip).args(packages))?;
    Ok(python)
}

/// A script of `xtask/python`.
pub(crate) fn script(name: &str) -> PathBuf {
    shell::root().join("xtask/python").join(name)
}
