//! A database that is locked, gone or slow: an error in time, and work again afterwards.

use std::future::poll_fn;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use sea_orm::{ConnectionTrait, TransactionTrait};
use varco_domain::throttle::Limit;
use varco_ports::testkit::contract::{Fixture, Ports, samples};
use varco_ports::{Changes, CommitError, MAIL, StoreError, ThrottleKey, Toll, Write};
use varco_storage_seaorm::{OpenError, Storage, StorageConfig};

use crate::support::{DatabaseFixture, config};

const SHORT: Duration = Duration::from_millis(300);

/// A second handle on the database of a fixture, which loses its patience soon.
async fn impatient(fixture: &DatabaseFixture) -> Ports {
    let config = StorageConfig {
        patience: SHORT,
        ..config(&fixture.url)
    };
    Ports::of(&Arc::new(Storage::connect(&config).await.unwrap()))
}

fn insertion() -> Changes {
    Changes {
        account: Some(Write::Insert(samples::account(1))),
        ..Changes::default()
    }
}

async fn is_refused_in_time(ports: &Ports) {
    let commit = tokio::time::timeout(SHORT * 4, ports.commit.commit(insertion()));
    let refusal = commit.await.expect("hangs").unwrap_err();
    let is_unavailable = matches!(refusal, CommitError::Store(StoreError::Unavailable(_)));
    assert!(is_unavailable, "{refusal}");
}

#[tokio::test]
async fn a_locked_database_is_unavailable_in_time_and_works_again() {
    for (fixture, locking) in [
        (
            DatabaseFixture::on_sqlite().await,
            "UPDATE account SET version = version",
        ),
        (
            DatabaseFixture::on_postgres().await,
            "LOCK TABLE account IN EXCLUSIVE MODE",
        ),
    ] {
        let ports = impatient(&fixture).await;
        let holder = fixture.raw.begin().await.unwrap();
        holder.execute_unprepared(locking).await.unwrap();
        is_refused_in_time(&ports).await;
        let read = ports.accounts.find(samples::account_id(1)).await;
        assert_eq!(read.unwrap(), None);
        holder.rollback().await.unwrap();
        ports.commit(insertion()).await;
    }
}

#[tokio::test]
async fn a_server_that_cut_its_connections_is_found_again() {
    let fixture = DatabaseFixture::on_postgres().await;
    fixture.ports().commit(insertion()).await;
    let theirs = "FROM pg_stat_activity \
                  WHERE application_name = 'varco' AND datname = current_database()";
    let cut = format!("SELECT pg_terminate_backend(pid) {theirs}");
    while !fixture.rows(&cut, vec![]).await.is_empty() {}
    // Longer than a connection is trusted without a look.
    tokio::time::sleep(Duration::from_millis(200)).await;
    fixture.storage.ping().await.unwrap();
    let found = fixture.ports().accounts.find(samples::account_id(1)).await;
    assert!(found.unwrap().is_some());
}

#[tokio::test]
async fn a_server_that_is_not_there_is_unavailable() {
    let config = StorageConfig {
        patience: SHORT,
        ..config("postgres://varco@localhost/varco?host=/nonexistent")
    };
    let refusal = Storage::connect(&config).await.unwrap_err();
    let is_unavailable = matches!(refusal, OpenError::Store(StoreError::Unavailable(_)));
    assert!(is_unavailable, "{refusal}");
}

#[tokio::test]
async fn without_a_schema_everything_says_so_and_nothing_panics() {
    let folder = tempfile::tempdir().unwrap();
    let url = crate::support::sqlite_url(&folder);
    for url in [url, crate::support::postgres_url().await] {
        let storage = Storage::connect(&config(&url)).await.unwrap();
        let ports = Ports::of(&Arc::new(storage));
        let refusal = ports.commit.commit(insertion()).await.unwrap_err();
        let is_unfit = matches!(refusal, CommitError::Store(StoreError::Unfit(_)));
        assert!(is_unfit, "{refusal}");
        let (digest, at) = (samples::flow(1), samples::at(0));
        let key = ThrottleKey { name: "x", digest };
        let toll = Toll::new(key, Limit::per_hour(1));
        let outcomes = [
            ports.registrations.find_by_flow(&digest).await.err(),
            ports.registrations.find_by_ticket(&digest).await.err(),
            ports.sessions.find(&digest).await.err(),
            ports.sessions.touch(&digest, at).await.err(),
            ports.accounts.highest_homonym("x").await.err(),
            ports.outbox.claim(MAIL, 1, at, at).await.err(),
            ports.outbox.next_due(MAIL).await.err(),
            ports.throttle.charge(&[toll], at).await.err(),
            ports.captcha.consume(&digest, at).await.err(),
        ];
        for outcome in outcomes {
            assert!(matches!(outcome, Some(StoreError::Unfit(_))), "{outcome:?}");
        }
    }
}

/// On one thread: what the commit has started cannot run before its caller has left.
#[tokio::test]
async fn t26_a_commit_whose_caller_hangs_up_is_carried_out_whole() {
    for fixture in [
        DatabaseFixture::on_sqlite().await,
        DatabaseFixture::on_postgres().await,
    ] {
        let ports = fixture.ports();
        let mut commit = Box::pin(ports.commit.commit(insertion()));
        let first_look = poll_fn(|context| Poll::Ready(commit.as_mut().poll(context))).await;
        assert!(
            first_look.is_pending(),
            "the commit was too fast to be left"
        );
        drop(commit);
        let find = async || ports.accounts.find(samples::account_id(1)).await.unwrap();
        for _ in 0..1_000 {
            if find().await.is_some() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        assert!(find().await.is_some());
    }
}
