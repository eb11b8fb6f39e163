//! What the memory of a process holds does not end up on a disk (T-19).

use std::fs;
use std::io::ErrorKind;
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use tokio::process::{Child, Command};
use tokio::time::{Instant, sleep};
use varco_tests::process::binary;

/// Longest wait for a start.
const START: Duration = Duration::from_secs(30);
/// Nobody in particular.
const NOBODY: u32 = 65_534;

/// A process that waits for its input, of an ordinary user; none where such a user may not start it.
fn waiting(program: &Path, words: &[&str]) -> Result<Option<Child>> {
    let mut command = Command::new(program);
    command.args(words).current_dir("/").kill_on_drop(true);
    command.stdin(Stdio::piped()).stdout(Stdio::null());
    if fs::metadata("/proc/self")?.uid() == 0 {
        command.uid(NOBODY).gid(NOBODY);
    }
    match command.spawn() {
        Err(error) if error.kind() == ErrorKind::PermissionDenied => Ok(None),
        child => Ok(Some(child?)),
    }
}

/// A file in `/proc` of a process.
fn own(child: &Child, name: &str) -> Result<String> {
    let id = child.id().context("it has ended")?;
    Ok(format!("/proc/{id}/{name}"))
}

#[tokio::test]
#[expect(clippy::print_stdout, reason = "what was not checked is said")]
async fn t19_a_process_that_breaks_leaves_no_core_file() -> Result<()> {
    let check = ["codice-fiscale", "check"];
    let (Some(other), Some(ours)) = (
        waiting(Path::new("/bin/cat"), &[])?,
        waiting(&binary()?, &check)?,
    ) else {
        println!("not checked: an ordinary user may not start the binary");
        return Ok(());
    };
    let start = Instant::now();
    loop {
        let limits = fs::read_to_string(own(&ours, "limits")?)?;
        let core = limits.lines().find(|line| line.starts_with("Max core"));
        let words: Vec<&str> = core.unwrap_or_default().split_whitespace().collect();
        // What may not be dumped belongs to root, whoever runs it.
        let owner = fs::metadata(own(&ours, "environ")?)?.uid();
        if words.get(4..6) == Some(&["0", "0"]) && owner == 0 {
            break;
        }
        ensure!(start.elapsed() < START, "{words:?}, {owner}");
        sleep(Duration::from_millis(5)).await;
    }
    ensure!(
        fs::metadata(own(&other, "environ")?)?.uid() != 0,
        "so does everything here"
    );
    Ok(())
}
