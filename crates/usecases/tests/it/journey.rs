//! The main job with one failure at every port call in turn: nothing is lost, doubled or half done.

use secrecy::ExposeSecret;
use varco_domain::utenza::AccountStatus;
use varco_usecases::{
    ActivateError, ChangePasswordError, ConfirmError, DeclareError, Failure, Line, LogInError,
    StartError,
};

use crate::faults::Plan;
use crate::world::{CHOSEN, CODE, EMAIL, World, form};

/// Runs a step; if a port failed under it, the step says so and is repeated, as a person would.
macro_rules! again {
    ($world:expr, $failures:ident, $failure:pat, $step:expr) => {
        match $step.await {
            Err($failure) => {
                $failures += 1;
                $step.await.unwrap()
            }
            other => other.unwrap(),
        }
    };
}

/// The whole journey; returns how many steps reported the failure.
async fn journey(world: &World) -> usize {
    let mut failures = 0;
    let usecases = &world.usecases;
    let flow = usecases.open_flow();
    again!(
        world,
        failures,
        StartError::Failure(_),
        world.start(&flow, CODE)
    );
    again!(
        world,
        failures,
        DeclareError::Failure(_),
        usecases.declare_person(&flow, &form(EMAIL))
    );
    again!(
        world,
        failures,
        ConfirmError::Failure(_),
        usecases.confirm_registration(&flow, &world.client)
    );
    deliver(world, &mut failures).await;
    let (link, _) = world.ticket().await;
    again!(
        world,
        failures,
        ActivateError::Failure(_),
        world.activate(&link)
    );
    deliver(world, &mut failures).await;
    let (username, one_time) = world.credentials().await;
    let one_time = one_time.expose_secret();
    let restricted = again!(
        world,
        failures,
        LogInError::Failure(_),
        world.log_in(&username, one_time)
    );
    let token = &restricted.token;
    let full = again!(
        world,
        failures,
        ChangePasswordError::Failure(_),
        world.change(token, one_time, CHOSEN)
    );
    let current = again!(
        world,
        failures,
        Failure::Unavailable { .. },
        usecases.resolve_session(&full.token)
    );
    assert_eq!(current.unwrap().account.status, AccountStatus::Active);
    again!(
        world,
        failures,
        Failure::Unavailable { .. },
        usecases.log_out(&full.token)
    );
    let after = again!(
        world,
        failures,
        Failure::Unavailable { .. },
        usecases.resolve_session(&full.token)
    );
    assert!(after.is_none());
    failures
}

/// Sends what is due as the worker does: what fails is claimed again when its time has come.
async fn deliver(world: &World, failures: &mut usize) {
    for _ in 0..3 {
        let claimed = world.usecases.claim(&Line::Mails, 10).await;
        let Ok(claimed) = claimed else {
            *failures += 1;
            continue;
        };
        for mail in &claimed {
            if world.usecases.deliver(mail).await.is_err() {
                *failures += 1;
            }
        }
        world.pass(jiff::SignedDuration::from_mins(3));
    }
}

/// At every port call in turn.
async fn survives(trouble: impl Fn(&Plan, usize)) {
    let quiet = World::new();
    quiet.plan.fail_at(0);
    assert_eq!(journey(&quiet).await, 0);
    let calls = quiet.plan.calls();
    assert!(calls > 40, "{calls} calls is no journey");
    for call in 1..=calls {
        let world = World::new();
        trouble(&world.plan, call);
        let failures = journey(&world).await;
        deliver(&world, &mut 0).await;
        let sent = world.sender.sent();
        let ids: std::collections::BTreeSet<_> = sent.iter().map(|mail| mail.id).collect();
        assert_eq!(ids.len(), 3, "call {call}: not exactly three mails");
        assert!(
            sent.len() <= 4 && failures <= 1,
            "call {call}: {failures} failures"
        );
        assert!(world.log_in(CODE, CHOSEN).await.is_ok(), "call {call}");
    }
}

#[tokio::test]
async fn a_failure_of_any_port_at_any_call_is_told_and_the_repeat_goes_through() {
    survives(Plan::fail_at).await;
}

/// The call is carried out, and whoever asked for it does not hear so.
#[tokio::test]
async fn t32_after_any_lost_answer_the_repeat_gives_the_first_outcome() {
    survives(Plan::lose_answer_of).await;
}
