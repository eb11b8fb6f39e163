//! Archives of `pg_dump`, unpacked by `pg_restore`, which is told of no database.

use std::path::Path;
use std::process::Stdio;
use std::sync::atomic::{AtomicU64, Ordering};

use sea_orm::{ConnectionTrait, DatabaseTransaction, Statement};
use serde_json::Value;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::ChildStdout;

use super::copy_text::{columns, is_end, row};
use super::tools::{Tool, command};
use super::{BackupError, Contents, TABLES};

/// Rows written by one statement.
const BATCH: usize = 500;

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
    let mut steps = Vec::new();
    while let Some(step) = unpacked.next().await? {
        let version = step.get("version").and_then(Value::as_str);
        steps.push(version.ok_or(BackupError::Foreign)?.to_owned());
    }
    unpacked.end().await?;
    Ok(steps)
}

/// Writes the rows of a table. `None` if the archive does not have it.
pub(super) async fn load(
    file: &Path,
    table: &str,
    into: &DatabaseTransaction,
    rows: &AtomicU64,
) -> Result<u64, BackupError> {
    let unpacked = Rows::of(file, table).await?;
    let mut unpacked = unpacked.ok_or_else(|| BackupError::Damaged(format!("it lacks {table}")))?;
    let columns = unpacked.columns.iter().map(|name| format!("\"{name}\""));
    let columns = columns.collect::<Vec<_>>().join(", ");
    let insert = format!(
        "INSERT INTO \"{table}\" ({columns}) \
         SELECT {columns} FROM json_populate_recordset(NULL::\"{table}\", $1::json)"
    );
    let mut count = 0;
    let mut batch = Vec::with_capacity(BATCH);
    loop {
        let row = unpacked.next().await?;
        let is_last = row.is_none();
        batch.extend(row);
        if batch.len() == BATCH || is_last {
            count += batch.len() as u64;
            rows.fetch_add(batch.len() as u64, Ordering::Relaxed);
            let json = Value::Array(std::mem::take(&mut batch)).to_string();
            let values = [json.into()];
            let insert =
                Statement::from_sql_and_values(into.get_database_backend(), &insert, values);
            into.execute_raw(insert).await?;
        }
        if is_last {
            unpacked.end().await?;
            return Ok(count);
        }
    }
}

/// The rows of one table.
struct Rows {
    tool: Tool,
    lines: BufReader<ChildStdout>,
    line: String,
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
            line: String::new(),
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

    /// The next row; `None` after the last one, or where the output breaks off, which
    /// [`Rows::end`] tells.
    async fn next(&mut self) -> Result<Option<Value>, BackupError> {
        if self.is_whole || !self.advance().await? {
            return Ok(None);
        }
        if is_end(&self.line) {
            self.is_whole = true;
            return Ok(None);
        }
        row(&self.columns, &self.line).map(Some).ok_or_else(cut)
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
        let length = self.lines.read_line(&mut self.line).await;
        Ok(length.map_err(|_| cut())? > 0)
    }
}

fn cut() -> BackupError {
    BackupError::Damaged("rows are cut or garbled".to_owned())
}
