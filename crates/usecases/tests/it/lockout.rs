//! Guessing passwords, and what it does not do to those who know theirs.

use std::sync::Arc;

use jiff::SignedDuration;
use secrecy::{ExposeSecret, SecretString};
use varco_domain::audit::AuditEvent;
use varco_domain::credential::PasswordPolicy;
use varco_domain::session::SessionScope;
use varco_domain::utenza::{Account, UtenzaKind};
use varco_ports::{AccountStore, Changes, HashError, MockPasswordHasher, Write};
use varco_usecases::{ChangePasswordError, LogInError, OpenedSession, Settings};

use crate::world::{CHOSEN, CODE, World, origin, settings};

const WRONG: &str = "a wrong password";

fn hour() -> SignedDuration {
    SignedDuration::from_hours(1)
}

/// Wrong passwords until nothing but another credential helps.
async fn exhaust(world: &World, device: Option<&SecretString>, identifier: &str) {
    for _ in 0..100 {
        let refused = world
            .log_in_on(device, identifier, WRONG)
            .await
            .unwrap_err();
        assert!(matches!(refused, LogInError::Refused { .. }), "{refused:?}");
        world.pass(hour());
    }
    let locked = world.log_in_on(device, identifier, CHOSEN).await;
    assert!(is_locked_for_good(&locked), "{locked:?}");
}

fn is_locked_for_good(outcome: &Result<OpenedSession, LogInError>) -> bool {
    matches!(outcome, Err(LogInError::Locked { retry_at: None }))
}

/// Writes Mario Rossi's utenza anew.
pub(crate) async fn rewrite(world: &World, change: impl FnOnce(Account) -> Account) {
    let id = world.account().await.id;
    let found = world.store.find(id).await.unwrap().unwrap();
    let changes = Changes {
        account: Some(Write::Update(change(found.value), found.version)),
        ..Changes::default()
    };
    world.ports.commit.commit(changes).await.unwrap();
}

#[tokio::test]
async fn r36_after_a_hundred_failures_not_even_the_right_password_helps() {
    let world = World::new();
    let (username, session) = world.active().await;
    exhaust(&world, None, &username).await;
    world.pass(hour() * 24 * 365);
    assert!(is_locked_for_good(&world.log_in(CODE, CHOSEN).await));
    drop(session);
    let id = world.account().await.id;
    let unlocking = Changes {
        unlocked: Some(id),
        ..Changes::default()
    };
    world.ports.commit.commit(unlocking).await.unwrap();
    assert!(world.log_in(&username, CHOSEN).await.is_ok());
}

#[tokio::test]
async fn r34_an_identifier_that_nobody_has_locks_in_the_same_way() {
    let world = World::new();
    exhaust(&world, None, "nobody.here").await;
}

#[tokio::test]
async fn r37_strangers_do_not_lock_out_a_device_that_its_owner_has_used() {
    let world = World::new();
    let (username, _) = world.active().await;
    let device = world.log_in(&username, CHOSEN).await.unwrap().device;
    let device = device.expect("a complete login on a new device");
    for _ in 0..5 {
        world.log_in(&username, WRONG).await.unwrap_err();
    }
    let stranger = world.log_in(&username, CHOSEN).await;
    assert!(matches!(stranger, Err(LogInError::Locked { .. })));
    let owner = world.log_in_on(Some(&device), &username, CHOSEN).await;
    assert!(owner.unwrap().device.is_none(), "it is known already");
    // Its own failures count on it.
    for _ in 0..5 {
        let refused = world.log_in_on(Some(&device), &username, WRONG).await;
        assert!(matches!(refused, Err(LogInError::Refused { .. })));
    }
    let locked = world.log_in_on(Some(&device), &username, CHOSEN).await;
    assert!(matches!(locked, Err(LogInError::Locked { .. })));
}

