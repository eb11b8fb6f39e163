//! What to ask PostgreSQL by when a COMMIT was not answered (FI-4, T-32).
//!
//! The server remembers of every transaction how it ended, by its number. The number is drawn before
//! the commit, together with the timeline of the server: a stand-by that took over begins a new one
//! and may give the same number to another transaction.

use std::time::Duration;

use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, Statement, Value,
};
use tokio::time::sleep;

use crate::error::unavailable;

const DRAW: &str = "SELECT pg_current_xact_id()::text AS number, \
     left(pg_walfile_name(pg_current_wal_lsn()), 8) AS timeline";
const ASK: &str = "SELECT CASE left(pg_walfile_name(pg_current_wal_lsn()), 8) WHEN $2 \
     THEN pg_xact_status($1::text::xid8) END AS outcome";
/// Before the next question, while the server is away or still busy with the transaction.
const PAUSE: Duration = Duration::from_millis(50);

/// The number of a transaction that is about to be committed.
pub(super) struct Receipt {
    number: String,
    timeline: String,
}

impl Receipt {
    pub(super) async fn draw(transaction: &DatabaseTransaction) -> Result<Self, DbErr> {
        let statement = Statement::from_string(DbBackend::Postgres, DRAW);
        let row = transaction.query_one_raw(statement).await?;
        let row = row.ok_or_else(|| DbErr::RecordNotFound("a receipt".to_owned()))?;
        Ok(Self {
            number: row.try_get("", "number")?,
            timeline: row.try_get("", "timeline")?,
        })
    }

    /// Asks until the server knows. That may be never, so the caller sets a limit.
    pub(super) async fn was_committed(&self, pool: &DatabaseConnection) -> bool {
        loop {
            match self.outcome(pool).await.as_deref() {
                Some("committed") => return true,
                Some("aborted") => return false,
                _ => sleep(PAUSE).await,
            }
        }
    }

    async fn outcome(&self, pool: &DatabaseConnection) -> Option<String> {
        let values: [Value; 2] = [self.number.as_str().into(), self.timeline.as_str().into()];
        let statement = Statement::from_sql_and_values(DbBackend::Postgres, ASK, values);
        let row = pool.query_one_raw(statement).await;
        let outcome = row.and_then(|row| row.map_or(Ok(None), |row| row.try_get("", "outcome")));
        outcome.unwrap_or_else(|error| {
            tracing::debug!(error = %unavailable(&error), "asking how a commit has ended");
            None
        })
    }
}

#[cfg(test)]
mod tests {
    use sea_orm::{Database, TransactionTrait};
    use tokio::time::timeout;
    use varco_test_postgres::Cluster;

    use super::*;

    async fn database() -> DatabaseConnection {
        let url = Cluster::shared().unwrap().new_database().unwrap();
        let pool = Database::connect(url).await.unwrap();
        pool.execute_unprepared("CREATE TABLE t (id INT)")
            .await
            .unwrap();
        pool
    }

    /// A transaction that writes, and its receipt.
    async fn drawn(pool: &DatabaseConnection) -> (DatabaseTransaction, Receipt) {
        let transaction = pool.begin().await.unwrap();
        transaction
            .execute_unprepared("INSERT INTO t VALUES (1)")
            .await
            .unwrap();
        let receipt = Receipt::draw(&transaction).await.unwrap();
        (transaction, receipt)
    }

    #[tokio::test]
    async fn a_receipt_tells_how_its_transaction_has_ended() {
        let pool = database().await;
        let (committed, first) = drawn(&pool).await;
        let (rolled_back, second) = drawn(&pool).await;
        committed.commit().await.unwrap();
        rolled_back.rollback().await.unwrap();
        assert!(first.was_committed(&pool).await);
        assert!(!second.was_committed(&pool).await);
    }

    #[tokio::test]
    async fn what_has_not_ended_is_waited_for() {
        let pool = database().await;
        let (transaction, receipt) = drawn(&pool).await;
        let answer = receipt.was_committed(&pool);
        let (answer, ()) = tokio::join!(answer, async {
            sleep(PAUSE * 2).await;
            transaction.commit().await.unwrap();
        });
        assert!(answer);
    }

    #[tokio::test]
    async fn a_server_of_another_timeline_knows_nothing_about_it() {
        let pool = database().await;
        let (transaction, mut receipt) = drawn(&pool).await;
        transaction.commit().await.unwrap();
        assert_eq!(receipt.timeline, "00000001");
        receipt.timeline = "00000002".to_owned();
        let answer = timeout(PAUSE * 3, receipt.was_committed(&pool));
        assert!(answer.await.is_err());
    }
}
