//! Neither the files nor an error show what they must not. The log has tests of its own.

use std::sync::Arc;

use secrecy::ExposeSecret;
use varco_domain::token::{TokenPurpose, opaque_token};
use varco_ports::testkit::PlainDigester;
use varco_ports::testkit::contract::{Ports, samples};
use varco_ports::{Changes, TokenDigester, Write};
use varco_storage_seaorm::Storage;

use crate::support::{config, sqlite_url};

#[tokio::test]
async fn r13_a_token_is_not_in_the_files() {
    let folder = tempfile::tempdir().unwrap();
    let storage = Storage::connect(&config(&sqlite_url(&folder))).await;
    let storage = storage.unwrap();
    storage.migrate().await.unwrap();
    let raw = [0xA7; 32];
    let token = opaque_token(&raw);
    let digest = |purpose| PlainDigester.digest(purpose, &token);
    let mut ticket = samples::ticket(1, 1);
    ticket.link = digest(TokenPurpose::ActivationLink);
    ticket.code = digest(TokenPurpose::ActivationCode);
    let mut session = samples::session(1, 1);
    session.digest = digest(TokenPurpose::Session);
    let ports = Ports::of(&Arc::new(storage));
    let changes = Changes {
        flow: Some(digest(TokenPurpose::RegistrationFlow)),
        registration: Some(Write::Insert(samples::registration(
            1,
            samples::awaiting(1),
        ))),
        ticket: Some(ticket.clone()),
        account: Some(Write::Insert(samples::account(1))),
        opened_session: Some(session),
        ..Changes::default()
    };
    ports.commit(changes).await;
    let hex = "a7".repeat(32);
    let secrets = [
        token.expose_secret().as_bytes(),
        &raw,
        hex.as_bytes(),
        hex.to_uppercase().leak().as_bytes(),
    ];
    let stored: Vec<u8> = ["varco.db", "varco.db-wal"]
        .iter()
        .flat_map(|name| std::fs::read(folder.path().join(name)).unwrap())
        .collect();
    let holds = |needle: &[u8]| stored.windows(needle.len()).any(|part| part == needle);
    assert!(holds(ticket.link.as_bytes()), "the digest should be there");
    for secret in secrets {
        assert!(!holds(secret));
    }
}

#[tokio::test]
async fn an_address_that_cannot_be_read_is_not_shown() {
    for url in [
        "mysql://root:canary@db/varco",
        "canary",
        "postgres://varco:canary@:x/",
    ] {
        let config = config(url);
        let refusal = Storage::connect(&config).await.unwrap_err();
        let shown = format!("{refusal} {refusal:?} {config:?}");
        assert!(!shown.contains("canary"), "{shown}");
    }
}
