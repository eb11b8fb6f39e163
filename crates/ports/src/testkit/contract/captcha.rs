//! A challenge is answered once.

use super::samples::{at, digest};
use super::{Fixture, at_once};

pub async fn r04_a_challenge_is_used_once_among_50(fixture: &impl Fixture) {
    let ports = fixture.ports().clone();
    let outcomes = at_once(50, move |_| {
        let ledger = ports.captcha.clone();
        async move { ledger.consume(&digest(b'k', 1), at(600)).await.unwrap() }
    })
    .await;
    assert_eq!(outcomes.iter().filter(|is_first| **is_first).count(), 1);
}

pub async fn challenges_are_apart(fixture: &impl Fixture) {
    let ledger = &fixture.ports().captcha;
    assert!(ledger.consume(&digest(b'k', 1), at(600)).await.unwrap());
    assert!(ledger.consume(&digest(b'k', 2), at(600)).await.unwrap());
    assert!(!ledger.consume(&digest(b'k', 1), at(900)).await.unwrap());
}
