use proptest::prelude::*;

use super::*;
use crate::OsEntropy;
use crate::keyring::testkit::key_line;

fn vault(byte: u8) -> EnvelopeVault {
    EnvelopeVault::new(&Keyring::of_bytes(byte), Arc::new(OsEntropy))
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

fn is_tampered(result: &Result<SecretBox<[u8]>, VaultError>) -> bool {
    matches!(result, Err(VaultError::Tampered))
}

#[test]
fn r68_two_seals_of_one_secret_share_nothing_but_the_header() {
    let vault = vault(1);
    let [first, second] = [(); 2].map(|()| {
        vault
            .seal(&secret(b"x"), &context("1"), Timestamp::UNIX_EPOCH)
            .unwrap()
            .0
    });
    assert_eq!(first[..5], second[..5]);
    assert_ne!(first[5..29], second[5..29]);
    assert_ne!(first[29..77], second[29..77]);
    assert_ne!(first[77..], second[77..]);
    assert_eq!(first.len(), 1 + 4 + 24 + 48 + 24 + 1 + 16);
}

#[test]
fn r83_an_older_key_opens_and_a_lost_key_is_named() {
    let before = vault(1);
    let sealed = before
        .seal(&secret(b"segreto"), &context("1"), Timestamp::UNIX_EPOCH)
        .unwrap();
    let rotated = Keyring::of_bytes_with(20, &key_line(KeyPurpose::Vault, 1));
    let after = EnvelopeVault::new(&rotated, Arc::new(OsEntropy));

    let opened = after.open(&sealed, &context("1")).unwrap();
    assert_eq!(opened.expose_secret(), b"segreto");
    let resealed = after
        .seal(&opened, &context("1"), Timestamp::UNIX_EPOCH)
        .unwrap();
    assert_ne!(sealed.0[1..5], resealed.0[1..5]);

    let lost = before.open(&resealed, &context("1")).err().unwrap();
    let id = rotated.keys(KeyPurpose::Vault).current().id().to_string();
    assert!(matches!(lost, VaultError::KeyGone { key_id } if key_id == id));
}

#[test]
fn the_border_between_purpose_and_row_is_sealed() {
    let vault = vault(1);
    let of = |purpose, row: &str| SealContext {
        purpose,
        ..context(row)
    };
    let sealed = vault
        .seal(&secret(b"x"), &of("ab", "c"), Timestamp::UNIX_EPOCH)
        .unwrap();
    for other in [of("a", "bc"), of("abc", ""), of("ab", "C"), of("ac", "c")] {
        assert!(is_tampered(&vault.open(&sealed, &other)), "{other:?}");
    }
}

proptest! {
    #[test]
    fn what_is_sealed_opens_in_its_context(bytes: Vec<u8>, row: String) {
        let vault = vault(1);
        let sealed = vault.seal(&secret(&bytes), &context(&row), Timestamp::UNIX_EPOCH).unwrap();
        let opened = vault.open(&sealed, &context(&row)).unwrap();
        prop_assert_eq!(opened.expose_secret(), &bytes);
        let elsewhere = context(&(row + "0"));
        prop_assert!(is_tampered(&vault.open(&sealed, &elsewhere)));
    }

    #[test]
    fn any_flipped_bit_is_noticed(bytes: Vec<u8>, at: prop::sample::Index, bit in 0..8_u8) {
        let vault = vault(1);
        let mut sealed = vault.seal(&secret(&bytes), &context("1"), Timestamp::UNIX_EPOCH).unwrap();
        let at = at.index(sealed.0.len());
        sealed.0[at] ^= 1 << bit;
        let opened = vault.open(&sealed, &context("1"));
        // A changed key id names a key that nobody has; everything else is plainly changed.
        let names_no_key = (1..5).contains(&at) && matches!(opened, Err(VaultError::KeyGone { .. }));
        prop_assert!(names_no_key || is_tampered(&opened));
    }

    #[test]
    fn a_cut_or_lengthened_secret_does_not_open(bytes: Vec<u8>, at: prop::sample::Index) {
        let vault = vault(1);
        let sealed = vault.seal(&secret(&bytes), &context("1"), Timestamp::UNIX_EPOCH).unwrap();
        let cut = Sealed(sealed.0[..at.index(sealed.0.len())].to_vec());
        let longer = Sealed([sealed.0, vec![0]].concat());
        prop_assert!(is_tampered(&vault.open(&cut, &context("1"))));
        prop_assert!(is_tampered(&vault.open(&longer, &context("1"))));
    }

    #[test]
    fn noise_never_opens_nor_panics(bytes: Vec<u8>) {
        prop_assert!(vault(1).open(&Sealed(bytes), &context("1")).is_err());
    }
}
