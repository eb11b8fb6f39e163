//! Directories that answer garbage, too much, too late, or what is not so.

use std::time::Duration;

use varco_directory_ldap::{LdapConfig, LdapSync};
use varco_ports::testkit::targets::samples::{GOOD, set};
use varco_ports::{CredentialSync, SyncError};
use varco_test_targets::raw::{Move, RawServer};
use varco_test_targets::slapd::SERVICE_PASSWORD;

use crate::support::plain;

/// Tags of the answers (RFC 4511 §4).
const BOUND: u8 = 0x61;
const ENTRY: u8 = 0x64;
const FOUND: u8 = 0x65;
const EXTENDED: u8 = 0x78;

/// A value in BER, of at most 127 bytes.
fn ber(tag: u8, content: &[u8]) -> Vec<u8> {
    [&[tag, u8::try_from(content.len()).unwrap()], content].concat()
}

/// An answer with this result code to a request that says its number.
fn result(request: &[u8], tag: u8, code: u8) -> Vec<u8> {
    let result = [ber(10, &[code]), ber(4, b""), ber(4, b"")].concat();
    message(request, &ber(tag, &result))
}

fn message(request: &[u8], answer: &[u8]) -> Vec<u8> {
    // The number follows the length, which has one byte, or two from 128 on.
    let number = request[if request[1] < 128 { 4 } else { 5 }];
    ber(0x30, &[&ber(2, &[number]), answer].concat())
}

/// The entry of Mario Rossi, so many times.
fn found(request: &[u8], times: usize) -> Vec<u8> {
    let entry = [ber(4, b"uid=mario.rossi"), ber(0x30, b"")].concat();
    let entry = message(request, &ber(ENTRY, &entry));
    [entry.repeat(times), result(request, FOUND, 0)].concat()
}

fn is_bind(request: &[u8]) -> bool {
    request
        .windows(8)
        .any(|window| window == SERVICE_PASSWORD.as_bytes())
}

fn is_search(request: &[u8]) -> bool {
    request.windows(13).any(|window| window == b"inetOrgPerson")
}

/// Knows the service and Mario Rossi, and does this about everything else.
async fn that_finds(act: impl Fn(&[u8]) -> Move + Send + Sync + 'static) -> RawServer {
    RawServer::start(move |request| {
        if is_bind(request) {
            Move::Say(result(request, BOUND, 0))
        } else if is_search(request) {
            Move::Say(found(request, 1))
        } else {
            act(request)
        }
    })
    .await
    .unwrap()
}

async fn apply(server: &RawServer) -> Result<(), SyncError> {
    let config = LdapConfig {
        time_limit: Duration::from_millis(500),
        ..plain(server.port())
    };
    let sync = LdapSync::new(&config).unwrap();
    sync.apply(&set("mario.rossi", 1, GOOD)).await
}

/// Values in values, a hundred thousand deep: each with its length in four bytes.
fn nested() -> Vec<u8> {
    let level = |inside: u32| [&[0x30, 0x84][..], &(inside * 6).to_be_bytes()].concat();
    (0..100_000).rev().flat_map(level).collect()
}

fn moves() -> Vec<(&'static str, Move)> {
    let say = |bytes: &[u8]| Move::Say(bytes.to_vec());
    vec![
        ("HTTP", say(b"HTTP/1.1 400 Bad Request\r\n\r\n")),
        ("zeros", say(&[0; 64])),
        ("no message", say(&[0x30, 0])),
        ("no number", say(&[0x30, 3, 4, 1, 1])),
        (
            "a message of a gigabyte",
            say(&[0x30, 0x84, 0x40, 0, 0, 0, 2, 1]),
        ),
        ("values in values", Move::Say(nested())),
        ("a value longer than its message", say(&[0x30, 3, 2, 9, 1])),
        ("a length without end", say(&[0x30, 0xff, 0xff, 0xff])),
        ("10 MB", say(&[0xff; 10 * 1024 * 1024])),
        ("a flood", Move::Flood(vec![0x30; 65_536])),
        (
            "another's answer",
            say(&[0x30, 12, 2, 1, 99, 0x78, 7, 10, 1, 0, 4, 0, 4, 0]),
        ),
        ("silence", Move::Wait),
        ("a hang-up", Move::Close),
    ]
}

#[tokio::test]
async fn a_bind_that_goes_wrong_is_repeated() {
    for (name, act) in moves() {
        let server = RawServer::start(move |_| act.clone()).await.unwrap();
        let outcome = apply(&server).await;
        assert!(
            matches!(outcome, Err(SyncError::Retry { .. })),
            "{name}: {outcome:?}"
        );
    }
}

#[tokio::test]
async fn a_change_that_goes_wrong_is_looked_after() {
    for (name, act) in moves() {
        let server = that_finds(move |_| act.clone()).await;
        let outcome = apply(&server).await;
        assert!(
            matches!(outcome, Err(SyncError::Unknown { .. })),
            "{name}: {outcome:?}"
        );
    }
    // The right number and no result.
    let server = that_finds(|request| Move::Say(message(request, &ber(EXTENDED, b"")))).await;
    let outcome = apply(&server).await;
    assert!(
        matches!(outcome, Err(SyncError::Unknown { .. })),
        "{outcome:?}"
    );
}

#[tokio::test]
async fn a_change_is_carried_out_when_the_directory_says_so() {
    let server = that_finds(|request| Move::Say(result(request, EXTENDED, 0))).await;
    assert_eq!(apply(&server).await, Ok(()));
    assert!(server.has_heard(GOOD.as_bytes()));
}

#[tokio::test]
async fn a_busy_directory_is_tried_again() {
    for code in [8, 51, 52, 80] {
        let server = that_finds(move |request| Move::Say(result(request, EXTENDED, code))).await;
        let reason = format!("the directory answered {code}");
        let expected = Err(SyncError::Retry {
            after: None,
            reason,
        });
        assert_eq!(apply(&server).await, expected);
    }
}

#[tokio::test]
async fn entries_without_end_are_not_waited_for() {
    for times in [2, 1_000] {
        let server = RawServer::start(move |request| {
            Move::Say(if is_bind(request) {
                result(request, BOUND, 0)
            } else {
                found(request, times)
            })
        })
        .await
        .unwrap();
        let outcome = apply(&server).await;
        assert!(
            matches!(outcome, Err(SyncError::Refused { .. })),
            "{outcome:?}"
        );
        assert!(!server.has_heard(GOOD.as_bytes()));
    }
    let server = RawServer::start(|request| {
        if is_bind(request) {
            return Move::Say(result(request, BOUND, 0));
        }
        let entry = [ber(4, b"uid=x"), ber(0x30, b"")].concat();
        Move::Flood(message(request, &ber(ENTRY, &entry)))
    })
    .await
    .unwrap();
    let outcome = apply(&server).await;
    assert!(
        matches!(outcome, Err(SyncError::Retry { .. })),
        "{outcome:?}"
    );
}
