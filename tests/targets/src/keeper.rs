//! Programs that end with the tests, however these end.

use std::ffi::OsStr;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use anyhow::{Context as _, Result, ensure};

/// Starts the program, says its process id, and waits for the end of its input, which comes when the
/// tests end. Interrupting the tests must not interrupt the cleaning up.
const SCRIPT: &str = r#"
trap '' HUP INT TERM
log=$1
shift
"$@" >>"$log" 2>&1 </dev/null &
echo $!
read -r _
kill -KILL $! 2>/dev/null
wait
"#;

/// A running program.
#[derive(Debug)]
pub(crate) struct Keeper {
    process: u32,
    shell: Child,
}

impl Keeper {
    /// Starts a program that writes to this log.
    pub(crate) fn start<A: AsRef<OsStr>>(log: &Path, words: &[A]) -> Result<Self> {
        let mut shell = Command::new("sh")
            .args(["-c", SCRIPT, "sh"])
            .arg(log)
            .args(words)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let mut line = String::new();
        let output = shell.stdout.take().context("no output")?;
        BufReader::new(output).read_line(&mut line)?;
        let process = line.trim().parse()?;
        Ok(Self { process, shell })
    }

    /// Sends a signal, such as `STOP`.
    pub(crate) fn signal(&self, name: &str) -> Result<()> {
        let process = self.process.to_string();
        let status = Command::new("kill").args(["-s", name, &process]).status()?;
        ensure!(status.success(), "kill -s {name} failed");
        Ok(())
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        drop(self.shell.stdin.take());
        let _ = self.shell.wait();
    }
}
