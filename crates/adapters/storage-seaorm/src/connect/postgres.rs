//! PostgreSQL: one pool for everything.

use std::time::Duration;

use sea_orm::SqlxPostgresConnector;
use sea_orm::sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sea_orm::sqlx::{ConnectOptions as _, Connection as _};

use super::{OpenError, Pools, StorageConfig};
use crate::error::unavailable_sqlx;
use crate::writer::Writer;

/// A connection that has rested longer than this is tried before use, so that an outage of the
/// server is not noticed by the first request after it.
const RESTED: Duration = Duration::from_secs(1);

pub(super) async fn open(url: &str, config: &StorageConfig) -> Result<Pools, OpenError> {
    let options: PgConnectOptions = url.parse().map_err(|_| OpenError::Address)?;
    let patience = config.patience.as_millis().to_string();
    let options = options
        .application_name("varco")
        .options([
            ("statement_timeout", patience.as_str()),
            ("idle_in_transaction_session_timeout", patience.as_str()),
            ("synchronous_commit", "on"),
            ("default_transaction_isolation", "read committed"),
        ])
        .disable_statement_logging();
    let pool = PgPoolOptions::new()
        .max_connections(config.connections.max(1))
        .acquire_timeout(config.patience)
        .test_before_acquire(false)
        .before_acquire(|connection, meta| {
            Box::pin(async move {
                if meta.idle_for > RESTED {
                    connection.ping().await?;
                }
                Ok(true)
            })
        })
        .connect_with(options)
        .await
        .map_err(|error| OpenError::Store(unavailable_sqlx(&error)))?;
    let reader = SqlxPostgresConnector::from_sqlx_postgres_pool(pool);
    Ok(Pools {
        writer: Writer::Pool(reader.clone()),
        reader,
    })
}
