//! How each outage begins and ends.

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, ensure};
use rustix::process::{Pid, Signal, kill_process};
use varco_test_postgres::Cluster;

use super::Outage;
use super::medium::Medium;
use crate::invariants::Look;

/// An outage that has begun.
#[derive(Debug)]
pub(super) enum Broken<'a> {
    Stopped(&'a Cluster),
    Frozen(Vec<Pid>),
    ReadOnly(&'a Cluster),
    /// Who holds the lock.
    Locked(Look),
    /// What fills the file system.
    Full(PathBuf),
    /// Whose files may not grow.
    Failing(u32),
}

/// Lets it begin.
pub(super) async fn begin(outage: Outage, medium: &Medium) -> Result<Broken<'_>> {
    Ok(match outage {
        Outage::Stopped => {
            let cluster = medium.cluster()?;
            pg_ctl(cluster, &["stop", "--mode=immediate"])?;
            Broken::Stopped(cluster)
        }
        Outage::Frozen => {
            let processes = processes(medium.cluster()?)?;
            signal(&processes, Signal::STOP)?;
            Broken::Frozen(processes)
        }
        Outage::ReadOnly => {
            let cluster = medium.cluster()?;
            let sql = "ALTER SYSTEM SET default_transaction_read_only = on";
            reconfigure(cluster, sql).await?;
            Broken::ReadOnly(cluster)
        }
        Outage::Locked => {
            let holder = Look::at(medium.scene().site.database_url()).await?;
            holder.tamper("BEGIN IMMEDIATE").await?;
            Broken::Locked(holder)
        }
        Outage::Full => {
            let filler = medium.mount()?.path().join("filler");
            fill(&filler)?;
            Broken::Full(filler)
        }
        Outage::Failing => {
            // No more than what the files are long already: whatever is longer cannot be written.
            limit_files(medium.pid()?, "4096:unlimited")?;
            Broken::Failing(medium.pid()?)
        }
    })
}

impl Broken<'_> {
    /// Lets it end.
    pub(super) async fn end(self) -> Result<()> {
        match self {
            Self::Stopped(cluster) => {
                let folder = cluster.folder().display();
                let options = format!(
                    "--options=-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off"
                );
                pg_ctl(cluster, &["start", "--wait", "--log=log", &options])
            }
            Self::Frozen(processes) => signal(&processes, Signal::CONT),
            Self::ReadOnly(cluster) => {
                let sql = "ALTER SYSTEM RESET default_transaction_read_only";
                reconfigure(cluster, sql).await
            }
            Self::Locked(holder) => {
                holder.tamper("ROLLBACK").await?;
                holder.close().await
            }
            Self::Full(filler) => Ok(fs::remove_file(filler)?),
            Self::Failing(process) => limit_files(process, "unlimited:unlimited"),
        }
    }
}

fn pg_ctl(cluster: &Cluster, arguments: &[&str]) -> Result<()> {
    let mut command = cluster.command("pg_ctl");
    // The server would keep a pipe open for ever.
    command
        .arg("--pgdata=data")
        .args(arguments)
        .stdout(Stdio::null());
    ensure!(command.status()?.success(), "pg_ctl {arguments:?}");
    Ok(())
}

async fn reconfigure(cluster: &Cluster, sql: &str) -> Result<()> {
    let look = Look::at(&cluster.url("postgres")).await?;
    look.tamper(sql).await?;
    look.tamper("SELECT pg_reload_conf()").await?;
    look.close().await
}

/// The server and everybody who works for it, the server first, so that nobody new comes meanwhile.
fn processes(cluster: &Cluster) -> Result<Vec<Pid>> {
    let file = fs::read_to_string(cluster.folder().join("data/postmaster.pid"))?;
    let server: i32 = file.lines().next().context("no server")?.trim().parse()?;
    let mut all = vec![server];
    for entry in fs::read_dir("/proc")? {
        let stat = fs::read_to_string(entry?.path().join("stat")).unwrap_or_default();
        // pid (name) state parent …
        let parent = stat
            .rsplit(')')
            .next()
            .and_then(|rest| rest.split_whitespace().nth(1));
        if parent == Some(&server.to_string()) {
            all.push(stat.split(' ').next().unwrap_or_default().parse()?);
        }
    }
    let pids = all
        .into_iter()
        .map(|pid| Pid::from_raw(pid).context("no process"));
    pids.collect()
}

fn signal(processes: &[Pid], signal: Signal) -> Result<()> {
    for process in processes {
        kill_process(*process, signal)?;
    }
    Ok(())
}

/// Writes until there is no room.
fn fill(file: &PathBuf) -> Result<()> {
    let mut filler = fs::File::create(file)?;
    while filler.write_all(&[0; 4096]).is_ok() {}
    Ok(())
}

fn limit_files(process: u32, limit: &str) -> Result<()> {
    let mut command = Command::new("prlimit");
    command
        .arg(format!("--pid={process}"))
        .arg(format!("--fsize={limit}"));
    ensure!(command.status()?.success(), "prlimit: part of util-linux");
    Ok(())
}
