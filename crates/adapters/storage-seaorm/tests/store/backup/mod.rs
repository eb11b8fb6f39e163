//! Backups on both databases: whole transactions go in, everything but what was issued comes out.

mod orders;
mod refused;
mod restored;
mod snapshot;

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicU64;

use sea_orm::DbBackend;
use tempfile::TempDir;
use varco_ports::testkit::contract::samples;
use varco_storage_seaorm::backup::{self, BackupError, Contents, Order, Restored};

use crate::support::{DatabaseFixture, config, postgres_url, sqlite_url};

async fn both() -> [DatabaseFixture; 2] {
    [
        DatabaseFixture::on_sqlite().await,
        DatabaseFixture::on_postgres().await,
    ]
}

/// A place for a backup and an empty database of the same kind.
struct Place {
    folder: TempDir,
    url: String,
}

impl Place {
    async fn beside(fixture: &DatabaseFixture) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = match fixture.raw.get_database_backend() {
            DbBackend::Postgres => postgres_url().await,
            _ => sqlite_url(&folder),
        };
        Self { folder, url }
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    async fn restore(&self, file: &Path) -> Result<Restored, BackupError> {
        restore(&self.url, file, false).await
    }

    /// The database, which must be there.
    async fn open(self) -> DatabaseFixture {
        DatabaseFixture::open(&self.url, Some(self.folder)).await
    }
}

async fn write(fixture: &DatabaseFixture, file: &Path) -> Result<Contents, BackupError> {
    backup::write(&config(&fixture.url), file, &AtomicU64::new(0)).await
}

async fn restore(url: &str, file: &Path, may_migrate: bool) -> Result<Restored, BackupError> {
    let order = order(may_migrate);
    backup::restore(&config(url), file, order, &AtomicU64::new(0)).await
}

fn order(may_migrate: bool) -> Order<'static> {
    Order {
        may_migrate,
        now: samples::at(100),
        note: Some("una prova"),
    }
}

/// All rows of a table as texts, without some columns.
async fn rows(fixture: &DatabaseFixture, table: &str, without: &[&str]) -> Vec<String> {
    let sql = if fixture.raw.get_database_backend() == DbBackend::Postgres {
        let without = without.join(",");
        format!("SELECT (to_jsonb(t) - '{{{without}}}'::text[])::text FROM {table} t")
    } else {
        let columns = format!("SELECT name FROM pragma_table_info('{table}')");
        let columns = fixture.rows(&columns, vec![]).await;
        let columns: Vec<String> = columns
            .iter()
            .map(|row| row.try_get_by_index(0).unwrap())
            .filter(|name: &String| !without.contains(&name.as_str()))
            .map(|name| format!("quote(\"{name}\")"))
            .collect();
        format!("SELECT concat_ws(' ', {}) FROM {table}", columns.join(", "))
    };
    let rows = fixture.rows(&sql, vec![]).await;
    let mut rows: Vec<String> = rows
        .iter()
        .map(|row| row.try_get_by_index(0).unwrap())
        .collect();
    rows.sort();
    rows
}
