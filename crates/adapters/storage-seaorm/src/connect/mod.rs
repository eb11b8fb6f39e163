//! Opening a database by its address.

mod pooler;
pub(crate) mod postgres;
mod sqlite;
mod tls;

use std::path::PathBuf;
use std::time::Duration;

use sea_orm::DatabaseConnection;
use secrecy::{ExposeSecret, SecretString};
use thiserror::Error;
use varco_ports::StoreError;

use crate::hear::{Bell, Ear};
use crate::writer::Writer;

/// Which database, and how long it may take.
#[derive(Clone)]
pub struct StorageConfig {
    /// `sqlite:///absolute/path`, `sqlite::memory:` (one connection, for trials), or
    /// `postgres://user:password@host/database`, where `?host=/run/postgresql` means a socket.
    pub url: SecretString,
    /// Certificates, in PEM, of the authorities that vouch for the server besides the public ones.
    /// With it the connection to PostgreSQL is encrypted also on this machine; over a network it
    /// always is, and the certificate bears the name in the address.
    pub ca_file: Option<PathBuf>,
    /// Connections: on SQLite those that read, besides the one that writes; on PostgreSQL all.
    pub connections: u32,
    /// How long a statement, a lock or a free connection is waited for. No call of a port takes
    /// longer than twice this.
    pub patience: Duration,
}

impl StorageConfig {
    /// Whether the address is of a kind that can be opened, and as safe as it has to be; no database
    /// is touched.
    ///
    /// # Errors
    /// [`OpenError::Address`], [`OpenError::Parameter`], [`OpenError::Insecure`] or
    /// [`OpenError::CaFile`].
    pub fn check_address(&self) -> Result<(), OpenError> {
        let url = self.url.expose_secret();
        if url.starts_with("sqlite:") {
            return Ok(());
        }
        postgres::options(url, self).map(|_| ())
    }

    /// The longest time of one call of a port.
    pub(crate) const fn longest_call(&self) -> Duration {
        self.patience.saturating_mul(2)
    }

    /// The usual figures: 8 connections, 5 seconds.
    pub const fn new(url: SecretString) -> Self {
        Self {
            url,
            ca_file: None,
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
    /// The address has a parameter that is not understood.
    #[error("the database address has a parameter that is not understood: {0}")]
    Parameter(String),
    /// What is asked for could let others read along or answer in the server's place.
    #[error(
        "over a network the database is spoken to by TLS with its certificate checked: leave sslmode \
         out or say verify-full, and name your own authority in database.ca_file"
    )]
    Insecure,
    /// The file with the certificates of the authorities cannot be read or holds none.
    #[error("database.ca_file holds no certificate that can be read: {0}")]
    CaFile(std::io::ErrorKind),
    /// The file cannot be made.
    #[error("the database file cannot be created: {0}")]
    File(std::io::ErrorKind),
    /// A SQLite older than 3.51.3, whose write-ahead log can corrupt the file.
    #[error("SQLite {found} is too old, 3.51.3 or later is needed")]
    TooOldSqlite {
        /// Which one it is.
        found: String,
    },
    /// A PostgreSQL that nobody has tried this with.
    #[error("PostgreSQL {found} is too old, 15 or later is needed")]
    TooOldPostgres {
        /// Its major version.
        found: u32,
    },
    /// Something between here and PostgreSQL changes the session from one transaction to the next.
    #[error(
        "a pooler in transaction mode stands before PostgreSQL, which breaks prepared statements, \
         time-outs and notifications: use its session mode (PgBouncer: pool_mode = session)"
    )]
    TransactionPooler,
    /// The schema was made by a later version of this program.
    #[error("the database was migrated by a newer version of this program")]
    NewerSchema,
    /// The database does not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The ways to a database.
pub(crate) struct Pools {
    pub(crate) reader: DatabaseConnection,
    pub(crate) writer: Writer,
    /// Word to other processes and from them, where the database carries it.
    pub(crate) word: Option<(Bell, Ear)>,
}

pub(crate) async fn open(config: &StorageConfig) -> Result<Pools, OpenError> {
    let url = config.url.expose_secret();
    if url.starts_with("sqlite:") {
        sqlite::open(url, config).await
    } else {
        postgres::open(url, config).await
    }
}
