//! The outbox.

use std::sync::Arc;

use jiff::SignedDuration;
use varco_ports::testkit::PlainVault;
use varco_ports::{MailError, MockVault, OutboxState, Vault, VaultError};
use varco_usecases::{Delivery, Line, Retention};

use crate::world::{CHOSEN, EMAIL, World};

#[tokio::test]
async fn a_mail_that_is_not_accepted_comes_back_later_and_later_under_the_same_id() {
    let world = World::new();
    world.confirmed(EMAIL).await;
    world.sender.fail_with(MailError::Retry {
        reason: "451".into(),
    });
    let mut pauses = Vec::new();
    for _ in 0..6 {
        let claimed = world.usecases.claim(&Line::Mails, 10).await.unwrap();
        let Delivery::Postponed(due) = world.usecases.deliver(&claimed[0]).await.unwrap() else {
            panic!("not postponed");
        };
        pauses.push(due.duration_since(world.usecases.now()).as_secs());
        assert_eq!(
            world.usecases.next_due(&Line::Mails).await.unwrap(),
            Some(due)
        );
        world.clock.set(due);
    }
    assert!(pauses.is_sorted() && pauses[5] >= 64, "{pauses:?}");
    world.sender.fail_with(None);
    let mails = world.mails().await;
    assert_eq!(mails.len(), 1);
    assert_eq!(world.usecases.next_due(&Line::Mails).await.unwrap(), None);
}

#[tokio::test]
async fn a_refused_mail_is_buried_with_its_reason() {
    let world = World::new();
    world.confirmed(EMAIL).await;
    world.sender.fail_with(MailError::Refused {
        reason: "550 no such mailbox".into(),
    });
    let claimed = world.usecases.claim(&Line::Mails, 10).await.unwrap();
    assert_eq!(
        world.usecases.deliver(&claimed[0]).await.unwrap(),
        Delivery::Buried
    );
    let record = world.ports.desk.find(claimed[0].lease.id).await.unwrap();
    assert!(format!("{record:?}").contains("550 no such mailbox"));
    world.sender.fail_with(None);
    assert!(world.mails().await.is_empty());
}

#[tokio::test]
async fn a_worker_that_was_too_slow_does_not_write_over_the_next_one() {
    let world = World::new();
    world.confirmed(EMAIL).await;
    let slow = world.usecases.claim(&Line::Mails, 10).await.unwrap();
    world.pass(SignedDuration::from_mins(5));
    let next = world.usecases.claim(&Line::Mails, 10).await.unwrap();
    assert_eq!(
        world.usecases.deliver(&next[0]).await.unwrap(),
        Delivery::Sent
    );
    assert_eq!(
        world.usecases.deliver(&slow[0]).await.unwrap(),
        Delivery::Lost
    );
    let ids: Vec<_> = world.sender.sent().iter().map(|mail| mail.id).collect();
    assert_eq!(ids[0], ids[1], "a double has the same Message-ID");
}

#[tokio::test]
async fn a_slow_delivery_keeps_its_mail_and_a_killed_one_frees_it_within_seconds() {
    let world = World::new();
    world.confirmed(EMAIL).await;
    let mail = world
        .usecases
        .claim(&Line::Mails, 10)
        .await
        .unwrap()
        .remove(0);
    for _ in 0..20 {
        world.pass(varco_usecases::UseCases::KEEP_EVERY);
        assert!(world.usecases.keep(&mail).await.unwrap());
        assert!(
            world
                .usecases
                .claim(&Line::Mails, 10)
                .await
                .unwrap()
                .is_empty()
        );
    }
    world.pass(SignedDuration::from_secs(6));
    assert_eq!(
        world.usecases.claim(&Line::Mails, 10).await.unwrap().len(),
        1
    );
    assert!(!world.usecases.keep(&mail).await.unwrap());
}

#[tokio::test]
async fn r69_a_mail_is_sent_up_to_the_last_moment_of_its_life_and_not_after() {
    let life = Retention::default().secrets;
    for (age, expected) in [
        (life - SignedDuration::from_micros(1), Delivery::Sent),
        (life, Delivery::Buried),
    ] {
        let world = World::new();
        world.confirmed(EMAIL).await;
        world.pass(age);
        let claimed = world.usecases.claim(&Line::Mails, 10).await.unwrap();
        let delivery = world.usecases.deliver(&claimed[0]).await;
        assert_eq!(delivery.unwrap(), expected);
        let sent = usize::from(expected == Delivery::Sent);
        assert_eq!(world.sender.sent().len(), sent);
    }
}

