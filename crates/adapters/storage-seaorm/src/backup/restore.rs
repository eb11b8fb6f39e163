//! From a file into an empty database, in one transaction: whoever looks meanwhile sees an empty
//! database, and whoever wants to make its tables waits or is turned away.

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use jiff::Timestamp;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseExecutor, DatabaseTransaction, DbBackend, DbErr,
    EntityTrait, QuerySelect,
};
use sea_orm_migration::{MigratorTrait, SchemaManager};

use super::single::Single;
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
    judge(&steps, order.may_migrate)?;
    match of {
        Kind::Sqlite => {
            sqlite::read(file, &AtomicU64::new(0)).await?;
            let storage = Storage::connect(config).await?;
            sqlite::attach(storage.writer.connection(), file).await?;
            let outcome = in_one_transaction(&storage, async |db| {
                fill(Way::Attached(db), &steps, order, rows).await
            });
            let outcome = outcome.await;
            storage.close().await;
            outcome
        }
        // The archive is read as a whole on its way into the database.
        Kind::Postgres => {
            let single = Single::begin(config).await?;
            match fill(Way::Copied(&single, file), &steps, order, rows).await {
                Ok(restored) => single.commit().await.map(|()| restored),
                Err(error) => {
                    single.give_up().await;
                    Err(error)
                }
            }
        }
    }
}

/// How rows come into the database.
#[derive(Clone, Copy)]
enum Way<'a> {
    /// From a file beside it.
    Attached(&'a DatabaseTransaction),
    /// Out of an archive.
    Copied(&'a Single, &'a Path),
}

impl<'a> Way<'a> {
    fn db(self) -> DatabaseExecutor<'a> {
        match self {
            Self::Attached(transaction) => transaction.into(),
            Self::Copied(single, _) => (&single.db).into(),
        }
    }

    async fn load(self, table: &str, rows: &AtomicU64) -> Result<u64, BackupError> {
        match self {
            Self::Copied(single, file) => archive::load(file, table, single, rows).await,
            Self::Attached(transaction) => {
                let count = sqlite::load(transaction, table).await?;
                rows.fetch_add(count, Ordering::Relaxed);
                Ok(count)
            }
        }
    }
}

/// Makes the tables as they were, fills them, brings them up to date.
async fn fill(
    way: Way<'_>,
    steps: &[String],
    order: Order<'_>,
    rows: &AtomicU64,
) -> Result<Restored, BackupError> {
    settle(&way.db()).await?;
    if !matches!(schema::state(way.db()).await?, SchemaState::Empty) {
        return Err(BackupError::NotEmpty);
    }
    require_empty(way.db()).await?;
    let known = u32::try_from(steps.len()).unwrap_or(u32::MAX);
    Migrator::up(way.db(), Some(known)).await?;
    let manager = SchemaManager::new(way.db());
    let mut contents = Contents::default();
    for table in TABLES {
        if manager.has_table(table).await? {
            contents.0.push((table, way.load(table, rows).await?));
        }
    }
    Migrator::up(way.db(), None).await?;
    let db = way.db();
    if db.get_database_backend() == DbBackend::Postgres {
        // Rows that come with a number leave the sequence where it was (SQLite looks at the rows), and
        // nobody should be served by plans for empty tables.
        let go_on = "SELECT setval(pg_get_serial_sequence('audit', 'sequence'), max(sequence)) \
                     FROM audit";
        db.execute_unprepared(go_on).await?;
        db.execute_unprepared(&format!("ANALYZE {}", TABLES.join(", ")))
            .await?;
    }
    Ok(Restored {
        contents,
        last_entry: last_entry(&db).await?,
        voided: void(&db, order.now, order.note).await?,
    })
}

/// Makes void what was issued, in a database that has been restored by other means.
///
/// # Errors
/// [`BackupError`]; nothing has changed.
pub async fn void_issued(config: &StorageConfig, order: Order<'_>) -> Result<Voided, BackupError> {
    let storage = Storage::connect(config).await?;
    let outcome = in_one_transaction(&storage, async |transaction| {
        let db = transaction.into();
        settle(&db).await?;
        match schema::state(transaction).await? {
            SchemaState::Current => {}
            SchemaState::Older if order.may_migrate => Migrator::up(transaction, None).await?,
            SchemaState::Older => return Err(BackupError::OlderSchema),
            SchemaState::Newer => return Err(BackupError::NewerSchema),
            SchemaState::Empty => return Err(BackupError::Nothing),
        }
        Ok(void(&db, order.now, order.note).await?)
    });
    let outcome = outcome.await;
    storage.close().await;
    outcome
}

/// Commits if the work succeeds.
async fn in_one_transaction<T>(
    storage: &Storage,
    work: impl AsyncFnOnce(&DatabaseTransaction) -> Result<T, BackupError>,
) -> Result<T, BackupError> {
    let transaction = storage.writer.begin().await?;
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

/// Nobody migrates meanwhile, and it takes as long as it takes.
async fn settle(db: &DatabaseExecutor<'_>) -> Result<(), DbErr> {
    schema::lock(db).await?;
    if db.get_database_backend() == DbBackend::Postgres {
        let settings = "SET LOCAL idle_in_transaction_session_timeout = 0; \
                        SET LOCAL synchronous_commit = on";
        db.execute_unprepared(settings).await?;
    }
    Ok(())
}

/// Whether we know all steps of the backup, and they are all that we know.
fn judge(steps: &[String], may_migrate: bool) -> Result<(), BackupError> {
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
    Ok(())
}

async fn require_empty(db: DatabaseExecutor<'_>) -> Result<(), BackupError> {
    let manager = SchemaManager::new(db);
    for table in TABLES {
        if manager.has_table(table).await? {
            return Err(BackupError::NotEmpty);
        }
    }
    Ok(())
}

async fn last_entry(db: &DatabaseExecutor<'_>) -> Result<Option<Timestamp>, DbErr> {
    let last = audit::Entity::find()
        .select_only()
        .column_as(audit::Column::At.max(), "at")
        .into_tuple::<Option<i64>>()
        .one(db)
        .await?
        .flatten();
    Ok(last.and_then(|at| Timestamp::from_microsecond(at).ok()))
}
