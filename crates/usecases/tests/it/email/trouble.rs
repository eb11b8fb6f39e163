//! A change of address with one failure at every port call in turn, and many at the same time.

use std::sync::Arc;

use varco_usecases::{ChangeEmailError, Failure, LinkError, LinkOutcome};

use super::{NEW, token};
use crate::faults::Plan;
use crate::world::{CHOSEN, CODE, EMAIL, World};

/// Does a step; one whose port failed says so, and is repeated as a person would.
macro_rules! again {
    ($failures:ident, $failure:pat, $step:expr) => {
        match $step {
            Err($failure) => {
                $failures += 1;
                $step.unwrap()
            }
            other => other.unwrap(),
        }
    };
}

/// Asked, asked again, confirmed, undone; how many steps reported the failure.
async fn journey(world: &World, session: &secrecy::SecretString) -> usize {
    let mut failures = 0;
    let usecases = &world.usecases;
    let current = again!(
        failures,
        Failure::Unavailable { .. },
        usecases.resolve_session(session).await
    );
    match world.ask(&current.unwrap(), NEW).await {
        Ok(_) => {}
        // Asked anew from the page, which is loaded anew.
        Err(ChangeEmailError::Failure(_)) => {
            failures += 1;
            world.pass(jiff::SignedDuration::from_secs(1));
            world.ask(&world.current(session).await, NEW).await.unwrap();
        }
        Err(error) => panic!("{error:?}"),
    }
    deliver(world).await;
    let link = world.newest_confirmation().await;
    again!(
        failures,
        LinkError::Failure(_),
        usecases.confirm_email(&link, Some(session)).await
    );
    deliver(world).await;
    assert_eq!(world.account().await.reference().unwrap().0.as_str(), NEW);
    let undo = token(&world.last_undo().await);
    again!(
        failures,
        LinkError::Failure(_),
        usecases.undo_email(&undo).await
    );
    failures
}

/// Sends what is due; what fails is sent when its time has come.
async fn deliver(world: &World) {
    for _ in 0..3 {
        let _ = world.mails().await;
        world.pass(jiff::SignedDuration::from_mins(3));
    }
}

async fn survives(trouble: impl Fn(&Plan, usize)) {
    let quiet = World::new();
    let (_, session) = quiet.active().await;
    quiet.plan.fail_at(0);
    assert_eq!(journey(&quiet, &session.token).await, 0);
    let calls = quiet.plan.calls();
    assert!(calls > 30, "{calls} calls are no journey");
    for call in 1..=calls {
        let world = World::new();
        let (_, session) = world.active().await;
        trouble(&world.plan, call);
        let failures = journey(&world, &session.token).await;
        assert!(failures <= 1, "call {call}: {failures} failures");
        world.plan.fail_at(0);
        let account = world.account().await;
        assert_eq!(
            account.reference().unwrap().0.as_str(),
            EMAIL,
            "call {call}"
        );
        assert!(world.log_in(CODE, CHOSEN).await.is_ok(), "call {call}");
    }
}

#[tokio::test]
async fn a_failure_of_any_port_at_any_call_is_told_and_the_repeat_goes_through() {
    survives(Plan::fail_at).await;
}

#[tokio::test]
async fn t32_after_any_lost_answer_the_repeat_gives_the_first_outcome() {
    survives(Plan::lose_answer_of).await;
}

#[tokio::test]
async fn a_link_pressed_many_times_at_once_works_once() {
    let world = Arc::new(World::new());
    let (_, session) = world.active().await;
    world
        .ask(&world.current(&session.token).await, NEW)
        .await
        .unwrap();
    let link = token(&world.last("confirm_email").await);
    let before = world.mails().await.len();
    let presses: Vec<_> = (0..20)
        .map(|_| {
            let (world, link) = (world.clone(), link.clone());
            tokio::spawn(async move { world.usecases.confirm_email(&link, None).await.unwrap() })
        })
        .collect();
    let mut done = 0;
    for press in presses {
        done += usize::from(press.await.unwrap() == LinkOutcome::Done);
    }
    assert_eq!((done, world.mails().await.len() - before), (1, 2));
}
