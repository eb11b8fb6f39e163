//! Everything that writes comes through here.
//!
//! PostgreSQL gathers the commits of many connections by itself. SQLite has one writer, which waits
//! for the disk at each commit; so there whoever writes queues, and all who have queued while the
//! disk was busy share the next transaction.

mod queue;

use std::pin::Pin;
use std::sync::Arc;

use sea_orm::{DatabaseConnection, DatabaseExecutor, DatabaseTransaction, DbErr, TransactionTrait};
use tracing::Instrument;

use crate::error::Fault;
pub(crate) use queue::Queue;

/// Statements on a connection or inside a transaction.
pub(crate) type Work<'t, T> = Pin<Box<dyn Future<Output = Result<T, Fault>> + Send + 't>>;

/// The way to write.
#[derive(Clone)]
pub(crate) enum Writer {
    /// Any connection of a pool, at any time.
    Pool(DatabaseConnection),
    /// One after the other.
    Queue(Arc<Queue>),
}

impl Writer {
    /// Does all of the work or nothing, also when the caller is no longer there: a visitor who hangs
    /// up must not stop a transaction halfway.
    pub(crate) async fn transact<T, W>(&self, work: W) -> Result<T, Fault>
    where
        T: Send + 'static,
        W: for<'t> FnOnce(DatabaseExecutor<'t>) -> Work<'t, T> + Send + 'static,
    {
        match self {
            Self::Queue(queue) => queue.submit(work).await,
            Self::Pool(pool) => {
                let pool = pool.clone();
                let whole = async move { whole(pool.begin().await?, work).await };
                let task = tokio::spawn(whole.in_current_span());
                task.await.unwrap_or(Err(Fault::BrokenOff))
            }
        }
    }

    /// Carries out work that is one statement, which needs no transaction around it.
    pub(crate) async fn statement<T, W>(&self, work: W) -> Result<T, Fault>
    where
        T: Send + 'static,
        W: for<'t> FnOnce(DatabaseExecutor<'t>) -> Work<'t, T> + Send + 'static,
    {
        match self {
            Self::Queue(queue) => queue.submit(work).await,
            Self::Pool(pool) => work(pool.into()).await,
        }
    }

    /// A transaction of its own, for migrations.
    pub(crate) async fn begin(&self) -> Result<DatabaseTransaction, DbErr> {
        match self {
            Self::Queue(queue) => queue.begin().await,
            Self::Pool(pool) => pool.begin().await,
        }
    }

    /// The connections behind it.
    pub(crate) fn connection(&self) -> &DatabaseConnection {
        match self {
            Self::Queue(queue) => queue.connection(),
            Self::Pool(pool) => pool,
        }
    }
}

/// Commits if the work succeeds. Where rolling back fails too, the connection is gone, and the
/// transaction with it.
async fn whole<T, W>(transaction: DatabaseTransaction, work: W) -> Result<T, Fault>
where
    W: for<'t> FnOnce(DatabaseExecutor<'t>) -> Work<'t, T>,
{
    match work((&transaction).into()).await {
        Ok(value) => {
            transaction.commit().await?;
            Ok(value)
        }
        Err(fault) => {
            let _ = transaction.rollback().await;
            Err(fault)
        }
    }
}
