use std::fs;
use std::path::{Path, PathBuf};

use base64ct::{Base64, Base64UrlUnpadded, Encoding};
use jiff::SignedDuration;
use proptest::prelude::*;
use tempfile::TempDir;

use super::*;
use crate::keyring::testkit::key_line;
use crate::{OsEntropy, SystemClock};
use varco_ports::Clock;

const CANARY: &[u8] = b"canarino-Qz8!canarino";

fn vault(byte: u8) -> EnvelopeVault {
    EnvelopeVault::new(&Keyring::of_bytes(byte), Arc::new(OsEntropy))
}

/// A vault over the files of a folder, as a process of its own would have it.
fn vault_of(keys: &Path) -> EnvelopeVault {
    EnvelopeVault::new(&Keyring::load_or_create(keys).unwrap(), Arc::new(OsEntropy))
}

fn folder() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let keys = folder.path().join("keys");
    (folder, keys)
}

fn context(row: &str) -> SealContext {
    SealContext {
        row: row.to_owned(),
        subject: "person".to_owned(),
        target: "mail".to_owned(),
        version: 1,
        purpose: "one-time-password",
    }
}

fn secret(bytes: &[u8]) -> SecretBox<[u8]> {
    SecretBox::from(Box::<[u8]>::from(bytes))
}

/// Noon of the day on which the epochs of [`Keyring::of_bytes`] begin.
fn noon() -> Timestamp {
    "2026-11-30T12:00:00Z".parse().unwrap()
}

fn days(count: i64) -> SignedDuration {
    SignedDuration::from_hours(24 * count)
}

fn is_tampered(result: &Result<SecretBox<[u8]>, VaultError>) -> bool {
    matches!(result, Err(VaultError::Tampered))
}

fn is_gone(result: &Result<SecretBox<[u8]>, VaultError>) -> bool {
    matches!(result, Err(VaultError::KeyGone { .. }))
}

fn opens(vault: &EnvelopeVault, sealed: &Sealed) -> bool {
    vault
        .open(sealed, &context("1"))
        .is_ok_and(|opened| opened.expose_secret() == CANARY)
}

#[test]
fn r68_the_envelope_is_the_documented_one() {
    let ring = Keyring::of_bytes(1);
    let key = ring.keys(KeyPurpose::Vault);
    let at = noon() + days(2);
    let Sealed(bytes) = vault(1).seal(&secret(CANARY), &context("7"), at).unwrap();

    let header = [
        [2].as_slice(),
        &key.current().id().to_bytes(),
        &[0, 0, 0, 0x2a],
        &20_789_u32.to_be_bytes(),
    ]
    .concat();
    assert_eq!(bytes[..13], header);
    let of_day = ring.epochs().key(Day::of(at)).unwrap();
    let kek = hmac_sha256(key.current().material(), &[b"varco kek", of_day.as_slice()]);
    let aad = [
        header.as_slice(),
        b"\0\0\0\0\0\0\0\x11one-time-password",
        b"\0\0\0\0\0\0\0\x017",
        b"\0\0\0\0\0\0\0\x06person",
        b"\0\0\0\0\0\0\0\x04mail",
        b"\0\0\0\0\0\0\0\x01",
    ]
    .concat();
    let dek = decrypt(
        &kek,
        bytes[13..37].try_into().unwrap(),
        &aad,
        &bytes[37..85],
    )
    .unwrap();
    let dek = <[u8; 32]>::try_from(dek.as_slice()).unwrap();
    let body = decrypt(
        &dek,
        bytes[85..109].try_into().unwrap(),
        &aad,
        &bytes[109..],
    );
    assert_eq!(body.unwrap().as_slice(), CANARY);
}

#[test]
fn r68_two_seals_of_one_secret_share_nothing_but_the_header() {
    let vault = vault(1);
    let [first, second] =
        [(); 2].map(|()| vault.seal(&secret(b"x"), &context("1"), noon()).unwrap().0);
    assert_eq!(first[..13], second[..13]);
    assert_ne!(first[13..37], second[13..37]);
    assert_ne!(first[37..85], second[37..85]);
    assert_ne!(first[85..], second[85..]);
    assert_eq!(first.len(), 13 + 24 + 48 + 24 + 1 + 16);
}

#[test]
fn r83_an_older_key_opens_and_a_lost_key_is_named() {
    let before = vault(1);
    let sealed = before.seal(&secret(CANARY), &context("1"), noon()).unwrap();
    let rotated = Keyring::of_bytes_with(20, &key_line(KeyPurpose::Vault, 1));
    let after = EnvelopeVault::new(&rotated, Arc::new(OsEntropy));
    assert!(opens(&after, &sealed));

    let resealed = after.seal(&secret(CANARY), &context("1"), noon()).unwrap();
    let lost = before.open(&resealed, &context("1")).err().unwrap();
    let id = rotated.keys(KeyPurpose::Vault).current().id().to_string();
    assert!(matches!(lost, VaultError::KeyGone { key_id } if key_id == id));
}

