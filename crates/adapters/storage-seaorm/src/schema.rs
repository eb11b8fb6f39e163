//! Which schema the database has, and bringing it up to date.

use sea_orm::{ConnectionTrait, DbBackend, DbErr, EntityTrait, IntoDatabaseExecutor};
use sea_orm_migration::{MigratorTrait, SchemaManager, seaql_migrations};
use varco_ports::StoreError;

use crate::connect::OpenError;
use crate::error::unavailable;
use crate::migrations::Migrator;
use crate::storage::Storage;

/// Key of the advisory lock that migrations hold on PostgreSQL: "varco" in ASCII.
const MIGRATION_LOCK: i64 = 0x76_61_72_63_6f;

/// The schema of a database, against what this program knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemaState {
    /// None yet.
    Empty,
    /// Some steps are missing.
    Older,
    /// What this program works with.
    Current,
    /// There are steps that this program does not know.
    Newer,
}

impl Storage {
    /// Which schema the database has. Changes nothing.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when it cannot be read.
    pub async fn schema_state(&self) -> Result<SchemaState, StoreError> {
        Ok(self.within(state(&self.reader)).await?)
    }

    /// Brings the schema up to date, all missing steps or none. Harmless when it is, and when
    /// several nodes do it at once: one does, the others wait for it.
    ///
    /// # Errors
    /// [`OpenError::NewerSchema`] when the schema is ahead of this program, [`OpenError::Store`] when
    /// the steps cannot be taken. Takes as long as it takes.
    pub async fn migrate(&self) -> Result<(), OpenError> {
        let migrate = async {
            let transaction = self.writer.begin().await?;
            lock(&transaction).await?;
            let state = state(&transaction).await?;
            if matches!(state, SchemaState::Empty | SchemaState::Older) {
                Migrator::up(&transaction, None).await?;
            }
            transaction.commit().await?;
            Ok(state)
        };
        match migrate.await {
            Ok(SchemaState::Newer) => Err(OpenError::NewerSchema),
            Ok(_) => Ok(()),
            Err(error) => Err(OpenError::Store(unavailable(&error))),
        }
    }
}

pub(crate) async fn state(db: impl IntoDatabaseExecutor<'_>) -> Result<SchemaState, DbErr> {
    let manager = SchemaManager::new(db);
    if !manager.has_table("seaql_migrations").await? {
        return Ok(SchemaState::Empty);
    }
    let done = seaql_migrations::Entity::find()
        .all(manager.get_connection())
        .await?;
    let known = Migrator::migrations();
    let is_known = |version: &str| known.iter().any(|step| step.name() == version);
    Ok(if done.is_empty() {
        SchemaState::Empty
    } else if !done.iter().all(|step| is_known(&step.version)) {
        SchemaState::Newer
    } else if done.len() < known.len() {
        SchemaState::Older
    } else {
        SchemaState::Current
    })
}

/// On SQLite the transaction holds the write lock already. On PostgreSQL whoever waits for the lock
/// waits longer than a statement may take.
pub(crate) async fn lock(transaction: &impl ConnectionTrait) -> Result<(), DbErr> {
    if transaction.get_database_backend() == DbBackend::Postgres {
        let wait = format!(
            "SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0; \
             SELECT pg_advisory_xact_lock({MIGRATION_LOCK})"
        );
        transaction.execute_unprepared(&wait).await?;
    }
    Ok(())
}
