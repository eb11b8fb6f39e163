//! What is true of every act of an operator.

use std::sync::Arc;

use jiff::SignedDuration;
use varco_domain::audit::{Actor, AuditEvent};
use varco_domain::credential::LockoutState;
use varco_domain::utenza::{Account, UtenzaKind};
use varco_ports::{CommitError, MockCommit};
use varco_usecases::{Failure, OperatorError};

use super::{MAILBOX, WHY};
use crate::world::{CHOSEN, CODE, World};

/// How many acts there are.
const ACTS: usize = 7;

#[tokio::test]
async fn what_would_change_nothing_is_said_and_not_written_down() {
    let world = World::new();
    let (username, _) = world.active().await;
    let usecases = &world.usecases;
    usecases
        .assign_mailbox(&username, MAILBOX, WHY)
        .await
        .unwrap();
    let before = world.store.audit();
    let again = usecases
        .assign_mailbox(&username, &MAILBOX.to_uppercase(), WHY)
        .await;
    assert!(matches!(again, Err(OperatorError::Unchanged)), "{again:?}");
    let same = usecases
        .set_utenza_kind(&username, UtenzaKind::External, WHY)
        .await;
    assert!(matches!(same, Err(OperatorError::Unchanged)), "{same:?}");
    assert_eq!(world.store.audit(), before);
    usecases.withdraw_mailbox(&username, WHY).await.unwrap();
    let none = usecases.withdraw_mailbox(&username, WHY).await;
    assert!(matches!(none, Err(OperatorError::Unchanged)), "{none:?}");
}

#[tokio::test]
async fn every_act_needs_somebody_and_a_reason_of_one_line() {
    let world = World::new();
    let (username, _) = world.active().await;
    for (who, why) in [
        ("nobody.here", WHY),
        (&username, ""),
        (&username, "due\nrighe"),
    ] {
        let before = world.store.audit();
        for act in 0..ACTS {
            let outcome = nth(&world, act, who, why).await;
            let is_right = match outcome {
                Err(OperatorError::NotFound) => why == WHY,
                Err(OperatorError::Reason) => why != WHY,
                _ => false,
            };
            assert!(is_right, "{who} {why:?}: {outcome:?}");
        }
        assert_eq!(world.store.audit(), before);
    }
}

/// At every port call in turn: the act says that it failed, nothing of it is there, and doing it
/// again works.
#[tokio::test]
async fn a_failure_of_any_port_is_told_and_the_repeat_goes_through() {
    let quiet = ready().await;
    quiet.plan.fail_at(0);
    for act in 0..ACTS {
        nth(&quiet, act, CODE, WHY).await.unwrap();
    }
    let calls = quiet.plan.calls();
    assert!(calls >= ACTS * 2, "{calls}");
    for call in 1..=calls {
        let world = ready().await;
        world.plan.fail_at(call);
        let mut failures = 0;
        for act in 0..ACTS {
            let mut outcome = nth(&world, act, CODE, WHY).await;
            if let Err(OperatorError::Failure(_)) = outcome {
                failures += 1;
                outcome = nth(&world, act, CODE, WHY).await;
            }
            outcome.unwrap();
        }
        assert_eq!(failures, 1, "call {call}");
        let by_operator = world
            .store
            .audit()
            .into_iter()
            .filter(|e| e.actor == Actor::Operator);
        assert_eq!(by_operator.count(), ACTS, "call {call}");
    }
}

async fn ready() -> World {
    let world = World::new();
    world.active().await;
    world
}

/// Each act, in an order in which each is possible.
async fn nth(world: &World, act: usize, who: &str, why: &str) -> Result<Account, OperatorError> {
    let usecases = &world.usecases;
    match act {
        0 => usecases.assign_mailbox(who, MAILBOX, why).await,
        1 => usecases.withdraw_mailbox(who, why).await,
        2 => usecases.suspend_utenza(who, why).await,
        3 => usecases.reactivate_utenza(who, why).await,
        4 => usecases.unlock_utenza(who, why).await,
        5 => usecases.reset_utenza_password(who, why).await,
        _ => usecases.set_utenza_kind(who, UtenzaKind::Mi, why).await,
    }
}

#[tokio::test]
async fn r86_a_look_shows_live_sessions_and_the_newest_entries_and_is_written_down() {
    let world = World::new();
    let (username, _) = world.active().await;
    world.log_in(&username, CHOSEN).await.unwrap();
    for _ in 0..5 {
        world
            .log_in(&username, "a wrong password")
            .await
            .unwrap_err();
    }
    let before = world.store.audit();
    let sheet = world
        .usecases
        .inspect_utenza(" Mario.Rossi ", Some(WHY), 2)
        .await
        .unwrap();
    assert_eq!(sheet.account, world.account().await);
    assert_eq!((sheet.sessions.len(), sheet.failures), (2, 5));
    let until = world.usecases.now() + SignedDuration::from_secs(30);
    assert_eq!(sheet.lockout, LockoutState::Paused { until });
    let events: Vec<_> = sheet
        .trail
        .iter()
        .map(|record| record.entry.event)
        .collect();
    assert_eq!(events, [AuditEvent::LoginFailed; 2]);
    let looked = world.store.audit().split_off(before.len());
    let seen: Vec<_> = looked
        .iter()
        .map(|entry| (entry.actor, entry.event, entry.note.as_deref()))
        .collect();
    let expected = (Actor::Operator, AuditEvent::Inspected, Some(WHY));
    assert_eq!(seen, [expected]);
    let blank = world.usecases.inspect_utenza(CODE, Some(" "), 0).await;
    assert!(matches!(blank, Err(OperatorError::Reason)), "{blank:?}");
    world.pass(SignedDuration::from_mins(15));
    let later = world.usecases.inspect_utenza(CODE, None, 0).await.unwrap();
    assert_eq!((later.sessions.len(), later.trail.len()), (0, 0));
    let nobody = world.usecases.inspect_utenza("nobody.here", None, 1).await;
    assert!(matches!(nobody, Err(OperatorError::NotFound)), "{nobody:?}");
}

#[tokio::test]
async fn r55_an_act_is_decided_anew_when_somebody_else_was_faster_and_not_for_ever() {
    for (conflicts, is_done) in [(9, true), (10, false)] {
        let world = ready().await;
        let mut commit = MockCommit::new();
        commit
            .expect_commit()
            .times(conflicts)
            .returning(|_| Err(CommitError::Conflict));
        commit.expect_commit().returning(|_| Ok(()));
        let world = world.replacing(|ports| ports.commit = Arc::new(commit));
        let outcome = world.usecases.suspend_utenza(CODE, WHY).await;
        match outcome {
            Ok(_) => assert!(is_done),
            Err(OperatorError::Failure(Failure::Unavailable { .. })) => assert!(!is_done),
            Err(other) => panic!("{other:?}"),
        }
    }
}