#[test]
fn r68_nothing_of_the_context_can_be_swapped() {
    let vault = vault(1);
    let sealed = vault.seal(&secret(b"x"), &context("1"), noon()).unwrap();
    let swaps: [fn(&mut SealContext); 8] = [
        |it| it.row = "2".to_owned(),
        |it| it.subject = "another".to_owned(),
        |it| it.target = "sidi".to_owned(),
        |it| it.version = 2,
        |it| it.version = -1,
        |it| it.purpose = "mail",
        // The border between two of them is sealed too.
        |it| (it.row, it.subject) = ("1p".to_owned(), "erson".to_owned()),
        |it| (it.subject, it.target) = ("mail".to_owned(), "person".to_owned()),
    ];
    for swap in swaps {
        let mut other = context("1");
        swap(&mut other);
        assert!(is_tampered(&vault.open(&sealed, &other)), "{other:?}");
    }
}

#[test]
fn r69_what_was_sealed_opens_until_its_day_is_destroyed_and_never_again() {
    let (folder, keys) = folder();
    let vault = vault_of(&keys);
    let now = SystemClock.now();
    let canary = secret(CANARY);
    let today = vault.seal(&canary, &context("1"), now).unwrap();
    let tomorrow = vault.seal(&canary, &context("1"), now + days(1)).unwrap();

    vault.destroy(now).unwrap();
    assert!(opens(&vault, &today), "the day itself is not over");
    vault.destroy(now + days(1)).unwrap();
    assert!(is_gone(&vault.open(&today, &context("1"))));
    assert!(is_gone(&vault_of(&keys).open(&today, &context("1"))));
    assert!(opens(&vault, &tomorrow) && opens(&vault_of(&keys), &tomorrow));

    // Whoever had saved the envelope has nothing, with all that lies in the folder.
    let left: Vec<u8> = fs::read_dir(folder.path())
        .unwrap()
        .flat_map(|entry| fs::read(entry.unwrap().path()).unwrap())
        .collect();
    for form in [
        String::from_utf8(CANARY.to_vec()).unwrap(),
        Base64::encode_string(CANARY),
        Base64UrlUnpadded::encode_string(CANARY),
    ] {
        for place in [&left, &today.0, &tomorrow.0] {
            assert!(
                !place
                    .windows(form.len())
                    .any(|part| part == form.as_bytes())
            );
        }
    }
}

#[test]
fn r69_no_day_of_todays_files_opens_what_an_older_day_sealed() {
    let (_folder, keys) = folder();
    let vault = vault_of(&keys);
    let now = SystemClock.now();
    let sealed = vault.seal(&secret(CANARY), &context("1"), now).unwrap();
    vault.destroy(now + days(2)).unwrap();
    let later = Day::of(now + days(2)).to_bytes();
    for ahead in 0..400 {
        // An attacker may write any day into the envelope.
        let mut forged = sealed.clone();
        let day = u32::from_be_bytes(later) + ahead;
        forged.0[9..13].copy_from_slice(&day.to_be_bytes());
        assert!(is_tampered(&vault.open(&forged, &context("1"))));
    }
}

#[test]
fn r69_nodes_with_the_same_files_open_each_others_secrets_wherever_they_stand() {
    let (_folder, ours) = folder();
    let here = vault_of(&ours);
    let (other_folder, theirs) = folder();
    for name in ["keys", "epochs"] {
        fs::copy(ours.with_file_name(name), other_folder.path().join(name)).unwrap();
    }
    let there = vault_of(&theirs);
    let now = SystemClock.now();
    // We go ahead, they stay behind.
    here.destroy(now + days(1)).unwrap();
    let from_us = here
        .seal(&secret(CANARY), &context("1"), now + days(1))
        .unwrap();
    let from_them = there.seal(&secret(CANARY), &context("1"), now).unwrap();
    assert!(opens(&there, &from_us) && opens(&there, &from_them));
    // What is over here is left to who still has it.
    assert!(is_gone(&here.open(&from_them, &context("1"))));
    there.destroy(now + days(1)).unwrap();
    assert!(opens(&there, &from_us) && is_gone(&there.open(&from_them, &context("1"))));
}

#[test]
fn nodes_with_different_epochs_leave_each_others_secrets_alone() {
    let (_folder, ours) = folder();
    let here = vault_of(&ours);
    let now = SystemClock.now();
    let sealed = here.seal(&secret(CANARY), &context("1"), now).unwrap();
    crate::KeyFile::new(&ours).new_epochs().unwrap();
    assert!(
        is_gone(&here.open(&sealed, &context("1"))),
        "not taken for tampered with"
    );
}

