//! Archives of `pg_dump`, unpacked by `pg_restore`, which is told of no database.

use std::path::Path;
use std::process::Stdio;
use std::sync::atomic::{AtomicU64, Ordering};

use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::ChildStdout;

use super::copy_text::{columns, is_end, is_row};
use super::single::{Single, unavailable};
use super::tools::{Tool, command};
use super::{BackupError, Contents, TABLES};

/// Bytes sent at once.
const PORTION: usize = 64 * 1024;

pub(super) async fn read(file: &Path, rows: &AtomicU64) -> Result<Contents, BackupError> {
    let mut contents = Contents::default();
    for table in TABLES {
        if let Some(mut unpacked) = Rows::of(file, table).await? {
            let mut count = 0;
            while unpacked.next().await?.is_some() {
                count += 1;
                rows.fetch_add(1, Ordering::Relaxed);
            }
            unpacked.end().await?;
            contents.0.push((table, count));
        }
    }
    Ok(contents)
}

pub(super) async fn steps(file: &Path) -> Result<Vec<String>, BackupError> {
    let unpacked = Rows::of(file, "seaql_migrations").await?;
    let mut unpacked = unpacked.ok_or(BackupError::Foreign)?;
    let column = unpacked.columns.iter().position(|name| name == "version");
    let column = column.ok_or(BackupError::Foreign)?;
    let mut steps = Vec::new();
    while let Some(row) = unpacked.next().await? {
        let version = row.split(|byte| *byte == b'\t').nth(column);
        let version = version.unwrap_or_default().trim_ascii_end();
        steps.push(String::from_utf8_lossy(version).into_owned());
    }
    unpacked.end().await?;
    Ok(steps)
}

/// Copies the rows of a table.
pub(super) async fn load(
    file: &Path,
    table: &str,
    into: &Single,
    rows: &AtomicU64,
) -> Result<u64, BackupError> {
    let unpacked = Rows::of(file, table).await?;
    let mut unpacked = unpacked.ok_or_else(|| BackupError::Damaged(format!("it lacks {table}")))?;
    let columns = unpacked.columns.iter().map(|name| format!("\"{name}\""));
    let columns = columns.collect::<Vec<_>>().join(", ");
    let mut copy = into
        .copy(&format!("COPY \"{table}\" ({columns}) FROM STDIN"))
        .await?;
    let mut portion = Vec::with_capacity(2 * PORTION);
    while let Some(row) = unpacked.next().await? {
        portion.extend_from_slice(row);
        rows.fetch_add(1, Ordering::Relaxed);
        if portion.len() >= PORTION {
            copy.send(portion.as_slice()).await.map_err(unavailable)?;
            portion.clear();
        }
    }
    copy.send(portion.as_slice()).await.map_err(unavailable)?;
    unpacked.end().await?;
    copy.finish().await.map_err(unavailable)
}

/// The rows of one table.
struct Rows {
    tool: Tool,
    lines: BufReader<ChildStdout>,
    line: Vec<u8>,
    columns: Vec<String>,
    is_whole: bool,
}

impl Rows {
    /// Begins to unpack a table. `None` if the archive does not have it.
    async fn of(file: &Path, table: &str) -> Result<Option<Self>, BackupError> {
        let mut unpack = command("pg_restore");
        unpack
            .args(["--data-only", "--file=-", "--table", table])
            .arg(file)
            .stdout(Stdio::piped());
        let mut tool = Tool::start("pg_restore", unpack)?;
        let lines = tool.child.stdout.take().ok_or_else(cut)?;
        let mut rows = Self {
            tool,
            lines: BufReader::new(lines),
            line: Vec::new(),
            columns: Vec::new(),
            is_whole: false,
        };
        while rows.advance().await? {
            if let Some(columns) = columns(&rows.line) {
                rows.columns = columns;
                return Ok(Some(rows));
            }
        }
        rows.is_whole = true;
        rows.end().await?;
        Ok(None)
    }

    /// The line of the next row; `None` after the last one, or where the output breaks off, which
    /// [`Rows::end`] tells.
    async fn next(&mut self) -> Result<Option<&[u8]>, BackupError> {
        if self.is_whole || !self.advance().await? {
            return Ok(None);
        }
        if is_end(&self.line) {
            self.is_whole = true;
            return Ok(None);
        }
        if is_row(&self.line, self.columns.len()) {
            Ok(Some(&self.line))
        } else {
            Err(cut())
        }
    }

    /// Whether the program and its output have ended well.
    async fn end(mut self) -> Result<(), BackupError> {
        while self.advance().await? {
            if columns(&self.line).is_some() {
                return Err(BackupError::Foreign);
            }
        }
        match self.tool.end().await {
            Err(BackupError::Tool { said, .. }) => Err(BackupError::Damaged(said)),
            Ok(()) if !self.is_whole => Err(cut()),
            outcome => outcome,
        }
    }

    async fn advance(&mut self) -> Result<bool, BackupError> {
        self.line.clear();
        let length = self.lines.read_until(b'\n', &mut self.line).await;
        Ok(length.map_err(|_| cut())? > 0)
    }
}

fn cut() -> BackupError {
    BackupError::Damaged("rows are cut or garbled".to_owned())
}
