//! Behind the real `PgBouncer`, set up as it comes.

use std::process::{Child, Stdio};
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::timeout;
use varco_ports::testkit::contract::{Ports, samples};
use varco_ports::{Changes, Write};
use varco_storage_seaorm::{OpenError, SchemaState, Storage};
use varco_test_postgres::Cluster;

use crate::support::{config, postgres_url};

/// A pooler before the server of this run. Dropping it ends it.
struct PgBouncer {
    process: Child,
    url: String,
}

impl PgBouncer {
    async fn start(mode: &str) -> Self {
        let url = postgres_url().await;
        let server = Cluster::shared().unwrap();
        let folder = tempfile::tempdir_in(server.folder()).unwrap().keep();
        let place = folder.display();
        let ini = format!(
            "[databases]\n* = host={} user=varco\n[pgbouncer]\npool_mode = {mode}\n\
             auth_type = any\nunix_socket_dir = {place}\n",
            server.folder().display()
        );
        let file = folder.join("pgbouncer.ini");
        std::fs::write(&file, ini).unwrap();
        // It makes its socket there, as the user of the server.
        let open = std::os::unix::fs::PermissionsExt::from_mode(0o777);
        std::fs::set_permissions(&folder, open).unwrap();
        let mut command = server.command("/usr/bin/env");
        command.args(["PATH=/usr/sbin:/usr/local/sbin:/usr/bin", "pgbouncer"]);
        let process = command.arg(&file).stderr(Stdio::null()).spawn();
        let socket = folder.join(".s.PGSQL.6432");
        let is_up = async {
            while !socket.exists() {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        };
        timeout(Duration::from_secs(20), is_up)
            .await
            .expect("PgBouncer is missing: run cargo xtask setup");
        let (address, _) = url.split_once('?').unwrap();
        Self {
            process: process.unwrap(),
            url: format!("{address}?host={place}&port=6432"),
        }
    }
}

impl Drop for PgBouncer {
    fn drop(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

#[tokio::test]
async fn a_pooler_in_session_mode_is_fine() {
    let pooler = PgBouncer::start("session").await;
    let storage = Storage::connect(&config(&pooler.url)).await.unwrap();
    storage.migrate().await.unwrap();
    assert_eq!(storage.schema_state().await.unwrap(), SchemaState::Current);
    let wake = Arc::new(Notify::new());
    let (listener, woken) = (storage.clone(), Arc::clone(&wake));
    tokio::spawn(async move { listener.hear(&woken).await });
    let hears = async || {
        let word = timeout(Duration::from_secs(8), wake.notified()).await;
        word.expect("nothing is heard");
    };
    hears().await;
    let ports = Ports::of(&Arc::new(storage));
    let changes = Changes {
        account: Some(Write::Insert(samples::account(1))),
        outbox: vec![samples::mail(1, samples::at(0))],
        ..Changes::default()
    };
    ports.commit(changes).await;
    hears().await;
    let found = ports.accounts.find(samples::account_id(1)).await;
    assert!(found.unwrap().is_some());
}

#[tokio::test]
async fn a_pooler_that_changes_the_session_is_refused() {
    let pooler = PgBouncer::start("transaction").await;
    let refusal = Storage::connect(&config(&pooler.url)).await.unwrap_err();
    assert!(matches!(refusal, OpenError::TransactionPooler), "{refusal}");
}
