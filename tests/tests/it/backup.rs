//! `varco backup` and `varco restore` as an operator uses them.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};
use std::sync::Arc;

use anyhow::{Result, ensure};
use tokio::process::Command;
use varco_tests::account;
use varco_tests::person::Person;
use varco_tests::process::{Database, Site};
use varco_tests::stage::{EASY_CAPTCHA, Stage};

/// A site with tables and nobody in it.
async fn empty(database: Database) -> Result<Arc<Site>> {
    let site = Site::new(database, &[]).await?;
    let output = site.run(&["migrate"]).await?;
    ensure!(output.status.success(), "{output:?}");
    Ok(site)
}

/// Refused, with these words.
fn refused(output: &Output, words: &str) -> Result<()> {
    let said = String::from_utf8_lossy(&output.stderr);
    ensure!(
        !output.status.success() && said.contains(words),
        "{output:?}"
    );
    Ok(())
}

fn names(folder: &Path) -> Result<Vec<String>> {
    let names = fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name().display().to_string()));
    let mut names: Vec<String> = names.collect::<Result<_>>()?;
    names.sort();
    Ok(names)
}

/// A folder with a program of this name, to be found before the real one.
fn instead(site: &Site, program: &str, script: &str) -> Result<String> {
    let folder = site.folder().join("bin");
    fs::create_dir_all(&folder)?;
    let file = folder.join(program);
    fs::write(&file, format!("#!/bin/sh\n{script}\n"))?;
    fs::set_permissions(&file, Permissions::from_mode(0o755))?;
    let path = std::env::var("PATH")?;
    Ok(format!("{}:{path}", folder.display()))
}

#[tokio::test]
async fn a_backup_is_whole_private_and_never_overwritten() -> Result<()> {
    for database in Database::ALL {
        let stage = Stage::start_on(database, &EASY_CAPTCHA).await?;
        account::active(&stage, &Person::number(800)?).await?;
        let site = stage.varco.site();
        let folder = site.folder().join("backups");
        fs::create_dir(&folder)?;
        let output = site.run(&["backup", "backups/first"]).await?;
        ensure!(output.status.success(), "{output:?}");
        ensure!(names(&folder)? == ["first", "first.sha256"]);
        for name in names(&folder)? {
            let mode = fs::metadata(folder.join(name))?.permissions().mode();
            ensure!(mode & 0o777 == 0o600, "{mode:o}");
        }
        let mut check = Command::new("sha256sum");
        check
            .args(["--check", "--status", "first.sha256"])
            .current_dir(&folder);
        ensure!(check.status().await?.success());

        let before = fs::read(folder.join("first"))?;
        refused(
            &site.run(&["backup", "backups/first"]).await?,
            "is there already",
        )?;
        ensure!(fs::read(folder.join("first"))? == before);
        fs::write(folder.join("second.sha256"), "")?;
        refused(
            &site.run(&["backup", "backups/second"]).await?,
            "is there already",
        )?;
        refused(&site.run(&["backup", "nowhere/first"]).await?, "nowhere")?;
        ensure!(names(&folder)? == ["first", "first.sha256", "second.sha256"]);
    }
    Ok(())
}

#[tokio::test]
async fn one_changed_bit_is_noticed_and_a_lost_digest_is_said() -> Result<()> {
    for database in Database::ALL {
        let site = empty(database).await?;
        ensure!(site.run(&["backup", "backup"]).await?.status.success());
        let file = site.folder().join("backup");
        let whole = fs::read(&file)?;
        for place in [0, whole.len() / 3, whole.len() - 1] {
            let mut changed = whole.clone();
            if let Some(byte) = changed.get_mut(place) {
                *byte ^= 1;
            }
            fs::write(&file, changed)?;
            refused(&site.run(&["restore", "backup"]).await?, "is damaged")?;
        }
        fs::write(&file, whole)?;
        fs::remove_file(site.folder().join("backup.sha256"))?;
        let other = Site::new(database, &[]).await?;
        let file = file.display().to_string();
        let output = other.run(&["restore", &file]).await?;
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        ensure!(
            output.status.success() && said.contains("no digest"),
            "{output:?}"
        );
        refused(&other.run(&["restore", &file]).await?, "overwrites nothing")?;
    }
    Ok(())
}