#[tokio::test]
async fn r37_a_token_that_was_made_up_or_is_of_another_account_makes_no_device_known() {
    let world = World::new();
    let (username, _) = world.active().await;
    let device = world.log_in(&username, CHOSEN).await.unwrap().device;
    let device = device.expect("a complete login on a new device");
    let (nonce, signature) = device.expose_secret().split_once('.').unwrap();
    for _ in 0..5 {
        world.log_in(&username, WRONG).await.unwrap_err();
    }
    for forged in [
        String::new(),
        ".".to_owned(),
        nonce.to_owned(),
        format!("{nonce}."),
        format!("{nonce}.{nonce}"),
        format!("A{nonce}.{signature}"),
        format!("{nonce}.{signature}A"),
    ] {
        let forged = SecretString::from(forged);
        let outcome = world.log_in_on(Some(&forged), &username, CHOSEN).await;
        assert!(
            matches!(outcome, Err(LogInError::Locked { .. })),
            "{outcome:?}"
        );
    }
    let of_nobody = world.log_in_on(Some(&device), "nobody.here", WRONG).await;
    assert!(matches!(of_nobody, Err(LogInError::Refused { .. })));
}

#[tokio::test]
async fn a_device_is_known_after_a_complete_login_and_not_after_half_a_one() {
    let world = World::new();
    let (username, one_time) = world.opened().await;
    let half = world.log_in(&username, one_time.expose_secret()).await;
    assert!(half.unwrap().device.is_none());
}

#[tokio::test]
async fn r38_twenty_valid_logins_at_once_all_succeed() {
    let world = Arc::new(World::new());
    world.active().await;
    let logins = (0..20).map(|number| {
        let world = Arc::clone(&world);
        let identifier = if number % 2 == 0 { CODE } else { "mario.rossi" };
        async move { world.log_in(identifier, CHOSEN).await.is_ok() }
    });
    let outcomes = logins.collect::<tokio::task::JoinSet<_>>().join_all().await;
    assert_eq!(outcomes, [true; 20]);
}

#[tokio::test]
async fn an_attempt_for_which_nobody_had_time_is_not_counted() {
    let world = World::new();
    let (username, _) = world.active().await;
    let hasher = world.ports.hasher.clone();
    let mut busy = MockPasswordHasher::new();
    busy.expect_verify().returning(|_, _| {
        let retry_after = SignedDuration::from_secs(1);
        Err(HashError::Busy { retry_after })
    });
    let world = world.replacing(|ports| ports.hasher = Arc::new(busy));
    for _ in 0..10 {
        let outcome = world.log_in(&username, CHOSEN).await;
        assert!(matches!(outcome, Err(LogInError::Failure(_))));
    }
    let world = world.replacing(|ports| ports.hasher = hasher);
    world.pass(hour());
    let refused = world.log_in(&username, WRONG).await;
    assert!(matches!(refused, Err(LogInError::Refused { left: 4 })));
}

#[tokio::test]
async fn a_suspended_utenza_answers_like_a_wrong_password_and_counts_like_one() {
    let world = World::new();
    let (username, _) = world.active().await;
    rewrite(&world, Account::suspended).await;
    for left in [4, 3, 2, 1, 0] {
        let right = world.log_in(&username, CHOSEN).await.unwrap_err();
        let unknown = world.log_in("nobody.here", CHOSEN).await.unwrap_err();
        let expected = format!("{:?}", LogInError::Refused { left });
        assert_eq!(format!("{right:?}"), expected);
        assert_eq!(format!("{unknown:?}"), expected);
    }
}

