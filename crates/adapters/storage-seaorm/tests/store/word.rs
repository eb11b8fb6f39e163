//! Word between processes.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::timeout;
use varco_ports::testkit::contract::{Fixture, Ports, samples};
use varco_ports::{Changes, Write};
use varco_storage_seaorm::Storage;
use varco_test_postgres::Cluster;

use crate::support::server::{start, stop};
use crate::support::{DatabaseFixture, config};

/// Longer than a look at a busy machine takes, and much shorter than the adapter's own silence.
const SOON: Duration = Duration::from_secs(8);

/// Another process that listens.
async fn listener(url: &str) -> Arc<Notify> {
    let storage = Storage::connect(&config(url)).await.unwrap();
    let wake = Arc::new(Notify::new());
    let woken = Arc::clone(&wake);
    tokio::spawn(async move { storage.hear(&woken).await });
    wake
}

fn mail(number: u32) -> Changes {
    Changes {
        outbox: vec![samples::mail(number, samples::at(0))],
        ..Changes::default()
    }
}

async fn hears(wake: &Notify) {
    timeout(SOON, wake.notified())
        .await
        .expect("nothing is heard");
}

#[tokio::test]
async fn what_one_process_commits_wakes_the_others() {
    let fixture = DatabaseFixture::on_postgres().await;
    let listeners = [listener(&fixture.url).await, listener(&fixture.url).await];
    for wake in &listeners {
        hears(wake).await;
    }
    for number in 1..=3 {
        fixture.ports().commit(mail(number)).await;
        for wake in &listeners {
            hears(wake).await;
        }
    }
}

#[tokio::test]
async fn what_puts_nothing_into_the_outbox_wakes_nobody() {
    let fixture = DatabaseFixture::on_postgres().await;
    let wake = listener(&fixture.url).await;
    hears(&wake).await;
    let changes = Changes {
        account: Some(Write::Insert(samples::account(1))),
        ..Changes::default()
    };
    fixture.ports().commit(changes).await;
    // The next word is that of the mail, so one look is enough.
    fixture.ports().commit(mail(1)).await;
    hears(&wake).await;
    let again = timeout(Duration::from_millis(300), wake.notified()).await;
    assert!(again.is_err(), "woken twice");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_listener_survives_the_server_and_looks_when_it_is_back() {
    let server = tokio::task::spawn_blocking(|| Cluster::start(""));
    let server = server.await.unwrap().unwrap();
    let storage = Storage::connect(&config(&server.url("postgres"))).await;
    let storage = storage.unwrap();
    storage.migrate().await.unwrap();
    let wake = listener(&server.url("postgres")).await;
    hears(&wake).await;
    stop(&server);
    start(&server);
    hears(&wake).await;
    Ports::of(&Arc::new(storage)).commit(mail(1)).await;
    hears(&wake).await;
}

#[tokio::test]
async fn on_sqlite_nothing_is_ever_heard() {
    let fixture = DatabaseFixture::on_sqlite().await;
    let wake = Notify::new();
    let hearing = timeout(Duration::from_millis(50), fixture.storage.hear(&wake));
    assert!(hearing.await.is_err());
    fixture.ports().commit(mail(1)).await;
    let woken = timeout(Duration::from_millis(50), wake.notified()).await;
    assert!(woken.is_err());
}
