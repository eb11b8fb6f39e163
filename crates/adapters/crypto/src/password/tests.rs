use secrecy::SecretString;

use super::*;
use crate::KeyPurpose;
use crate::OsEntropy;
use crate::keyring::testkit::key_line;

const TINY: Argon2Params = Argon2Params {
    memory_kib: 8,
    iterations: 1,
    parallelism: 1,
};

fn hasher(params: Argon2Params, keyring: &Keyring) -> Argon2Hasher {
    Argon2Hasher::weak_for_tests(params, Admission::default(), keyring, Arc::new(OsEntropy))
        .unwrap()
}

fn password(text: &str) -> Password {
    Password::from_typed(&SecretString::from(text))
}

const fn answer(matches: bool, needs_rehash: bool) -> Verification {
    Verification {
        matches,
        needs_rehash,
    }
}

async fn verify(hasher: &Argon2Hasher, text: &str, hash: &PasswordHash) -> Verification {
    hasher
        .verify(&password(text), Some(hash.clone()))
        .await
        .unwrap()
}

#[tokio::test]
async fn a_password_matches_its_hash_and_no_other_does() {
    let hasher = hasher(TINY, &Keyring::of_bytes(1));
    let hash = hasher.hash(&password("tramonto giallo")).await.unwrap();
    assert_eq!(
        verify(&hasher, "tramonto giallo", &hash).await,
        answer(true, false)
    );
    for other in ["tramonto giall0", "Tramonto giallo", "tramonto giallo ", ""] {
        assert_eq!(verify(&hasher, other, &hash).await, answer(false, false));
    }
    assert_ne!(
        hash,
        hasher.hash(&password("tramonto giallo")).await.unwrap()
    );
}

#[tokio::test]
async fn r28_the_stored_form_is_the_documented_phc_string() {
    let ring = Keyring::of_bytes(1);
    let hasher = hasher(TINY, &ring);
    let hash = hasher.hash(&password("tramonto giallo")).await.unwrap();
    let parts: Vec<_> = hash.as_phc().split('$').collect();
    let id = ring.keys(KeyPurpose::Pepper).current().id();
    assert_eq!(
        parts[..4],
        ["", "argon2id", "v=19", &format!("m=8,t=1,p=1,keyid={id}")]
    );
    assert_eq!(
        parts[4..].iter().map(|part| part.len()).collect::<Vec<_>>(),
        [22, 43]
    );
}

#[test]
fn r28_parameters_below_the_floor_are_refused() {
    let build = |memory_kib, iterations| {
        let params = Argon2Params {
            memory_kib,
            iterations,
            parallelism: 1,
        };
        let entropy = Arc::new(OsEntropy);
        Argon2Hasher::new(params, Admission::default(), &Keyring::of_bytes(1), entropy)
    };
    for (memory_kib, iterations) in [(47_104, 1), (19_456, 2), (12_288, 3), (12_288, 10)] {
        assert!(build(memory_kib, iterations).is_ok());
        let below = build(memory_kib - 1, iterations).err();
        assert!(matches!(below, Some(ConfigError::BelowFloor { .. })));
    }
    assert!(build(1_000_000, 0).is_err());
    assert!(Argon2Params::default().check_floor().is_ok());
}

#[tokio::test]
async fn r28_a_hash_of_other_parameters_verifies_and_asks_to_be_made_again() {
    let ring = Keyring::of_bytes(1);
    let (weaker, stronger) = (
        hasher(TINY, &ring),
        hasher(
            Argon2Params {
                memory_kib: 32,
                ..TINY
            },
            &ring,
        ),
    );
    for (writer, reader) in [(&weaker, &stronger), (&stronger, &weaker)] {
        let hash = writer.hash(&password("tramonto giallo")).await.unwrap();
        assert_eq!(
            verify(reader, "tramonto giallo", &hash).await,
            answer(true, true)
        );
        assert_eq!(verify(reader, "altro", &hash).await, answer(false, true));
    }
}