#[tokio::test]
async fn r40_the_account_remembers_the_last_logins_and_the_failures_between_them() {
    let world = World::new();
    let (username, first) = world.active().await;
    let accesses = world.account().await.accesses;
    let last = accesses.last.expect("the forced change lets in");
    assert_eq!((last.at, last.origin), (first.session.opened_at, origin()));
    for _ in 0..2 {
        world.log_in(&username, WRONG).await.unwrap_err();
    }
    world.pass(hour());
    let second = world.log_in(&username, CHOSEN).await.unwrap().session;
    let accesses = world.account().await.accesses;
    assert_eq!(accesses.last.map(|a| a.at), Some(second.opened_at));
    assert_eq!(
        accesses.previous.map(|a| a.at),
        Some(first.session.opened_at)
    );
    assert_eq!((accesses.failures_before, accesses.failures_since), (2, 0));
    let failures = world.store.audit();
    let failures = failures
        .iter()
        .filter(|e| e.event == AuditEvent::LoginFailed);
    assert_eq!(failures.count(), 2);
}

#[tokio::test]
async fn r26_a_password_past_its_age_opens_nothing_but_the_change() {
    let aging = PasswordPolicy {
        max_age: Some(hour() * 24 * 90),
        ..PasswordPolicy::MODERN
    };
    let world = World::with(Settings {
        external_policy: aging,
        ..settings()
    });
    let (username, _) = world.active().await;
    world.pass(hour() * 24 * 90 - SignedDuration::from_secs(1));
    let session = world.log_in(&username, CHOSEN).await.unwrap().session;
    assert_eq!(session.scope, SessionScope::Full);
    world.pass(SignedDuration::from_secs(1));
    let opened = world.log_in(&username, CHOSEN).await.unwrap();
    assert_eq!(opened.session.scope, SessionScope::ChangePassword);
    let changed = world.change(&opened.token, CHOSEN, "quattro gatti sul tetto");
    assert_eq!(changed.await.unwrap().session.scope, SessionScope::Full);
}

#[tokio::test]
async fn r53_a_disavowed_password_opens_nothing_but_the_change() {
    let world = World::new();
    let (username, _) = world.active().await;
    let now = world.usecases.now();
    rewrite(&world, |account| account.disavowed(now)).await;
    let opened = world.log_in(&username, CHOSEN).await.unwrap();
    assert_eq!(opened.session.scope, SessionScope::ChangePassword);
}

#[tokio::test]
async fn r30_the_last_passwords_of_an_mi_utenza_do_not_come_back() {
    let world = World::new();
    let (username, _) = world.active().await;
    rewrite(&world, |account| account.with_kind(UtenzaKind::Mi)).await;
    let passwords: Vec<String> = (1..=7).map(|n| format!("Lampone7x-{n}")).collect();
    let mut current = CHOSEN.to_owned();
    let mut token = world.log_in(&username, CHOSEN).await.unwrap().token;
    for next in &passwords {
        token = world.change(&token, &current, next).await.unwrap().token;
        current.clone_from(next);
    }
    for former in &passwords[1..6] {
        let refused = world.change(&token, &current, former).await.unwrap_err();
        let ChangePasswordError::Findings(findings) = refused else {
            panic!("{refused:?}")
        };
        assert_eq!(format!("{findings:?}"), "[Reused]");
    }
    assert!(world.change(&token, &current, &passwords[0]).await.is_ok());
}

#[tokio::test]
async fn r49_guesses_at_the_change_lock_that_session_and_nobody_else() {
    let world = World::new();
    let (username, mine) = world.active().await;
    let other = world.log_in(&username, CHOSEN).await.unwrap();
    for _ in 0..5 {
        let wrong = world
            .change(&mine.token, WRONG, "quattro gatti sul tetto")
            .await;
        assert!(matches!(wrong, Err(ChangePasswordError::CurrentWrong)));
    }
    let locked = world
        .change(&mine.token, CHOSEN, "quattro gatti sul tetto")
        .await;
    assert!(matches!(locked, Err(ChangePasswordError::Locked { .. })));
    assert!(world.log_in(&username, CHOSEN).await.is_ok());
    let changed = world
        .change(&other.token, CHOSEN, "quattro gatti sul tetto")
        .await;
    assert!(changed.is_ok());
}
