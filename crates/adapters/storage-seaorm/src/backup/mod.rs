//! Backups: a snapshot of a database that goes on serving, as one file, and the way back.
//!
//! ```text
//!            write                            restore
//!  database ───────▶ file, read again   file ─────────▶ empty database
//!    VACUUM INTO, pg_dump                 one transaction: schema, rows, voiding
//! ```
//!
//! The file is of the database's own format, so that its own tools can read it. Only rows come back
//! from a file: the tables are made by our migrations, so that nothing in a file is ever executed. What
//! was issued before a restore (links, codes, sessions, one-time passwords, mails) is void after it:
//! some of it has been used since the backup was made, and used things must not come alive again.

mod archive;
mod copy_text;
mod error;
mod postgres;
mod restore;
mod single;
mod sqlite;
mod tools;
mod void;

use std::fmt;
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::atomic::AtomicU64;

use secrecy::ExposeSecret;

use crate::connect::StorageConfig;
pub use error::BackupError;
pub use restore::{Order, Restored, restore, void_issued};
pub use void::Voided;

/// All tables of rows, those that others refer to before those others.
const TABLES: [&str; 14] = [
    "username",
    "account",
    "former_acceptance",
    "mailed_link",
    "lockout",
    "kept_form",
    "session",
    "registration",
    "ticket",
    "outbox",
    "paused_service",
    "audit",
    "counter",
    "captcha",
];

/// Rows of each table of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contents(Vec<(&'static str, u64)>);

impl Contents {
    /// How many rows the table has; none if the file does not have the table.
    pub fn rows(&self, table: &str) -> u64 {
        let found = self.0.iter().find(|(name, _)| *name == table);
        found.map_or(0, |(_, rows)| *rows)
    }

    /// Rows in all.
    pub fn total(&self) -> u64 {
        self.0.iter().map(|(_, rows)| rows).sum()
    }
}

/// Which database a file or an address belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A file.
    Sqlite,
    /// A server.
    Postgres,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        })
    }
}

impl Kind {
    fn of_database(config: &StorageConfig) -> Result<Self, BackupError> {
        config.check_address()?;
        Ok(if config.url.expose_secret().starts_with("sqlite:") {
            Self::Sqlite
        } else {
            Self::Postgres
        })
    }

    /// By its first bytes (<https://www.sqlite.org/fileformat.html#magic_header_string>; those of
    /// `pg_dump --format=custom` are in `pg_backup_archiver.h`).
    fn of_file(file: &Path) -> Result<Self, BackupError> {
        let mut start = [0; 16];
        let read = |start: &mut [u8]| File::open(file)?.read(start);
        let length = read(&mut start).map_err(|error| BackupError::File(error.kind()))?;
        match start.get(..length).unwrap_or_default() {
            b"SQLite format 3\0" => Ok(Self::Sqlite),
            start if start.starts_with(b"PGDMP") => Ok(Self::Postgres),
            _ => Err(BackupError::Foreign),
        }
    }
}

/// Writes a backup of the database into this file, which must be empty or not there, and reads it
/// again. Nobody who uses the database waits for it. The file is not yet synced to the disk.
///
/// `rows` counts those read again so far, for whoever waits.
///
/// # Errors
/// [`BackupError`]; what was written of the file is worth nothing then.
pub async fn write(
    config: &StorageConfig,
    file: &Path,
    rows: &AtomicU64,
) -> Result<Contents, BackupError> {
    match Kind::of_database(config)? {
        Kind::Sqlite => sqlite::write(config, file).await?,
        Kind::Postgres => postgres::write(config, file).await?,
    }
    match read(file, rows).await {
        Err(BackupError::Foreign) => Err(BackupError::Nothing),
        outcome => outcome,
    }
}

/// Reads a whole backup.
///
/// # Errors
/// [`BackupError::Foreign`] or [`BackupError::Damaged`]; [`BackupError::Tool`] when the program that
/// reads it is missing.
pub async fn read(file: &Path, rows: &AtomicU64) -> Result<Contents, BackupError> {
    steps(file).await?;
    match Kind::of_file(file)? {
        Kind::Sqlite => sqlite::read(file, rows).await,
        Kind::Postgres => archive::read(file, rows).await,
    }
}

/// The steps of the schema that a backup was made with.
async fn steps(file: &Path) -> Result<Vec<String>, BackupError> {
    let steps = match Kind::of_file(file)? {
        Kind::Sqlite => sqlite::steps(file).await?,
        Kind::Postgres => archive::steps(file).await?,
    };
    if steps.is_empty() {
        return Err(BackupError::Foreign);
    }
    Ok(steps)
}

#[cfg(test)]
mod tests;
