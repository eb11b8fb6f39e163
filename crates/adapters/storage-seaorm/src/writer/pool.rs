//! Transactions of PostgreSQL, each on any connection.

use std::time::Duration;

use sea_orm::{DatabaseConnection, DatabaseExecutor, DatabaseTransaction, DbErr, TransactionTrait};
use tokio::time::{Instant, timeout, timeout_at};
use tracing::Instrument;

use super::Work;
use super::receipt::Receipt;
use crate::error::Fault;

/// Connections, and how long they may take.
#[derive(Clone)]
pub(crate) struct Pool {
    connection: DatabaseConnection,
    patience: Duration,
}

/// Work that is done but not committed.
struct Done<T> {
    transaction: DatabaseTransaction,
    value: T,
    receipt: Option<Receipt>,
}

impl Pool {
    pub(crate) const fn new(connection: DatabaseConnection, patience: Duration) -> Self {
        Self {
            connection,
            patience,
        }
    }

    pub(crate) const fn connection(&self) -> &DatabaseConnection {
        &self.connection
    }

    pub(crate) async fn begin(&self) -> Result<DatabaseTransaction, DbErr> {
        self.connection.begin().await
    }

    /// Goes on when nobody waits any more, but not for ever.
    pub(crate) async fn transact<T, W>(&self, work: W, surely: bool) -> Result<T, Fault>
    where
        T: Send + 'static,
        W: for<'t> FnOnce(DatabaseExecutor<'t>) -> Work<'t, T> + Send + 'static,
    {
        let pool = self.clone();
        let whole = async move { pool.whole(work, surely).await };
        let task = tokio::spawn(whole.in_current_span());
        task.await.unwrap_or(Err(Fault::BrokenOff))
    }

    async fn whole<T, W>(&self, work: W, surely: bool) -> Result<T, Fault>
    where
        W: for<'t> FnOnce(DatabaseExecutor<'t>) -> Work<'t, T>,
    {
        let deadline = Instant::now() + self.patience.saturating_mul(2);
        let done = timeout_at(deadline, self.work(work, surely)).await;
        let done = done.unwrap_or(Err(Fault::Late))?;
        let fault = match timeout(self.patience, done.transaction.commit()).await {
            Ok(Ok(())) => return Ok(done.value),
            Ok(Err(error)) => Fault::Database(error),
            Err(_) => Fault::Late,
        };
        let Some(receipt) = done.receipt else {
            return Err(fault);
        };
        let answer = receipt.was_committed(&self.connection);
        match timeout_at(deadline, answer).await {
            Ok(true) => Ok(done.value),
            Ok(false) => Err(fault),
            Err(_) => Err(Fault::Late),
        }
    }

    /// Where rolling back fails too, the connection is gone, and the transaction with it.
    async fn work<T, W>(&self, work: W, surely: bool) -> Result<Done<T>, Fault>
    where
        W: for<'t> FnOnce(DatabaseExecutor<'t>) -> Work<'t, T>,
    {
        let transaction = self.begin().await?;
        let outcome = work((&transaction).into()).await;
        match outcome {
            Ok(value) => {
                let receipt = if surely {
                    Some(Receipt::draw(&transaction).await?)
                } else {
                    None
                };
                Ok(Done {
                    transaction,
                    value,
                    receipt,
                })
            }
            Err(fault) => {
                let _ = transaction.rollback().await;
                Err(fault)
            }
        }
    }
}
