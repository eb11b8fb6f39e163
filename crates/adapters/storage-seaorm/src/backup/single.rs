//! One connection to PostgreSQL in one transaction, for statements of sea-orm and for `COPY`, which only
//! sqlx sends.
//!
//! It is a pool of one connection, on which a transaction is begun before anybody else uses it. What
//! sea-orm begins on it is a savepoint.

use std::sync::atomic::{AtomicBool, Ordering};

use sea_orm::sqlx::pool::PoolConnection;
use sea_orm::sqlx::postgres::{PgCopyIn, PgPool, PgPoolCopyExt as _, PgPoolOptions};
use sea_orm::sqlx::{self, Connection as _, Executor as _, Postgres};
use sea_orm::{DatabaseConnection, SqlxPostgresConnector};
use secrecy::ExposeSecret;

use super::BackupError;
use crate::connect::{StorageConfig, postgres};
use crate::error::unavailable_sqlx;

/// The transaction. Dropping it rolls it back.
pub(super) struct Single {
    pool: PgPool,
    pub(super) db: DatabaseConnection,
}

impl Single {
    pub(super) async fn begin(config: &StorageConfig) -> Result<Self, BackupError> {
        let options = postgres::options(config.url.expose_secret(), config)?;
        // A second connection would work outside the transaction.
        let is_used = AtomicBool::new(false);
        let pool = PgPoolOptions::new()
            .max_connections(1)
            .acquire_timeout(config.patience)
            .idle_timeout(None)
            .max_lifetime(None)
            .test_before_acquire(false)
            .after_connect(move |_, _| {
                let is_first = !is_used.swap(true, Ordering::Relaxed);
                let lost = sqlx::Error::PoolClosed;
                Box::pin(async move { if is_first { Ok(()) } else { Err(lost) } })
            })
            .connect_with(options)
            .await
            .map_err(unavailable)?;
        let mut connection = pool.acquire().await.map_err(unavailable)?;
        // It ends by a statement of ours or with the connection, not when this guard is dropped.
        std::mem::forget(connection.begin().await.map_err(unavailable)?);
        drop(connection);
        let db = SqlxPostgresConnector::from_sqlx_postgres_pool(pool.clone());
        Ok(Self { pool, db })
    }

    /// Begins to send rows.
    pub(super) async fn copy(
        &self,
        statement: &str,
    ) -> Result<PgCopyIn<PoolConnection<Postgres>>, BackupError> {
        self.pool.copy_in_raw(statement).await.map_err(unavailable)
    }

    pub(super) async fn commit(self) -> Result<(), BackupError> {
        let outcome = self.pool.execute("COMMIT").await;
        self.pool.close().await;
        outcome.map(drop).map_err(unavailable)
    }

    /// Rolls back by going away.
    pub(super) async fn give_up(self) {
        self.pool.close().await;
    }
}

#[expect(clippy::needless_pass_by_value, reason = "what `map_err` passes on")]
pub(super) fn unavailable(error: sqlx::Error) -> BackupError {
    unavailable_sqlx(&error).into()
}
