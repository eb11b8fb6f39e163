//! `varco check-config`: everything that can be tried without starting, leaving nothing behind.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};

use secrecy::ExposeSecret;
use varco_crypto::Keyring;

use super::RunError;
use crate::config::Config;
use crate::keys::key_file;
use crate::log;
use crate::wiring::{self, WireError};

pub(super) fn check_config() -> Result<(), RunError> {
    let config = Config::load()?;
    log::filter(&config.log)?;
    wiring::check(&config)?;
    try_data_dir(&config.data_dir)?;
    try_keys(&key_file(&config))?;
    if let Some(file) = database_file(&config)? {
        try_file(&file, &config.data_dir)?;
    }
    try_address(&config)?;
    let mut out = std::io::stdout();
    writeln!(
        out,
        "The configuration is in order. Public address: {}",
        config.public_url()
    )?;
    if config.smtp_url()?.is_none() {
        writeln!(
            out,
            "But smtp_url is missing: only `varco serve --demo` and `varco serve --no-worker` start without it."
        )?;
    }
    Ok(())
}

/// A folder that is there can be written to; one that is not can be made.
fn try_data_dir(folder: &Path) -> Result<(), WireError> {
    let there = folder.ancestors().find(|folder| folder.exists());
    let tried = tempfile::tempdir_in(there.unwrap_or(Path::new(".")));
    tried.map(drop).map_err(|error| WireError::Io {
        what: format!("data_dir: {} cannot be used", folder.display()),
        error,
    })
}

/// Keys that are there can be read. Those that are not are made at the first start.
fn try_keys(file: &Path) -> Result<(), WireError> {
    if file.exists() {
        Keyring::load(file)?;
    }
    Ok(())
}

/// The file of the database, where it is one.
fn database_file(config: &Config) -> Result<Option<PathBuf>, RunError> {
    let url = config.database_url()?;
    let Some(rest) = url.expose_secret().strip_prefix("sqlite:") else {
        return Ok(None);
    };
    let path = rest.strip_prefix("//").unwrap_or(rest);
    let path = path.split('?').next().unwrap_or_default();
    Ok((path != ":memory:").then(|| PathBuf::from(path)))
}

/// A database that is there can be written; otherwise its folder must be there, unless it is the data
/// folder, which will be made.
fn try_file(file: &Path, data_dir: &Path) -> Result<(), WireError> {
    let folder = file.parent().unwrap_or(Path::new("."));
    let tried = match OpenOptions::new().write(true).open(file) {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            if std::path::absolute(data_dir).is_ok_and(|data_dir| data_dir == folder) {
                return Ok(());
            }
            tempfile::tempfile_in(folder)
        }
        tried => tried,
    };
    tried.map(drop).map_err(|error| WireError::Io {
        what: format!("database_url: {} cannot be used", file.display()),
        error,
    })
}

/// The address can be listened on, unless somebody does already, which may be ourselves.
fn try_address(config: &Config) -> Result<(), WireError> {
    match TcpListener::bind(config.listen) {
        Err(error) if error.kind() != ErrorKind::AddrInUse => Err(WireError::Io {
            what: format!("listen: {} cannot be listened on", config.listen),
            error,
        }),
        _ => Ok(()),
    }
}