#[tokio::test]
async fn a_stopped_backup_leaves_nothing_and_a_killed_one_leaves_it_to_the_next() -> Result<()> {
    let site = empty(Database::Postgres).await?;
    // Writes something and then takes its time.
    let script = "while [ \"$1\" != --file ]; do shift; done; echo half >\"$2\"; exec sleep 60";
    let path = instead(&site, "pg_dump", script)?;
    let folder = site.folder().join("backups");
    fs::create_dir(&folder)?;
    for (signal, left) in [("-TERM", 0), ("-INT", 0), ("-KILL", 1)] {
        let mut command = site.command(&["backup", "backups/first"], &[("PATH", &path)])?;
        let mut child = command.stderr(Stdio::piped()).kill_on_drop(true).spawn()?;
        while !half_is_written(&folder)? {
            ensure!(child.try_wait()?.is_none(), "it has ended");
            tokio::task::yield_now().await;
        }
        refused(
            &site.run(&["backup", "other"]).await?,
            "another `varco backup` runs",
        )?;
        let id = child.id().unwrap_or_default().to_string();
        ensure!(
            Command::new("kill")
                .args([signal, &id])
                .status()
                .await?
                .success()
        );
        let output = child.wait_with_output().await?;
        if left == 0 {
            refused(&output, "stopped: there is no backup")?;
        }
        ensure!(
            names(&folder)?.len() == left,
            "{signal}: {:?}",
            names(&folder)?
        );
    }
    let output = site.run(&["backup", "backups/second"]).await?;
    ensure!(output.status.success(), "{output:?}");
    ensure!(names(&folder)? == ["second", "second.sha256"]);
    Ok(())
}

fn half_is_written(folder: &Path) -> Result<bool> {
    let half = |name: String| fs::read_to_string(folder.join(name).join("backup"));
    let mut found = names(folder)?
        .into_iter()
        .filter_map(|name| half(name).ok());
    Ok(found.any(|text| text == "half\n"))
}

#[tokio::test]
async fn what_the_tools_of_postgresql_do_not_do_is_said_plainly() -> Result<()> {
    let site = empty(Database::Postgres).await?;
    let mismatch = "echo 'pg_dump: error: aborting because of server version mismatch' >&2; \
                    echo 'pg_dump: detail: server version: 99.1; pg_dump version: 15.1' >&2; exit 1";
    let refusal = "echo 'pg_dump: error: permission denied for table account' >&2; exit 1";
    let half = "while [ \"$1\" != --file ]; do shift; done; printf 'PGDMP' >\"$2\"";
    for (script, words) in [
        (
            mismatch,
            "pg_dump is too old: aborting because of server version mismatch; server version: 99.1",
        ),
        (
            refusal,
            "pg_dump failed: permission denied for table account",
        ),
        (half, "the backup is damaged"),
    ] {
        let path = instead(&site, "pg_dump", script)?;
        let mut command = site.command(&["backup", "backup"], &[("PATH", &path)])?;
        refused(&command.output().await?, words)?;
    }
    let mut command = site.command(&["backup", "backup"], &[("PATH", "/nowhere")])?;
    refused(&command.output().await?, "pg_dump is not installed")?;
    ensure!(names(site.folder())? == ["bin", "data"]);
    Ok(())
}

