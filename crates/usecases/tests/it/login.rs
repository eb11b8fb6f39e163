//! Login, sessions, the forced change.

use std::sync::Arc;

use jiff::SignedDuration;
use secrecy::{ExposeSecret, SecretString};
use varco_domain::credential::PasswordFinding;
use varco_domain::session::SessionScope;
use varco_ports::{CommitError, HashError, MockCommit, MockPasswordHasher};
use varco_usecases::{ChangePasswordError, ChangePasswordInput, Failure, LogInError};

use crate::world::{CHOSEN, CODE, World};

#[tokio::test]
async fn username_and_codice_fiscale_both_log_in_however_they_are_typed() {
    let world = World::new();
    world.active().await;
    for identifier in ["mario.rossi", " Mario.Rossi ", CODE, "rss mra 85t10 a562s"] {
        let session = world.log_in(identifier, CHOSEN).await.unwrap().session;
        assert_eq!(session.scope, SessionScope::Full, "{identifier}");
    }
}

#[tokio::test]
async fn r34_unknown_and_wrong_get_the_same_answer_attempt_by_attempt() {
    let world = World::new();
    world.active().await;
    for _ in 0..7 {
        let wrong = world
            .log_in("mario.rossi", "a wrong password")
            .await
            .unwrap_err();
        let unknown = world
            .log_in("nobody.here", "a wrong password")
            .await
            .unwrap_err();
        assert_eq!(format!("{wrong:?}"), format!("{unknown:?}"));
    }
    let locked = world.log_in("mario.rossi", CHOSEN).await.unwrap_err();
    assert!(matches!(locked, LogInError::Locked { .. }));
    world.pass(SignedDuration::from_hours(2));
    assert!(world.log_in("mario.rossi", CHOSEN).await.is_ok());
}

#[tokio::test]
async fn a_success_forgets_the_failures() {
    let world = World::new();
    world.active().await;
    for _ in 0..3 {
        for _ in 0..4 {
            assert!(world.log_in("mario.rossi", "wrong").await.is_err());
        }
        assert!(world.log_in("mario.rossi", CHOSEN).await.is_ok());
    }
}

#[tokio::test]
async fn r19_the_one_time_password_opens_nothing_but_the_change_and_one_session_at_a_time() {
    let world = World::new();
    let (username, one_time) = world.opened().await;
    let first = world
        .log_in(&username, one_time.expose_secret())
        .await
        .unwrap();
    assert_eq!(first.session.scope, SessionScope::ChangePassword);
    let second = world
        .log_in(&username, &format!(" {} ", one_time.expose_secret()))
        .await
        .unwrap();
    assert!(
        world
            .usecases
            .resolve_session(&first.token)
            .await
            .unwrap()
            .is_none()
    );
    assert!(
        world
            .usecases
            .resolve_session(&second.token)
            .await
            .unwrap()
            .is_some()
    );
}

#[tokio::test]
async fn r14_a_one_time_password_is_good_for_72_hours_to_the_second() {
    let world = World::new();
    let (username, one_time) = world.opened().await;
    world.pass(SignedDuration::from_hours(72) - SignedDuration::from_secs(1));
    assert!(
        world
            .log_in(&username, one_time.expose_secret())
            .await
            .is_ok()
    );
    world.pass(SignedDuration::from_secs(1));
    let error = world
        .log_in(&username, one_time.expose_secret())
        .await
        .unwrap_err();
    assert!(matches!(error, LogInError::OneTimeExpired { .. }));
    let error = world.log_in(&username, "not it").await.unwrap_err();
    assert!(
        matches!(error, LogInError::Refused { .. }),
        "only its owner hears that it has expired"
    );
}

#[tokio::test]
async fn the_forced_change_makes_the_utenza_active_and_ends_the_one_time_password() {
    let world = World::new();
    let (username, one_time) = world.opened().await;
    let restricted = world
        .log_in(&username, one_time.expose_secret())
        .await
        .unwrap();
    let full = world
        .change(&restricted.token, one_time.expose_secret(), CHOSEN)
        .await
        .unwrap();
    assert_eq!(full.session.scope, SessionScope::Full);
    assert!(
        world
            .usecases
            .resolve_session(&restricted.token)
            .await
            .unwrap()
            .is_none()
    );
    assert!(
        world
            .log_in(&username, one_time.expose_secret())
            .await
            .is_err()
    );
    assert!(world.log_in(&username, CHOSEN).await.is_ok());
}

