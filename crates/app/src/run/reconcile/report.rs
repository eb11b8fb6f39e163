//! The differences that were found, as a table for people and as CSV for programs.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

use varco_domain::delivery::Drift;
use varco_domain::id::AccountId;

/// What was found of one utenza.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// It differs, and whether the service is told again.
    Differs { drifts: Vec<Drift>, is_mended: bool },
    /// The service does not show it.
    Unread(String),
}

/// One utenza that is not as it should be, or about which nobody knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) account: AccountId,
    pub(super) login: String,
    pub(super) found: Found,
}

impl Row {
    /// What differs, and what follows.
    fn words(&self) -> (String, &'static str, &str) {
        match &self.found {
            Found::Differs { drifts, is_mended } => {
                let names: Vec<_> = drifts.iter().map(|drift| drift.name()).collect();
                let done = if *is_mended { "told again" } else { "" };
                (names.join(" "), done, "")
            }
            Found::Unread(reason) => ("unread".to_owned(), "", reason),
        }
    }
}

/// Where differences are written as they are found, so that nobody has to hold them all.
pub(super) struct Report<W: Write> {
    table: W,
    csv: Option<csv::Writer<File>>,
    has_rows: bool,
}

impl<W: Write> Report<W> {
    /// Over these; the file must not be there yet.
    pub(super) fn new(table: W, file: Option<&Path>) -> io::Result<Self> {
        let csv = file.map(create).transpose()?;
        let mut csv = csv.map(csv::Writer::from_writer);
        if let Some(csv) = &mut csv {
            csv.write_record(["login", "account", "differs", "done", "reason"])?;
        }
        Ok(Self {
            table,
            csv,
            has_rows: false,
        })
    }

    /// Writes some more.
    pub(super) fn write(&mut self, rows: &[Row]) -> io::Result<()> {
        for row in rows {
            if !self.has_rows {
                self.line("login", "differs", "")?;
                self.has_rows = true;
            }
            let (differs, done, reason) = row.words();
            let last = if reason.is_empty() { done } else { reason };
            self.line(&row.login, &differs, last)?;
            if let Some(csv) = &mut self.csv {
                let account = row.account.to_string();
                let cells = [&row.login, &account, &differs, done, reason];
                csv.write_record(cells.map(harmless))?;
            }
        }
        if let Some(csv) = &mut self.csv {
            csv.flush()?;
        }
        self.table.flush()
    }

    fn line(&mut self, login: &str, differs: &str, last: &str) -> io::Result<()> {
        let shown: String = last.chars().filter(|c| !c.is_control()).collect();
        let line = format!("{login:32} {differs:24} {shown:.22}");
        writeln!(self.table, "{}", line.trim_end())
    }
}

/// Readable by its owner alone.
fn create(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    let file = options.write(true).create_new(true).mode(0o600).open(path);
    let told = |error: io::Error| {
        let told = format!("cannot write {}: {error}", path.display());
        io::Error::new(error.kind(), told)
    };
    file.map_err(told)
}

/// What a spreadsheet would take for a formula, as the text that it is.
fn harmless(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::Timestamp;

    fn row(login: &str, found: Found) -> Row {
        Row {
            account: AccountId::new(Timestamp::UNIX_EPOCH, &[7; 10]),
            login: login.to_owned(),
            found,
        }
    }

    #[test]
    fn differences_stand_in_a_table_of_80_columns_and_whole_in_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("diff.csv");
        let mut table = Vec::new();
        let mut report = Report::new(&mut table, Some(&path)).unwrap();
        report.write(&[]).unwrap();
        let differs = Found::Differs {
            drifts: vec![Drift::Closed, Drift::Emails, Drift::PasswordBehind],
            is_mended: true,
        };
        let hostile = Found::Unread("=cmd|' /C calc'!A0, \"and\"\n\u{1b}[2J the rest".to_owned());
        report
            .write(&[row("mario.rossi", differs), row("anna.bianchi", hostile)])
            .unwrap();
        drop(report);
        let table = String::from_utf8(table).unwrap();
        assert_eq!(
            table.lines().collect::<Vec<_>>(),
            [
                "login                            differs",
                "mario.rossi                      closed emails password_behind told again",
                "anna.bianchi                     unread                   =cmd|' /C calc'!A0, \"a",
            ]
        );
        assert!(table.lines().all(|line| line.chars().count() <= 80));
        let file = std::fs::read_to_string(&path).unwrap();
        let mut rows = csv::Reader::from_reader(file.as_bytes());
        let rows: Vec<_> = rows.records().map(Result::unwrap).collect();
        assert_eq!(&rows[0][2], "closed emails password_behind");
        assert_eq!(&rows[0][3], "told again");
        assert!(rows[1][4].starts_with("'=cmd"));
        assert!(Report::new(Vec::new(), Some(&path)).is_err(), "it is there");
    }
}
