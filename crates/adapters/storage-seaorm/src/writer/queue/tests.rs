//! What goes wrong in a batch.

use std::sync::Arc;
use std::time::Duration;

use sea_orm::{ConnectionTrait, Database, EntityTrait};
use tempfile::TempDir;
use tokio::task::JoinSet;
use varco_ports::testkit::contract::{Ports, samples};
use varco_ports::{Changes, CommitError, Sealed, StoreError};

use super::Queue;
use crate::entity::outbox;
use crate::error::Fault;
use crate::{Storage, StorageConfig};

fn url(folder: &TempDir) -> String {
    format!("sqlite://{}/varco.db", folder.path().display())
}

async fn open() -> (TempDir, Storage) {
    let folder = tempfile::tempdir().unwrap();
    let storage = Storage::connect(&StorageConfig::new(url(&folder).into())).await;
    let storage = storage.unwrap();
    storage.migrate().await.unwrap();
    (folder, storage)
}

fn mail(number: u32, size: usize) -> Changes {
    let mut mail = samples::mail(number, samples::at(0));
    mail.envelope = Some(Sealed(vec![7; size]));
    Changes {
        outbox: vec![mail],
        ..Changes::default()
    }
}

async fn kept(storage: &Storage) -> usize {
    let found = outbox::Entity::find().all(&storage.reader).await;
    found.unwrap().len()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fi5_a_full_disk_fails_its_batch_and_nothing_after_it() {
    let (folder, storage) = open().await;
    let ports = Ports::of(&Arc::new(storage.clone()));
    ports.commit(mail(0, 10)).await;
    let full = "PRAGMA max_page_count = 1";
    let writer = storage.writer.connection();
    writer.execute_unprepared(full).await.unwrap();
    let attempts: JoinSet<_> = (1..=20)
        .map(|number| {
            let commit = ports.commit.clone();
            async move { (number, commit.commit(mail(number, 1_000_000)).await) }
        })
        .collect();
    let mut carried_out = 1;
    for (number, outcome) in attempts.join_all().await {
        match outcome {
            Ok(()) => carried_out += 1,
            Err(CommitError::Store(StoreError::Unavailable(reason))) => {
                assert_eq!(reason, "full (13)", "{number}");
            }
            Err(other) => panic!("{other}"),
        }
    }
    assert!(carried_out < 21, "the disk was not full");
    assert_eq!(kept(&storage).await, carried_out);
    ports.commit(mail(99, 10)).await;
    assert_eq!(kept(&storage).await, carried_out + 1);
    // A connection that still counted the lost transaction would open no other and lock nothing.
    let lock = storage.writer.begin().await.unwrap();
    let other = Database::connect(url(&folder)).await.unwrap();
    let immediate = "PRAGMA busy_timeout = 0; BEGIN IMMEDIATE";
    let refusal = other.execute_unprepared(immediate).await.unwrap_err();
    assert!(refusal.to_string().contains("locked"), "{refusal}");
    lock.rollback().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refused_job_leaves_its_neighbours_alone() {
    let (_folder, storage) = open().await;
    let ports = Ports::of(&Arc::new(storage.clone()));
    let attempts: JoinSet<_> = (0..40)
        .map(|number| {
            let commit = ports.commit.clone();
            async move { commit.commit(mail(number % 20, 10)).await }
        })
        .collect();
    let outcomes = attempts.join_all().await;
    let refused = |o: &&Result<_, _>| matches!(o, Err(CommitError::Conflict));
    assert_eq!(outcomes.iter().filter(|o| o.is_ok()).count(), 20);
    assert_eq!(outcomes.iter().filter(refused).count(), 20);
    assert_eq!(kept(&storage).await, 20);
}

#[tokio::test]
async fn a_job_that_panics_does_not_stop_the_queue() {
    let (_folder, storage) = open().await;
    let broken = storage.transact(|_| Box::pin(async { panic!("on purpose") }));
    let outcome: Result<(), Fault> = broken.await;
    assert!(matches!(outcome, Err(Fault::BrokenOff)));
    let ports = Ports::of(&Arc::new(storage.clone()));
    ports.commit(mail(1, 10)).await;
    assert_eq!(kept(&storage).await, 1);
}

/// Its caller has told a person that nothing was done.
#[tokio::test]
async fn a_job_that_has_waited_too_long_is_not_begun_any_more() {
    let (_folder, storage) = open().await;
    let connection = storage.writer.connection().clone();
    let queue = Arc::new(Queue::new(connection, Duration::ZERO));
    let work = queue.submit(|_| Box::pin(async { panic!("was begun") }));
    let outcome: Result<(), Fault> = work.await;
    assert!(matches!(outcome, Err(Fault::Late)));
    let ports = Ports::of(&Arc::new(storage.clone()));
    ports.commit(mail(1, 10)).await;
    assert_eq!(kept(&storage).await, 1);
}
