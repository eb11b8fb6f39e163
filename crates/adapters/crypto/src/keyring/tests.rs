use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::thread;

use super::testkit::{key_file, key_line};
use super::*;

fn refusal(text: &str) -> KeyringError {
    Keys::parse(text).err().unwrap()
}

#[test]
fn the_first_start_makes_keys_and_the_second_finds_them() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("keys");
    let made = Keyring::load_or_create(&path).unwrap();
    let found = Keyring::load_or_create(&path).unwrap();

    assert_eq!(made.fingerprint(), found.fingerprint());
    assert_eq!(
        fs::metadata(&path).unwrap().permissions().mode() & 0o777,
        0o600
    );
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    let other = tempfile::tempdir().unwrap();
    let elsewhere = Keyring::load_or_create(&other.path().join("keys")).unwrap();
    let (ours, theirs) = (made.fingerprint(), elsewhere.fingerprint());
    for (one, other) in ours.split(' ').zip(theirs.split(' ')) {
        assert_ne!(one, other);
    }
}

#[test]
fn nodes_that_start_together_end_with_the_same_keys() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("keys");
    let fingerprints: Vec<_> = thread::scope(|scope| {
        let nodes: Vec<_> = (0..16)
            .map(|_| scope.spawn(|| Keyring::load_or_create(&path).unwrap().fingerprint()))
            .collect();
        nodes.into_iter().map(|node| node.join().unwrap()).collect()
    });
    assert!(fingerprints.iter().all(|one| *one == fingerprints[0]));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn r82_a_file_open_to_others_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("keys");
    fs::write(&path, key_file(1)).unwrap();
    for mode in [0o640, 0o604, 0o660, 0o610] {
        fs::set_permissions(&path, Permissions::from_mode(mode)).unwrap();
        let refusal = Keyring::load_or_create(&path).err().unwrap();
        assert!(matches!(refusal, KeyringError::Exposed { mode: found, .. } if found == mode));
    }
    fs::set_permissions(&path, Permissions::from_mode(0o400)).unwrap();
    let epochs = folder.path().join("epochs");
    Epochs::create(&epochs).unwrap();
    assert!(Keyring::load_or_create(&path).is_ok());
    fs::set_permissions(&epochs, Permissions::from_mode(0o644)).unwrap();
    let refusal = Keyring::load_or_create(&path).err().unwrap();
    assert!(matches!(refusal, KeyringError::Exposed { path, .. } if path == epochs));
}

#[test]
fn r69_epochs_missing_beside_a_key_file_are_not_made_up() {
    let folder = tempfile::tempdir().unwrap();
    let (path, epochs) = (folder.path().join("keys"), folder.path().join("epochs"));
    let made = Keyring::load_or_create(&path).unwrap().fingerprint();
    fs::remove_file(&epochs).unwrap();
    let refusal = Keyring::load_or_create(&path).err().unwrap();
    assert!(matches!(refusal, KeyringError::EpochsMissing { path } if path == epochs));
    assert!(!epochs.exists());
    KeyFile::new(&path).new_epochs().unwrap();
    let anew = Keyring::load_or_create(&path).unwrap();
    assert_ne!(made, anew.fingerprint());
    fs::write(&epochs, "").unwrap();
    let refusal = Keyring::load_or_create(&path).err().unwrap();
    assert!(matches!(refusal, KeyringError::NotEpochs { path } if path == epochs));
}

#[test]
fn a_crash_between_the_two_files_is_mended_by_the_next_start() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("keys");
    let made = Keyring::load_or_create(&path).unwrap();
    fs::remove_file(&path).unwrap();
    let again = Keyring::load_or_create(&path).unwrap();
    let epochs = |ring: &Keyring| ring.fingerprint().rsplit_once(' ').unwrap().1.to_owned();
    assert_eq!(epochs(&made), epochs(&again));
    assert!(epochs(&made).starts_with("epochs="));
}

