use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

use jiff::civil::date;
use secrecy::{ExposeSecret, SecretBox, SecretString};
use tempfile::TempDir;
use varco_domain::token::TokenPurpose;
use varco_ports::{Clock, SealContext, Sealed, TokenDigester, Vault};

use super::*;
use crate::keyring::testkit::{key_file, key_line};
use crate::keyring::{KeyInfo, KeyState};
use crate::{EnvelopeVault, HmacDigester, OsEntropy, SystemClock};

const TODAY: Date = date(2026, 11, 30);

fn folder() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("keys");
    Keyring::load_or_create(&path).unwrap();
    (folder, path)
}

fn list(file: &KeyFile) -> Vec<KeyInfo> {
    Keyring::load(&file.path).unwrap().list()
}

/// The ids of a purpose in this state.
fn ids_of(file: &KeyFile, purpose: KeyPurpose, state: KeyState) -> Vec<String> {
    let keys = list(file).into_iter();
    let of = keys.filter(|key| (key.purpose, key.state) == (purpose, state));
    of.map(|key| key.id.to_string()).collect()
}

/// The ids of a purpose, the one in use first.
fn ids(file: &KeyFile, purpose: KeyPurpose) -> Vec<String> {
    let [in_use, older] =
        [KeyState::InUse, KeyState::Older].map(|state| ids_of(file, purpose, state));
    assert_eq!(in_use.len(), 1);
    [in_use, older].concat()
}

#[test]
fn r83_a_rotated_key_is_in_use_and_the_one_before_stays_known() {
    let (_folder, path) = folder();
    let file = KeyFile::new(&path);
    let old = list(&file);
    assert_eq!(old.len(), 4);
    for purpose in KeyPurpose::ALL {
        let before = ids(&file, purpose);
        let new = file.rotate(purpose, TODAY).unwrap().to_string();
        assert_eq!(ids(&file, purpose), [new, before[0].clone()]);
    }
    assert_eq!(list(&file).len(), 8);
    assert_eq!(
        fs::metadata(&path).unwrap().permissions().mode() & 0o777,
        0o600
    );
}

#[test]
fn r83_a_fleet_learns_a_key_before_any_node_uses_it() {
    let (_folder, path) = folder();
    let file = KeyFile::new(&path);
    let before = ids(&file, KeyPurpose::Vault);
    let new = file.add(KeyPurpose::Vault, TODAY).unwrap().to_string();
    assert_eq!(ids(&file, KeyPurpose::Vault), before);
    let next = || ids_of(&file, KeyPurpose::Vault, KeyState::Next);
    assert_eq!(next(), [new.as_str()]);
    assert_eq!(file.promote(&new, TODAY).unwrap(), KeyPurpose::Vault);
    assert_eq!(
        ids(&file, KeyPurpose::Vault),
        [new.clone(), before[0].clone()]
    );
    assert!(next().is_empty());
    assert_eq!(file.retire(&before[0], TODAY).unwrap(), KeyPurpose::Vault);
    assert_eq!(ids(&file, KeyPurpose::Vault), [new]);
}

