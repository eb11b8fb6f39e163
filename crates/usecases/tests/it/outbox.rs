//! What an operator does with the outbox.

use varco_domain::audit::{AuditEvent, AuditSubject};
use varco_domain::id::MessageId;
use varco_ports::{MailError, OutboxFilter, OutboxRecord, OutboxState};
use varco_usecases::{Retention, TendOutboxError};

use crate::world::{CODE, EMAIL, World};

const WHY: &str = "il server di posta è tornato";

/// A world whose first mail was refused, and that mail.
async fn buried() -> (World, MessageId) {
    let world = World::new();
    world.confirmed(EMAIL).await;
    world.sender.fail_with(MailError::Refused {
        reason: "550 closed".into(),
    });
    world.mails().await;
    world.sender.fail_with(None);
    let buried = listed(&world, Some(OutboxState::Buried)).await;
    (world, buried.first().expect("one is buried").id)
}

async fn listed(world: &World, state: Option<OutboxState>) -> Vec<OutboxRecord> {
    let filter = state.map(OutboxFilter::from).unwrap_or_default();
    world.usecases.list_outbox(&filter, 10).await.unwrap()
}

#[tokio::test]
async fn a_buried_mail_is_replayed_with_a_line_in_the_audit_trail() {
    let (world, id) = buried().await;
    world
        .usecases
        .retry_item(id, &format!(" {WHY} "))
        .await
        .unwrap();
    assert_eq!(world.mails().await.len(), 1);
    let found = world.usecases.find_outbox_item(id).await.unwrap().unwrap();
    assert_eq!(found.state, OutboxState::Sent);
    let audit = world.store.audit();
    let last = audit.last().unwrap();
    assert_eq!(last.event, AuditEvent::MessageReplayed);
    assert_eq!(last.subject, AuditSubject::Message(id));
    assert_eq!(last.note.as_deref(), Some(WHY));
    assert_eq!(last.at, world.usecases.now());
}

#[tokio::test]
async fn a_replay_needs_a_reason_of_one_line() {
    let (world, id) = buried().await;
    let before = world.store.audit();
    for why in ["", "  ", "due\nrighe", "con \u{0}", &"x".repeat(201)] {
        for refused in [
            world.usecases.retry_item(id, why).await,
            world.usecases.retry_buried(&[], why).await.map(drop),
        ] {
            assert!(matches!(refused, Err(TendOutboxError::Reason)), "{why:?}");
        }
    }
    assert_eq!(world.store.audit(), before);
    world
        .usecases
        .retry_item(id, &"😀".repeat(200))
        .await
        .unwrap();
}

#[tokio::test]
async fn only_what_is_buried_and_not_erased_is_replayed() {
    let (world, id) = buried().await;
    let replay = async |id| world.usecases.retry_item(id, WHY).await;
    let unknown = MessageId::new(world.usecases.now(), &[9; 10]);
    assert!(matches!(
        replay(unknown).await,
        Err(TendOutboxError::NotFound)
    ));
    replay(id).await.unwrap();
    let refused = replay(id).await;
    let waits = matches!(refused, Err(TendOutboxError::State(OutboxState::Waiting)));
    assert!(waits, "{refused:?}");
    world.sender.fail_with(MailError::Refused {
        reason: "550 still".into(),
    });
    world.mails().await;
    world.pass(Retention::default().secrets);
    world.usecases.sweep().await.unwrap();
    assert!(matches!(replay(id).await, Err(TendOutboxError::Erased)));
}

#[tokio::test]
async fn everything_buried_is_replayed_at_once_and_nothing_else() {
    let (world, first) = buried().await;
    world.usecases.retry_item(first, WHY).await.unwrap();
    world.mails().await;
    world.sender.fail_with(MailError::Refused {
        reason: "550 closed".into(),
    });
    // More than are looked at together.
    for number in 0..130 {
        let flow = world.usecases.open_flow();
        world.start(&flow, CODE).await.unwrap();
        let email = format!("mario{number}@esempio.it");
        let form = crate::world::form(&email);
        world.usecases.declare_person(&flow, &form).await.unwrap();
        world
            .usecases
            .confirm_registration(&flow, &world.client)
            .await
            .unwrap();
    }
    for _ in 0..2 {
        world.mails().await;
    }
    world.sender.fail_with(None);
    assert_eq!(world.usecases.retry_buried(&[], WHY).await.unwrap(), 130);
    assert_eq!(listed(&world, Some(OutboxState::Buried)).await, []);
    for _ in 0..2 {
        world.mails().await;
    }
    assert_eq!(world.sender.sent().len(), 131);
    assert_eq!(world.usecases.retry_buried(&[], WHY).await.unwrap(), 0);
}

#[tokio::test]
async fn what_waits_for_another_attempt_is_retried_at_once() {
    let world = World::new();
    world.confirmed(EMAIL).await;
    let id = listed(&world, None).await[0].id;
    let untried = world.usecases.retry_item(id, WHY).await;
    let untried = untried.unwrap_err().to_string();
    assert_eq!(
        untried,
        "the item is waiting: its first attempt comes by itself"
    );
    world.sender.fail_with(MailError::Retry {
        reason: "451 later".into(),
    });
    world.mails().await;
    world.sender.fail_with(None);
    assert_eq!(world.mails().await.len(), 0);
    world.usecases.retry_item(id, WHY).await.unwrap();
    assert_eq!(world.mails().await.len(), 1);
}

#[tokio::test]
async fn what_is_skipped_is_never_delivered_and_says_why() {
    let world = World::new();
    world.confirmed(EMAIL).await;
    let id = listed(&world, None).await[0].id;
    let skip = async || world.usecases.skip_item(id, WHY).await;
    let no_reason = world.usecases.skip_item(id, " ").await;
    assert!(matches!(no_reason, Err(TendOutboxError::Reason)));
    skip().await.unwrap();
    assert_eq!(world.mails().await.len(), 0);
    let last = world.store.audit().pop().unwrap();
    assert_eq!(last.event, AuditEvent::MessageSkipped);
    assert_eq!(last.subject, AuditSubject::Message(id));
    assert_eq!(last.note.as_deref(), Some(WHY));
    assert!(matches!(skip().await, Err(TendOutboxError::Erased)));
    let retried = world.usecases.retry_item(id, WHY).await;
    assert!(matches!(retried, Err(TendOutboxError::Erased)));
}

#[tokio::test]
async fn what_was_delivered_is_neither_skipped_nor_retried() {
    let (world, id) = buried().await;
    world.usecases.retry_item(id, WHY).await.unwrap();
    world.mails().await;
    for refused in [
        world.usecases.skip_item(id, WHY).await,
        world.usecases.retry_item(id, WHY).await,
    ] {
        let refused = refused.unwrap_err().to_string();
        assert_eq!(refused, "the item is sent: it has been delivered");
    }
}
