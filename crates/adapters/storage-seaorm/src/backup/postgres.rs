//! PostgreSQL: `pg_dump` takes the snapshot
//! (<https://www.postgresql.org/docs/current/app-pgdump.html>).

use std::path::Path;

use percent_encoding::percent_decode_str;
use sea_orm::sqlx::postgres::PgSslMode;
use secrecy::ExposeSecret;
use tokio::process::Command;
use url::Url;

use super::BackupError;
use super::tools::{Tool, command};
use crate::connect::{OpenError, StorageConfig, postgres};

/// Longest time in seconds that connecting may take.
const PATIENCE: &str = "10";

/// Writes a snapshot. Whoever writes meanwhile does not wait, only a migration does.
pub(super) async fn write(config: &StorageConfig, file: &Path) -> Result<(), BackupError> {
    let mut dump = command("pg_dump");
    dump.args([
        "--format=custom",
        "--encoding=UTF8",
        "--no-owner",
        "--no-privileges",
        "--no-password",
        "--lock-wait-timeout=60s",
    ]);
    dump.arg("--file").arg(file);
    address(&mut dump, config)?;
    Tool::start("pg_dump", dump)?.end().await
}

/// Tells libpq where the database is and how to get there safely, by the environment: everybody on
/// the machine can read the arguments of a process.
fn address(dump: &mut Command, config: &StorageConfig) -> Result<(), BackupError> {
    let text = config.url.expose_secret();
    let options = postgres::options(text, config)?;
    let url: Url = text.parse().map_err(|_| OpenError::Address)?;
    let parameter = |name: &str| {
        let mut pairs = url.query_pairs();
        pairs.find_map(|(key, value)| (key == name).then_some(value))
    };
    let name = options.get_database().unwrap_or(options.get_username());
    dump.env("PGAPPNAME", "varco backup")
        .env("PGCONNECT_TIMEOUT", PATIENCE)
        .env("PGPORT", options.get_port().to_string())
        .env("PGUSER", options.get_username())
        .env("PGDATABASE", name);
    match options.get_socket() {
        Some(folder) => dump.env("PGHOST", folder),
        None => dump.env("PGHOST", options.get_host()),
    };
    if let Some(password) = url.password() {
        let password = percent_decode_str(password).decode_utf8_lossy();
        dump.env("PGPASSWORD", &*password);
    }
    if let Some(password) = parameter("password") {
        dump.env("PGPASSWORD", &*password);
    }
    if matches!(options.get_ssl_mode(), PgSslMode::Disable) {
        dump.env("PGSSLMODE", "disable");
        return Ok(());
    }
    dump.env("PGSSLMODE", "verify-full");
    if let Some(file) = &config.ca_file {
        dump.env("PGSSLROOTCERT", file);
    } else if std::env::var_os("PGSSLROOTCERT").is_none() {
        // The public authorities, where libpq is of version 16 or later.
        dump.env("PGSSLROOTCERT", "system");
    }
    for (name, variable) in [("sslcert", "PGSSLCERT"), ("sslkey", "PGSSLKEY")] {
        if let Some(file) = parameter(name) {
            dump.env(variable, &*file);
        }
    }
    Ok(())
}
