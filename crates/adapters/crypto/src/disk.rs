//! Small secret files: whole or not at all, for their owner alone, written by one at a time.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read, Seek, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt, chown, fchown};
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use crate::keyring::KeyringError;

/// Room for hundreds of keys; whatever is longer is some other file.
const MAX_BYTES: usize = 64 * 1024;

/// The right to write to the files of a folder, held until dropped. It lies on the folder itself: a file
/// is replaced by another one under the same name, and a lock on it would go with the old one. The
/// system lets go of it when the process dies.
#[derive(Debug)]
pub(crate) struct Turn(#[expect(dead_code, reason = "held for its lock")] File);

impl Turn {
    /// Waits for the folder of this file.
    pub(crate) fn take(path: &Path) -> Result<Self, KeyringError> {
        let folder = folder(path);
        File::open(folder)
            .and_then(|opened| opened.lock().map(|()| Self(opened)))
            .map_err(KeyringError::io(folder))
    }
}

/// Tells one state of a file from the next, without reading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stamp {
    inode: u64,
    changed: (i64, i64),
    bytes: u64,
}

impl Stamp {
    /// `None` when the file is not to be seen.
    pub(crate) fn of(path: &Path) -> Option<Self> {
        let found = fs::metadata(path).ok()?;
        Some(Self {
            inode: found.ino(),
            changed: (found.ctime(), found.ctime_nsec()),
            bytes: found.len(),
        })
    }
}

/// Whether there is something under this name.
pub(crate) fn exists(path: &Path) -> Result<bool, KeyringError> {
    path.try_exists().map_err(KeyringError::io(path))
}

/// The text of a file that only its owner may read and write.
pub(crate) fn read(path: &Path) -> Result<Zeroizing<String>, KeyringError> {
    loop {
        let mut file = File::open(path).map_err(KeyringError::io(path))?;
        let mode = file
            .metadata()
            .map_err(KeyringError::io(path))?
            .permissions()
            .mode()
            & 0o777;
        if mode & 0o077 != 0 {
            return Err(KeyringError::Exposed {
                path: path.to_owned(),
                mode,
            });
        }
        let text = read_all(&mut file);
        // Replaced while it was being read, and so perhaps wiped: what replaced it is there.
        if file.metadata().map_err(KeyringError::io(path))?.nlink() > 0 {
            return text.map_err(KeyringError::io(path));
        }
    }
}

fn read_all(file: &mut File) -> io::Result<Zeroizing<String>> {
    if file.metadata()?.len() > MAX_BYTES as u64 {
        return Err(io::Error::new(ErrorKind::FileTooLarge, "not a key file"));
    }
    // Room for all of it at once, so that growing leaves no copies of keys behind.
    let mut text = Zeroizing::new(String::with_capacity(MAX_BYTES));
    file.take(MAX_BYTES as u64).read_to_string(&mut text)?;
    Ok(text)
}

/// Puts a file in the place of another one, or where there was none: readers see the old text or the
/// new one, and after a crash there is one of them. Owner and mode stay as they were. The bytes of the
/// old file are overwritten, which is as much as a program can do: a file system that copies on write,
/// a snapshot, or the wear levelling of a disk may still hold them.
///
/// Whoever calls holds the [`Turn`]. The new file is written under one fixed name, not a random one as
/// `tempfile` would have it, so that what a crash leaves behind is gone with the next change.
pub(crate) fn replace(path: &Path, text: &str) -> Result<(), KeyringError> {
    // The file itself, should the name be a link to it.
    let path = &fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let draft = &draft(path);
    write_and_move(path, draft, text).map_err(|error| {
        // Better no draft than a forgotten one.
        let _ = fs::remove_file(draft);
        KeyringError::io(path)(error)
    })
}

fn write_and_move(path: &Path, draft: &Path, text: &str) -> io::Result<()> {
    if text.len() > MAX_BYTES {
        return Err(io::Error::new(ErrorKind::FileTooLarge, "no room for more"));
    }
    match fs::remove_file(draft) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(draft)?;
    take_after(path, draft, &file)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    // A file that its owner may not write is still replaced; then its bytes are left to the system.
    let old = OpenOptions::new().write(true).open(path).ok();
    fs::rename(draft, path)?;
    File::open(folder(path))?.sync_all()?;
    old.map_or(Ok(()), wipe)
}

/// Gives the draft the owner and the mode of the file that it will replace: a command run by root must
/// not shut the service out. A first file goes to the owner of its folder, if we may give it away.
fn take_after(path: &Path, draft: &Path, file: &File) -> io::Result<()> {
    let ours = file.metadata()?;
    match fs::metadata(path) {
        Ok(old) => {
            if (old.uid(), old.gid()) != (ours.uid(), ours.gid()) {
                fchown(file, Some(old.uid()), Some(old.gid()))?;
            }
            file.set_permissions(old.permissions())
        }
        Err(error) if error.kind() == ErrorKind::NotFound => {
            let folder = fs::metadata(folder(path))?;
            let _ = chown(draft, Some(folder.uid()), Some(folder.gid()));
            Ok(())
        }
        Err(error) => Err(error),
    }
}

fn wipe(mut file: File) -> io::Result<()> {
    let zeros = vec![0; usize::try_from(file.metadata()?.len()).unwrap_or(MAX_BYTES)];
    file.rewind()?;
    file.write_all(&zeros)?;
    file.sync_all()
}

fn draft(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".new");
    PathBuf::from(name)
}

fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    }
}

#[cfg(test)]
mod tests;
