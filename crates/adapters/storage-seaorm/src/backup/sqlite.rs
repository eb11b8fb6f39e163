//! SQLite: `VACUUM INTO` makes a copy for which nobody waits and in which nothing is that was erased
//! (<https://www.sqlite.org/lang_vacuum.html#vacuuminto>).

use std::io::ErrorKind;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use sea_orm::sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sea_orm::sqlx::{self, AssertSqlSafe, ConnectOptions as _, Connection as _};
use sea_orm::{ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbErr, Statement};
use secrecy::ExposeSecret;
use varco_ports::StoreError;

use super::{BackupError, Contents, TABLES};
use crate::connect::{OpenError, StorageConfig};
use crate::error::unavailable_sqlx;

/// Writes a snapshot, on a connection of its own. Only the write-ahead log cannot shrink meanwhile.
pub(super) async fn write(config: &StorageConfig, file: &Path) -> Result<(), BackupError> {
    let url = config.url.expose_secret();
    let options: SqliteConnectOptions = url.parse().map_err(|_| OpenError::Address)?;
    if url.contains(":memory:") {
        return Err(BackupError::InMemory);
    }
    if !options.get_filename().exists() {
        return Err(BackupError::Nothing);
    }
    let options = options
        .busy_timeout(config.patience)
        .disable_statement_logging();
    let database = options.connect().await;
    let mut database = database.map_err(|error| OpenError::Store(unavailable_sqlx(&error)))?;
    let copied = sqlx::query("VACUUM INTO ?")
        .bind(text(file)?)
        .execute(&mut database)
        .await;
    copied.map_err(|error| BackupError::Unwritten(words(&error)))?;
    // The copy is complete, whatever closing says.
    let _ = database.close().await;
    Ok(())
}

pub(super) async fn read(file: &Path, rows: &AtomicU64) -> Result<Contents, BackupError> {
    let mut copy = open(file).await?;
    let length = std::fs::metadata(file).map_err(|error| BackupError::File(error.kind()))?;
    let expected = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size";
    if number(&mut copy, expected).await? != length.len() {
        return Err(BackupError::Damaged("it is cut".to_owned()));
    }
    let faults = "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'";
    if number(&mut copy, faults).await? > 0 {
        let said = "it does not pass SQLite's integrity check";
        return Err(BackupError::Damaged(said.to_owned()));
    }
    if number(&mut copy, "SELECT count(*) FROM pragma_foreign_key_check").await? > 0 {
        let said = "rows refer to others that are missing";
        return Err(BackupError::Damaged(said.to_owned()));
    }
    let mut contents = Contents::default();
    for table in TABLES {
        if has_table(&mut copy, table).await? {
            let count = number(&mut copy, &format!("SELECT count(*) FROM \"{table}\"")).await?;
            rows.fetch_add(count, Ordering::Relaxed);
            contents.0.push((table, count));
        }
    }
    Ok(contents)
}

pub(super) async fn steps(file: &Path) -> Result<Vec<String>, BackupError> {
    let mut copy = open(file).await?;
    if !has_table(&mut copy, "seaql_migrations").await? {
        return Err(BackupError::Foreign);
    }
    sqlx::query_scalar("SELECT version FROM seaql_migrations")
        .fetch_all(&mut copy)
        .await
        .map_err(damaged)
}

/// Opens a file that nobody writes, without leaving anything beside it. Dropping the connection closes
/// it.
async fn open(file: &Path) -> Result<SqliteConnection, BackupError> {
    let mut log = file.as_os_str().to_owned();
    log.push("-wal");
    if std::fs::metadata(log).is_ok_and(|log| log.len() > 0) {
        return Err(BackupError::InUse);
    }
    SqliteConnectOptions::new()
        .filename(file)
        .read_only(true)
        .immutable(true)
        .disable_statement_logging()
        .connect()
        .await
        .map_err(damaged)
}

async fn has_table(copy: &mut SqliteConnection, name: &str) -> Result<bool, BackupError> {
    let table =
        format!("SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = '{name}'");
    Ok(number(copy, &table).await? > 0)
}

/// The one number that the query asks for.
async fn number(copy: &mut SqliteConnection, query: &str) -> Result<u64, BackupError> {
    let number: i64 = sqlx::query_scalar(AssertSqlSafe(query))
        .fetch_one(copy)
        .await
        .map_err(damaged)?;
    Ok(number.unsigned_abs())
}

#[expect(clippy::needless_pass_by_value, reason = "what `map_err` passes on")]
fn damaged(error: sqlx::Error) -> BackupError {
    BackupError::Damaged(words(&error))
}

fn words(error: &sqlx::Error) -> String {
    match unavailable_sqlx(error) {
        StoreError::Unavailable(reason) => reason,
        other => other.to_string(),
    }
}

/// Lays the file beside the database, on the connection that is going to write.
pub(super) async fn attach(database: &DatabaseConnection, file: &Path) -> Result<(), BackupError> {
    let path = std::path::absolute(file).map_err(|error| BackupError::File(error.kind()))?;
    let path = utf8_percent_encode(text(&path)?, NON_ALPHANUMERIC);
    let attach = Statement::from_sql_and_values(
        database.get_database_backend(),
        "ATTACH DATABASE ? AS backup",
        [format!("file:{path}?immutable=1").into()],
    );
    database.execute_raw(attach).await?;
    Ok(())
}

/// Copies the rows of a table of the attached file.
pub(super) async fn load(into: &DatabaseTransaction, table: &str) -> Result<u64, DbErr> {
    let backend = into.get_database_backend();
    let columns = format!("SELECT name FROM pragma_table_info('{table}', 'backup')");
    let columns = into
        .query_all_raw(Statement::from_string(backend, columns))
        .await?;
    let columns: Vec<String> = columns
        .iter()
        .map(|row| Ok(format!("\"{}\"", row.try_get_by_index::<String>(0)?)))
        .collect::<Result<_, DbErr>>()?;
    let columns = columns.join(", ");
    let copy = format!(
        "INSERT INTO main.\"{table}\" ({columns}) SELECT {columns} FROM backup.\"{table}\""
    );
    Ok(into.execute_unprepared(&copy).await?.rows_affected())
}

/// SQLite takes names as text.
fn text(file: &Path) -> Result<&str, BackupError> {
    let text = file.to_str();
    text.ok_or(BackupError::File(ErrorKind::InvalidFilename))
}
