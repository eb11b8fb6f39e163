//! The client programs of PostgreSQL.

use std::process::Stdio;

use tokio::io::AsyncReadExt;
use tokio::process::{Child, ChildStderr, Command};
use tokio::task::JoinHandle;

use super::BackupError;

/// Most bytes of what a program says that are kept.
const WORDS: u64 = 4096;
/// How the two programs say that they are too old, in English.
const TOO_OLD: [&str; 2] = ["server version mismatch", "unsupported version"];

/// Variables from which our own driver takes what the address leaves out, as these programs do.
const CREDENTIALS: [&str; 5] = [
    "PGPASSWORD",
    "PGPASSFILE",
    "PGSSLCERT",
    "PGSSLKEY",
    "PGSSLROOTCERT",
];

/// A running program. It ends at the latest when this is dropped.
#[derive(Debug)]
pub(super) struct Tool {
    name: &'static str,
    pub(super) child: Child,
    words: JoinHandle<String>,
}

/// The program as we run it: nothing of our own configuration and nobody's defaults in its
/// environment, no questions, English messages.
pub(super) fn command(name: &'static str) -> Command {
    let mut command = Command::new(name);
    for (variable, _) in std::env::vars_os() {
        let text = variable.to_string_lossy();
        let is_defaults = text.starts_with("PG") && !CREDENTIALS.contains(&&*text);
        if text.starts_with("VARCO_") || is_defaults {
            command.env_remove(&variable);
        }
    }
    command
        .env("LC_ALL", "C")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .kill_on_drop(true);
    command
}

impl Tool {
    pub(super) fn start(name: &'static str, mut command: Command) -> Result<Self, BackupError> {
        let mut child = command.spawn().map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => BackupError::ToolMissing(name),
            _ => BackupError::Tool {
                program: name,
                said: error.to_string(),
            },
        })?;
        let words = child.stderr.take();
        Ok(Self {
            name,
            child,
            words: tokio::spawn(listen(words)),
        })
    }

    /// Waits for the end of the program.
    ///
    /// # Errors
    /// [`BackupError`] with its words when it failed.
    pub(super) async fn end(mut self) -> Result<(), BackupError> {
        let status = self.child.wait().await.map_err(|error| BackupError::Tool {
            program: self.name,
            said: error.to_string(),
        })?;
        if status.success() {
            return Ok(());
        }
        let said = self.words.await.unwrap_or_default();
        Err(complaint(self.name, &said))
    }
}

/// Everything has to be read, or the program stops; the beginning says what is wrong.
async fn listen(words: Option<ChildStderr>) -> String {
    let mut said = Vec::new();
    if let Some(mut words) = words {
        let _ = (&mut words).take(WORDS).read_to_end(&mut said).await;
        let _ = tokio::io::copy(&mut words, &mut tokio::io::sink()).await;
    }
    String::from_utf8_lossy(&said).into_owned()
}

/// `pg_dump: error: …` and `pg_dump: detail: …`, in one line.
fn complaint(program: &'static str, said: &str) -> BackupError {
    let prefixes = ["error: ", "detail: ", "hint: "];
    let lines = said.lines().map(|line| {
        let line = line.trim_start_matches(program).trim_start_matches(": ");
        prefixes
            .iter()
            .fold(line, |line, prefix| line.trim_start_matches(prefix))
    });
    let said = lines
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join("; ");
    if TOO_OLD.iter().any(|sign| said.contains(sign)) {
        BackupError::ToolTooOld { program, said }
    } else {
        BackupError::Tool { program, said }
    }
}
