//! Where is searched: files, and the memory of a process.

use std::fs::{self, File};
use std::io::ErrorKind;
use std::os::unix::fs::FileExt as _;
use std::path::Path;

use anyhow::{Context as _, Result};
use serde_json::{Value, json};

use super::needles::Needles;

/// What was found somewhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// How many files, or areas of memory, were read.
    pub pieces: usize,
    /// How many bytes these had.
    pub bytes: usize,
    /// Each secret that stood there: how, and in what.
    pub found: Vec<String>,
}

impl Place {
    /// Searches something that was read.
    pub fn read(&mut self, needles: &Needles, name: &str, bytes: &[u8]) {
        self.pieces += 1;
        self.bytes += bytes.len();
        let found = needles.found_in(bytes).into_iter();
        self.found
            .extend(found.map(|what| format!("{what}: {name}")));
    }

    /// As JSON.
    pub fn to_json(&self) -> Value {
        json!({ "pieces": self.pieces, "bytes": self.bytes, "found": self.found })
    }
}

/// Every file below a folder.
///
/// # Errors
///
/// One cannot be read, but for those that have just gone.
pub fn files(folder: &Path, needles: &Needles) -> Result<Place> {
    let mut place = Place::default();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder)? {
            let entry = entry?;
            let (path, kind) = (entry.path(), entry.file_type()?);
            if kind.is_dir() {
                folders.push(path);
            } else if kind.is_file() {
                match fs::read(&path) {
                    Ok(bytes) => place.read(needles, &path.display().to_string(), &bytes),
                    Err(error) if error.kind() == ErrorKind::NotFound => {}
                    Err(error) => return Err(error).context(path.display().to_string()),
                }
            }
        }
    }
    Ok(place)
}

/// All that a process can write to, as a core file would hold it; none where nobody may look.
///
/// # Errors
///
/// There is no such process.
pub fn memory(process: u32, needles: &Needles) -> Result<Option<Place>> {
    let maps = fs::read_to_string(format!("/proc/{process}/maps"));
    let memory = File::open(format!("/proc/{process}/mem"));
    let (maps, memory) = match (maps, memory) {
        (Ok(maps), Ok(memory)) => (maps, memory),
        (Err(error), _) | (_, Err(error)) if error.kind() == ErrorKind::PermissionDenied => {
            return Ok(None);
        }
        (maps, memory) => (maps?, memory?),
    };
    let mut place = Place::default();
    for line in maps.lines() {
        let mut words = line.split_whitespace();
        let (Some(range), Some(rights)) = (words.next(), words.next()) else {
            continue;
        };
        let Some((start, end)) = range.split_once('-') else {
            continue;
        };
        let [start, end] = [start, end].map(|address| u64::from_str_radix(address, 16));
        let (start, end) = (start?, end?);
        if !rights.starts_with("rw") {
            continue;
        }
        let mut bytes = vec![0; usize::try_from(end - start)?];
        // What has gone meanwhile, or is none of ours to read, is no place for a secret.
        if memory.read_exact_at(&mut bytes, start).is_ok() {
            place.read(needles, words.last().unwrap_or("heap"), &bytes);
        }
    }
    Ok(Some(place))
}
