//! SHA-256 of a backup, in a file beside it that `sha256sum --check` understands: the formats of the
//! databases do not notice every changed bit.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use sha2::Sha256;
use sha2::digest::Digest as _;

use super::Fault;

/// The digest of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Digest(String);

impl Digest {
    /// Where the digest of a backup lies.
    pub(crate) fn beside(backup: &Path) -> PathBuf {
        let mut name = backup.as_os_str().to_owned();
        name.push(".sha256");
        name.into()
    }

    /// Reads the whole file.
    pub(super) fn of(path: &Path) -> Result<Self, Fault> {
        let mut file = File::open(path).map_err(Fault::at(path))?;
        let mut hash = Sha256::new();
        let mut buffer = vec![0; 1 << 16];
        loop {
            let length = file.read(&mut buffer).map_err(Fault::at(path))?;
            match buffer.get(..length) {
                Some(read) if length > 0 => hash.update(read),
                _ => break,
            }
        }
        let mut hex = String::new();
        for byte in hash.finalize() {
            // Writing into a string does not fail.
            let _ = write!(hex, "{byte:02x}");
        }
        Ok(Self(hex))
    }

    /// The line for the file beside the backup.
    pub(super) fn line(&self, backup: &Path) -> String {
        let name = backup.file_name().unwrap_or_default();
        format!("{}  {}\n", self.0, name.to_string_lossy())
    }
}

/// Compares a backup with the digest beside it; returns whether there is one.
///
/// # Errors
/// [`Fault::Changed`] when they do not fit.
pub(crate) fn check(backup: &Path) -> Result<bool, Fault> {
    File::open(backup).map_err(Fault::at(backup))?;
    let beside = Digest::beside(backup);
    let line = match fs::read_to_string(&beside) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
        line => line.map_err(Fault::at(&beside))?,
    };
    if line.split_whitespace().next() == Some(Digest::of(backup)?.0.as_str()) {
        Ok(true)
    } else {
        Err(Fault::Changed(backup.to_owned()))
    }
}
