//! What is in a backup.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use sea_orm::ConnectionTrait;
use tokio::task::JoinSet;
use varco_domain::audit::{Actor, AuditEntry, AuditEvent};
use varco_ports::testkit::contract::{Fixture, Ports, samples};
use varco_ports::{Changes, Write};
use varco_storage_seaorm::backup::BackupError;

use super::{Place, both, write};
use crate::support::config;

/// A row in each of four tables.
fn changes(number: u32) -> Changes {
    let registration = samples::registration(number, samples::awaiting(number));
    Changes {
        audit: vec![AuditEntry::new(
            samples::at(0),
            Actor::Person,
            registration.id,
            AuditEvent::RegistrationConfirmed,
        )],
        registration: Some(Write::Insert(registration)),
        ticket: Some(samples::ticket(number, number)),
        outbox: vec![samples::mail(number, samples::at(0))],
        ..Changes::default()
    }
}

/// Writes until told to stop.
async fn write_on(ports: Arc<Ports>, next: Arc<AtomicU32>, stop: Arc<AtomicBool>) {
    while !stop.load(Ordering::Relaxed) {
        let number = next.fetch_add(1, Ordering::Relaxed);
        // Identifiers have no room for the two bits in between.
        let number = number & 0x3fff | number >> 14 << 16;
        ports.commit.commit(changes(number)).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_under_write_load_holds_whole_transactions_and_stops_nobody() {
    for fixture in both().await {
        let place = Place::beside(&fixture).await;
        let ports = Arc::new(Ports::of(&Arc::new(fixture.storage.clone())));
        let next = Arc::new(AtomicU32::new(0));
        let stop = Arc::new(AtomicBool::new(false));
        let mut writers: JoinSet<()> = (0..4)
            .map(|_| write_on(Arc::clone(&ports), Arc::clone(&next), Arc::clone(&stop)))
            .collect();
        let mut before = 0;
        for round in 0..3 {
            let written = next.load(Ordering::Relaxed);
            let contents = write(&fixture, &place.file(&round.to_string()))
                .await
                .unwrap();
            let rows = contents.rows("registration");
            for table in ["ticket", "outbox", "audit"] {
                assert_eq!(contents.rows(table), rows, "{table}");
            }
            // Four of them may still be on their way.
            assert!(rows + 4 >= u64::from(written) && rows >= before, "{rows}");
            before = rows;
            while u64::from(next.load(Ordering::Relaxed)) < rows + 50 {
                if let Some(writer) = writers.try_join_next() {
                    writer.unwrap();
                }
                tokio::task::yield_now().await;
            }
        }
        stop.store(true, Ordering::Relaxed);
        while let Some(writer) = writers.join_next().await {
            writer.unwrap();
        }
        let restored = place.restore(&place.file("2")).await.unwrap();
        assert_eq!(restored.contents.rows("registration"), before);
        let opened = place.open().await;
        for table in ["registration", "ticket", "outbox"] {
            let rows = super::rows(&opened, table, &[]).await;
            assert_eq!(rows.len() as u64, before, "{table}");
        }
        assert_eq!(opened.audit().await.len() as u64, before + 1);
    }
}

#[tokio::test]
async fn what_was_erased_is_not_in_a_backup() {
    let fixture = crate::support::DatabaseFixture::on_sqlite().await;
    let place = Place::beside(&fixture).await;
    fixture.ports().commit(changes(1)).await;
    let canary = "UPDATE registration SET family_name = 'canarino'";
    let erase = "UPDATE registration SET family_name = NULL";
    for (name, statement, expected) in [("there", canary, true), ("erased", erase, false)] {
        fixture.raw.execute_unprepared(statement).await.unwrap();
        write(&fixture, &place.file(name)).await.unwrap();
        let bytes = std::fs::read(place.file(name)).unwrap();
        let found = bytes.windows(8).any(|window| window == b"canarino");
        assert_eq!(found, expected, "{name}");
    }
}

#[tokio::test]
async fn a_database_without_tables_has_nothing_to_back_up() {
    for fixture in both().await {
        let place = Place::beside(&fixture).await;
        let file = place.file("backup");
        for _ in 0..2 {
            let nothing = varco_storage_seaorm::backup::write(
                &config(&place.url),
                &file,
                &std::sync::atomic::AtomicU64::new(0),
            )
            .await;
            assert!(matches!(nothing, Err(BackupError::Nothing)), "{nothing:?}");
            // The second time there is a database, but it is empty.
            let storage = varco_storage_seaorm::Storage::connect(&config(&place.url)).await;
            storage.unwrap().close().await;
            let _ = std::fs::remove_file(&file);
        }
    }
}

#[tokio::test]
async fn a_file_that_holds_something_is_not_overwritten() {
    let fixture = crate::support::DatabaseFixture::on_sqlite().await;
    let place = Place::beside(&fixture).await;
    let file = place.file("backup");
    std::fs::write(&file, "something").unwrap();
    let refusal = write(&fixture, &file).await.unwrap_err();
    assert!(matches!(refusal, BackupError::Unwritten(_)), "{refusal}");
    assert_eq!(std::fs::read(&file).unwrap(), b"something");
}
