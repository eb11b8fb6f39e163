//! Changes to the key file. Comments stay, and each change leaves one, with its day.
//!
//! Every running process of the machine takes the change up at its next use of a key.

use std::path::{Path, PathBuf};

use jiff::civil::Date;
use zeroize::Zeroizing;

use super::file::{self, Entry};
use super::{KeyId, KeyPurpose, Keyring, KeyringError, Keys};
use crate::disk::{self, Turn};
use crate::epochs::Epochs;

/// What the comment says of a key that is taken into use.
const IN_USE: &str = "now in use";

/// The key file, to be changed by its operator.
#[derive(Debug)]
pub struct KeyFile {
    path: PathBuf,
}

impl KeyFile {
    /// The key file in this place.
    pub fn new(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
        }
    }

    /// A new key, to be accepted but not yet used: the first step where several nodes have to know a key
    /// before one of them uses it.
    ///
    /// # Errors
    /// [`KeyringError`] when the file cannot be changed; then it is as it was.
    pub fn add(&self, purpose: KeyPurpose, today: Date) -> Result<KeyId, KeyringError> {
        self.change(|text, entries| {
            let (id, line) = file::fresh_line(purpose);
            let line = Zeroizing::new(format!("{}{}", file::NEXT, *line));
            let new = [
                &note(today, purpose, &id.to_string(), "added"),
                line.as_str(),
            ];
            let below = first_line(entries, purpose)? + 1;
            Ok((edited(text, &new, below, None), id))
        })
    }

    /// A new key in use from now on; the one in use is still accepted.
    ///
    /// # Errors
    /// As [`KeyFile::add`].
    pub fn rotate(&self, purpose: KeyPurpose, today: Date) -> Result<KeyId, KeyringError> {
        self.change(|text, entries| {
            let (id, line) = file::fresh_line(purpose);
            let new = [
                &note(today, purpose, &id.to_string(), IN_USE),
                line.as_str(),
            ];
            let at = first_line(entries, purpose)?;
            Ok((edited(text, &new, at, None), id))
        })
    }

    /// Takes a key that is there already into use.
    ///
    /// # Errors
    /// [`KeyringError::Unknown`]; else as [`KeyFile::add`].
    pub fn promote(&self, id: &str, today: Date) -> Result<KeyPurpose, KeyringError> {
        self.change(|text, entries| {
            let Entry { line, purpose, .. } = *find(entries, id)?;
            let at = first_line(entries, purpose)?;
            let key = line_of(text, line).trim().trim_start_matches(file::NEXT);
            let new = [&note(today, purpose, id, IN_USE), key];
            Ok((edited(text, &new, at, Some(line)), purpose))
        })
    }

    /// Removes a key that is not in use. What was made with it is worth nothing from now on.
    ///
    /// # Errors
    /// [`KeyringError::Unknown`], [`KeyringError::InUse`]; else as [`KeyFile::add`].
    pub fn retire(&self, id: &str, today: Date) -> Result<KeyPurpose, KeyringError> {
        self.change(|text, entries| {
            let Entry { line, purpose, .. } = *find(entries, id)?;
            if first_line(entries, purpose)? == line {
                return Err(KeyringError::InUse {
                    id: id.to_owned(),
                    purpose: purpose.name(),
                });
            }
            let new = [note(today, purpose, id, "retired")];
            Ok((
                edited(text, &new.each_ref().map(String::as_str), line, Some(line)),
                purpose,
            ))
        })
    }

    /// Starts the epochs anew, whether or not there are some. Nothing that is sealed now ever opens again.
    ///
    /// # Errors
    /// [`KeyringError`] when the file cannot be written.
    pub fn new_epochs(&self) -> Result<(), KeyringError> {
        let _turn = Turn::take(&self.path)?;
        Epochs::create(&Keyring::epochs_beside(&self.path))
    }

    fn change<T>(
        &self,
        edit: impl FnOnce(&str, &[Entry]) -> Result<(Zeroizing<String>, T), KeyringError>,
    ) -> Result<T, KeyringError> {
        let _turn = Turn::take(&self.path)?;
        let text = disk::read(&self.path)?;
        let (changed, outcome) = edit(&text, &file::parse(&text)?)?;
        // What could not be read at the next start is not written.
        Keys::parse(&changed)?;
        disk::replace(&self.path, &changed)?;
        Ok(outcome)
    }
}

fn find<'a>(entries: &'a [Entry], id: &str) -> Result<&'a Entry, KeyringError> {
    entries
        .iter()
        .find(|entry| entry.key.id().to_string() == id)
        .ok_or_else(|| KeyringError::Unknown { id: id.to_owned() })
}

fn first_line(entries: &[Entry], purpose: KeyPurpose) -> Result<usize, KeyringError> {
    let is_it = |entry: &&Entry| entry.purpose == purpose && !entry.is_next;
    let first = entries.iter().find(is_it);
    first.map(|entry| entry.line).ok_or(KeyringError::Missing {
        purpose: purpose.name(),
    })
}

fn note(today: Date, purpose: KeyPurpose, id: &str, what: &str) -> String {
    format!("# {today}: {} {id} {what}", purpose.name())
}

fn line_of(text: &str, line: usize) -> &str {
    text.lines().nth(line - 1).unwrap_or_default()
}

/// The text with new lines before the line `at`, counted from 1, and without the line `gone`.
fn edited(text: &str, new: &[&str], at: usize, gone: Option<usize>) -> Zeroizing<String> {
    let added: usize = new.iter().map(|line| line.len() + 1).sum();
    // Room for all of it at once, so that growing leaves no copies of keys behind.
    let mut out = Zeroizing::new(String::with_capacity(text.len() + added + 1));
    let mut push = |line: &str| {
        out.push_str(line);
        out.push('\n');
    };
    let before = at.saturating_sub(1);
    let kept = |(_, line): (usize, _)| line;
    let lines = || (1..).zip(text.lines());
    let stays = |(number, _): &(usize, &str)| Some(*number) != gone;
    lines()
        .take(before)
        .filter(stays)
        .map(kept)
        .for_each(&mut push);
    new.iter().copied().for_each(&mut push);
    lines()
        .skip(before)
        .filter(stays)
        .map(kept)
        .for_each(&mut push);
    out
}

#[cfg(test)]
mod tests;
