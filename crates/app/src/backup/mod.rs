//! Files of backups: whole or not there, for their owner alone, never overwritten, with a digest beside
//! them.

mod digest;
mod unfinished;

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;
use varco_storage_seaorm::backup::BackupError;

pub(crate) use digest::{Digest, check};
pub(crate) use unfinished::Unfinished;

/// Why there is no backup, or nothing is restored.
#[derive(Debug, Error)]
pub enum Fault {
    /// The database, or what is in the file.
    #[error(transparent)]
    Backup(#[from] BackupError),
    /// The name is taken.
    #[error("{} is there already, and a backup overwrites nothing: give another name", .0.display())]
    Taken(PathBuf),
    /// One at a time.
    #[error("another `varco backup` runs with this data folder: wait for its end")]
    Busy,
    /// Somebody has asked it to stop.
    #[error("stopped: there is no backup")]
    Stopped,
    /// The file has changed since it was written.
    #[error("{} is damaged: its digest is not the one in the file beside it; use another one", .0.display())]
    Changed(PathBuf),
    /// The operating system.
    #[error("{}: {error}", path.display())]
    Io {
        /// Which file or folder.
        path: PathBuf,
        /// What came of it.
        error: io::Error,
    },
}

impl Fault {
    /// For `map_err`.
    fn at(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |error| Self::Io { path, error }
    }
}
