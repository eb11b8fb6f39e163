//! Servers that redirect, flood, drip, hang, answer garbage, or say what is not so (R-74).

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use jiff::SignedDuration;
use serde_json::json;
use varco_ports::testkit::targets::samples::{GOOD, order, set};
use varco_ports::{CredentialSync, SyncError, Wanted};
use varco_sidi_scim::{ScimConfig, ScimSync};
use varco_test_targets::liar::{Act, Liar};

use crate::support::plain;

const MIB: usize = 1024 * 1024;

fn sync(liar: &Liar) -> ScimSync {
    let config = ScimConfig {
        time_limit: Duration::from_millis(500),
        ..plain(liar.address().port())
    };
    ScimSync::new(&config).unwrap()
}

fn list(users: &[serde_json::Value]) -> String {
    let schema = "urn:ietf:params:scim:api:messages:2.0:ListResponse";
    json!({ "schemas": [schema], "totalResults": users.len(), "Resources": users }).to_string()
}

fn mario() -> serde_json::Value {
    json!({ "id": "1", "userName": "mario.rossi", "active": true })
}

/// A server that finds Mario Rossi, and does this about everything else.
async fn that_finds(act: Act) -> Liar {
    let found = Act::reply(200, &[], &list(&[mario()]));
    Liar::start(None, move |heard| {
        let is_look = heard.line.starts_with("GET ");
        if is_look { found.clone() } else { act.clone() }
    })
    .await
    .unwrap()
}

/// What comes of setting a password at a server that does this about everything.
async fn outcome_of(act: Act) -> Result<(), SyncError> {
    let liar = Liar::start(None, move |_| act.clone()).await.unwrap();
    let outcome = sync(&liar).apply(&set("mario.rossi", 1, GOOD)).await;
    assert!(
        liar.heard()
            .iter()
            .all(|heard| heard.line.starts_with("GET "))
    );
    outcome
}

/// What comes of the change itself, the user being found.
async fn outcome_of_change(act: Act) -> Result<(), SyncError> {
    let liar = that_finds(act).await;
    sync(&liar).apply(&set("mario.rossi", 1, GOOD)).await
}

fn huge(status: u16) -> Act {
    Act::reply(status, &[], &format!("\"{}\"", "x".repeat(10 * MIB)))
}

/// Claims to be what `gzip` makes of a gigabyte.
fn bomb() -> Act {
    Act::reply(200, &["Content-Encoding: gzip"], "\u{1f}\u{8b}\u{8}")
}

