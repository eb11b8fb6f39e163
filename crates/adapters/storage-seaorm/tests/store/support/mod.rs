//! Fresh databases, and a look into them past the adapter.

pub(crate) mod server;

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use jiff::Timestamp;
use sea_orm::{ConnectionTrait, Database, DatabaseConnection, QueryResult, Statement, Value};
use secrecy::SecretString;
use tempfile::TempDir;
use uuid::Uuid;
use varco_domain::audit::AuditSubject;
use varco_domain::id::{AccountId, MessageId, RegistrationId};
use varco_ports::testkit::contract::{AuditLine, Fixture, Ports};
use varco_storage_seaorm::{Storage, StorageConfig};
use varco_test_postgres::Cluster;

/// The configuration of a database, patient enough for a busy machine.
pub(crate) fn config(url: &str) -> StorageConfig {
    StorageConfig {
        patience: Duration::from_secs(30),
        ..StorageConfig::new(SecretString::from(url))
    }
}

/// The address of a database file in a folder.
pub(crate) fn sqlite_url(folder: &TempDir) -> String {
    format!("sqlite://{}/varco.db", folder.path().display())
}

/// The address of an empty database on the cluster of this run.
pub(crate) async fn postgres_url() -> String {
    let database = || Cluster::shared().and_then(Cluster::new_database);
    tokio::task::spawn_blocking(database)
        .await
        .unwrap()
        .unwrap()
}

/// A migrated database.
#[derive(Debug)]
pub(crate) struct DatabaseFixture {
    pub(crate) url: String,
    pub(crate) storage: Storage,
    /// A connection of its own, past the adapter.
    pub(crate) raw: DatabaseConnection,
    ports: Ports,
    _folder: Option<TempDir>,
}

impl DatabaseFixture {
    pub(crate) async fn on_sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = sqlite_url(&folder);
        Self::open(&url, Some(folder)).await
    }

    pub(crate) async fn on_postgres() -> Self {
        Self::open(&postgres_url().await, None).await
    }

    pub(crate) async fn open(url: &str, folder: Option<TempDir>) -> Self {
        let storage = Storage::connect(&config(url)).await.unwrap();
        storage.migrate().await.unwrap();
        Self {
            raw: Database::connect(url).await.unwrap(),
            ports: Ports::of(&Arc::new(storage.clone())),
            url: url.to_owned(),
            storage,
            _folder: folder,
        }
    }

    pub(crate) fn statement(
        &self,
        sql: &str,
        values: impl IntoIterator<Item = Value>,
    ) -> Statement {
        Statement::from_sql_and_values(self.raw.get_database_backend(), sql, values)
    }

    pub(crate) async fn rows(&self, sql: &str, values: Vec<Value>) -> Vec<QueryResult> {
        let statement = self.statement(sql, values);
        self.raw.query_all_raw(statement).await.unwrap()
    }
}

#[async_trait]
impl Fixture for DatabaseFixture {
    fn ports(&self) -> &Ports {
        &self.ports
    }

    async fn audit(&self) -> Vec<AuditLine> {
        let sql = "SELECT at, subject_kind, subject, event, note FROM audit ORDER BY sequence";
        let rows = self.rows(sql, Vec::new()).await;
        rows.iter().map(audit_line).collect()
    }

    async fn erase_account(&self, id: AccountId) {
        let delete = self.statement("DELETE FROM account WHERE id = $1", [id.as_uuid().into()]);
        let result = self.raw.execute_raw(delete).await.unwrap();
        assert_eq!(result.rows_affected(), 1);
    }
}

fn audit_line(row: &QueryResult) -> AuditLine {
    let kind: String = row.try_get("", "subject_kind").unwrap();
    let subject: Uuid = row.try_get("", "subject").unwrap();
    AuditLine {
        at: instant(row.try_get("", "at").unwrap()),
        subject: match kind.as_str() {
            "account" => AuditSubject::Account(AccountId::from_uuid(subject)),
            "registration" => AuditSubject::Registration(RegistrationId::from_uuid(subject)),
            "message" => AuditSubject::Message(MessageId::from_uuid(subject)),
            "service" => AuditSubject::Service,
            other => panic!("unknown subject {other}"),
        },
        event: row.try_get("", "event").unwrap(),
        note: row.try_get("", "note").unwrap(),
    }
}

fn instant(micros: i64) -> Timestamp {
    Timestamp::from_microsecond(micros).unwrap()
}
