//! The own sessions and activity.

use jiff::SignedDuration;
use varco_domain::audit::AuditEvent;
use varco_domain::id::SessionId;
use varco_usecases::{CurrentSession, OpenedSession};

use crate::faults::Plan;
use crate::world::{CHOSEN, CODE, World};

/// The session as it stands in the store.
async fn current(world: &World, opened: &OpenedSession) -> Option<CurrentSession> {
    world.usecases.resolve_session(&opened.token).await.unwrap()
}

#[tokio::test]
async fn r48_only_live_sessions_are_listed_and_the_others_can_be_closed() {
    let world = World::new();
    let (_, idle) = world.active().await;
    world.pass(SignedDuration::from_mins(15));
    let here = world.log_in(CODE, CHOSEN).await.unwrap();
    let there = world.log_in(CODE, CHOSEN).await.unwrap();
    let me = current(&world, &here).await.unwrap();
    let usecases = &world.usecases;
    let ids = |sessions: Vec<varco_domain::session::Session>| -> Vec<SessionId> {
        sessions.into_iter().map(|session| session.id).collect()
    };
    let listed = ids(usecases.list_sessions(&me).await.unwrap());
    assert_eq!(listed.len(), 2);
    assert!(!listed.contains(&idle.session.id));
    usecases.close_other_sessions(&me).await.unwrap();
    assert!(current(&world, &there).await.is_none());
    assert_eq!(
        ids(usecases.list_sessions(&me).await.unwrap()),
        [here.session.id]
    );
    usecases.close_other_sessions(&me).await.unwrap();
    let activity = usecases.list_activity(&me, None).await.unwrap();
    let closings = activity
        .entries
        .iter()
        .filter(|entry| entry.event == AuditEvent::OtherSessionsClosed);
    assert_eq!(
        closings.count(),
        1,
        "where there was no other, nothing happened"
    );
}

#[tokio::test]
async fn r60_a_session_that_is_not_there_is_not_closed() {
    let world = World::new();
    let (_, opened) = world.active().await;
    let me = current(&world, &opened).await.unwrap();
    let unknown = SessionId::new(world.usecases.now(), &[9; 10]);
    assert!(!world.usecases.close_session(&me, unknown).await.unwrap());
    assert!(
        world
            .usecases
            .close_session(&me, opened.session.id)
            .await
            .unwrap()
    );
    assert!(current(&world, &opened).await.is_none());
}

#[tokio::test]
async fn closing_survives_a_failure_of_every_port() {
    for call in 1.. {
        let world = World::new();
        let (_, here) = world.active().await;
        let there = world.log_in(CODE, CHOSEN).await.unwrap();
        let me = current(&world, &here).await.unwrap();
        Plan::fail_at(&world.plan, call);
        let closed = world.usecases.close_session(&me, there.session.id).await;
        let was_reached = world.plan.calls() >= call;
        world.plan.fail_at(0);
        assert_eq!(closed.is_err(), was_reached, "call {call}");
        assert_eq!(current(&world, &there).await.is_some(), was_reached);
        if !was_reached {
            break;
        }
    }
}

#[tokio::test]
async fn r46_asking_for_the_time_left_is_no_use() {
    let world = World::new();
    let (_, opened) = world.active().await;
    let minutes = SignedDuration::from_mins;
    world.pass(minutes(14));
    for _ in 0..2 {
        let left = world.usecases.session_left(&opened.token).await.unwrap();
        assert_eq!(left, minutes(1));
    }
    let left = world.usecases.prolong_session(&opened.token).await.unwrap();
    assert_eq!(left, minutes(15));
    world.pass(minutes(15));
    let left = world.usecases.prolong_session(&opened.token).await.unwrap();
    assert_eq!(left, SignedDuration::ZERO);
}