#[tokio::test]
async fn r29_an_older_pepper_verifies_and_the_new_one_writes() {
    let before = hasher(TINY, &Keyring::of_bytes(1));
    let old = before.hash(&password("tramonto giallo")).await.unwrap();
    let turned = Keyring::of_bytes_with(20, &key_line(KeyPurpose::Pepper, 1));
    let after = hasher(TINY, &turned);

    assert_eq!(
        verify(&after, "tramonto giallo", &old).await,
        answer(true, true)
    );
    let new = after.hash(&password("tramonto giallo")).await.unwrap();
    assert_eq!(
        verify(&after, "tramonto giallo", &new).await,
        answer(true, false)
    );
    let gone = before.verify(&password("tramonto giallo"), Some(new)).await;
    assert!(!gone.unwrap().matches);
}

#[tokio::test]
async fn r29_the_database_without_the_key_verifies_nothing() {
    let hasher = hasher(TINY, &Keyring::of_bytes(1));
    let hash = hasher.hash(&password("tramonto giallo")).await.unwrap();
    let stranger = self::hasher(TINY, &Keyring::of_bytes(2));
    let ids = [1, 2].map(|byte| {
        Keyring::of_bytes(byte)
            .keys(KeyPurpose::Pepper)
            .current()
            .id()
            .to_string()
    });
    let forged = PasswordHash::from_phc(hash.as_phc().replace(&ids[0], &ids[1]));
    assert!(!verify(&stranger, "tramonto giallo", &forged).await.matches);
}

#[tokio::test]
async fn r35_nobody_has_no_password() {
    let hasher = hasher(TINY, &Keyring::of_bytes(1));
    for text in ["tramonto giallo", ""] {
        assert_eq!(
            hasher.verify(&password(text), None).await.unwrap(),
            answer(false, false)
        );
    }
}

#[tokio::test]
async fn r23_a_password_beyond_the_limit_is_neither_hashed_nor_matched() {
    let hasher = hasher(TINY, &Keyring::of_bytes(1));
    let hash = hasher.hash(&password("tramonto giallo")).await.unwrap();
    for text in [String::new(), "a".repeat(1_025)] {
        assert!(matches!(
            hasher.hash(&password(&text)).await,
            Err(HashError::Broken(_))
        ));
        assert!(!verify(&hasher, &text, &hash).await.matches);
    }
    let longest = "a".repeat(1_024);
    let hash = hasher.hash(&password(&longest)).await.unwrap();
    assert!(verify(&hasher, &longest, &hash).await.matches);
}

#[tokio::test]
async fn a_stored_hash_that_is_not_ours_is_broken_and_takes_no_memory() {
    let ring = Keyring::of_bytes(1);
    let hasher = hasher(TINY, &ring);
    let id = ring.keys(KeyPurpose::Pepper).current().id();
    let tail = "AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    for phc in [
        String::new(),
        "segreto".to_owned(),
        format!("$argon2i$v=19$m=8,t=1,p=1,keyid={id}${tail}"),
        format!("$argon2id$v=16$m=8,t=1,p=1,keyid={id}${tail}"),
        format!("$argon2id$v=19$m=8,t=1,p=1${tail}"),
        format!("$argon2id$v=19$m=4294967295,t=1,p=1,keyid={id}${tail}"),
        format!("$argon2id$v=19$m=8,t=4294967295,p=1,keyid={id}${tail}"),
        format!("$argon2id$v=19$m=8,t=1,p=4294967295,keyid={id}${tail}"),
        format!("$argon2id$v=19$m=8,t=1,p=1,keyid={id}"),
    ] {
        let hash = PasswordHash::from_phc(phc.clone());
        let result = hasher.verify(&password("segreto"), Some(hash)).await;
        let Err(HashError::Broken(why)) = result else {
            panic!("{phc}");
        };
        assert!(!why.contains("segreto"));
    }
}
