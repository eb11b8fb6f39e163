//! Opening a database by its address.

mod postgres;
mod sqlite;

use std::time::Duration;

use sea_orm::DatabaseConnection;
use secrecy::{ExposeSecret, SecretString};
use thiserror::Error;
use varco_ports::StoreError;

use crate::writer::Writer;

/// Which database, and how long it may take.
#[derive(Clone)]
pub struct StorageConfig {
    /// `sqlite:///absolute/path`, `sqlite::memory:` (one connection, for trials), or
    /// `postgres://user:password@host/database`, where `?host=/run/postgresql` means a socket.
    pub url: SecretString,
    /// Connections: on SQLite those that read, besides the one that writes; on PostgreSQL all.
    pub connections: u32,
    /// How long a statement, a lock or a free connection is waited for. No call of a port takes
    /// longer than twice this.
    pub patience: Duration,
}

impl StorageConfig {
    /// Whether the address is of a kind that can be opened; nothing is touched.
    ///
    /// # Errors
    /// [`OpenError::Address`].
    pub fn check_address(&self) -> Result<(), OpenError> {
        let url = self.url.expose_secret();
        let known = url.starts_with("sqlite:") || is_postgres(url);
        known.then_some(()).ok_or(OpenError::Address)
    }

    /// The usual figures: 8 connections, 5 seconds.
    pub const fn new(url: SecretString) -> Self {
        Self {
            url,
            connections: 8,
            patience: Duration::from_secs(5),
        }
    }
}

impl std::fmt::Debug for StorageConfig {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("StorageConfig")
            .field("connections", &self.connections)
            .field("patience", &self.patience)
            .finish_non_exhaustive()
    }
}

/// Why the database cannot be used.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum OpenError {
    /// The address cannot be read. It is not shown, because it may hold a password.
    #[error("the database address is neither sqlite:///path nor postgres://…")]
    Address,
    /// The file cannot be made.
    #[error("the database file cannot be created: {0}")]
    File(std::io::ErrorKind),
    /// A SQLite older than 3.51.3, whose write-ahead log can corrupt the file.
    #[error("SQLite {found} is too old, 3.51.3 or later is needed")]
    TooOldSqlite {
        /// Which one it is.
        found: String,
    },
    /// The schema was made by a later version of this program.
    #[error("the database was migrated by a newer version of this program")]
    NewerSchema,
    /// The database does not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The two ways to a database.
pub(crate) struct Pools {
    pub(crate) reader: DatabaseConnection,
    pub(crate) writer: Writer,
}

pub(crate) async fn open(config: &StorageConfig) -> Result<Pools, OpenError> {
    let url = config.url.expose_secret();
    if url.starts_with("sqlite:") {
        sqlite::open(url, config).await
    } else if is_postgres(url) {
        postgres::open(url, config).await
    } else {
        Err(OpenError::Address)
    }
}

fn is_postgres(url: &str) -> bool {
    url.starts_with("postgres://") || url.starts_with("postgresql://")
}
