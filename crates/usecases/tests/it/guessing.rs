//! Guesses, many at once and to the end, and the way back for the owner.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use async_trait::async_trait;
use jiff::SignedDuration;
use secrecy::SecretString;
use tokio::task::{JoinSet, yield_now};
use varco_domain::credential::Password;
use varco_domain::utenza::PasswordHash;
use varco_ports::testkit::PlainHasher;
use varco_ports::{HashError, PasswordHasher, Verification};
use varco_usecases::{LogInError, OpenedSession, ResetPasswordInput};

use crate::forgotten::{ask_reset, link};
use crate::world::{CHOSEN, CODE, World};

const WRONG: &str = "a wrong password";
const NEXT: &str = "quattro gatti sul tetto";

/// Counts passwords that are compared, and takes its time with each, which is when others come.
#[derive(Debug, Default)]
struct SlowHasher(AtomicUsize);

#[async_trait]
impl PasswordHasher for SlowHasher {
    async fn hash(&self, password: &Password) -> Result<PasswordHash, HashError> {
        PlainHasher.hash(password).await
    }

    async fn verify(
        &self,
        password: &Password,
        hash: Option<PasswordHash>,
    ) -> Result<Verification, HashError> {
        self.0.fetch_add(1, Ordering::SeqCst);
        for _ in 0..1_000 {
            yield_now().await;
        }
        PlainHasher.verify(password, hash).await
    }
}

/// So many wrong passwords in a row, however long that takes.
async fn fail(world: &World, times: usize) {
    for _ in 0..times {
        let refused = world.log_in(CODE, WRONG).await.unwrap_err();
        assert!(matches!(refused, LogInError::Refused { .. }), "{refused:?}");
        world.pass(SignedDuration::from_hours(1));
    }
}

/// What comes of so many logins at once.
async fn at_once(
    world: World,
    times: usize,
    password: &'static str,
) -> Vec<Result<OpenedSession, LogInError>> {
    let world = Arc::new(world);
    let logins = (0..times).map(|_| {
        let world = Arc::clone(&world);
        async move { world.log_in(CODE, password).await }
    });
    logins.collect::<JoinSet<_>>().join_all().await
}

fn slowly(world: World) -> (World, Arc<SlowHasher>) {
    let hasher = Arc::new(SlowHasher::default());
    let counted = Arc::clone(&hasher);
    (world.replacing(|ports| ports.hasher = hasher), counted)
}

/// A new password by a mailed link.
async fn reset(world: &World) {
    ask_reset(world, CODE).await.unwrap();
    let (token, new) = (link(world).await, SecretString::from(NEXT));
    let input = ResetPasswordInput {
        token: &token,
        new: &new,
        repeat: &new,
    };
    world.usecases.reset_password(input).await.unwrap();
}

#[tokio::test]
async fn r36_after_a_hundred_wrong_passwords_the_right_one_is_refused_until_a_reset() {
    let world = World::new();
    world.active().await;
    fail(&world, 100).await;
    let refused = world.log_in(CODE, CHOSEN).await;
    assert!(matches!(
        refused,
        Err(LogInError::Locked { retry_at: None })
    ));
    reset(&world).await;
    assert!(world.log_in(CODE, NEXT).await.is_ok());
}

#[tokio::test]
async fn r37_after_50_wrong_passwords_of_a_stranger_the_owner_comes_in_on_a_known_device_or_by_a_reset()
 {
    let world = World::new();
    world.active().await;
    let device = world.log_in(CODE, CHOSEN).await.unwrap().device;
    fail(&world, 49).await;
    world.log_in(CODE, WRONG).await.unwrap_err();
    let owner = world.log_in_on(device.as_ref(), CODE, CHOSEN).await;
    assert!(owner.is_ok());
    let elsewhere = world.log_in(CODE, CHOSEN).await;
    assert!(matches!(elsewhere, Err(LogInError::Locked { .. })));
    reset(&world).await;
    assert!(world.log_in(CODE, NEXT).await.is_ok());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r38_of_500_wrong_guesses_at_once_before_a_cap_one_is_verified() {
    for failures in [4, 99] {
        let world = World::new();
        world.active().await;
        fail(&world, failures).await;
        let (world, hasher) = slowly(world);
        let outcomes = at_once(world, 500, WRONG).await;
        assert_eq!(hasher.0.load(Ordering::SeqCst), 1, "after {failures}");
        let is_refused =
            |outcome: &&Result<_, _>| matches!(outcome, Err(LogInError::Refused { .. }));
        assert_eq!(outcomes.iter().filter(is_refused).count(), 1);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r38_twenty_right_passwords_at_once_all_open_a_session_however_long_it_takes() {
    let world = World::new();
    world.active().await;
    let (world, hasher) = slowly(world);
    let outcomes = at_once(world, 20, CHOSEN).await;
    assert!(outcomes.iter().all(Result::is_ok), "{outcomes:?}");
    assert_eq!(hasher.0.load(Ordering::SeqCst), 20);
}
