//! The key file: reading, making and understanding it.

use std::fs::File;
use std::io::{self, ErrorKind, Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use base64ct::{Base64UrlUnpadded, Encoding};
use secrecy::{ExposeSecret, SecretBox};
use varco_ports::Entropy;
use zeroize::Zeroizing;

use super::key::Key;
use super::{KeyPurpose, KeyringError};
use crate::OsEntropy;

const FIRST_LINE: &str = "varco-keys 1";
const HEADER: &str = "\
# Whoever has this file and the database opens what is sealed and can try passwords. Keep it readable
# by its owner only, and apart from the backups of the database. The first key of a purpose is the one
# in use; the others open what they once closed. To turn a key, write a new line above the old one.
";
/// Room for hundreds of keys; whatever is longer is some other file.
const MAX_BYTES: usize = 64 * 1024;

pub(super) fn read_or_create(path: &Path) -> Result<Zeroizing<String>, KeyringError> {
    let io_error = |source| KeyringError::Io {
        path: path.to_owned(),
        source,
    };
    let file = match File::open(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            create(path).and_then(|()| File::open(path))
        }
        opened => opened,
    }
    .map_err(io_error)?;
    let mode = file.metadata().map_err(io_error)?.permissions().mode() & 0o777;
    if mode & 0o077 != 0 {
        return Err(KeyringError::Exposed {
            path: path.to_owned(),
            mode,
        });
    }
    read(file).map_err(io_error)
}

fn read(file: File) -> io::Result<Zeroizing<String>> {
    if file.metadata()?.len() > MAX_BYTES as u64 {
        return Err(io::Error::new(ErrorKind::FileTooLarge, "not a key file"));
    }
    // Room for all of it at once, so that growing leaves no copies of keys behind.
    let mut text = Zeroizing::new(String::with_capacity(MAX_BYTES));
    file.take(MAX_BYTES as u64).read_to_string(&mut text)?;
    Ok(text)
}

/// Writes a new file beside the place and moves it there, unless somebody was faster.
fn create(path: &Path) -> io::Result<()> {
    let folder = match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    // Mode 0600 from the first moment.
    let mut file = tempfile::Builder::new()
        .prefix(".varco-keys-")
        .tempfile_in(folder)?;
    file.write_all(fresh().as_bytes())?;
    file.as_file().sync_all()?;
    match file.persist_noclobber(path) {
        Err(error) if error.error.kind() != ErrorKind::AlreadyExists => return Err(error.error),
        _ => {}
    }
    File::open(folder)?.sync_all()
}

fn fresh() -> Zeroizing<String> {
    let mut text = Zeroizing::new(String::with_capacity(1024));
    text.push_str(FIRST_LINE);
    text.push('\n');
    text.push_str(HEADER);
    for purpose in KeyPurpose::ALL {
        let mut material = Zeroizing::new([0; 32]);
        OsEntropy.fill(material.as_mut_slice());
        let encoded = Zeroizing::new(Base64UrlUnpadded::encode_string(material.as_slice()));
        for part in [purpose.name(), " ", &encoded, "\n"] {
            text.push_str(part);
        }
    }
    text
}

/// Every key with its purpose, in the order of the file.
pub(super) fn parse(text: &str) -> Result<Vec<(KeyPurpose, Key)>, KeyringError> {
    let mut lines = text
        .lines()
        .enumerate()
        .map(|(at, line)| (at + 1, line.trim()));
    if lines.next().is_none_or(|(_, line)| line != FIRST_LINE) {
        return Err(KeyringError::UnknownVersion);
    }
    let mut keys: Vec<(KeyPurpose, Key)> = Vec::new();
    for (line, content) in lines {
        if content.is_empty() || content.starts_with('#') {
            continue;
        }
        let (name, encoded) = content
            .split_once(' ')
            .ok_or(KeyringError::Malformed { line })?;
        let purpose = KeyPurpose::ALL
            .into_iter()
            .find(|purpose| purpose.name() == name)
            .ok_or(KeyringError::Malformed { line })?;
        let material = decode(encoded.trim(), line)?;
        if keys
            .iter()
            .any(|(_, key)| key.material() == material.expose_secret())
        {
            return Err(KeyringError::Repeated { line });
        }
        keys.push((purpose, Key::new(purpose, material)));
    }
    Ok(keys)
}

fn decode(encoded: &str, line: usize) -> Result<SecretBox<[u8; 32]>, KeyringError> {
    let mut material = Zeroizing::new([0; 32]);
    Base64UrlUnpadded::decode(encoded, material.as_mut_slice())
        .ok()
        .filter(|decoded| decoded.len() == 32)
        .ok_or(KeyringError::WrongLength { line })?;
    let [first, rest @ ..] = *material;
    if rest.iter().all(|byte| *byte == first) {
        return Err(KeyringError::Monotonous { line });
    }
    Ok(SecretBox::init_with_mut(|key: &mut [u8; 32]| {
        key.copy_from_slice(material.as_slice());
    }))
}
