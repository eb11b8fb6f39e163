//! PostgreSQL: one pool for everything.
//!
//! What a session is set to is said by statements after connecting, not while connecting, because
//! `PgBouncer` lets no such setting through.

use std::time::Duration;

use sea_orm::SqlxPostgresConnector;
use sea_orm::sqlx::postgres::{PgConnectOptions, PgConnection, PgPool, PgPoolOptions};
use sea_orm::sqlx::{self, AssertSqlSafe, ConnectOptions as _, Connection as _, Executor as _};
use tokio::time::timeout;

use super::{OpenError, Pools, StorageConfig, pooler, tls};
use crate::error::unavailable_sqlx;
use crate::hear::{Bell, Ear};
use crate::writer::{Pool, Writer};

/// What an address may say behind its question mark.
const PARAMETERS: [&str; 9] = [
    "host", "port", "dbname", "user", "password", "sslmode", "sslcert", "sslkey", "options",
];
/// The first whose transactions can be asked about from everywhere is 13; 15 is the oldest that is
/// tested.
const OLDEST: u32 = 15;
/// A connection that has rested longer than this is tried before use, so that an outage of the
/// server is not noticed by the first request after it.
const RESTED: Duration = Duration::from_millis(100);
/// Longest wait for the answer of a connection that is tried. A server that was cut off leaves
/// connections that are never answered, and the next request must not wait for each in turn.
const TRY: Duration = Duration::from_millis(500);

pub(super) async fn open(url: &str, config: &StorageConfig) -> Result<Pools, OpenError> {
    let options = options(url, config)?;
    let refused = |error| OpenError::Store(unavailable_sqlx(&error));
    let pool = connect(options.clone(), config).await.map_err(refused)?;
    let version = pool.acquire().await.map_err(refused)?.server_version_num();
    if let Some(found) = version.map(|v| v / 10_000).filter(|found| *found < OLDEST) {
        return Err(OpenError::TooOldPostgres { found });
    }
    let looks = timeout(config.patience, pooler::keeps_session(&options)).await;
    let is_kept = looks.unwrap_or(Err(sqlx::Error::PoolTimedOut));
    if !is_kept.map_err(refused)? {
        return Err(OpenError::TransactionPooler);
    }
    let reader = SqlxPostgresConnector::from_sqlx_postgres_pool(pool);
    let ear = Ear::new(options, config.patience);
    Ok(Pools {
        writer: Writer::Pool(Pool::new(reader.clone(), config.patience)),
        word: Some((Bell::new(reader.clone()), ear)),
        reader,
    })
}

/// What the address says, made safe.
pub(crate) fn options(url: &str, config: &StorageConfig) -> Result<PgConnectOptions, OpenError> {
    let is_known = ["postgres://", "postgresql://"]
        .iter()
        .any(|kind| url.starts_with(kind));
    if !is_known {
        return Err(OpenError::Address);
    }
    check_parameters(url)?;
    let options: PgConnectOptions = url.parse().map_err(|_| OpenError::Address)?;
    let options = options
        .application_name("varco")
        .extra_float_digits(None)
        .disable_statement_logging();
    let authorities = config.ca_file.as_deref().map(tls::certificates);
    tls::settle(options, authorities.transpose()?)
}

/// The library writes parameters that it does not know into the log, with their values.
fn check_parameters(url: &str) -> Result<(), OpenError> {
    let (_, parameters) = url.split_once('?').unwrap_or_default();
    let names = parameters.split('&').filter_map(|p| p.split('=').next());
    match names
        .filter(|name| !name.is_empty())
        .find(|name| !PARAMETERS.contains(name))
    {
        Some(name) => Err(OpenError::Parameter(name.to_owned())),
        None => Ok(()),
    }
}

async fn connect(options: PgConnectOptions, config: &StorageConfig) -> Result<PgPool, sqlx::Error> {
    let settings = settings(config.patience);
    PgPoolOptions::new()
        .max_connections(config.connections.max(1))
        .acquire_timeout(config.patience)
        .after_connect(move |connection, _| {
            let settings = settings.clone();
            Box::pin(async move { set_up(connection, settings).await })
        })
        .test_before_acquire(false)
        .before_acquire(|connection, meta| {
            Box::pin(async move {
                if meta.idle_for > RESTED {
                    answers(connection).await?;
                }
                Ok(true)
            })
        })
        // What was left in the middle of something may never be answered.
        .after_release(|connection, _| {
            Box::pin(async move {
                answers(connection).await?;
                Ok(true)
            })
        })
        .connect_with(options)
        .await
}

/// One round for all of them. A lock is given up before the statement that waits for it, so that the
/// log says which of the two it was.
fn settings(patience: Duration) -> String {
    let (whole, half) = (patience.as_millis(), patience.as_millis() / 2);
    format!(
        "SET statement_timeout = {whole}; SET lock_timeout = {half}; \
         SET idle_in_transaction_session_timeout = {whole}; SET synchronous_commit = on; \
         SET default_transaction_isolation = 'read committed'"
    )
}

async fn set_up(connection: &mut PgConnection, settings: String) -> Result<(), sqlx::Error> {
    connection.execute(AssertSqlSafe(settings)).await?;
    Ok(())
}

async fn answers(connection: &mut PgConnection) -> Result<(), sqlx::Error> {
    timeout(TRY, connection.ping())
        .await
        .map_err(|_| sqlx::Error::PoolTimedOut)?
}

#[cfg(test)]
mod tests {
    use sea_orm::ConnectionTrait;
    use sea_orm::{DbBackend, Statement};
    use secrecy::SecretString;
    use varco_test_postgres::Cluster;

    use super::*;

    #[tokio::test]
    async fn every_session_is_limited() {
        let url = Cluster::shared().unwrap().new_database().unwrap();
        let config = StorageConfig {
            patience: Duration::from_millis(1234),
            ..StorageConfig::new(SecretString::from(url.as_str()))
        };
        let Pools { reader, .. } = open(&url, &config).await.unwrap();
        for (name, expected) in [
            ("statement_timeout", "1234ms"),
            ("lock_timeout", "617ms"),
            ("idle_in_transaction_session_timeout", "1234ms"),
            ("synchronous_commit", "on"),
            ("default_transaction_isolation", "read committed"),
            ("application_name", "varco"),
        ] {
            let show = Statement::from_string(DbBackend::Postgres, format!("SHOW {name}"));
            let row = reader.query_one_raw(show).await.unwrap().unwrap();
            let found: String = row.try_get_by_index(0).unwrap();
            assert_eq!(found, expected, "{name}");
        }
    }

    #[test]
    fn a_parameter_that_is_not_known_is_named_without_its_value() {
        for (query, expected) in [
            ("", None),
            ("?", None),
            ("?host=/run&sslmode=verify-full", None),
            ("?host=/run&passwort=canary", Some("passwort")),
            ("?canary", Some("canary")),
        ] {
            let found = check_parameters(&format!("postgres://varco@db/varco{query}"));
            let found = found.err().map(|error| error.to_string());
            let words = "the database address has a parameter that is not understood: ";
            assert_eq!(found, expected.map(|name| format!("{words}{name}")));
        }
    }
}