#[test]
fn a_key_in_use_or_unknown_is_not_removed() {
    let (_folder, path) = folder();
    let file = KeyFile::new(&path);
    let before = fs::read(&path).unwrap();
    for key in list(&file) {
        let refused = file.retire(&key.id.to_string(), TODAY);
        assert!(matches!(refused, Err(KeyringError::InUse { .. })));
    }
    for id in ["", "00000000", "vault"] {
        for refused in [file.retire(id, TODAY), file.promote(id, TODAY)] {
            assert!(matches!(refused, Err(KeyringError::Unknown { .. })));
        }
    }
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn comments_stay_and_each_change_leaves_one() {
    let (_folder, path) = folder();
    let file = KeyFile::new(&path);
    let text = key_file(1).replace("vault", "\n# ours\nvault") + "# the end";
    disk::replace(&path, &text).unwrap();
    let [old] = ids(&file, KeyPurpose::Vault).try_into().unwrap();
    let new = file.rotate(KeyPurpose::Vault, TODAY).unwrap();
    file.retire(&old, date(2026, 12, 4)).unwrap();

    let written = disk::read(&path).unwrap();
    let mut lines: Vec<_> = written.lines().collect();
    let at = lines.iter().position(|line| *line == "# ours").unwrap();
    let changed: Vec<_> = lines.splice(at + 1..at + 4, []).collect();
    assert_eq!(changed[0], format!("# 2026-11-30: vault {new} now in use"));
    assert!(changed[1].starts_with("vault "));
    assert_eq!(changed[2], format!("# 2026-12-04: vault {old} retired"));
    let vault = key_line(KeyPurpose::Vault, 1);
    let rest: Vec<_> = text.lines().filter(|line| *line != vault.trim()).collect();
    assert_eq!(lines, rest);
}

#[test]
fn a_file_with_a_fault_is_not_changed() {
    let (_folder, path) = folder();
    let file = KeyFile::new(&path);
    for text in [
        key_file(1) + "valut AAAA\n",
        key_file(1).replace("captcha", "# captcha"),
    ] {
        disk::replace(&path, &text).unwrap();
        assert!(file.rotate(KeyPurpose::Vault, TODAY).is_err());
        assert_eq!(*disk::read(&path).unwrap(), text);
    }
    fs::remove_file(&path).unwrap();
    assert!(file.rotate(KeyPurpose::Vault, TODAY).is_err());
    assert!(!path.exists(), "a rotation makes no key file");
}

#[test]
fn operators_who_rotate_at_once_lose_no_key() {
    let (_folder, path) = folder();
    let file = KeyFile::new(&path);
    let made: Vec<_> = thread::scope(|scope| {
        let rotating = |_| scope.spawn(|| file.rotate(KeyPurpose::Pepper, TODAY).unwrap());
        let rotations: Vec<_> = (0..12).map(rotating).collect();
        rotations
            .into_iter()
            .map(|one| one.join().unwrap().to_string())
            .collect()
    });
    let found = ids(&file, KeyPurpose::Pepper);
    assert_eq!(found.len(), 13);
    assert!(made.iter().all(|id| found.contains(id)));
}

fn context() -> SealContext {
    SealContext {
        row: "1".to_owned(),
        subject: "person".to_owned(),
        target: "mail".to_owned(),
        version: 1,
        purpose: "mail",
    }
}

fn vault(path: &Path) -> EnvelopeVault {
    EnvelopeVault::new(&Keyring::load(path).unwrap(), Arc::new(OsEntropy))
}

/// Two processes seal and open without pause while keys are rotated and days destroyed.
#[test]
fn r83_rotating_the_vault_under_load_loses_nothing() {
    let (_folder, path) = folder();
    let (sealed, is_over) = (Mutex::new(Vec::<Sealed>::new()), AtomicBool::new(false));
    let now = SystemClock.now();
    thread::scope(|scope| {
        for process in [vault(&path), vault(&path)] {
            let (sealed, is_over) = (&sealed, &is_over);
            scope.spawn(move || {
                let secret = SecretBox::from(Box::<[u8]>::from(b"canary".as_slice()));
                while !is_over.load(Ordering::Relaxed) {
                    let one = process.seal(&secret, &context(), now).unwrap();
                    sealed.lock().unwrap().push(one);
                    let any = sealed.lock().unwrap().last().unwrap().clone();
                    let opened = process.open(&any, &context()).unwrap();
                    assert_eq!(opened.expose_secret(), b"canary");
                }
            });
        }
        for _ in 0..25 {
            KeyFile::new(&path)
                .rotate(KeyPurpose::Vault, TODAY)
                .unwrap();
            vault(&path).destroy(now).unwrap();
        }
        is_over.store(true, Ordering::Relaxed);
    });
    let (fresh, sealed) = (vault(&path), sealed.into_inner().unwrap());
    assert!(sealed.iter().all(|one| fresh.open(one, &context()).is_ok()));
    let keys: std::collections::HashSet<_> = sealed.iter().map(|one| &one.0[1..5]).collect();
    assert!(keys.len() > 1, "the running processes took the new keys up");
}

#[test]
fn r83_a_retired_key_opens_nothing_any_more() {
    let (_folder, path) = folder();
    let (file, running) = (KeyFile::new(&path), vault(&path));
    let secret = SecretBox::from(Box::<[u8]>::from(b"canary".as_slice()));
    let sealed = running
        .seal(&secret, &context(), SystemClock.now())
        .unwrap();
    let [old] = ids(&file, KeyPurpose::Vault).try_into().unwrap();
    file.rotate(KeyPurpose::Vault, TODAY).unwrap();
    assert!(running.open(&sealed, &context()).is_ok());
    file.retire(&old, TODAY).unwrap();
    assert!(running.open(&sealed, &context()).is_err());
}

#[test]
fn r83_tokens_outlive_a_rotation_and_die_with_their_key() {
    let (_folder, path) = folder();
    let file = KeyFile::new(&path);
    let running = HmacDigester::for_tokens(&Keyring::load(&path).unwrap());
    let token = SecretString::from("a token");
    let stored = running.digest(TokenPurpose::Session, &token);
    let [old] = ids(&file, KeyPurpose::TokenDigest).try_into().unwrap();
    file.rotate(KeyPurpose::TokenDigest, TODAY).unwrap();
    assert_ne!(running.digest(TokenPurpose::Session, &token), stored);
    assert!(
        running
            .digests(TokenPurpose::Session, &token)
            .contains(&stored)
    );
    file.retire(&old, TODAY).unwrap();
    assert!(
        !running
            .digests(TokenPurpose::Session, &token)
            .contains(&stored)
    );
}
