//! FI-5: a file system of 8 MB, which fills up and is taken away for writing.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use varco_ports::testkit::contract::{Ports, samples};
use varco_ports::{Changes, CommitError, Sealed, StoreError};
use varco_storage_seaorm::Storage;

use crate::support::config;
use crate::support::server::run;

/// The test runs itself again in a mount namespace of its own, with the folder of the disk in the
/// environment.
const ROLE: &str = "VARCO_TEST_DISK";
const MOUNT: &str = "mount -t tmpfs -o size=8m disk \"$VARCO_TEST_DISK\" && exec \"$@\"";

#[test]
fn fi5_a_full_or_read_only_disk_is_said_and_outlived() {
    if let Some(disk) = std::env::var_os(ROLE) {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        return runtime.block_on(on_the_disk(disk.as_ref()));
    }
    let this = "disk::fi5_a_full_or_read_only_disk_is_said_and_outlived";
    let folder = tempfile::tempdir().unwrap();
    let mut itself = Command::new("unshare");
    itself.args([
        "--user",
        "--map-root-user",
        "--mount",
        "sh",
        "-c",
        MOUNT,
        "sh",
    ]);
    itself.arg(std::env::current_exe().unwrap());
    run(itself.args(["--exact", this]).env(ROLE, folder.path()));
}

async fn on_the_disk(disk: &Path) {
    let url = format!("sqlite://{}/varco.db", disk.display());
    let storage = Storage::connect(&config(&url)).await.unwrap();
    storage.migrate().await.unwrap();
    fills_up(disk, &storage).await;
    storage.close().await;
    cannot_be_written(disk, &url).await;
}

fn mail(number: u32) -> Changes {
    let mut mail = samples::mail(number, samples::at(0));
    mail.envelope = Some(Sealed(vec![7; 100_000]));
    Changes {
        outbox: vec![mail],
        ..Changes::default()
    }
}

async fn fills_up(disk: &Path, storage: &Storage) {
    let ballast = disk.join("ballast");
    std::fs::write(&ballast, vec![0; 5_000_000]).unwrap();
    let ports = Ports::of(&Arc::new(storage.clone()));
    let mut number = 0;
    let refusal = loop {
        match ports.commit.commit(mail(number)).await {
            Ok(()) => number += 1,
            Err(refusal) => break refusal,
        }
    };
    let CommitError::Store(StoreError::Unavailable(reason)) = refusal else {
        panic!("{refusal}");
    };
    assert_eq!(reason, "full (13)");
    for kept in 0..=number {
        let found = ports.desk.find(samples::message_id(kept)).await.unwrap();
        assert_eq!(found.is_some(), kept < number);
    }
    std::fs::remove_file(ballast).unwrap();
    ports.commit(mail(number)).await;
}

async fn cannot_be_written(disk: &Path, url: &str) {
    let mount = |how: &str| {
        run(Command::new("mount").arg("-o").arg(how).arg(disk));
    };
    mount("remount,ro");
    let refusal = Storage::connect(&config(url)).await.unwrap_err();
    // Whether it may be read depends on what the last process left beside the file.
    let reasons = ["read-only (8)", "cannot be opened (14)"];
    let is_said = reasons.iter().any(|r| refusal.to_string().ends_with(r));
    assert!(is_said, "{refusal}");
    mount("remount,rw");
    let storage = Storage::connect(&config(url)).await.unwrap();
    Ports::of(&Arc::new(storage)).commit(mail(99)).await;
}