#[tokio::test]
async fn what_is_wrong_with_a_change_is_told() {
    let world = World::new();
    let (username, one_time) = world.opened().await;
    let one_time = one_time.expose_secret();
    let token = world.log_in(&username, one_time).await.unwrap().token;
    let findings = |error| match error {
        ChangePasswordError::Findings(findings) => findings,
        other => panic!("{other:?}"),
    };
    let short = findings(world.change(&token, one_time, "short").await.unwrap_err());
    assert!(short.contains(&PasswordFinding::TooShort { min: 15, found: 5 }));
    for same in [
        one_time.to_owned(),
        format!("{one_time} "),
        format!("\n {one_time}"),
    ] {
        let findings = findings(world.change(&token, one_time, &same).await.unwrap_err());
        assert_eq!(findings, [PasswordFinding::Unchanged], "{same:?}");
    }
    let personal = findings(
        world
            .change(&token, one_time, "mario.rossi.1985!")
            .await
            .unwrap_err(),
    );
    assert!(personal.contains(&PasswordFinding::Personal));
    let wrong = world
        .change(&token, "Abcdef-2345-ghjkmn", CHOSEN)
        .await
        .unwrap_err();
    assert!(matches!(wrong, ChangePasswordError::CurrentWrong));
    let (current, new) = (SecretString::from(one_time), SecretString::from(CHOSEN));
    let repeat = SecretString::from("another one entirely");
    let input = ChangePasswordInput {
        token: &token,
        current: &current,
        new: &new,
        repeat: &repeat,
        device: None,
    };
    let differs = world.usecases.change_password(input).await.unwrap_err();
    assert!(matches!(differs, ChangePasswordError::RepeatDiffers));
}

#[tokio::test]
async fn the_current_password_cannot_be_guessed_through_the_change() {
    let world = World::new();
    let (_, session) = world.active().await;
    let mut locked = false;
    for _ in 0..6 {
        let error = world
            .change(&session.token, "a wrong password", "un altro tramonto")
            .await
            .unwrap_err();
        locked |= matches!(error, ChangePasswordError::Locked { .. });
    }
    assert!(locked);
}

#[tokio::test]
async fn r48_a_change_ends_every_other_session() {
    let world = World::new();
    let (username, mine) = world.active().await;
    let other = world.log_in(&username, CHOSEN).await.unwrap();
    let renewed = world
        .change(&mine.token, CHOSEN, "quattro gatti sul tetto")
        .await
        .unwrap();
    for dead in [&mine.token, &other.token] {
        assert!(
            world
                .usecases
                .resolve_session(dead)
                .await
                .unwrap()
                .is_none()
        );
    }
    assert!(
        world
            .usecases
            .resolve_session(&renewed.token)
            .await
            .unwrap()
            .is_some()
    );
}

#[tokio::test]
async fn r46_use_keeps_a_session_alive_and_idleness_ends_it() {
    let world = World::new();
    let (_, session) = world.active().await;
    for _ in 0..4 {
        world.pass(SignedDuration::from_mins(14));
        assert!(
            world
                .usecases
                .resolve_session(&session.token)
                .await
                .unwrap()
                .is_some()
        );
    }
    world.pass(SignedDuration::from_mins(15));
    assert!(
        world
            .usecases
            .resolve_session(&session.token)
            .await
            .unwrap()
            .is_none()
    );
}

#[tokio::test]
async fn a_busy_hasher_asks_for_patience_and_says_how_much() {
    let world = World::new();
    world.active().await;
    let mut hasher = MockPasswordHasher::new();
    let retry_after = SignedDuration::from_secs(2);
    hasher
        .expect_verify()
        .returning(move |_, _| Err(HashError::Busy { retry_after }));
    let world = world.replacing(|ports| ports.hasher = Arc::new(hasher));
    let error = world.log_in("mario.rossi", CHOSEN).await.unwrap_err();
    let LogInError::Failure(Failure::Unavailable {
        retry_after: told, ..
    }) = error
    else {
        panic!("{error:?}");
    };
    assert_eq!(told, retry_after);
}

#[tokio::test]
async fn r55_of_two_changes_at_once_the_later_is_told() {
    let world = World::new();
    let (_, session) = world.active().await;
    let mut commit = MockCommit::new();
    commit
        .expect_commit()
        .times(1)
        .returning(|_| Err(CommitError::Conflict));
    let world = world.replacing(|ports| ports.commit = Arc::new(commit));
    let error = world
        .change(&session.token, CHOSEN, "quattro gatti sul tetto")
        .await
        .unwrap_err();
    assert!(matches!(error, ChangePasswordError::Conflict));
}
