//! PostgreSQL stops, falls silent, or cannot be reached: an error in time, and work again without a
//! restart.

use std::sync::Arc;
use std::time::Duration;

use tokio::task::JoinSet;
use tokio::time::timeout;
use varco_ports::testkit::contract::{Ports, samples};
use varco_ports::{Changes, CommitError, StoreError, Write};
use varco_storage_seaorm::{Storage, StorageConfig};
use varco_test_postgres::Cluster;
use varco_test_postgres::proxy::{Proxy, Way};

use crate::support::config;
use crate::support::server::{signal, start, stop};

const SHORT: Duration = Duration::from_secs(1);
/// From the end of the outage on.
const RECOVERY: Duration = Duration::from_secs(5);
/// More than there are connections.
const CALLERS: u32 = 20;

async fn open(url: &str) -> Ports {
    let config = StorageConfig {
        patience: SHORT,
        ..config(url)
    };
    let storage = Storage::connect(&config).await.unwrap();
    storage.migrate().await.unwrap();
    Ports::of(&Arc::new(storage))
}

fn insertion(number: u32) -> Changes {
    Changes {
        account: Some(Write::Insert(samples::account(number))),
        ..Changes::default()
    }
}

/// Many at once read and write, so that every connection is in the middle of something.
fn everybody(ports: &Ports) -> JoinSet<(Option<StoreError>, Option<CommitError>)> {
    let caller = |number| {
        let ports = ports.clone();
        async move {
            let read = ports.accounts.find(samples::account_id(number));
            let write = ports.commit.commit(insertion(number + 1));
            let (read, write) = tokio::join!(read, write);
            (read.err(), write.err())
        }
    };
    (0..CALLERS).map(caller).collect()
}

/// All hear in time that the store is away, and nothing else.
async fn is_unavailable_to(callers: JoinSet<(Option<StoreError>, Option<CommitError>)>) {
    let outcomes = timeout(SHORT * 3, callers.join_all()).await;
    for outcome in outcomes.expect("took longer than twice the patience") {
        let (Some(read), Some(write)) = outcome else {
            panic!("{outcome:?}");
        };
        assert!(matches!(read, StoreError::Unavailable(_)), "{read}");
        let is_unavailable = matches!(write, CommitError::Store(StoreError::Unavailable(_)));
        assert!(is_unavailable, "{write}");
    }
}

async fn recovers(ports: &Ports) {
    let recovery = async {
        let changes = || insertion(CALLERS + 1);
        while let Err(error) = ports.commit.commit(changes()).await {
            let is_unavailable = matches!(error, CommitError::Store(StoreError::Unavailable(_)));
            assert!(is_unavailable, "{error}");
        }
        let id = samples::account_id(CALLERS + 1);
        while ports.accounts.find(id).await.is_err() {}
    };
    timeout(RECOVERY, recovery).await.expect("does not recover");
}

async fn server() -> Cluster {
    tokio::task::spawn_blocking(|| Cluster::start(""))
        .await
        .unwrap()
        .unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fi4_a_server_that_stops_is_found_again_when_it_starts() {
    let server = server().await;
    let ports = open(&server.url("postgres")).await;
    let callers = everybody(&ports);
    stop(&server);
    callers.join_all().await;
    is_unavailable_to(everybody(&ports)).await;
    start(&server);
    recovers(&ports).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fi4_a_server_that_falls_silent_is_waited_for_no_longer_than_promised() {
    let server = server().await;
    let ports = open(&server.url("postgres")).await;
    signal(&server, "STOP");
    is_unavailable_to(everybody(&ports)).await;
    is_unavailable_to(everybody(&ports)).await;
    signal(&server, "CONT");
    recovers(&ports).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fi4_connections_that_are_reset_are_replaced() {
    let server = server().await;
    let proxy = Proxy::before(server.folder()).await.unwrap();
    let ports = open(&proxy.url(&server.url("postgres"))).await;
    proxy.turn(Way::Cut);
    is_unavailable_to(everybody(&ports)).await;
    proxy.turn(Way::Open);
    recovers(&ports).await;
}

/// As when the network fails, or the machine of the server: nobody says that the connections are
/// gone, and they never answer again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fi4_connections_that_are_dead_without_a_word_are_given_up() {
    let server = server().await;
    let proxy = Proxy::before(server.folder()).await.unwrap();
    let ports = open(&proxy.url(&server.url("postgres"))).await;
    everybody(&ports).join_all().await;
    proxy.turn(Way::Silent);
    let callers = everybody(&ports);
    let outcomes = timeout(SHORT * 3, callers.join_all()).await;
    outcomes.expect("took longer than twice the patience");
    proxy.turn(Way::Open);
    recovers(&ports).await;
}
