//! Everything that writes comes through here.
//!
//! PostgreSQL gathers the commits of many connections by itself. SQLite has one writer, which waits
//! for the disk at each commit; so there whoever writes queues, and all who have queued while the
//! disk was busy share the next transaction.

mod pool;
mod queue;
mod receipt;

use std::pin::Pin;
use std::sync::Arc;

use sea_orm::{DatabaseConnection, DatabaseExecutor, DatabaseTransaction, DbErr};

use crate::error::Fault;
pub(crate) use pool::Pool;
pub(crate) use queue::Queue;

/// Statements on a connection or inside a transaction.
pub(crate) type Work<'t, T> = Pin<Box<dyn Future<Output = Result<T, Fault>> + Send + 't>>;

/// The way to write.
#[derive(Clone)]
pub(crate) enum Writer {
    /// Any connection of a pool, at any time.
    Pool(Pool),
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
            Self::Pool(pool) => pool.transact(work, false).await,
        }
    }

    /// The same, and a commit whose answer is lost is asked about. SQLite has no answer to lose: it
    /// is part of this process.
    pub(crate) async fn transact_surely<T, W>(&self, work: W) -> Result<T, Fault>
    where
        T: Send + 'static,
        W: for<'t> FnOnce(DatabaseExecutor<'t>) -> Work<'t, T> + Send + 'static,
    {
        match self {
            Self::Queue(queue) => queue.submit(work).await,
            Self::Pool(pool) => pool.transact(work, true).await,
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
            Self::Pool(pool) => work(pool.connection().into()).await,
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
            Self::Pool(pool) => pool.connection(),
        }
    }
}
