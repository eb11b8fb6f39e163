//! Why there is no backup, or nothing is restored. Each says how to mend it.

use std::io::ErrorKind;

use sea_orm::DbErr;
use thiserror::Error;
use varco_ports::StoreError;

use super::Kind;
use crate::connect::OpenError;
use crate::error::unavailable;

/// Why there is no backup, or nothing is restored.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum BackupError {
    /// The database cannot be opened.
    #[error("the database cannot be opened: {0}")]
    Open(#[from] OpenError),
    /// The database does not do what it is asked.
    #[error("the database cannot be used: {0}")]
    Store(#[from] StoreError),
    /// There is no database, or it has no tables of ours.
    #[error("there is nothing in the database: it does not exist or has no tables yet")]
    Nothing,
    /// A database that no other process can see.
    #[error("a database in memory has neither backup nor restore: give it a file in database_url")]
    InMemory,
    /// The file cannot be read or written.
    #[error("the backup file cannot be used: {0}")]
    File(ErrorKind),
    /// Writing the file failed.
    #[error("the backup cannot be written: {0}; see whether the disk of its folder has room")]
    Unwritten(String),
    /// A program of PostgreSQL is missing.
    #[error(
        "{0} is not installed: install the client programs of PostgreSQL, of the version of the \
         server or later (such as the package postgresql-client), and see that PATH leads to them"
    )]
    ToolMissing(&'static str),
    /// A program of PostgreSQL is older than what it has to read.
    #[error(
        "{program} is too old: {said}; install the client programs of PostgreSQL of the version of \
         the server or later, and put their folder first in PATH"
    )]
    ToolTooOld {
        /// Which program.
        program: &'static str,
        /// Its words.
        said: String,
    },
    /// A program of PostgreSQL failed.
    #[error("{program} failed: {said}")]
    Tool {
        /// Which program.
        program: &'static str,
        /// Its words.
        said: String,
    },
    /// Neither a SQLite file nor an archive of `pg_dump`, or one without our tables.
    #[error("the file is no backup of Varco; such files are made by `varco backup`")]
    Foreign,
    /// A copy of a file in use, with its log beside it.
    #[error(
        "the file has a write-ahead log beside it: it is a copy of a database in use, not a backup; \
         such a copy is opened as a database, and then `varco restore --void-only` is run"
    )]
    InUse,
    /// Part of the file cannot be read.
    #[error("the backup is damaged: {0}; use another one")]
    Damaged(String),
    /// A backup of one database for the other.
    #[error("the backup was made of {of}, and database_url names {into}: restore it into {of}")]
    OtherKind {
        /// What it was made of.
        of: Kind,
        /// What it should go into.
        into: Kind,
    },
    /// The schema is ahead of this program.
    #[error("the backup was made by a newer version of this program: restore it with that version")]
    NewerSchema,
    /// The schema is behind this program.
    #[error(
        "the backup was made by an older version of this program: add --migrate to bring it up to \
         date, or restore it with that version"
    )]
    OlderSchema,
    /// There is something that a restore would overwrite.
    #[error(
        "the database has tables already, and a restore overwrites nothing: name another one in \
         database_url, a file that is not there (SQLite) or a new database (PostgreSQL, `createdb`)"
    )]
    NotEmpty,
}

impl From<DbErr> for BackupError {
    fn from(error: DbErr) -> Self {
        Self::Store(unavailable(&error))
    }
}
