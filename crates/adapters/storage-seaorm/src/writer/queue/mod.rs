//! The queue before the one connection that writes.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use sea_orm::{
    DatabaseConnection, DatabaseExecutor, DatabaseTransaction, DbErr, SqliteTransactionMode,
    TransactionOptions, TransactionTrait,
};
use tokio::sync::oneshot;
use tokio::time::Instant;
use tracing::Instrument;

use super::Work;
use crate::error::Fault;

/// Most jobs of one transaction, so that the first does not wait long for the last.
const BATCH: usize = 64;

/// Jobs that wait for the writer.
pub(crate) struct Queue {
    connection: DatabaseConnection,
    waiting: Mutex<Vec<Box<dyn Job>>>,
    /// Held by whoever works on the queue.
    turn: tokio::sync::Mutex<()>,
    /// How long a job may wait.
    limit: Duration,
}

impl Queue {
    pub(crate) fn new(connection: DatabaseConnection, limit: Duration) -> Self {
        Self {
            connection,
            limit,
            waiting: Mutex::default(),
            turn: tokio::sync::Mutex::default(),
        }
    }

    pub(crate) const fn connection(&self) -> &DatabaseConnection {
        &self.connection
    }

    /// Takes the write lock at once: a transaction that reads first and writes later fails as soon
    /// as another process has written in between.
    pub(crate) async fn begin(&self) -> Result<DatabaseTransaction, DbErr> {
        self.connection
            .begin_with_options(TransactionOptions {
                sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
                ..TransactionOptions::default()
            })
            .await
    }

    /// Queues the work and answers when it is on the disk, or when it has failed without a trace.
    pub(crate) async fn submit<T, W>(self: &Arc<Self>, work: W) -> Result<T, Fault>
    where
        T: Send + 'static,
        W: for<'t> FnOnce(DatabaseExecutor<'t>) -> Work<'t, T> + Send + 'static,
    {
        let (sender, answer) = oneshot::channel();
        let job = Pending {
            work: Some(work),
            deadline: Instant::now() + self.limit,
            outcome: None,
            sender,
        };
        self.waiting().push(Box::new(job));
        let queue = Arc::clone(self);
        let turn = async move { queue.take_turn().await };
        tokio::spawn(turn.in_current_span());
        answer.await.unwrap_or(Err(Fault::BrokenOff))
    }

    /// One batch. Whoever comes to find the queue empty has been served by somebody before.
    async fn take_turn(&self) {
        let _turn = self.turn.lock().await;
        let mut jobs = self.next_batch();
        if jobs.is_empty() {
            return;
        }
        let end = self.carry_out(&mut jobs).await;
        for job in jobs {
            job.answer(&end);
        }
    }

    async fn carry_out(&self, jobs: &mut [Box<dyn Job>]) -> Result<(), DbErr> {
        let transaction = self.begin().await?;
        for job in jobs {
            job.run(&transaction).await?;
        }
        transaction.commit().await
    }

    fn next_batch(&self) -> Vec<Box<dyn Job>> {
        let mut waiting = self.waiting();
        let size = waiting.len().min(BATCH);
        waiting.drain(..size).collect()
    }

    fn waiting(&self) -> std::sync::MutexGuard<'_, Vec<Box<dyn Job>>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
trait Job: Send {
    /// Runs inside the transaction of the batch and leaves nothing behind if it fails. An error means
    /// that the whole transaction is lost.
    async fn run(&mut self, batch: &DatabaseTransaction) -> Result<(), DbErr>;

    /// Tells the caller, once it is known how the batch has ended.
    fn answer(self: Box<Self>, end: &Result<(), DbErr>);
}

struct Pending<W, T> {
    work: Option<W>,
    /// Whoever waits gives up now and tells a person that nothing was done.
    deadline: Instant,
    outcome: Option<Result<T, Fault>>,
    sender: oneshot::Sender<Result<T, Fault>>,
}

#[async_trait]
impl<T, W> Job for Pending<W, T>
where
    T: Send + 'static,
    W: for<'t> FnOnce(DatabaseExecutor<'t>) -> Work<'t, T> + Send + 'static,
{
    async fn run(&mut self, batch: &DatabaseTransaction) -> Result<(), DbErr> {
        let Some(work) = self.work.take() else {
            return Ok(());
        };
        if Instant::now() >= self.deadline {
            self.outcome = Some(Err(Fault::Late));
            return Ok(());
        }
        let savepoint = batch.begin().await?;
        let outcome = work((&savepoint).into()).await;
        match &outcome {
            Ok(_) => savepoint.commit().await?,
            Err(fault) => match fault.loses_transaction() {
                Some(error) => return Err(error.clone()),
                None => savepoint.rollback().await?,
            },
        }
        self.outcome = Some(outcome);
        Ok(())
    }

    fn answer(self: Box<Self>, end: &Result<(), DbErr>) {
        let outcome = match end {
            Ok(()) => self.outcome.unwrap_or(Err(Fault::BrokenOff)),
            Err(error) => Err(Fault::Database(error.clone())),
        };
        // Whoever has stopped waiting needs no answer.
        let _ = self.sender.send(outcome);
    }
}

#[cfg(test)]
mod tests;
