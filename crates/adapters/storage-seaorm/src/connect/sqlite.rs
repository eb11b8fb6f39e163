//! SQLite: one connection that writes, some that cannot.

use std::fs::OpenOptions;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use sea_orm::sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous,
};
use sea_orm::sqlx::{self, SqlitePool};
use sea_orm::sqlx::{ConnectOptions as _, Connection as _};
use sea_orm::{DatabaseConnection, SqlxSqliteConnector};
use tokio::time::{Instant, sleep};
use varco_ports::StoreError;

use super::{OpenError, Pools, StorageConfig};
use crate::error::unavailable_sqlx;
use crate::writer::{Queue, Writer};

/// Earlier versions can corrupt the write-ahead log when it is reset.
const OLDEST: [u32; 3] = [3, 51, 3];
/// Pause before the next try where processes start together.
const TURN: Duration = Duration::from_millis(20);

pub(super) async fn open(url: &str, config: &StorageConfig) -> Result<Pools, OpenError> {
    let options: SqliteConnectOptions = url.parse().map_err(|_| OpenError::Address)?;
    let options = options
        .foreign_keys(true)
        .busy_timeout(config.patience)
        .synchronous(SqliteSynchronous::Full)
        .pragma("secure_delete", "ON")
        .disable_statement_logging();
    // A database in memory belongs to one connection.
    let is_file = !url.contains(":memory:");
    if is_file {
        create_private(options.get_filename())?;
    }
    let writer = if is_file {
        options.clone().journal_mode(SqliteJournalMode::Wal)
    } else {
        options.clone().shared_cache(false)
    };
    let writer = connect_in_turn(writer, config).await?;
    assert_version(&writer).await?;
    assert_writable(&writer).await?;
    let reader = if is_file {
        let options = options.pragma("query_only", "ON");
        connect(options, config.connections, config).await?
    } else {
        writer.clone()
    };
    Ok(Pools {
        reader: as_connection(reader),
        writer: Writer::Queue(Arc::new(Queue::new(
            as_connection(writer),
            config.longest_call(),
        ))),
        word: None,
    })
}

/// Makes the file if it is not there, readable by nobody else; SQLite gives the same rights to the
/// files that it puts next to it.
fn create_private(path: &Path) -> Result<(), OpenError> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => {
            Err(OpenError::File(error.kind()))
        }
        _ => Ok(()),
    }
}

/// Opens the connection that writes. Turning the write-ahead log on needs the file alone for a moment
/// and, unlike everything else in SQLite, does not wait for it: processes that start together on a new
/// file take turns here.
async fn connect_in_turn(
    options: SqliteConnectOptions,
    config: &StorageConfig,
) -> Result<SqlitePool, OpenError> {
    let deadline = Instant::now() + config.patience;
    loop {
        match connect(options.clone(), 1, config).await {
            Err(OpenError::Store(error)) if is_locked(&error) && Instant::now() < deadline => {
                sleep(TURN).await;
            }
            outcome => return outcome,
        }
    }
}

fn is_locked(error: &StoreError) -> bool {
    matches!(error, StoreError::Unavailable(reason) if reason.starts_with("locked"))
}

/// Connections live for ever: they talk to a file, and the one in memory must not be lost. But after
/// some errors SQLite rolls back by itself while the library still counts a transaction, and would
/// take the next for a part of it; such a connection is given up. The ping waits for what is still
/// to be rolled back.
async fn connect(
    options: SqliteConnectOptions,
    connections: u32,
    config: &StorageConfig,
) -> Result<SqlitePool, OpenError> {
    SqlitePoolOptions::new()
        .max_connections(connections.max(1))
        .acquire_timeout(config.patience)
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false)
        .after_release(|connection, _| {
            Box::pin(async move {
                connection.ping().await?;
                Ok(!connection.is_in_transaction())
            })
        })
        .connect_with(options)
        .await
        .map_err(|error| OpenError::Store(unavailable_sqlx(&error)))
}

async fn assert_version(pool: &SqlitePool) -> Result<(), OpenError> {
    let found: String = sqlx::query_scalar("SELECT sqlite_version()")
        .fetch_one(pool)
        .await
        .map_err(|error| OpenError::Store(unavailable_sqlx(&error)))?;
    if is_new_enough(&found) {
        Ok(())
    } else {
        Err(OpenError::TooOldSqlite { found })
    }
}

/// A file that cannot be written opens all the same, for reading, and stays so until it is opened
/// again: better not to start. Only a write tells; this one changes nothing and is taken back.
async fn assert_writable(pool: &SqlitePool) -> Result<(), OpenError> {
    sqlx::raw_sql("BEGIN IMMEDIATE; PRAGMA user_version = 0; ROLLBACK")
        .execute(pool)
        .await
        .map(|_| ())
        .map_err(|error| OpenError::Store(unavailable_sqlx(&error)))
}

fn is_new_enough(version: &str) -> bool {
    let parts = version.split('.').map(|part| part.parse().unwrap_or(0));
    parts.ge(OLDEST)
}

fn as_connection(pool: SqlitePool) -> DatabaseConnection {
    SqlxSqliteConnector::from_sqlx_sqlite_pool(pool)
}

#[cfg(test)]
mod tests {
    use sea_orm::{ConnectionTrait, Statement};
    use secrecy::SecretString;

    use super::*;

    #[test]
    fn t31_sqlite_before_3_51_3_is_refused() {
        for (version, expected) in [
            ("3.51.3", true),
            ("3.52.0", true),
            ("4.0.0", true),
            ("3.51.2", false),
            ("3.9.9", false),
            ("", false),
        ] {
            assert_eq!(is_new_enough(version), expected, "{version}");
        }
    }

    async fn pragma(connection: &DatabaseConnection, name: &str) -> String {
        let sql = format!("SELECT CAST({name} AS TEXT) FROM pragma_{name}");
        let column = if name == "busy_timeout" {
            "timeout"
        } else {
            name
        };
        let sql = sql.replacen(name, column, 1);
        let statement = Statement::from_string(connection.get_database_backend(), sql);
        let row = connection.query_one_raw(statement).await.unwrap().unwrap();
        row.try_get_by_index(0).unwrap()
    }

    #[tokio::test]
    async fn t31_every_connection_is_set_up_to_survive_a_kill() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}/varco.db", folder.path().display());
        let config = StorageConfig {
            patience: Duration::from_millis(1234),
            ..StorageConfig::new(SecretString::from(url.as_str()))
        };
        let Pools { reader, writer, .. } = open(&url, &config).await.unwrap();
        for (name, of_writer, of_reader) in [
            ("journal_mode", "wal", "wal"),
            ("synchronous", "2", "2"),
            ("foreign_keys", "1", "1"),
            ("secure_delete", "1", "1"),
            ("busy_timeout", "1234", "1234"),
            ("query_only", "0", "1"),
        ] {
            assert_eq!(
                pragma(writer.connection(), name).await,
                of_writer,
                "writer: {name}"
            );
            assert_eq!(pragma(&reader, name).await, of_reader, "reader: {name}");
        }
    }
}
