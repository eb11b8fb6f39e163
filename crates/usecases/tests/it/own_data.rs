//! Taking the own data away, and asking that they be erased.

use secrecy::SecretString;
use varco_domain::audit::AuditEvent;
use varco_ports::Template;
use varco_usecases::{AskDeletionError, CurrentSession};

use crate::world::{CHOSEN, EMAIL, World};

async fn signed_in(world: &World) -> CurrentSession {
    let (_, session) = world.active().await;
    world.seen(&session.token).await
}

async fn ask(
    world: &World,
    current: &CurrentSession,
    password: &str,
) -> Result<(), AskDeletionError> {
    let password = SecretString::from(password);
    world.usecases.ask_deletion(current, &password).await
}

async fn notices(world: &World) -> Vec<String> {
    let mails = world.mails().await;
    let told = mails
        .iter()
        .filter(|mail| matches!(mail.template, Template::DeletionAsked { .. }));
    told.map(|mail| mail.to.to_string()).collect()
}

#[tokio::test]
async fn r90_the_export_holds_what_is_kept_and_is_noted_in_what_it_holds() {
    let world = World::new();
    let current = signed_in(&world).await;
    let data = world.usecases.export_data(&current).await.unwrap();
    assert_eq!(data.account, world.account().await);
    assert_eq!(data.at, world.usecases.now());
    assert_eq!(data.sessions, std::slice::from_ref(&current.session));
    assert_eq!(data.former_acceptances, []);
    let events: Vec<_> = data.activity.iter().map(|entry| entry.event).collect();
    assert_eq!(
        events,
        [
            AuditEvent::DataExported,
            AuditEvent::PasswordChanged,
            AuditEvent::LoggedIn,
            AuditEvent::AccountOpened,
        ]
    );
}

#[tokio::test]
async fn r90_a_long_trail_is_exported_to_its_first_entry() {
    let world = World::new();
    let current = signed_in(&world).await;
    for _ in 0..600 {
        world.usecases.export_data(&current).await.unwrap();
    }
    let data = world.usecases.export_data(&current).await.unwrap();
    assert_eq!(data.activity.len(), 601 + 3);
    assert_eq!(
        data.activity.last().unwrap().event,
        AuditEvent::AccountOpened
    );
}

#[tokio::test]
async fn r90_an_operator_sees_who_waits_for_a_deletion_until_it_is_withdrawn() {
    let world = World::new();
    let (_, session) = world.active().await;
    let current = world.seen(&session.token).await;
    let waiting = async || world.usecases.list_deletions().await.unwrap();
    assert_eq!(waiting().await, []);
    ask(&world, &current, CHOSEN).await.unwrap();
    assert_eq!(waiting().await, [world.account().await]);
    let current = world.seen(&session.token).await;
    world.usecases.withdraw_deletion(&current).await.unwrap();
    assert_eq!(waiting().await, []);
}

#[tokio::test]
async fn data_that_are_only_looked_for_are_no_export() {
    let world = World::new();
    let current = signed_in(&world).await;
    let before = world.store.audit();
    let data = world.usecases.gather_data(&current).await.unwrap();
    assert_eq!(data.activity.len(), 3);
    assert_eq!(world.store.audit(), before);
}

#[tokio::test]
async fn r49_the_deletion_is_asked_for_with_the_password_noted_and_told_once() {
    let world = World::new();
    let current = signed_in(&world).await;
    for _ in 0..2 {
        ask(&world, &current, CHOSEN).await.unwrap();
        let asked_at = world.account().await.deletion_asked_at;
        assert_eq!(asked_at, Some(world.usecases.now()));
        assert_eq!(world.noted(AuditEvent::DeletionAsked), 1);
        assert_eq!(notices(&world).await, [EMAIL]);
    }
}

#[tokio::test]
async fn a_deletion_that_was_asked_for_can_be_taken_back() {
    let world = World::new();
    let (_, session) = world.active().await;
    let current = world.seen(&session.token).await;
    ask(&world, &current, CHOSEN).await.unwrap();
    let current = world.seen(&session.token).await;
    for _ in 0..2 {
        world.usecases.withdraw_deletion(&current).await.unwrap();
        assert_eq!(world.account().await.deletion_asked_at, None);
        assert_eq!(world.noted(AuditEvent::DeletionWithdrawn), 1);
    }
}

#[tokio::test]
async fn r49_wrong_passwords_are_counted_and_end_in_a_pause() {
    let world = World::new();
    let current = signed_in(&world).await;
    for _ in 0..5 {
        let refused = ask(&world, &current, "un'altra").await;
        assert!(matches!(refused, Err(AskDeletionError::CurrentWrong)));
    }
    let locked = ask(&world, &current, CHOSEN).await;
    assert!(matches!(
        locked,
        Err(AskDeletionError::Locked { retry_at: Some(_) })
    ));
    assert_eq!(world.account().await.deletion_asked_at, None);
}

#[tokio::test]
async fn r50_a_session_whose_password_was_changed_meanwhile_asks_for_nothing() {
    let world = World::new();
    let (_, session) = world.active().await;
    let current = world.seen(&session.token).await;
    world
        .change(&session.token, CHOSEN, "sette sassi sul sentiero")
        .await
        .unwrap();
    let refused = ask(&world, &current, CHOSEN).await;
    assert!(matches!(refused, Err(AskDeletionError::Failure(_))));
    assert_eq!(world.account().await.deletion_asked_at, None);
}

#[tokio::test]
async fn every_port_that_fails_leaves_no_deletion_behind_and_costs_no_try() {
    let probe = World::new();
    let current = signed_in(&probe).await;
    probe.plan.fail_at(0);
    ask(&probe, &current, CHOSEN).await.unwrap();
    let calls = probe.plan.calls();
    assert_eq!(calls, 4, "charged, verified, sealed, written");
    for call in 1..=calls {
        let world = World::new();
        let current = signed_in(&world).await;
        world.plan.fail_at(call);
        let outcome = ask(&world, &current, CHOSEN).await;
        assert!(
            matches!(outcome, Err(AskDeletionError::Failure(_))),
            "call {call}"
        );
        assert_eq!(world.account().await.deletion_asked_at, None, "call {call}");
        ask(&world, &current, CHOSEN).await.unwrap();
        assert_eq!(notices(&world).await, [EMAIL]);
    }
}

#[tokio::test]
async fn every_port_that_fails_gives_no_export() {
    let probe = World::new();
    let current = signed_in(&probe).await;
    probe.plan.fail_at(0);
    probe.usecases.export_data(&current).await.unwrap();
    let calls = probe.plan.calls();
    assert_eq!(
        calls, 5,
        "noted, then acceptances, sessions, two looks at the trail"
    );
    for call in 1..=calls {
        let world = World::new();
        let current = signed_in(&world).await;
        world.plan.fail_at(call);
        world.usecases.export_data(&current).await.unwrap_err();
        world.usecases.export_data(&current).await.unwrap();
    }
}