fn acts() -> Vec<(&'static str, Act)> {
    let say = |text: &str| Act::Say(text.as_bytes().to_vec());
    vec![
        ("10 MB", huge(200)),
        (
            "endless chunks",
            say(&format!(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{}",
                "100000\r\n".to_owned() + &"x".repeat(2 * MIB)
            )),
        ),
        (
            "10 MB of header",
            say(&format!(
                "HTTP/1.1 200 OK\r\nA: {}\r\n\r\n",
                "x".repeat(10 * MIB)
            )),
        ),
        ("a bomb", bomb()),
        ("garbage", say("\0\u{1}\u{2} altro che HTTP\r\n\r\n")),
        (
            "a page",
            Act::reply(200, &[], "<html>Accedi alla rete</html>"),
        ),
        (
            "half an answer",
            say("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"),
        ),
        ("nothing", Act::Hang),
        (
            "a drip",
            Act::Drip(b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n".to_vec()),
        ),
        ("a drip before the status", Act::Drip(b"HTTP/1.1".to_vec())),
        ("a hang-up", Act::Close),
        ("500", Act::reply(500, &[], "")),
        ("502", Act::reply(502, &[], "<html>proxy</html>")),
    ]
}

#[tokio::test]
async fn r74_a_look_that_goes_wrong_is_repeated() {
    for (name, act) in acts() {
        let outcome = outcome_of(act).await;
        assert!(
            matches!(outcome, Err(SyncError::Retry { .. })),
            "{name}: {outcome:?}"
        );
    }
}

#[tokio::test]
async fn r74_a_change_that_goes_wrong_is_looked_after() {
    for (name, act) in acts() {
        let outcome = outcome_of_change(act).await;
        assert!(
            matches!(outcome, Err(SyncError::Unknown { .. })),
            "{name}: {outcome:?}"
        );
    }
}

#[tokio::test]
async fn r74_redirects_are_not_followed() {
    let elsewhere = that_finds(Act::reply(204, &[], "")).await;
    let location = format!("Location: http://{}/v2/Users", elsewhere.address());
    for status in [301, 302, 303, 307, 308] {
        let act = Act::reply(status, &[&location], "");
        for outcome in [outcome_of(act.clone()).await, outcome_of_change(act).await] {
            assert!(
                matches!(outcome, Err(SyncError::Retry { .. })),
                "{outcome:?}"
            );
        }
    }
    assert_eq!(elsewhere.heard().len(), 0);
}

#[tokio::test]
async fn r74_addresses_in_answers_are_not_gone_to() {
    let elsewhere = that_finds(Act::reply(204, &[], "")).await;
    let address = format!("http://{}/v2/Users/1", elsewhere.address());
    let mut user = mario();
    user["meta"] = json!({ "location": address });
    user["id"] = json!(address);
    let body = list(&[user]);
    let header = format!("Content-Location: {address}");
    let liar = Liar::start(None, move |heard| {
        if heard.line.starts_with("GET ") {
            Act::reply(200, &[&header], &body)
        } else {
            Act::Say(b"HTTP/1.1 204 So\r\n\r\n".to_vec())
        }
    })
    .await
    .unwrap();
    assert_eq!(
        sync(&liar).apply(&set("mario.rossi", 1, GOOD)).await,
        Ok(())
    );
    assert_eq!(elsewhere.heard().len(), 0);
    let change = &liar.heard()[1].line;
    assert!(
        change.starts_with("PATCH /v2/Users/http%3A%2F%2F127.0.0.1%3A"),
        "{change}"
    );
}

#[tokio::test]
async fn a_service_that_knows_no_filters_changes_nobody() {
    let other = json!({ "id": "2", "userName": "luigi.verdi" });
    let twice = [mario(), json!({ "id": "3", "userName": "MARIO.ROSSI" })];
    for users in [vec![other.clone()], vec![mario(), other], twice.to_vec()] {
        let outcome = outcome_of(Act::reply(200, &[], &list(&users))).await;
        assert!(
            matches!(outcome, Err(SyncError::Refused { .. })),
            "{outcome:?}"
        );
    }
    let step = json!({ "id": "..", "userName": "mario.rossi" });
    let outcome = outcome_of(Act::reply(200, &[], &list(&[step]))).await;
    assert!(
        matches!(outcome, Err(SyncError::Refused { .. })),
        "{outcome:?}"
    );
}

#[tokio::test]
async fn a_success_that_shows_something_else_is_looked_after() {
    let close = order(
        "mario.rossi",
        1,
        Wanted {
            is_active: Some(false),
            ..Wanted::default()
        },
    );
    for (user, is_done) in [
        (
            json!({ "id": "1", "userName": "mario.rossi", "active": false }),
            true,
        ),
        (json!({ "id": "1", "userName": "mario.rossi" }), true),
        (mario(), false),
        (
            json!({ "id": "2", "userName": "luigi.verdi", "active": false }),
            false,
        ),
    ] {
        let liar = that_finds(Act::reply(200, &[], &user.to_string())).await;
        let outcome = sync(&liar).apply(&close).await;
        let is_unknown = matches!(outcome, Err(SyncError::Unknown { .. }));
        assert!(
            if is_done { outcome.is_ok() } else { is_unknown },
            "{user}: {outcome:?}"
        );
    }
}

#[tokio::test]
async fn a_busy_service_is_left_alone_for_as_long_as_it_asks() {
    for status in [429, 503] {
        let act = Act::reply(status, &["Retry-After: 17"], "");
        for outcome in [outcome_of(act.clone()).await, outcome_of_change(act).await] {
            let Err(SyncError::Retry { after, .. }) = outcome else {
                panic!("{outcome:?}")
            };
            assert_eq!(after, Some(SignedDuration::from_secs(17)));
        }
    }
}

/// Refuses this many changes with this status, and takes the next.
async fn after_refusals(status: u16, refusals: usize) -> (Result<(), SyncError>, usize) {
    let left = Arc::new(AtomicUsize::new(refusals));
    let found = list(&[mario()]);
    let liar = Liar::start(None, move |heard| {
        if heard.line.starts_with("GET ") {
            return Act::reply(200, &[], &found);
        }
        let take = |left: usize| left.checked_sub(1);
        match left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, take) {
            Ok(_) => Act::reply(status, &[], ""),
            Err(_) => Act::Say(b"HTTP/1.1 204 So\r\n\r\n".to_vec()),
        }
    })
    .await
    .unwrap();
    let outcome = sync(&liar).apply(&set("mario.rossi", 1, GOOD)).await;
    (outcome, liar.heard().len())
}

#[tokio::test]
async fn a_user_that_changed_meanwhile_is_read_again_but_not_for_ever() {
    for status in [412, 404] {
        assert_eq!(after_refusals(status, 2).await, (Ok(()), 6));
        let (outcome, requests) = after_refusals(status, 99).await;
        assert!(
            matches!(outcome, Err(SyncError::Retry { .. })),
            "{outcome:?}"
        );
        assert_eq!(requests, 6);
    }
}

#[tokio::test]
async fn a_user_that_somebody_else_has_just_made_is_changed() {
    let looks = AtomicUsize::new(0);
    let liar = Liar::start(None, move |heard| {
        if heard.line.starts_with("POST ") {
            return Act::reply(409, &[], "");
        }
        if heard.line.starts_with("PATCH ") {
            return Act::Say(b"HTTP/1.1 204 So\r\n\r\n".to_vec());
        }
        match looks.fetch_add(1, Ordering::SeqCst) {
            0 => Act::reply(200, &[], &list(&[])),
            _ => Act::reply(200, &[], &list(&[mario()])),
        }
    })
    .await
    .unwrap();
    assert_eq!(
        sync(&liar).apply(&set("mario.rossi", 1, GOOD)).await,
        Ok(())
    );
    let lines: Vec<String> = liar.heard().into_iter().map(|heard| heard.line).collect();
    let methods: Vec<&str> = lines
        .iter()
        .filter_map(|line| line.split(' ').next())
        .collect();
    assert_eq!(methods, ["GET", "POST", "GET", "PATCH"]);
}

#[tokio::test]
async fn r32_no_error_repeats_password_or_token() {
    let words = format!(
        r#"{{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"scimType":"invalidValue","detail":"{GOOD}"}}"#
    );
    for (_, act) in acts()
        .into_iter()
        .chain([("echo", Act::reply(400, &[], &words))])
    {
        let error = outcome_of_change(act).await.unwrap_err();
        let text = format!("{error} {error:?}");
        assert!(!text.contains(GOOD) && !text.contains("gettone"), "{text}");
    }
    let shown = format!("{:?}", sync(&that_finds(Act::Close).await));
    assert!(!shown.contains("gettone"), "{shown}");
}
