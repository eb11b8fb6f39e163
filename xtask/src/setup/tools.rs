//! The programs beyond Rust, where they may be, and the packages that bring them.

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::shell;

/// A program that a build or a test calls.
pub(crate) struct Tool {
    /// What to call it when talking to a person.
    pub(crate) name: &'static str,
    /// What it is for.
    pub(crate) why: &'static str,
    /// Where it is, if it is there and works.
    pub(crate) find: fn() -> Option<PathBuf>,
    debian: &'static [&'static str],
    /// Where Ubuntu's packages have other names.
    ubuntu: Option<&'static [&'static str]>,
}

impl Tool {
    /// The packages that bring it on this machine.
    pub(crate) fn packages(&self) -> &'static [&'static str] {
        self.ubuntu.filter(|_| is_ubuntu()).unwrap_or(self.debian)
    }
}

pub(crate) const C_COMPILER: Tool = Tool {
    name: "C compiler",
    why: "the bundled SQLite and the TLS library are built from C",
    find: c_compiler,
    debian: &["gcc", "libc6-dev"],
    ubuntu: None,
};

pub(crate) const POSTGRESQL: Tool = Tool {
    name: "PostgreSQL server",
    why: "storage is tested on PostgreSQL too",
    find: postgresql,
    debian: &["postgresql"],
    ubuntu: None,
};

pub(crate) const PGBOUNCER: Tool = Tool {
    name: "PgBouncer",
    why: "storage is tested behind a pooler too",
    find: || sbin("pgbouncer"),
    debian: &["pgbouncer"],
    ubuntu: None,
};

pub(crate) const SLAPD: Tool = Tool {
    name: "OpenLDAP server",
    why: "passwords are propagated to a real directory",
    find: || sbin("slapd"),
    debian: &["slapd"],
    ubuntu: None,
};

pub(crate) const LDAP_TOOLS: Tool = Tool {
    name: "OpenLDAP client",
    why: "it says whether the directory opens with a password",
    find: || shell::on_path("ldapwhoami"),
    debian: &["ldap-utils"],
    ubuntu: None,
};

pub(crate) const NODE: Tool = Tool {
    name: "Node.js with npm",
    why: "the design kit of the pages is built by it, and one of the SCIM services of the tests is written for it",
    find: || shell::on_path("npm").and_then(|_| shell::on_path("node")),
    debian: &["nodejs", "npm"],
    ubuntu: None,
};

pub(crate) const CHROMIUM: Tool = Tool {
    name: "Chromium",
    why: "the pages are tested in a real browser",
    find: || {
        ["chromium", "chromium-browser"]
            .into_iter()
            .find_map(shell::on_path)
    },
    debian: &["chromium"],
    ubuntu: Some(&["chromium-browser"]),
};

pub(crate) const CHROMEDRIVER: Tool = Tool {
    name: "ChromeDriver",
    why: "it steers the browser",
    find: || {
        ["chromedriver", "chromium.chromedriver"]
            .into_iter()
            .find_map(shell::on_path)
    },
    debian: &["chromium-driver"],
    ubuntu: Some(&["chromium-chromedriver"]),
};

pub(crate) const PYTHON: Tool = Tool {
    name: "Python with venv",
    why: "tables are built from Python packages, and results compared with them",
    find: python,
    debian: &["python3", "python3-venv"],
    ubuntu: None,
};

/// A compiler without the C library's headers is no use, so one header is tried.
fn c_compiler() -> Option<PathBuf> {
    let place = shell::on_path("cc")?;
    let mut child = Command::new(&place)
        .args(["-E", "-x", "c", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    child
        .stdin
        .take()?
        .write_all(b"#include <stdio.h>\n")
        .ok()?;
    child.wait().ok()?.success().then_some(place)
}

/// Debian packs `venv` and what it needs apart from Python.
fn python() -> Option<PathBuf> {
    let place = shell::on_path("python3")?;
    let check = Command::new(&place)
        .args(["-c", "import venv, ensurepip"])
        .stderr(Stdio::null())
        .status();
    check.ok()?.success().then_some(place)
}

/// Debian keeps the server's programs of each version outside `PATH`.
fn postgresql() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten();
    let newest = versions
        .filter_map(|entry| {
            let version: u32 = entry.file_name().to_str()?.parse().ok()?;
            Some((version, entry.path().join("bin/initdb")))
        })
        .filter(|(_, initdb)| initdb.is_file())
        .max();
    newest
        .map(|(_, initdb)| initdb)
        .or_else(|| shell::on_path("initdb"))
}

/// Debian puts servers where only root looks.
fn sbin(name: &str) -> Option<PathBuf> {
    let debian = PathBuf::from("/usr/sbin").join(name);
    shell::on_path(name).or_else(|| debian.is_file().then_some(debian))
}

fn is_ubuntu() -> bool {
    fs::read_to_string("/etc/os-release")
        .is_ok_and(|text| text.lines().any(|line| line == "ID=ubuntu"))
}
