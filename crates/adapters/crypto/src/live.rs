//! A value read from a file that may change while we run.

use std::fmt::Debug;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use crate::disk::Stamp;
use crate::keyring::KeyringError;

/// Looks at its file at every use (one call of the system) and reads it again when it is another one,
/// so that a command takes effect in every process of the machine at once. A file that cannot be read
/// any more is reported once and changes nothing.
#[derive(Debug)]
pub(crate) struct Live<T> {
    path: PathBuf,
    read: fn(&Path) -> Result<T, KeyringError>,
    last: RwLock<(Option<Stamp>, Arc<T>)>,
}

impl<T: Debug> Live<T> {
    pub(crate) fn open(
        path: &Path,
        read: fn(&Path) -> Result<T, KeyringError>,
    ) -> Result<Self, KeyringError> {
        // The stamp first: what changes in between is read once more, not missed.
        let stamp = Stamp::of(path);
        let value = Arc::new(read(path)?);
        Ok(Self {
            path: path.to_owned(),
            read,
            last: RwLock::new((stamp, value)),
        })
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// What the file says now, or said last.
    pub(crate) fn get(&self) -> Arc<T> {
        let stamp = Stamp::of(&self.path);
        {
            let last = self.last.read().unwrap_or_else(PoisonError::into_inner);
            if last.0 == stamp {
                return Arc::clone(&last.1);
            }
        }
        let mut last = self.last.write().unwrap_or_else(PoisonError::into_inner);
        if last.0 != stamp {
            last.0 = stamp;
            match (self.read)(&self.path) {
                Ok(value) => {
                    tracing::info!(file = %self.path.display(), now = ?value, "keys read again");
                    last.1 = Arc::new(value);
                }
                Err(error) => {
                    tracing::error!(%error, "keys cannot be read again; those read before stay in use");
                }
            }
        }
        Arc::clone(&last.1)
    }
}

#[cfg(test)]
impl<T: Debug> Live<T> {
    /// A value without a file.
    pub(crate) fn fixed(value: T) -> Self {
        Self {
            path: PathBuf::from("/nonexistent/keys"),
            read: |path| {
                Err(KeyringError::NotEpochs {
                    path: path.to_owned(),
                })
            },
            last: RwLock::new((None, Arc::new(value))),
        }
    }
}