#[tokio::test]
async fn r69_a_mail_that_nobody_accepts_is_given_up_and_swept_at_the_end_of_its_life() {
    let world = World::new();
    world.confirmed(EMAIL).await;
    world.sender.fail_with(MailError::Retry {
        reason: "451".into(),
    });
    let claimed = world.usecases.claim(&Line::Mails, 10).await.unwrap();
    world.usecases.deliver(&claimed[0]).await.unwrap();
    world.pass(Retention::default().secrets - SignedDuration::from_micros(1));
    world.usecases.sweep().await.unwrap();
    let find = async || world.usecases.find_outbox_item(claimed[0].lease.id).await;
    let waiting = find().await.unwrap().unwrap();
    assert_eq!(waiting.state, OutboxState::Waiting);
    assert!(waiting.has_envelope);
    world.pass(SignedDuration::from_micros(1));
    world.usecases.sweep().await.unwrap();
    let buried = find().await.unwrap().unwrap();
    assert_eq!(buried.state, OutboxState::Buried);
    assert!(!buried.has_envelope);
    world.sender.fail_with(None);
    assert!(world.mails().await.is_empty());
}

#[tokio::test]
async fn r67_a_mail_asked_for_again_takes_the_place_of_the_one_that_waits() {
    let world = World::new();
    let flow = world.confirmed(EMAIL).await;
    for _ in 0..2 {
        world.pass(SignedDuration::from_mins(2));
        world
            .usecases
            .resend_activation(&flow, &world.client)
            .await
            .unwrap();
    }
    assert_eq!(world.mails().await.len(), 1);
    let (link, _) = world.ticket().await;
    assert!(world.activate(&link).await.is_ok());
}

#[tokio::test]
async fn r67_the_newer_mail_waits_until_nobody_can_be_sending_the_older_one() {
    let world = World::new();
    let flow = world.confirmed(EMAIL).await;
    world.pass(SignedDuration::from_mins(2));
    let older = world
        .usecases
        .claim(&Line::Mails, 10)
        .await
        .unwrap()
        .remove(0);
    world
        .usecases
        .resend_activation(&flow, &world.client)
        .await
        .unwrap();
    assert!(
        world
            .usecases
            .claim(&Line::Mails, 10)
            .await
            .unwrap()
            .is_empty()
    );
    assert!(!world.usecases.keep(&older).await.unwrap());
    let late = world.usecases.deliver(&older).await.unwrap();
    assert_eq!(late, Delivery::Lost);
    world.pass(SignedDuration::from_secs(6));
    let newer = world
        .usecases
        .claim(&Line::Mails, 10)
        .await
        .unwrap()
        .remove(0);
    assert_eq!(newer.stream, older.stream);
    assert!(newer.version > older.version);
}

#[tokio::test]
async fn notices_take_nobodys_place() {
    let world = World::new();
    let (_, mut session) = world.active().await;
    let other = "sei sassi nel sacco";
    for (old, new) in [(CHOSEN, other), (other, CHOSEN)] {
        session = world.change(&session.token, old, new).await.unwrap();
    }
    let claimed = world.usecases.claim(&Line::Mails, 10).await.unwrap();
    assert_eq!(claimed.len(), 3, "the forced change and two more");
}

/// A world whose vault opens nothing.
fn closed(error: fn() -> VaultError) -> World {
    World::new().replacing(|ports| {
        let mut vault = MockVault::new();
        vault
            .expect_seal()
            .returning(|secret, context, now| PlainVault.seal(secret, context, now));
        vault.expect_open().returning(move |_, _| Err(error()));
        ports.vault = Arc::new(vault);
    })
}

#[tokio::test]
async fn a_mail_whose_key_is_missing_waits_and_one_that_was_changed_is_buried() {
    let gone = || VaultError::KeyGone {
        key_id: "7f3a21c9".into(),
    };
    let unread = || VaultError::Unavailable {
        reason: "no such file".into(),
    };
    for (error, is_postponed) in [
        (gone as fn() -> VaultError, true),
        (unread, true),
        (|| VaultError::Tampered, false),
    ] {
        let world = closed(error);
        world.confirmed(EMAIL).await;
        let claimed = world.usecases.claim(&Line::Mails, 10).await.unwrap();
        let delivery = world.usecases.deliver(&claimed[0]).await.unwrap();
        let postponed = matches!(delivery, Delivery::Postponed(_));
        assert_eq!(postponed, is_postponed, "{delivery:?}");
        assert_eq!(delivery == Delivery::Buried, !is_postponed);
    }
}