#[test]
fn a_changed_key_file_counts_at_once_and_a_damaged_one_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("keys");
    let ring = Keyring::load_or_create(&path).unwrap();
    let before = ring.fingerprint();
    fs::write(&path, "varco-keys 1\n").unwrap();
    assert_eq!(ring.fingerprint(), before);
    disk::replace(&path, &key_file(1)).unwrap();
    let after = ring.fingerprint();
    assert_ne!(after, before);
    fs::remove_file(&path).unwrap();
    assert_eq!(ring.fingerprint(), after);
}

#[test]
fn a_place_where_nothing_can_be_made_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    for path in [folder.path().join("absent/keys"), folder.path().to_owned()] {
        let refusal = Keyring::load_or_create(&path).err().unwrap();
        assert!(matches!(
            refusal,
            KeyringError::Io { .. } | KeyringError::Exposed { .. }
        ));
    }
}

#[test]
fn a_long_file_is_not_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("keys");
    fs::write(&path, "#".repeat(70_000)).unwrap();
    fs::set_permissions(&path, Permissions::from_mode(0o600)).unwrap();
    let refusal = Keyring::load_or_create(&path).err().unwrap();
    assert!(matches!(refusal, KeyringError::Io { .. }), "{refusal}");
}

#[test]
fn r82_bad_keys_are_refused_with_their_line() {
    let good = key_file(1);
    let with = |line: &str| refusal(&format!("{good}{line}"));
    let zeros = "A".repeat(43);

    for text in ["", "\n", "varco-keys 2\n", "varco-keys 11\n"] {
        assert!(matches!(refusal(text), KeyringError::UnknownVersion));
    }
    for line in [
        "vault",
        "valut AAAA",
        "a b c",
        "++vault AAAA",
        "+ vault AAAA",
    ] {
        assert!(
            matches!(with(line), KeyringError::Malformed { line: 6 }),
            "{line}"
        );
    }
    for line in [
        "vault AAAA",
        "vault Ł",
        "vault AAAA AAAA",
        &format!("vault {zeros}AA"),
    ] {
        assert!(
            matches!(with(line), KeyringError::WrongLength { line: 6 }),
            "{line}"
        );
    }
    assert!(matches!(
        with(&format!("vault {zeros}")),
        KeyringError::Monotonous { line: 6 }
    ));
    assert!(matches!(
        with(&key_line(KeyPurpose::Vault, 1)),
        KeyringError::Repeated { line: 6 }
    ));
    let under_another_purpose = key_line(KeyPurpose::Vault, 1).replace("vault", "pepper");
    assert!(matches!(
        with(&under_another_purpose),
        KeyringError::Repeated { line: 6 }
    ));
    for purpose in KeyPurpose::ALL {
        let without = good.replace(&key_line(purpose, 1), "");
        let missing = refusal(&without);
        let waiting = refusal(&format!("{without}+{}", key_line(purpose, 1)));
        assert!(matches!(waiting, KeyringError::Missing { .. }));
        assert!(matches!(missing, KeyringError::Missing { purpose: p } if p == purpose.name()));
    }
}

#[test]
fn r83_the_first_key_of_a_purpose_is_the_current_one() {
    let old = Keyring::of_bytes(1);
    let turned = Keys::parse(&format!(
        "varco-keys 1\n\n# turned on Monday\n{}{}",
        key_line(KeyPurpose::Pepper, 7),
        key_file(1).replace("varco-keys 1\n", "")
    ))
    .unwrap();
    let (before, after) = (old.keys(KeyPurpose::Pepper), turned.of(KeyPurpose::Pepper));
    assert_ne!(before.current().id(), after.current().id());
    assert!(after.find(before.current().id()).is_some());
    assert!(before.find(after.current().id()).is_none());
}

#[test]
fn r32_neither_debug_nor_fingerprint_show_material() {
    let ring = Keyring::of_bytes(b'k');
    for shown in [format!("{ring:?}"), ring.fingerprint()] {
        assert!(!shown.contains("kkk") && !shown.contains("a2tr") && !shown.contains("107, 107"));
    }
    let ids: Vec<_> = ring.fingerprint().split(' ').map(str::len).collect();
    assert_eq!(
        ids,
        ["token-digest", "vault", "pepper", "captcha", "epochs"].map(|name| name.len() + 9)
    );
}
