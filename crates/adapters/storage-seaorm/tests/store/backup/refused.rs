//! What is not restored, and what stays of it: nothing.

use std::path::Path;

use sea_orm::ConnectionTrait;
use varco_ports::testkit::contract::{Fixture, samples};
use varco_ports::{Changes, Write};
use varco_storage_seaorm::backup::{self, BackupError};
use varco_storage_seaorm::{SchemaState, Storage};

use super::{Place, both, order, restore, write};
use crate::support::{DatabaseFixture, config};
use crate::upgrade::both_of_schema_1;

async fn filled() -> [DatabaseFixture; 2] {
    let both = both().await;
    for fixture in &both {
        for number in 1..=100 {
            let changes = Changes {
                account: Some(Write::Insert(samples::account(number))),
                ..Changes::default()
            };
            fixture.ports().commit(changes).await;
        }
    }
    both
}

async fn schema(url: &str) -> SchemaState {
    let storage = Storage::connect(&config(url)).await.unwrap();
    let state = storage.schema_state().await.unwrap();
    storage.close().await;
    state
}

#[tokio::test]
async fn a_database_with_tables_is_left_as_it_is() {
    for fixture in filled().await {
        let place = Place::beside(&fixture).await;
        let file = place.file("backup");
        write(&fixture, &file).await.unwrap();
        let refusal = restore(&fixture.url, &file, false).await.unwrap_err();
        assert!(matches!(refusal, BackupError::NotEmpty), "{refusal}");
        assert_eq!(fixture.audit().await, []);
        // Tables without rows are tables too.
        let storage = Storage::connect(&config(&place.url)).await.unwrap();
        storage.migrate().await.unwrap();
        storage.close().await;
        let refusal = place.restore(&file).await.unwrap_err();
        assert!(matches!(refusal, BackupError::NotEmpty), "{refusal}");
    }
}

#[tokio::test]
async fn a_file_that_is_cut_or_has_a_hole_is_refused_and_leaves_nothing() {
    for fixture in filled().await {
        let place = Place::beside(&fixture).await;
        let file = place.file("backup");
        write(&fixture, &file).await.unwrap();
        let whole = std::fs::read(&file).unwrap();
        let cut = |part: usize| whole[..whole.len() * part / 10].to_vec();
        let mut hole = whole.clone();
        let middle = hole.len() / 2;
        // Large enough to hit more than the free space of a page.
        hole[middle..middle + whole.len() / 4].fill(0);
        for damaged in [
            cut(1),
            cut(5),
            cut(9),
            whole[..whole.len() - 1].to_vec(),
            hole,
        ] {
            std::fs::write(&file, damaged).unwrap();
            let refusal = place.restore(&file).await.unwrap_err();
            assert!(matches!(refusal, BackupError::Damaged(_)), "{refusal:?}");
            assert_eq!(schema(&place.url).await, SchemaState::Empty);
        }
        std::fs::write(&file, whole).unwrap();
        place.restore(&file).await.unwrap();
    }
}

#[tokio::test]
async fn what_is_no_backup_is_refused() {
    let [sqlite, postgres] = both().await;
    let place = Place::beside(&sqlite).await;
    let refusal = async |file: &Path, url: &str| restore(url, file, false).await.unwrap_err();
    let missing = refusal(&place.file("missing"), &place.url).await;
    assert!(matches!(missing, BackupError::File(_)), "{missing}");
    for content in ["", "SQLite format 3", "CREATE TABLE account (id uuid);"] {
        std::fs::write(place.file("text"), content).unwrap();
        let foreign = refusal(&place.file("text"), &place.url).await;
        assert!(matches!(foreign, BackupError::Foreign), "{foreign}");
    }
    let raw = sea_orm::Database::connect(format!(
        "sqlite://{}?mode=rwc",
        place.file("other").display()
    ));
    let raw = raw.await.unwrap();
    raw.execute_unprepared("CREATE TABLE account (id)")
        .await
        .unwrap();
    raw.close().await.unwrap();
    let foreign = refusal(&place.file("other"), &place.url).await;
    assert!(matches!(foreign, BackupError::Foreign), "{foreign}");
    for (of, into) in [(&sqlite, &postgres), (&postgres, &sqlite)] {
        let file = place.file(if of.url.starts_with("sqlite") {
            "a"
        } else {
            "b"
        });
        write(of, &file).await.unwrap();
        let other = refusal(&file, &into.url).await;
        assert!(matches!(other, BackupError::OtherKind { .. }), "{other}");
    }
    for name in ["a", "b"] {
        assert!(
            !place.file(&format!("{name}-wal")).exists(),
            "reading leaves nothing behind"
        );
    }
}

#[tokio::test]
async fn a_copy_of_a_file_in_use_is_not_taken_for_a_backup() {
    let fixture = DatabaseFixture::on_sqlite().await;
    let place = Place::beside(&fixture).await;
    let database = fixture.url.trim_start_matches("sqlite://");
    for end in ["", "-wal"] {
        let name = format!("copy{end}");
        std::fs::copy(format!("{database}{end}"), place.file(&name)).unwrap();
    }
    let refusal = place.restore(&place.file("copy")).await.unwrap_err();
    assert!(matches!(refusal, BackupError::InUse), "{refusal}");
}

#[tokio::test]
async fn a_backup_of_a_newer_version_is_refused() {
    for fixture in both().await {
        let place = Place::beside(&fixture).await;
        let file = place.file("backup");
        let step = "INSERT INTO seaql_migrations (version, applied_at) VALUES ('9999_later', 0)";
        fixture.raw.execute_unprepared(step).await.unwrap();
        write(&fixture, &file).await.unwrap();
        for may_migrate in [false, true] {
            let refusal = restore(&place.url, &file, may_migrate).await.unwrap_err();
            assert!(matches!(refusal, BackupError::NewerSchema), "{refusal}");
        }
        let refusal = backup::void_issued(&config(&fixture.url), order(true)).await;
        assert!(
            matches!(refusal, Err(BackupError::NewerSchema)),
            "{refusal:?}"
        );
    }
}

#[tokio::test]
async fn a_backup_of_an_older_version_is_brought_up_to_date_when_told() {
    let (_folder, urls) = both_of_schema_1().await;
    for url in urls {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("backup");
        let rows = std::sync::atomic::AtomicU64::new(0);
        let contents = backup::write(&config(&url), &file, &rows).await.unwrap();
        assert_eq!(rows.into_inner(), contents.total());
        let into = if url.starts_with("sqlite") {
            crate::support::sqlite_url(&folder)
        } else {
            crate::support::postgres_url().await
        };
        let refusal = restore(&into, &file, false).await.unwrap_err();
        assert!(matches!(refusal, BackupError::OlderSchema), "{refusal}");
        assert_eq!(schema(&into).await, SchemaState::Empty);
        let restored = restore(&into, &file, true).await.unwrap();
        assert_eq!(restored.contents, contents);
        assert!(restored.voided.messages > 0);
        assert_eq!(schema(&into).await, SchemaState::Current);

        let refusal = backup::void_issued(&config(&url), order(false)).await;
        assert!(
            matches!(refusal, Err(BackupError::OlderSchema)),
            "{refusal:?}"
        );
        let voided = backup::void_issued(&config(&url), order(true))
            .await
            .unwrap();
        assert_eq!(voided, restored.voided);
    }
}
