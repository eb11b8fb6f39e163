//! The key of the token digests is turned while people are at it.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use jiff::SignedDuration;
use secrecy::{ExposeSecret, SecretString};
use varco_domain::token::{TokenDigest, TokenPurpose};
use varco_ports::TokenDigester;
use varco_ports::testkit::PlainDigester;
use varco_usecases::{ActivateOutcome, LogInError};

use crate::world::{CHOSEN, CODE, EMAIL, World, form};

/// Digests with the last of its keys, and remembers the others until they are retired.
#[derive(Debug, Default)]
struct Turning {
    oldest: AtomicU32,
    current: AtomicU32,
}

impl Turning {
    fn turn(&self) {
        self.current.fetch_add(1, Ordering::Relaxed);
    }

    fn retire_older(&self) {
        self.oldest
            .store(self.current.load(Ordering::Relaxed), Ordering::Relaxed);
    }
}

fn under(key: u32, purpose: TokenPurpose, token: &SecretString) -> TokenDigest {
    let token = format!("{key} {}", token.expose_secret());
    PlainDigester.digest(purpose, &SecretString::from(token))
}

impl TokenDigester for Turning {
    fn digest(&self, purpose: TokenPurpose, token: &SecretString) -> TokenDigest {
        under(self.current.load(Ordering::Relaxed), purpose, token)
    }

    fn digests(&self, purpose: TokenPurpose, token: &SecretString) -> Vec<TokenDigest> {
        let known = self.oldest.load(Ordering::Relaxed)..=self.current.load(Ordering::Relaxed);
        known.rev().map(|key| under(key, purpose, token)).collect()
    }
}

fn world() -> (World, Arc<Turning>) {
    let keys = Arc::new(Turning::default());
    let digester = Arc::clone(&keys) as _;
    (
        World::new().replacing(|ports| ports.digester = digester),
        keys,
    )
}

#[tokio::test]
async fn r83_a_key_turned_between_any_two_steps_stops_nobody() {
    let (world, keys) = world();
    let flow = world.usecases.open_flow();
    world.start(&flow, CODE).await.unwrap();
    keys.turn();
    world.start(&flow, CODE).await.unwrap();
    keys.turn();
    let form = form(EMAIL);
    world.usecases.declare_person(&flow, &form).await.unwrap();
    keys.turn();
    world
        .usecases
        .confirm_registration(&flow, &world.client)
        .await
        .unwrap();
    let (link, _) = world.ticket().await;
    keys.turn();
    assert_eq!(
        world.activate(&link).await.unwrap(),
        ActivateOutcome::Opened
    );
    let (username, one_time) = world.credentials().await;
    let one_time = one_time.expose_secret();
    let restricted = world.log_in(&username, one_time).await.unwrap();
    keys.turn();
    let session = world
        .change(&restricted.token, one_time, CHOSEN)
        .await
        .unwrap();
    keys.turn();
    world.pass(SignedDuration::from_mins(10));
    let resolve = || world.usecases.resolve_session(&session.token);
    assert!(resolve().await.unwrap().is_some());
    world.pass(SignedDuration::from_mins(10));
    assert!(resolve().await.unwrap().is_some(), "its use was noted");
    world.usecases.log_out(&session.token).await.unwrap();
    assert!(resolve().await.unwrap().is_none());
}

#[tokio::test]
async fn r83_the_typed_code_outlives_a_turn_too() {
    let (world, keys) = world();
    world.confirmed(EMAIL).await;
    let (_, code) = world.ticket().await;
    keys.turn();
    assert_eq!(
        world.activate(&code).await.unwrap(),
        ActivateOutcome::Opened
    );
}

#[tokio::test]
async fn r83_a_turned_key_gives_nobody_new_tries() {
    let (world, keys) = world();
    let (username, _) = world.active().await;
    while !matches!(
        world.log_in(&username, "wrong").await,
        Err(LogInError::Locked { .. })
    ) {
        keys.turn();
    }
    let locked = world.log_in(&username, CHOSEN).await.unwrap_err();
    assert!(matches!(locked, LogInError::Locked { .. }));
}

#[tokio::test]
async fn r83_a_retired_key_ends_the_sessions_and_nothing_else() {
    let (world, keys) = world();
    let (username, session) = world.active().await;
    keys.turn();
    keys.retire_older();
    let found = world.usecases.resolve_session(&session.token).await;
    assert!(found.unwrap().is_none());
    assert!(world.log_in(&username, CHOSEN).await.is_ok());
}
