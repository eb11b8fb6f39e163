//! Word between processes that something waits in the outbox. Only PostgreSQL carries it; it may get
//! lost, and then whoever waits finds out by looking.
//!
//! Word is given after the commit, not in it. Whoever notifies inside a transaction holds, from
//! before its commit until it is on the disk, a lock of which each server has one: commits would wait
//! for the disk one after the other (measured in ADR 0012).

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use sea_orm::sqlx::postgres::{PgConnectOptions, PgListener, PgPoolOptions};
use sea_orm::sqlx::{self, Executor as _};
use sea_orm::{ConnectionTrait, DatabaseConnection};
use tokio::sync::Notify;
use tokio::time::{sleep, timeout};
use tracing::Instrument;

use crate::error::{unavailable, unavailable_sqlx};
use crate::storage::Storage;

const CHANNEL: &str = "varco_outbox";
const RING: &str = "SELECT pg_notify('varco_outbox', '')";
/// Between two words of one process: all commits in between share the next.
const BREATH: Duration = Duration::from_millis(10);
/// Before the next try to connect.
const PAUSE: Duration = Duration::from_secs(1);
/// After so long without a word it is tried whether there still is a server.
const SILENCE: Duration = Duration::from_secs(15);

/// Gives word.
#[derive(Clone)]
pub(crate) struct Bell {
    pool: DatabaseConnection,
    /// How often it was rung since nobody was ringing.
    rings: Arc<AtomicU64>,
}

impl Bell {
    pub(crate) fn new(pool: DatabaseConnection) -> Self {
        let rings = Arc::default();
        Self { pool, rings }
    }

    /// Returns at once.
    pub(crate) fn ring(&self) {
        if self.rings.fetch_add(1, Ordering::SeqCst) == 0 {
            let bell = self.clone();
            tokio::spawn(async move { bell.ring_out().await }.in_current_span());
        }
    }

    async fn ring_out(&self) {
        loop {
            let heard = self.rings.load(Ordering::SeqCst);
            if let Err(error) = self.pool.execute_unprepared(RING).await {
                tracing::debug!(error = %unavailable(&error), "giving word to other processes");
            }
            sleep(BREATH).await;
            let rings = &self.rings;
            let done = rings.compare_exchange(heard, 0, Ordering::SeqCst, Ordering::SeqCst);
            if done.is_ok() {
                return;
            }
        }
    }
}

/// Gets word, on a connection of its own.
#[derive(Clone)]
pub(crate) struct Ear {
    options: PgConnectOptions,
    patience: Duration,
}

impl Ear {
    pub(crate) const fn new(options: PgConnectOptions, patience: Duration) -> Self {
        Self { options, patience }
    }

    /// Until the connection is lost.
    async fn listen(&self, wake: &Notify) -> Result<Infallible, sqlx::Error> {
        let lost = |_| sqlx::Error::PoolTimedOut;
        let pool = PgPoolOptions::new()
            .max_connections(1)
            .idle_timeout(None)
            .max_lifetime(None)
            .acquire_timeout(self.patience)
            .connect_with(self.options.clone())
            .await?;
        let mut listener = PgListener::connect_with(&pool).await?;
        listener.eager_reconnect(false);
        timeout(self.patience, listener.listen(CHANNEL))
            .await
            .map_err(lost)??;
        loop {
            // What was said before anybody listened is found by looking.
            wake.notify_one();
            match timeout(SILENCE, listener.try_recv()).await {
                Ok(Ok(Some(_))) => {}
                Ok(Ok(None)) => return Err(sqlx::Error::PoolClosed),
                Ok(Err(error)) => return Err(error),
                Err(_) => {
                    let look = listener.execute("SELECT 1");
                    timeout(self.patience, look).await.map_err(lost)??;
                }
            }
        }
    }
}

impl Storage {
    /// Wakes somebody whenever another process has put something into the outbox, and whenever that
    /// may have happened unnoticed. Runs for ever, through outages too; on SQLite nothing is ever
    /// heard.
    pub async fn hear(&self, wake: &Notify) -> Infallible {
        let Some((_, ear)) = &self.word else {
            return std::future::pending().await;
        };
        loop {
            let Err(error) = ear.listen(wake).await;
            let error = unavailable_sqlx(&error);
            tracing::debug!(%error, "the word of other processes does not come");
            sleep(PAUSE).await;
        }
    }
}
