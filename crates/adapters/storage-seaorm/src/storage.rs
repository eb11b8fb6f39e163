//! The handle on a database.

use std::time::Duration;

use sea_orm::{DatabaseConnection, DatabaseExecutor};
use tokio::time::timeout;
use varco_ports::StoreError;

use crate::connect::{self, OpenError, Pools, StorageConfig};
use crate::error::{Fault, unavailable};
use crate::hear::{Bell, Ear};
use crate::writer::{Work, Writer};

/// All stores of one database. Clones share the connections.
#[derive(Clone)]
pub struct Storage {
    pub(crate) reader: DatabaseConnection,
    pub(crate) writer: Writer,
    /// Word to other processes and from them, where the database carries it.
    pub(crate) word: Option<(Bell, Ear)>,
    /// Longest time of one call, in case the server stops answering without closing.
    limit: Duration,
}

impl Storage {
    /// Opens a database. The schema is left alone: see [`Storage::schema_state`] and
    /// [`Storage::migrate`].
    ///
    /// # Errors
    /// [`OpenError`] when the address is wrong, the file cannot be made, SQLite is too old, or the
    /// server does not answer.
    pub async fn connect(config: &StorageConfig) -> Result<Self, OpenError> {
        let Pools {
            reader,
            writer,
            word,
        } = connect::open(config).await?;
        Ok(Self {
            reader,
            writer,
            word,
            limit: config.longest_call(),
        })
    }

    /// Whether the database answers now.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when it does not.
    pub async fn ping(&self) -> Result<(), StoreError> {
        Ok(self.within(self.reader.ping()).await?)
    }

    /// Closes all connections once what runs has ended; on SQLite this folds the write-ahead log
    /// into the file.
    pub async fn close(self) {
        let reader = self.reader.close_by_ref().await;
        let writer = self.writer.connection().close_by_ref().await;
        if let Err(error) = reader.and(writer) {
            tracing::debug!(error = %unavailable(&error), "closing the store");
        }
    }

    /// Waits for work on the database, but not for ever.
    pub(crate) async fn within<T>(
        &self,
        work: impl Future<Output = Result<T, impl Into<Fault>>>,
    ) -> Result<T, Fault> {
        match timeout(self.limit, work).await {
            Ok(outcome) => outcome.map_err(Into::into),
            Err(_) => Err(Fault::Late),
        }
    }

    /// Does all of the work or nothing.
    pub(crate) async fn transact<T, W>(&self, work: W) -> Result<T, Fault>
    where
        T: Send + 'static,
        W: for<'t> FnOnce(DatabaseExecutor<'t>) -> Work<'t, T> + Send + 'static,
    {
        self.within(self.writer.transact(work)).await
    }

    /// Does all of the work or nothing, and finds out which, also when the database goes away in the
    /// moment of writing.
    pub(crate) async fn transact_surely<T, W>(&self, work: W) -> Result<T, Fault>
    where
        T: Send + 'static,
        W: for<'t> FnOnce(DatabaseExecutor<'t>) -> Work<'t, T> + Send + 'static,
    {
        self.within(self.writer.transact_surely(work)).await
    }

    /// Carries out one statement that writes.
    pub(crate) async fn statement<T, W>(&self, work: W) -> Result<T, Fault>
    where
        T: Send + 'static,
        W: for<'t> FnOnce(DatabaseExecutor<'t>) -> Work<'t, T> + Send + 'static,
    {
        self.within(self.writer.statement(work)).await
    }
}

impl std::fmt::Debug for Storage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let backend = self.reader.get_database_backend();
        f.debug_tuple("Storage").field(&backend).finish()
    }
}
