//! A look into the database past the ports, which show neither the audit trail nor what is left
//! behind.

use anyhow::{Context as _, Result, ensure};
use sea_orm::{ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement, Value};

/// A connection that only looks.
#[derive(Debug)]
pub struct Rows(DatabaseConnection);

impl Rows {
    pub(super) async fn open(url: &str) -> Result<Self> {
        Ok(Self(Database::connect(url).await?))
    }

    /// The first column of the first row.
    ///
    /// # Errors
    ///
    /// The statement is wrong or finds nothing.
    pub async fn count(&self, sql: &str, values: impl IntoIterator<Item = Value>) -> Result<i64> {
        let backend = self.0.get_database_backend();
        let statement = Statement::from_sql_and_values(backend, sql, values);
        let row = self.0.query_one_raw(statement).await?;
        Ok(row.context("no row")?.try_get_by_index(0)?)
    }

    /// Checks how many rows there are.
    ///
    /// # Errors
    ///
    /// There are more or fewer.
    pub async fn expect(&self, expected: i64, sql: &str, value: impl Into<Value>) -> Result<()> {
        let found = self.count(sql, [value.into()]).await?;
        ensure!(found == expected, "{found} instead of {expected}: {sql}");
        Ok(())
    }

    /// Looks for what no race may leave behind: rows that do not fit together, and deadlocks that the
    /// database had to break.
    ///
    /// # Errors
    ///
    /// There are some.
    pub async fn expect_no_debris(&self) -> Result<()> {
        for (what, sql) in DEBRIS {
            let found = self.count(sql, []).await?;
            ensure!(found == 0, "{found} {what}");
        }
        if self.0.get_database_backend() == DbBackend::Postgres {
            let found = self.count(DEADLOCKS, []).await?;
            ensure!(found == 0, "{found} deadlocks");
        }
        Ok(())
    }
}

const DEBRIS: [(&str, &str); 7] = [
    (
        "usernames of nobody",
        "SELECT COUNT(*) FROM username WHERE name NOT IN (SELECT username FROM account)",
    ),
    (
        "accounts that were not opened exactly once",
        "SELECT COUNT(*) FROM account WHERE 1 <> (SELECT COUNT(*) FROM audit \
         WHERE audit.subject = account.id AND audit.event = 'account.opened')",
    ),
    (
        "used tickets of registrations that are not active",
        "SELECT COUNT(*) FROM ticket JOIN registration ON registration.id = ticket.registration \
         WHERE ticket.used_at IS NOT NULL AND registration.state <> 'activated'",
    ),
    (
        "sessions of a credential that is gone",
        "SELECT COUNT(*) FROM session JOIN account ON account.id = session.account \
         WHERE session.credential_version <> account.credential_version",
    ),
    (
        "accounts with more or fewer credentials than the audit trail tells",
        "SELECT COUNT(*) FROM account WHERE credential_version <> 1 + (SELECT COUNT(*) FROM audit \
         WHERE audit.subject = account.id AND audit.event IN \
         ('account.password_changed', 'account.one_time_password_reissued', \
         'account.password_reset', 'account.password_reset_by_operator'))",
    ),
    (
        "one-time passwords in force that are not the last to be mailed",
        "SELECT COUNT(*) FROM account WHERE credential = 'one_time' AND credential_version <> \
         (SELECT MAX(outbox.version) FROM outbox WHERE outbox.subject = account.id)",
    ),
    (
        "mails of which more than one of a stream waits",
        "SELECT COUNT(*) FROM (SELECT subject FROM outbox WHERE settled_at IS NULL \
         AND subject IS NOT NULL GROUP BY subject, target HAVING COUNT(*) > 1) AS doubled",
    ),
];

const DEADLOCKS: &str = "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()";
