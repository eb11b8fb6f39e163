use argon2::{AssociatedData, Block, ParamsBuilder};

use super::*;
use crate::OsEntropy;
use crate::keyring::Keyring;
use crate::mac::tests::hex;

fn params(memory_kib: u32, iterations: u32, parallelism: u32) -> Argon2Params {
    Argon2Params {
        memory_kib,
        iterations,
        parallelism,
    }
}

fn engine(params: Argon2Params) -> Engine {
    Engine::new(params, &Keyring::of_bytes(1), Arc::new(OsEntropy)).unwrap()
}

/// RFC 9106 §5.3, argon2id, through the function that we call.
#[test]
fn r28_the_vector_of_rfc_9106_comes_out() {
    let params = ParamsBuilder::new()
        .m_cost(32)
        .t_cost(3)
        .p_cost(4)
        .data(AssociatedData::new(&[4; 12]).unwrap())
        .build()
        .unwrap();
    let mut blocks = vec![Block::new(); params.block_count()];
    let mut tag = [0; 32];
    Argon2::new_with_secret(&[3; 8], Algorithm::Argon2id, Version::V0x13, params)
        .unwrap()
        .hash_password_into_with_memory(&[1; 32], &[2; 16], &mut tag, &mut blocks)
        .unwrap();
    assert_eq!(
        hex(&tag),
        "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"
    );
}

/// Test values of the reference implementation, through the engine and its pooled memory.
#[test]
fn r28_the_engine_agrees_with_the_reference_implementation() {
    let engine = engine(params(256, 2, 1));
    for _ in 0..2 {
        let tag = engine
            .argon2id("password", params(256, 2, 1), b"somesalt")
            .unwrap();
        assert_eq!(
            hex(tag.as_slice()),
            "9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe"
        );
        let tag = engine
            .argon2id("password", params(256, 2, 2), b"somesalt")
            .unwrap();
        assert_eq!(
            hex(tag.as_slice()),
            "6d093c501fd5999645e0ea3bf620d7b8be7fd2db59c20d9fff9539da2bf57037"
        );
    }
}

#[test]
fn r29_the_stored_tag_is_the_peppered_one() {
    let engine = engine(params(8, 1, 1));
    let salt = [5; SALT];
    let peppers = engine.peppers();
    let pepper = peppers.current();
    let bare = engine.argon2id("segreto", engine.params, &salt).unwrap();
    let stored = engine.tag("segreto", engine.params, &salt, pepper).unwrap();
    assert_eq!(stored, hmac_sha256(pepper.material(), &[bare.as_slice()]));
    assert_ne!(stored, *bare);
}

#[test]
fn parameters_that_argon2_cannot_do_are_refused() {
    let keyring = Keyring::of_bytes(1);
    for bad in [
        params(7, 1, 1),
        params(8, 0, 1),
        params(8, 1, 0),
        params(8, 1, 2),
        params(u32::MAX, 1, 1),
        params(8, 65, 1),
    ] {
        let refused = Engine::new(bad, &keyring, Arc::new(OsEntropy)).err();
        assert_eq!(refused, Some(ConfigError::Impossible { params: bad }));
    }
}
