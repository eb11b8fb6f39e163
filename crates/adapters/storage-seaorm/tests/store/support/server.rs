//! PostgreSQL servers that a test may stop, silence and set up.

use std::path::Path;
use std::process::Command;

use varco_test_postgres::Cluster;

/// Runs a program and wants it to succeed.
pub(crate) fn run(command: &mut Command) {
    let output = command.output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said);
    assert!(output.status.success(), "{command:?}: {said}");
}

/// As if the machine had lost its power.
pub(crate) fn stop(cluster: &Cluster) {
    let mut stop = cluster.command("pg_ctl");
    run(stop.args(["--pgdata=data", "--mode=immediate", "stop"]));
}

/// With the options that it had.
pub(crate) fn start(cluster: &Cluster) {
    let mut start = cluster.command("pg_ctl");
    run(start.args(["--pgdata=data", "--wait", "--log=log", "restart"]));
}

/// Sends a signal such as `STOP` to all processes of a server; first to the one that makes others.
pub(crate) fn signal(cluster: &Cluster, signal: &str) {
    let pid = std::fs::read_to_string(cluster.folder().join("data/postmaster.pid")).unwrap();
    let postmaster = pid.lines().next().unwrap();
    let kill = |process: &str| {
        let mut kill = cluster.command("/bin/kill");
        kill.arg(format!("-{signal}"))
            .arg(process)
            .output()
            .unwrap()
    };
    assert!(kill(postmaster).status.success());
    for child in children(postmaster) {
        // It may just have ended by itself.
        kill(&child);
    }
}

fn children(parent: &str) -> Vec<String> {
    let is_child = |folder: &Path| {
        let status = std::fs::read_to_string(folder.join("status")).unwrap_or_default();
        status
            .lines()
            .any(|line| line == format!("PPid:\t{parent}"))
    };
    let processes = std::fs::read_dir("/proc").unwrap();
    processes
        .map(|entry| entry.unwrap())
        .filter(|entry| is_child(&entry.path()))
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect()
}
