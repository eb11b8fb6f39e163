//! A backup on its way: in a folder of its own beside its place, until it is whole.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use tempfile::{Builder, TempDir, TempPath};

use super::{Digest, Fault};

/// How the name of the folder ends.
const PART: &str = ".part";

/// An empty file to write a backup into. Dropping it removes the file and whatever lies beside it.
#[derive(Debug)]
pub(crate) struct Unfinished {
    folder: TempDir,
    place: PathBuf,
    _turn: Turn,
}

impl Unfinished {
    /// Makes the file for the backup at `place`, readable by its owner alone.
    ///
    /// # Errors
    /// [`Fault::Taken`], [`Fault::Busy`], [`Fault::Io`].
    pub(crate) fn begin(place: &Path, data_dir: &Path) -> Result<Self, Fault> {
        let place = std::path::absolute(place).map_err(Fault::at(place))?;
        for name in [&place, &Digest::beside(&place)] {
            if name.symlink_metadata().is_ok() {
                return Err(Fault::Taken(name.clone()));
            }
        }
        let mut turn = Turn::take(data_dir)?;
        let beside = parent(&place);
        let mut name = place.file_name().unwrap_or_default().to_owned();
        name.push(".");
        let folder = Builder::new().prefix(&name).suffix(PART).tempdir_in(beside);
        let folder = folder.map_err(Fault::at(beside))?;
        turn.note(folder.path()).map_err(Fault::at(data_dir))?;
        let unfinished = Self {
            folder,
            place,
            _turn: turn,
        };
        let path = unfinished.path();
        private()
            .create_new(true)
            .open(&path)
            .map_err(Fault::at(&path))?;
        Ok(unfinished)
    }

    /// What to write into.
    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path().join("backup")
    }

    /// Puts the file into its place, with its digest beside it, both on the disk. Returns its length
    /// in bytes.
    ///
    /// # Errors
    /// [`Fault::Taken`] when somebody has used the name meanwhile, [`Fault::Io`].
    pub(crate) fn finish(self) -> Result<u64, Fault> {
        let (path, place) = (self.path(), self.place.as_path());
        let synced = File::open(&path).and_then(|file| file.sync_all().and(file.metadata()));
        let bytes = synced.map_err(Fault::at(&path))?.len();
        let beside = Digest::beside(place);
        // First the digest: where there is a backup, there is a digest.
        let line = Digest::of(&path)?.line(place);
        write(&beside, &line).map_err(Fault::at(&beside))?;
        if let Err(refused) =
            TempPath::try_from_path(path).and_then(|file| Ok(file.persist_noclobber(place)?))
        {
            let _ = fs::remove_file(&beside);
            return Err(match refused.kind() {
                io::ErrorKind::AlreadyExists => Fault::Taken(self.place),
                _ => Fault::at(place)(refused),
            });
        }
        let folder = parent(place);
        let synced = File::open(folder).and_then(|folder| folder.sync_all());
        synced.map_err(Fault::at(folder))?;
        Ok(bytes)
    }
}

fn write(path: &Path, text: &str) -> io::Result<()> {
    let mut file = private().create_new(true).open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

fn parent(place: &Path) -> &Path {
    place.parent().unwrap_or(place)
}

fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true).write(true).mode(0o600);
    options
}

/// The right of one process at a time to write backups. Its file says where the unfinished one is, so
/// that whoever comes after a killed process removes what that has left.
#[derive(Debug)]
struct Turn(File);

impl Turn {
    fn take(data_dir: &Path) -> Result<Self, Fault> {
        let path = data_dir.join("backup");
        let opened = private().create(true).truncate(false).open(&path);
        let file = opened.map_err(Fault::at(&path))?;
        file.try_lock().map_err(|refused| match refused {
            fs::TryLockError::WouldBlock => Fault::Busy,
            fs::TryLockError::Error(error) => Fault::at(&path)(error),
        })?;
        let mut turn = Self(file);
        turn.tidy_up().map_err(Fault::at(&path))?;
        Ok(turn)
    }

    fn tidy_up(&mut self) -> io::Result<()> {
        let mut left = String::new();
        self.0.read_to_string(&mut left)?;
        if left.ends_with(PART) && fs::remove_dir_all(&left).is_ok() {
            tracing::info!(folder = left, "removed what a killed backup had left");
        }
        Ok(())
    }

    fn note(&mut self, path: &Path) -> io::Result<()> {
        self.clear()?;
        self.0.write_all(path.as_os_str().as_encoded_bytes())?;
        self.0.sync_all()
    }

    fn clear(&mut self) -> io::Result<()> {
        self.0.rewind()?;
        self.0.set_len(0)
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        // A name that stays is one at which nothing is.
        let _ = self.clear();
    }
}
