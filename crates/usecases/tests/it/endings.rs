//! Reminders that a password ends soon.

use jiff::SignedDuration;
use varco_domain::audit::{Actor, AuditEvent};
use varco_ports::{AuditTrail as _, Template};

use crate::faults::Plan;
use crate::world::{World, settings};

const DAY: SignedDuration = SignedDuration::from_hours(24);

/// A world where passwords of external utenze end after ninety days.
async fn aged() -> World {
    let mut settings = settings();
    settings.external_policy.max_age = Some(DAY * 90);
    let world = World::with(settings);
    world.active().await;
    world
}

async fn reminders(world: &World) -> usize {
    let mails = world.mails().await;
    let is_reminder = |template: &Template| matches!(template, Template::PasswordEnding { .. });
    mails
        .iter()
        .filter(|mail| is_reminder(&mail.template))
        .count()
}

#[tokio::test]
async fn r26_each_of_three_reminders_is_mailed_once() {
    let world = aged().await;
    assert_eq!(world.usecases.remind_endings().await.unwrap(), 0);
    for (days, sent) in [(76, 1), (7, 2), (6, 3), (1, 3)] {
        world.pass(DAY * days);
        let expected = u64::from(days != 1);
        assert_eq!(world.usecases.remind_endings().await.unwrap(), expected);
        assert_eq!(world.usecases.remind_endings().await.unwrap(), 0);
        assert_eq!(reminders(&world).await, sent);
    }
    let account = world.account().await;
    let trail = world.store.list(account.id, None, 9).await.unwrap();
    let noted = trail.iter().filter(|record| {
        let entry = &record.entry;
        (entry.actor, entry.event) == (Actor::System, AuditEvent::PasswordExpiryReminded)
    });
    assert_eq!((noted.count(), account.reminded), (3, Some(1)));
}

#[tokio::test]
async fn two_nodes_remind_nobody_twice() {
    let world = aged().await;
    world.pass(DAY * 80);
    let (one, other) = tokio::join!(
        world.usecases.remind_endings(),
        world.usecases.remind_endings()
    );
    assert_eq!(one.unwrap() + other.unwrap(), 1);
    assert_eq!(reminders(&world).await, 1);
}

/// Whatever fails, and even where only the answer is lost, the next sweep makes up for it.
#[tokio::test]
async fn a_reminder_survives_a_failure_of_every_port() {
    for prepare in [Plan::fail_at as fn(&Plan, usize), Plan::lose_answer_of] {
        for call in 1.. {
            let world = aged().await;
            world.pass(DAY * 80);
            prepare(&world.plan, call);
            let first = world.usecases.remind_endings().await;
            let was_reached = world.plan.calls() >= call;
            world.plan.fail_at(0);
            assert_eq!(first.is_err(), was_reached, "call {call}");
            world.usecases.remind_endings().await.unwrap();
            assert_eq!(reminders(&world).await, 1, "call {call}");
            if !was_reached {
                break;
            }
        }
    }
}
