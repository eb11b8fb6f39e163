//! What opens a door is kept nowhere as it is (I6).

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::Result;

/// Files below the folder in which one of the secrets stands: database and its log, keys, what the
/// processes say.
///
/// # Errors
///
/// A file cannot be read.
pub fn kept(folder: &Path, secrets: &BTreeSet<String>) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(kept(&path, secrets)?);
            continue;
        }
        let bytes = fs::read(&path)?;
        let is_there = |secret: &String| {
            let mut windows = bytes.windows(secret.len());
            windows.any(|window| window == secret.as_bytes())
        };
        if secrets.iter().any(is_there) {
            found.push(format!("I6: a secret stands in {}", path.display()));
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_there_is_found_however_deep() -> Result<()> {
        let folder = tempfile::tempdir()?;
        fs::create_dir(folder.path().join("a"))?;
        fs::write(folder.path().join("a/b"), b"\0\xffsegreto\0")?;
        assert_eq!(
            kept(folder.path(), &["segreto".to_owned()].into())?.len(),
            1
        );
        assert_eq!(kept(folder.path(), &["altro".to_owned()].into())?.len(), 0);
        Ok(())
    }
}
