//! Nothing in a backup opens a door: tokens and passwords are digests there, and what
//! waits to be mailed is sealed.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use tokio::process::Command;

/// What every backup holds, so that the search is known to find something.
const THERE: &str = "persona.";

/// Looks for the texts, as they are and in hexadecimal.
pub(super) async fn absent(file: &Path, secrets: &[(&str, String)]) -> Result<()> {
    let mut content = std::fs::read(file)?;
    if content.starts_with(b"PGDMP") {
        let unpack = Command::new("pg_restore")
            .arg("--file=-")
            .arg(file)
            .output();
        content = unpack.await.context("pg_restore is missing")?.stdout;
    }
    let holds = |text: &str| {
        content
            .windows(text.len())
            .any(|part| part == text.as_bytes())
    };
    ensure!(holds(THERE), "the search finds nothing");
    for (name, secret) in secrets {
        let mut hex = String::new();
        for byte in secret.bytes() {
            write!(hex, "{byte:02x}")?;
        }
        ensure!(
            !holds(secret) && !holds(&hex),
            "the {name} is in the backup"
        );
    }
    Ok(())
}
