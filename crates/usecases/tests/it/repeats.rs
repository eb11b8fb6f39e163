//! T-32: whoever repeats a request because its answer was lost gets the first outcome.

use std::sync::Arc;

use secrecy::ExposeSecret;
use varco_domain::registration::RegistrationState;
use varco_ports::MockCaptchaVerifier;
use varco_usecases::{ActivateOutcome, ChangePasswordError, StartError};

use crate::world::{CHOSEN, CODE, EMAIL, World, form};

const NEXT: &str = "quattro gatti sul tetto";

#[tokio::test]
async fn step_1_again_asks_for_no_other_challenge() {
    let mut captcha = MockCaptchaVerifier::new();
    captcha.expect_verify().once().returning(|_, _, _| Ok(()));
    let world = World::new().replacing(|ports| ports.captcha = Arc::new(captcha));
    let flow = world.usecases.open_flow();
    let first = world.start(&flow, CODE).await.unwrap();
    assert_eq!(world.start(&flow, CODE).await.unwrap(), first);
}

/// With another code it is another request, and so it is from another browser or after step 2.
#[tokio::test]
async fn step_1_anew_asks_for_another_challenge() {
    let mut captcha = MockCaptchaVerifier::new();
    captcha.expect_verify().times(4).returning(|_, _, _| Ok(()));
    let world = World::new().replacing(|ports| ports.captcha = Arc::new(captcha));
    let (flow, other) = (world.usecases.open_flow(), world.usecases.open_flow());
    world.start(&flow, CODE).await.unwrap();
    world.start(&other, CODE).await.unwrap();
    world.start(&flow, "FOXDRA26C24I725A").await.unwrap();
    let declared = world.usecases.declare_person(&other, &form(EMAIL)).await;
    declared.unwrap();
    world.start(&other, CODE).await.unwrap();
}

#[tokio::test]
async fn steps_2_and_3_again_change_nothing() {
    let world = World::new();
    let flow = world.usecases.open_flow();
    world.start(&flow, CODE).await.unwrap();
    for _ in 0..2 {
        let declared = world.usecases.declare_person(&flow, &form(EMAIL)).await;
        let state = declared.unwrap().state;
        assert!(matches!(state, RegistrationState::Declared { .. }));
    }
    let first = world
        .usecases
        .confirm_registration(&flow, &world.client)
        .await
        .unwrap();
    let again = world
        .usecases
        .confirm_registration(&flow, &world.client)
        .await
        .unwrap();
    assert_eq!(again, first);
    assert_eq!(world.mails().await.len(), 1);
}

#[tokio::test]
async fn activating_again_says_that_the_utenza_is_open_and_mails_nothing() {
    let world = World::new();
    world.confirmed(EMAIL).await;
    let (link, code) = world.ticket().await;
    let first = world.activate(&link).await.unwrap();
    assert_eq!(first, ActivateOutcome::Opened);
    let mails = world.mails().await.len();
    for ticket in [&link, &code] {
        let again = world.activate(ticket).await.unwrap();
        assert_eq!(again, ActivateOutcome::AlreadyOpen);
    }
    assert_eq!(world.mails().await.len(), mails);
}

#[tokio::test]
async fn changing_the_password_again_gives_the_same_session_and_mails_nothing() {
    let world = World::new();
    let (_, opened) = world.active().await;
    let first = world.change(&opened.token, CHOSEN, NEXT).await.unwrap();
    let (mails, entries) = (world.mails().await.len(), world.store.audit().len());
    let again = world.change(&opened.token, CHOSEN, NEXT).await.unwrap();
    assert_eq!(again.token.expose_secret(), first.token.expose_secret());
    assert_eq!(again.session, first.session);
    assert_eq!(world.mails().await.len(), mails);
    assert_eq!(world.store.audit().len(), entries);
    world.usecases.log_out(&first.token).await.unwrap();
    let late = world.change(&opened.token, CHOSEN, NEXT).await;
    assert!(matches!(late, Err(ChangePasswordError::NoSession)));
}

/// Who has found an old token gets no further with it than with the page of the login.
#[tokio::test]
async fn a_token_that_has_ended_gives_nothing_without_the_new_password() {
    let world = World::new();
    let (_, opened) = world.active().await;
    world.change(&opened.token, CHOSEN, NEXT).await.unwrap();
    let mut refused = 0;
    let locked = loop {
        match world
            .change(&opened.token, CHOSEN, "cinque cani in un canale")
            .await
        {
            Err(ChangePasswordError::NoSession) => refused += 1,
            other => break other,
        }
    };
    assert!(matches!(locked, Err(ChangePasswordError::Locked { .. })));
    assert_eq!(refused, 5);
}

#[tokio::test]
async fn what_was_refused_is_refused_again() {
    let world = World::new();
    let flow = world.confirmed(EMAIL).await;
    let again = world.start(&flow, CODE).await;
    assert!(matches!(again, Err(StartError::Confirmed)));
}
