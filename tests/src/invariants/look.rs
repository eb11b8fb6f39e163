//! A look into a database, past the product.

use anyhow::{Context as _, Result};
use sea_orm::{
    ConnectOptions, ConnectionTrait as _, Database, DatabaseConnection, QueryResult, Statement,
};

/// A connection of its own to the database of a site.
#[derive(Debug)]
pub struct Look {
    connection: DatabaseConnection,
}

impl Look {
    /// Connects.
    ///
    /// # Errors
    ///
    /// The database does not answer.
    pub async fn at(url: &str) -> Result<Self> {
        let mut options = ConnectOptions::new(url);
        options.max_connections(1).sqlx_logging(false);
        let connection = Database::connect(options).await?;
        Ok(Self { connection })
    }

    /// The rows of a query.
    ///
    /// # Errors
    ///
    /// It cannot be answered.
    pub async fn rows(&self, sql: &str) -> Result<Vec<QueryResult>> {
        let backend = self.connection.get_database_backend();
        let statement = Statement::from_string(backend, sql);
        let rows = self.connection.query_all_raw(statement).await;
        rows.with_context(|| sql.to_owned())
    }

    /// The number that a query counts.
    ///
    /// # Errors
    ///
    /// As [`Look::rows`].
    pub async fn count(&self, sql: &str) -> Result<i64> {
        let rows = self.rows(sql).await?;
        let row = rows.first().context("nothing counted")?;
        Ok(row.try_get_by_index(0)?)
    }

    /// Carries out a statement, to see whether somebody notices.
    ///
    /// # Errors
    ///
    /// As [`Look::rows`].
    pub async fn tamper(&self, sql: &str) -> Result<()> {
        let done = self.connection.execute_unprepared(sql).await;
        done.map(drop).with_context(|| sql.to_owned())
    }

    /// What SQLite says of the file as a whole, or nothing on PostgreSQL, whose pages are its own
    /// business when only its clients are killed.
    ///
    /// # Errors
    ///
    /// As [`Look::rows`].
    pub async fn damage(&self) -> Result<Option<String>> {
        if self.connection.get_database_backend() != sea_orm::DbBackend::Sqlite {
            return Ok(None);
        }
        let rows = self.rows("PRAGMA integrity_check").await?;
        let said: Vec<String> = rows
            .iter()
            .map(|row| row.try_get_by_index(0))
            .collect::<Result<_, _>>()?;
        Ok((said != ["ok"]).then(|| said.join("; ")))
    }

    /// Ends the connection.
    ///
    /// # Errors
    ///
    /// None in practice.
    pub async fn close(self) -> Result<()> {
        Ok(self.connection.close().await?)
    }
}
