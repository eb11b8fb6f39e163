//! SQLite files: durable, private, of one writer.

use std::os::unix::fs::PermissionsExt;

use varco_ports::testkit::contract::{Ports, samples};
use varco_ports::{Changes, MAIL, Version, Write};
use varco_storage_seaorm::{OpenError, SchemaState, Storage};

use crate::support::{config, sqlite_url};

async fn open(url: &str) -> Storage {
    let storage = Storage::connect(&config(url)).await.unwrap();
    storage.migrate().await.unwrap();
    storage
}

fn everything() -> Changes {
    Changes {
        flow: Some(samples::flow(1)),
        registration: Some(Write::Insert(samples::registration(
            1,
            samples::awaiting(1),
        ))),
        ticket: Some(samples::ticket(1, 1)),
        account: Some(Write::Insert(samples::account(2))),
        opened_session: Some(samples::session(1, 2)),
        outbox: vec![samples::mail(1, samples::at(0))],
        ..Changes::default()
    }
}

#[tokio::test]
async fn reopening_a_file_keeps_everything() {
    let folder = tempfile::tempdir().unwrap();
    let url = sqlite_url(&folder);
    let storage = open(&url).await;
    Ports::of(&std::sync::Arc::new(storage.clone()))
        .commit(everything())
        .await;
    storage.close().await;
    let storage = Storage::connect(&config(&url)).await.unwrap();
    assert_eq!(storage.schema_state().await.unwrap(), SchemaState::Current);
    let ports = Ports::of(&std::sync::Arc::new(storage));
    let link = samples::ticket(1, 1).link;
    let found = ports.registrations.find_by_ticket(&link).await.unwrap();
    let (ticket, registration) = found.unwrap();
    assert_eq!(ticket, samples::ticket(1, 1));
    assert_eq!(registration.version, Version(1));
    let digest = samples::session(1, 2).digest;
    let (session, account) = ports.sessions.find(&digest).await.unwrap().unwrap();
    assert_eq!(session, samples::session(1, 2));
    assert_eq!(account.value, samples::account(2));
    let mails = ports
        .outbox
        .claim(MAIL, 9, samples::at(0), samples::at(1))
        .await;
    assert_eq!(mails.unwrap().len(), 1);
}

#[tokio::test]
async fn a_new_file_is_private() {
    let folder = tempfile::tempdir().unwrap();
    let storage = open(&sqlite_url(&folder)).await;
    let ports = Ports::of(&std::sync::Arc::new(storage));
    ports.commit(everything()).await;
    for name in ["varco.db", "varco.db-wal", "varco.db-shm"] {
        let meta = std::fs::metadata(folder.path().join(name)).unwrap();
        assert_eq!(meta.permissions().mode() & 0o777, 0o600, "{name}");
    }
}

#[tokio::test]
async fn a_file_that_is_there_keeps_its_rights() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("varco.db");
    std::fs::write(&file, "").unwrap();
    std::fs::set_permissions(&file, PermissionsExt::from_mode(0o640)).unwrap();
    open(&sqlite_url(&folder)).await;
    let meta = std::fs::metadata(&file).unwrap();
    assert_eq!(meta.permissions().mode() & 0o777, 0o640);
}

#[tokio::test]
async fn a_file_that_cannot_be_made_is_an_error_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}/missing/varco.db", folder.path().display());
    let refusal = Storage::connect(&config(&url)).await.unwrap_err();
    let expected = std::io::ErrorKind::NotFound;
    assert!(matches!(refusal, OpenError::File(kind) if kind == expected));
}

#[tokio::test]
async fn a_database_in_memory_works_on_its_one_connection() {
    let storage = open("sqlite::memory:").await;
    let other = open("sqlite::memory:").await;
    let ports = Ports::of(&std::sync::Arc::new(storage));
    ports.commit(everything()).await;
    let found = ports.registrations.find_by_flow(&samples::flow(1)).await;
    assert!(found.unwrap().is_some());
    let other = Ports::of(&std::sync::Arc::new(other));
    let found = other.registrations.find_by_flow(&samples::flow(1)).await;
    assert!(found.unwrap().is_none());
}

#[tokio::test]
async fn a_file_that_is_no_database_says_so() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("varco.db"), "x".repeat(9000)).unwrap();
    let opened = Storage::connect(&config(&sqlite_url(&folder))).await;
    let expected = "the store cannot be reached: damaged file (26)";
    assert_eq!(opened.unwrap_err().to_string(), expected);
}
