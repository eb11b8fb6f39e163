//! Migrations: repeated, at once, and ahead of the program.

use sea_orm::{ConnectionTrait, Database};
use tokio::task::JoinSet;
use varco_storage_seaorm::{OpenError, SchemaState, Storage};

use crate::support::{DatabaseFixture, config, postgres_url, sqlite_url};

/// The addresses of an empty database of each kind; the folder lives as long as the first.
async fn empty_databases() -> (tempfile::TempDir, [String; 2]) {
    let folder = tempfile::tempdir().unwrap();
    let urls = [sqlite_url(&folder), postgres_url().await];
    (folder, urls)
}

#[tokio::test]
async fn migrating_twice_is_harmless() {
    let (_folder, urls) = empty_databases().await;
    for url in urls {
        let storage = Storage::connect(&config(&url)).await.unwrap();
        assert_eq!(storage.schema_state().await.unwrap(), SchemaState::Empty);
        for _ in 0..2 {
            storage.migrate().await.unwrap();
            assert_eq!(storage.schema_state().await.unwrap(), SchemaState::Current);
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nodes_that_migrate_at_once_wait_for_one_another() {
    let (_folder, urls) = empty_databases().await;
    for url in urls {
        let nodes: JoinSet<_> = (0..6)
            .map(|_| {
                let url = url.clone();
                async move {
                    let storage = Storage::connect(&config(&url)).await.unwrap();
                    storage.migrate().await.unwrap();
                    storage.schema_state().await.unwrap()
                }
            })
            .collect();
        assert_eq!(nodes.join_all().await, [SchemaState::Current; 6]);
    }
}

#[tokio::test]
async fn a_schema_that_is_ahead_is_recognised_and_left_alone() {
    let (_folder, urls) = empty_databases().await;
    for url in urls {
        let storage = Storage::connect(&config(&url)).await.unwrap();
        storage.migrate().await.unwrap();
        let raw = Database::connect(&url).await.unwrap();
        let step = "INSERT INTO seaql_migrations (version, applied_at) VALUES ('9999_later', 0)";
        raw.execute_unprepared(step).await.unwrap();
        assert_eq!(storage.schema_state().await.unwrap(), SchemaState::Newer);
        let refusal = storage.migrate().await.unwrap_err();
        assert!(matches!(refusal, OpenError::NewerSchema), "{refusal}");
    }
}

#[tokio::test]
async fn the_audit_trail_cannot_be_rewritten() {
    let append = "INSERT INTO audit (at, subject_kind, subject, event) \
                  VALUES (1, 'account', '0123456789abcdef0123456789abcdef', 'x')";
    for fixture in [
        DatabaseFixture::on_sqlite().await,
        DatabaseFixture::on_postgres().await,
    ] {
        fixture.raw.execute_unprepared(append).await.unwrap();
        for rewriting in ["UPDATE audit SET event = 'y'", "DELETE FROM audit"] {
            let refusal = fixture.raw.execute_unprepared(rewriting).await;
            let message = refusal.unwrap_err().to_string();
            assert!(message.contains("append-only"), "{message}");
        }
        let rows = fixture.rows("SELECT event FROM audit", vec![]).await;
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0].try_get::<String>("", "event").unwrap(), "x");
    }
}