#[test]
fn fi6_a_wrong_clock_keeps_nobody_from_sealing_and_opening() {
    let (_folder, keys) = folder();
    let vault = vault_of(&keys);
    for at in [
        "1970-01-01T00:00:00Z",
        "0001-01-01T00:00:00Z",
        "2036-12-01T00:00:00Z",
        "9999-12-30T00:00:00Z",
    ] {
        let at = at.parse().unwrap();
        let sealed = vault.seal(&secret(CANARY), &context("1"), at).unwrap();
        assert!(opens(&vault, &sealed), "{at}");
    }
}

#[test]
fn fi6_a_refused_destruction_says_why_and_loses_nothing() {
    let (_folder, keys) = folder();
    let vault = vault_of(&keys);
    let now = SystemClock.now();
    let sealed = vault.seal(&secret(CANARY), &context("1"), now).unwrap();
    let refused = vault.destroy(now + days(3_650));
    assert!(matches!(refused, Err(VaultError::Unavailable { reason }) if reason.contains("clock")));
    assert!(opens(&vault, &sealed));
}

proptest! {
    #[test]
    fn what_is_sealed_opens_in_its_context(
        bytes: Vec<u8>,
        texts in prop::array::uniform3(".{0,8}"),
        version: i64,
        at in -100..400_i64,
    ) {
        let vault = vault(1);
        let [row, subject, target] = texts;
        let context = SealContext { row, subject, target, version, purpose: "mail" };
        let sealed = vault.seal(&secret(&bytes), &context, noon() + days(at)).unwrap();
        let opened = vault.open(&sealed, &context).unwrap();
        prop_assert_eq!(opened.expose_secret(), &bytes);
    }

    #[test]
    fn r68_another_context_opens_nothing(
        texts in prop::array::uniform3("[a-c]{0,3}"),
        others in prop::array::uniform3("[a-c]{0,3}"),
        versions in prop::array::uniform2(-2..3_i64),
    ) {
        let vault = vault(1);
        let of = |[row, subject, target]: [String; 3], version| SealContext {
            row, subject, target, version, purpose: "mail",
        };
        let (one, other) = (of(texts, versions[0]), of(others, versions[1]));
        let sealed = vault.seal(&secret(b"x"), &one, noon()).unwrap();
        prop_assert_eq!(vault.open(&sealed, &other).is_ok(), one == other);
    }

    #[test]
    fn r68_a_flipped_bit_anywhere_does_not_open(
        bytes: Vec<u8>,
        at: prop::sample::Index,
        bit in 0..8_u8,
    ) {
        let vault = vault(1);
        let mut sealed = vault.seal(&secret(&bytes), &context("1"), noon() + days(9)).unwrap();
        let at = at.index(sealed.0.len());
        sealed.0[at] ^= 1 << bit;
        let opened = vault.open(&sealed, &context("1"));
        // A changed id or day may name a key that nobody has; everything else is plainly changed.
        let names_no_key = (1..13).contains(&at) && is_gone(&opened);
        prop_assert!(names_no_key || is_tampered(&opened));
    }

    #[test]
    fn r69_another_day_does_not_open(at in 0..50_u32, other in 0..50_u32) {
        let vault = vault(1);
        let mut sealed = vault
            .seal(&secret(b"x"), &context("1"), noon() + days(i64::from(at)))
            .unwrap();
        sealed.0[9..13].copy_from_slice(&(20_787 + other).to_be_bytes());
        prop_assert_eq!(vault.open(&sealed, &context("1")).is_ok(), at == other);
    }

    #[test]
    fn a_cut_or_lengthened_secret_does_not_open(bytes: Vec<u8>, at: prop::sample::Index) {
        let vault = vault(1);
        let sealed = vault.seal(&secret(&bytes), &context("1"), noon()).unwrap();
        let cut = Sealed(sealed.0[..at.index(sealed.0.len())].to_vec());
        let longer = Sealed([sealed.0, vec![0]].concat());
        prop_assert!(is_tampered(&vault.open(&cut, &context("1"))));
        prop_assert!(is_tampered(&vault.open(&longer, &context("1"))));
    }

    #[test]
    fn noise_never_opens_nor_panics(bytes: Vec<u8>, is_ours: bool) {
        let vault = vault(1);
        let mut bytes = bytes;
        if is_ours {
            let sealed = vault.seal(&secret(b""), &context("1"), noon()).unwrap();
            bytes.splice(..0, sealed.0[..13].iter().copied());
        }
        prop_assert!(vault.open(&Sealed(bytes), &context("1")).is_err());
    }
}
