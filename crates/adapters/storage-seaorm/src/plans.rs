//! How the databases go about what grows with every person: by an index, always.

use sea_orm::{
    ConnectionTrait, Database, DatabaseConnection, DbBackend, QueryTrait, Statement,
    TransactionTrait,
};
use secrecy::SecretString;
use varco_ports::testkit::contract::samples::{account_id, at, streamed};
use varco_ports::{Cutoffs, MAIL};

use crate::commit::outbox::others;
use crate::deliveries::{buried_by_target, last_of};
use crate::entity::{captcha, counter, registration, session};
use crate::housekeeping::{erasing, erasing_items};
use crate::mapping::outbox_row;
use crate::outbox::{claiming, first_due};
use crate::secrets::shredding;
use crate::{Storage, StorageConfig};

/// Many settled items, as after a month.
const SETTLED: [&str; 2] = [
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) \
     INSERT INTO outbox (id, template, created_at, fence, attempts, settled_at, is_buried, subject) \
     SELECT randomblob(16), 'activation', i, 2, 1, i, FALSE, randomblob(16) FROM n",
    "INSERT INTO outbox (id, template, created_at, fence, attempts, settled_at, is_buried, subject) \
     SELECT gen_random_uuid(), 'activation', i, 2, 1, i, FALSE, gen_random_uuid() \
     FROM generate_series(1, 20000) i",
];

/// Few beside those: joining the whole table would be right for a part of it.
const BATCH: u64 = 20;

/// The statements, and the index that each has to use.
fn statements(backend: DbBackend) -> Vec<(Statement, &'static str)> {
    let until = at(0);
    let cutoffs = Cutoffs {
        now: until,
        registrations: until,
        idle_sessions: until,
        old_sessions: until,
        secrets: until,
        settled_items: until,
        forgotten: until,
    };
    let row = outbox_row(streamed(1, 1, 1, until));
    vec![
        (
            claiming(MAIL, 16, until, at(6)).build(backend),
            "outbox_by_target",
        ),
        (first_due(MAIL).build(backend), "outbox_by_target"),
        (others(&row).build(backend), "outbox_by_stream"),
        (last_of(account_id(1)).build(backend), "outbox_by_stream"),
        (buried_by_target().build(backend), "outbox_by_burial"),
        (
            shredding(&cutoffs, BATCH).build(backend),
            "outbox_by_secret",
        ),
        (
            erasing_items(until, BATCH).build(backend),
            "outbox_by_forgetting",
        ),
        (
            erasing::<registration::Entity>(registration::Column::ExpiresAt, until, BATCH)
                .build(backend),
            "registration_by_end",
        ),
        (
            erasing::<session::Entity>(session::Column::LastUsedAt, until, BATCH).build(backend),
            "session_by_use",
        ),
        (
            erasing::<session::Entity>(session::Column::OpenedAt, until, BATCH).build(backend),
            "session_by_opening",
        ),
        (
            erasing::<captcha::Entity>(captcha::Column::ExpiresAt, until, BATCH).build(backend),
            "captcha_by_end",
        ),
        (
            erasing::<counter::Entity>(counter::Column::ForgetAt, until, BATCH).build(backend),
            "counter_by_end",
        ),
    ]
}

async fn migrated(url: &str) -> DatabaseConnection {
    let config = StorageConfig::new(SecretString::from(url));
    let storage = Storage::connect(&config).await.unwrap();
    storage.migrate().await.unwrap();
    Database::connect(url).await.unwrap()
}

/// Explains a statement and gives the plan, a line for each step.
async fn plan(db: &impl ConnectionTrait, explain: &str, statement: Statement) -> String {
    let explained = Statement {
        sql: format!("{explain} {}", statement.sql),
        ..statement
    };
    let rows = db.query_all_raw(explained).await.unwrap();
    // SQLite says it in the fourth column, PostgreSQL in its only one.
    let line = |row: &sea_orm::QueryResult| {
        let column = row.column_names().len() - 1;
        row.try_get_by_index::<String>(column).unwrap()
    };
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[tokio::test]
async fn sqlite_scans_no_table() {
    let folder = tempfile::tempdir().unwrap();
    let db = migrated(&format!("sqlite://{}/varco.db", folder.path().display())).await;
    db.execute_unprepared(SETTLED[0]).await.unwrap();
    for (statement, index) in statements(DbBackend::Sqlite) {
        let plan = plan(&db, "EXPLAIN QUERY PLAN", statement).await;
        assert!(plan.contains(index), "{plan}");
        let scans = plan.lines().filter(|line| line.starts_with("SCAN"));
        // Of what was given up all is counted; the index has nothing else.
        let meant = ["batch", "due", "outbox_by_burial"];
        let of_tables = scans.filter(|line| !meant.iter().any(|it| line.contains(it)));
        assert_eq!(of_tables.count(), 0, "{plan}");
    }
}

/// Of small tables PostgreSQL scans the whole; where a table is empty here, it is told that scanning
/// is dear.
#[tokio::test]
async fn postgres_scans_no_table() {
    let url = varco_test_postgres::Cluster::shared()
        .and_then(varco_test_postgres::Cluster::new_database)
        .unwrap();
    let db = migrated(&url).await;
    db.execute_unprepared(SETTLED[1]).await.unwrap();
    db.execute_unprepared("ANALYZE").await.unwrap();
    for (statement, index) in statements(DbBackend::Postgres) {
        let transaction = db.begin().await.unwrap();
        if !index.starts_with("outbox") {
            let dear = "SET LOCAL enable_seqscan = off";
            transaction.execute_unprepared(dear).await.unwrap();
        }
        let plan = plan(&transaction, "EXPLAIN", statement).await;
        assert!(plan.contains(index), "{plan}");
        assert!(!plan.contains("Seq Scan"), "{plan}");
    }
}
