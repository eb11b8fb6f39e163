//! From a file into an empty database, in one transaction: whoever looks meanwhile sees an empty
//! database, and whoever wants to make its tables waits or is turned away.

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use jiff::Timestamp;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbBackend, EntityTrait, QuerySelect,
};
use sea_orm_migration::{MigratorTrait, SchemaManager};

use super::void::{Voided, void};
use super::{BackupError, Contents, Kind, TABLES, archive, sqlite, steps};
use crate::connect::StorageConfig;
use crate::entity::audit;
use crate::migrations::Migrator;
use crate::schema::{self, SchemaState};
use crate::storage::Storage;

/// How something is restored.
#[derive(Clone, Copy, Debug)]
pub struct Order<'a> {
    /// Whether an older schema may be brought up to date.
    pub may_migrate: bool,
    /// The present instant.
    pub now: Timestamp,
    /// What to write down about it.
    pub note: Option<&'a str>,
}

/// What has come of a restore.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// What the file held.
    pub contents: Contents,
    /// When the last thing happened that the backup knows of: what came later is lost.
    pub last_entry: Option<Timestamp>,
    /// What is void now.
    pub voided: Voided,
}

/// Fills an empty database from a file and makes void what was issued: all of it, or nothing.
///
/// `rows` counts those written so far, for whoever waits.
///
/// # Errors
/// [`BackupError`]; the database is as empty as it was.
pub async fn restore(
    config: &StorageConfig,
    file: &Path,
    order: Order<'_>,
    rows: &AtomicU64,
) -> Result<Restored, BackupError> {
    let (of, into) = (Kind::of_file(file)?, Kind::of_database(config)?);
    if of != into {
        return Err(BackupError::OtherKind { of, into });
    }
    let steps = steps(file).await?;
    let known = judge(&steps, order.may_migrate)?;
    if of == Kind::Sqlite {
        // The other kind is read as a whole on its way into the database.
        sqlite::read(file, &AtomicU64::new(0)).await?;
    }
    let storage = Storage::connect(config).await?;
    if of == Kind::Sqlite {
        sqlite::attach(storage.writer.connection(), file).await?;
    }
    let outcome = in_one_transaction(&storage, async |db| {
        require_empty(db).await?;
        Migrator::up(db, Some(known)).await?;
        let contents = load(db, file, rows).await?;
        Migrator::up(db, None).await?;
        Ok(Restored {
            contents,
            last_entry: last_entry(db).await?,
            voided: void(db, order.now, order.note).await?,
        })
    });
    let outcome = outcome.await;
    storage.close().await;
    outcome
}

/// Makes void what was issued, in a database that has been restored by other means.
///
/// # Errors
/// [`BackupError`]; nothing has changed.
pub async fn void_issued(config: &StorageConfig, order: Order<'_>) -> Result<Voided, BackupError> {
    let storage = Storage::connect(config).await?;
    let outcome = in_one_transaction(&storage, async |db| {
        match schema::state(db).await? {
            SchemaState::Current => {}
            SchemaState::Older if order.may_migrate => Migrator::up(db, None).await?,
            SchemaState::Older => return Err(BackupError::OlderSchema),
            SchemaState::Newer => return Err(BackupError::NewerSchema),
            SchemaState::Empty => return Err(BackupError::Nothing),
        }
        Ok(void(db, order.now, order.note).await?)
    });
    let outcome = outcome.await;
    storage.close().await;
    outcome
}

/// Commits if the work succeeds. Nobody migrates meanwhile.
async fn in_one_transaction<T>(
    storage: &Storage,
    work: impl AsyncFnOnce(&DatabaseTransaction) -> Result<T, BackupError>,
) -> Result<T, BackupError> {
    let transaction = storage.writer.begin().await?;
    schema::lock(&transaction).await?;
    if transaction.get_database_backend() == DbBackend::Postgres {
        // The archive may keep us waiting.
        let wait = "SET LOCAL idle_in_transaction_session_timeout = 0";
        transaction.execute_unprepared(wait).await?;
    }
    match work(&transaction).await {
        Ok(value) => {
            transaction.commit().await?;
            Ok(value)
        }
        Err(error) => {
            // If this fails too, the connection is gone, and the transaction with it.
            let _ = transaction.rollback().await;
            Err(error)
        }
    }
}

/// How many of our steps the backup has, if we can read it.
fn judge(steps: &[String], may_migrate: bool) -> Result<u32, BackupError> {
    let known = Migrator::migrations();
    if !steps
        .iter()
        .all(|step| known.iter().any(|k| k.name() == step))
    {
        return Err(BackupError::NewerSchema);
    }
    if steps.len() < known.len() && !may_migrate {
        return Err(BackupError::OlderSchema);
    }
    Ok(u32::try_from(steps.len()).unwrap_or(u32::MAX))
}

async fn require_empty(db: &DatabaseTransaction) -> Result<(), BackupError> {
    let manager = SchemaManager::new(db);
    for table in TABLES {
        if manager.has_table(table).await? {
            return Err(BackupError::NotEmpty);
        }
    }
    match schema::state(db).await? {
        SchemaState::Empty => Ok(()),
        _ => Err(BackupError::NotEmpty),
    }
}

/// Copies the rows of all tables that this schema has.
async fn load(
    db: &DatabaseTransaction,
    file: &Path,
    rows: &AtomicU64,
) -> Result<Contents, BackupError> {
    let is_postgres = db.get_database_backend() == DbBackend::Postgres;
    let manager = SchemaManager::new(db);
    let mut contents = Contents::default();
    for table in TABLES {
        if !manager.has_table(table).await? {
            continue;
        }
        let count = if is_postgres {
            archive::load(file, table, db, rows).await?
        } else {
            let count = sqlite::load(db, table).await?;
            rows.fetch_add(count, Ordering::Relaxed);
            count
        };
        contents.0.push((table, count));
    }
    if is_postgres {
        // Rows that come with a number leave the sequence where it was. SQLite looks at the rows.
        let go_on =
            "SELECT setval(pg_get_serial_sequence('audit', 'sequence'), max(sequence)) FROM audit";
        db.execute_unprepared(go_on).await?;
    }
    Ok(contents)
}

async fn last_entry(db: &DatabaseTransaction) -> Result<Option<Timestamp>, BackupError> {
    let last = audit::Entity::find()
        .select_only()
        .column_as(audit::Column::At.max(), "at")
        .into_tuple::<Option<i64>>()
        .one(db)
        .await?
        .flatten();
    Ok(last.and_then(|at| Timestamp::from_microsecond(at).ok()))
}