#[tokio::test]
async fn nobody_serves_what_is_half_restored_and_a_killed_restore_leaves_nothing() -> Result<()> {
    let site = empty(Database::Postgres).await?;
    ensure!(site.run(&["backup", "backup"]).await?.status.success());
    let file = site.folder().join("backup").display().to_string();
    let restored = Site::new(Database::Postgres, &[]).await?;
    let mark = restored.folder().join("mark");
    // Stops at the last but two of the tables.
    let script = format!(
        "case \"$*\" in *'--table audit'*) : >{}; exec sleep 20;; esac; \
         PATH=${{PATH#*:}}; exec pg_restore \"$@\"",
        mark.display()
    );
    let path = instead(&restored, "pg_restore", &script)?;
    let mut command = restored.command(&["restore", &file], &[("PATH", &path)])?;
    let mut halted = command.stderr(Stdio::piped()).kill_on_drop(true).spawn()?;
    while !mark.exists() {
        ensure!(halted.try_wait()?.is_none(), "it has ended");
        tokio::task::yield_now().await;
    }
    refused(&restored.run(&["serve"]).await?, "the database is empty")?;
    refused(&restored.run(&["worker"]).await?, "the database is empty")?;
    let mut command = restored.command(&["migrate"], &[])?;
    let mut waiting = command.stdout(Stdio::null()).spawn()?;
    refused(&restored.run(&["serve"]).await?, "the database is empty")?;
    ensure!(waiting.try_wait()?.is_none(), "it has not waited");
    halted.kill().await?;
    ensure!(waiting.wait().await?.success());
    refused(
        &restored.run(&["restore", &file]).await?,
        "overwrites nothing",
    )
}

/// Everybody on the machine can read the arguments of a process.
#[tokio::test]
async fn r88_pg_dump_is_given_the_password_but_not_as_an_argument() -> Result<()> {
    let url = "postgres://us%65r:p%40ss@127.0.0.1:1/base".to_owned();
    let site = Site::on(
        url,
        &[("VARCO_SMTP_URL", "smtps://relay:segreto@localhost")],
    )?;
    let file = site.folder().join("seen");
    let script = format!("echo \"$@\" >{0}; env >>{0}; exit 1", file.display());
    let path = instead(&site, "pg_dump", &script)?;
    let variables = [("PATH", path.as_str()), ("PGSERVICE", "other")];
    let mut command = site.command(&["backup", "backup"], &variables)?;
    let output = command.output().await?;
    ensure!(!output.status.success());
    let seen = fs::read_to_string(&file)?;
    let (arguments, environment) = seen.split_once('\n').unwrap_or_default();
    ensure!(
        !arguments.contains("p@ss") && !arguments.contains("p%40ss"),
        "{arguments}"
    );
    for expected in [
        "PGPASSWORD=p@ss",
        "PGUSER=user",
        "PGHOST=127.0.0.1",
        "PGPORT=1",
        "PGDATABASE=base",
        "PGSSLMODE=disable",
    ] {
        ensure!(
            environment.lines().any(|line| line == expected),
            "{expected}: {environment}"
        );
    }
    ensure!(!environment.contains("PGSERVICE") && !environment.contains("segreto"));

    // Where the address has none, it may stand where PostgreSQL's own programs look for it.
    let site = Site::on("postgres://user@127.0.0.1:1/base".to_owned(), &[])?;
    let variables = [("PATH", path.as_str()), ("PGPASSWORD", "p@ss")];
    let mut command = site.command(&["backup", "backup"], &variables)?;
    ensure!(!command.output().await?.status.success());
    let environment = fs::read_to_string(&file)?;
    ensure!(environment.lines().any(|line| line == "PGPASSWORD=p@ss"));
    Ok(())
}

#[tokio::test]
async fn a_full_disk_leaves_no_backup() -> Result<()> {
    // Less than a backup has, and with SQLite more than the files of a database in use have.
    for (database, blocks) in [(Database::Sqlite, 128), (Database::Postgres, 8)] {
        let site = empty(database).await?;
        // The limit on the size of files stands in for a full disk: nobody may mount one here.
        let binary = varco_tests::process::binary()?;
        let limited = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" backup backup");
        let arguments = ["-c", &limited, binary.to_str().unwrap_or_default()];
        let output = site
            .command_of(&PathBuf::from("sh"), &arguments, &[])
            .output()
            .await?;
        ensure!(!output.status.success(), "{output:?}");
        ensure!(
            !names(site.folder())?
                .iter()
                .any(|name| name.contains("backup")),
            "{output:?}"
        );
        ensure!(site.run(&["backup", "backup"]).await?.status.success());
    }
    Ok(())
}
