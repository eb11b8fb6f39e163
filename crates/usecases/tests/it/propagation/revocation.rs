//! Who is shut out is shut out first.

use jiff::SignedDuration;
use secrecy::ExposeSecret;
use varco_domain::delivery::Reach;
use varco_ports::testkit::TargetFault;
use varco_ports::{OutboxState, SyncError};
use varco_usecases::{Delivery, TendOutboxError};

use super::{Linked, NEXT, WHO, line};
use crate::world::{CHOSEN, CODE};

#[tokio::test]
async fn r70_a_suspended_utenza_is_closed_at_the_services_and_opened_again_after() {
    let linked = Linked::new();
    let world = &linked.world;
    world.active().await;
    linked.settle().await;
    world
        .usecases
        .suspend_utenza(CODE, "indagine")
        .await
        .unwrap();
    linked.settle().await;
    assert!(!linked.sidi.entry(WHO).unwrap().is_active);
    world
        .usecases
        .reactivate_utenza(CODE, "chiarito")
        .await
        .unwrap();
    linked.settle().await;
    let entry = linked.sidi.entry(WHO).unwrap();
    assert!(entry.is_active);
    assert_eq!(entry.password, CHOSEN);
}

#[tokio::test]
async fn r70_after_a_reset_services_are_closed_first_and_get_the_new_password_then() {
    let linked = Linked::new();
    let world = &linked.world;
    let (username, _) = world.active().await;
    linked.settle().await;
    let before = linked.sidi.ledger().len();
    // Everything happens while the services are down.
    world
        .usecases
        .reset_utenza_password(CODE, "password rubata")
        .await
        .unwrap();
    world.mails().await;
    let one_time = world
        .sender
        .sent()
        .into_iter()
        .rev()
        .find_map(|mail| match mail.template {
            varco_ports::Template::PasswordReissued { password, .. } => Some(password),
            _ => None,
        });
    let one_time = one_time.unwrap();
    let session = world
        .log_in(&username, one_time.expose_secret())
        .await
        .unwrap();
    let changed = world.change(&session.token, one_time.expose_secret(), NEXT);
    changed.await.unwrap();
    // The service is there again: the revocation goes first, and the password only then.
    assert_eq!(
        linked.deliver("sidi").await[0],
        Delivery::Sent,
        "the revocation"
    );
    assert!(!linked.sidi.entry(WHO).unwrap().is_active);
    world.pass(SignedDuration::from_millis(400));
    assert_eq!(linked.deliver("sidi").await, [Delivery::Sent]);
    let entry = linked.sidi.entry(WHO).unwrap();
    assert!(entry.is_active && entry.password == NEXT, "{entry:?}");
    assert_eq!(linked.sidi.ledger().len(), before + 2);
}

#[tokio::test]
async fn r70_a_revocation_outlives_the_password_that_was_to_follow_it() {
    let linked = Linked::new();
    let world = &linked.world;
    let (username, _) = world.active().await;
    linked.settle().await;
    world
        .usecases
        .reset_utenza_password(CODE, "password rubata")
        .await
        .unwrap();
    world.mails().await;
    // Down for two days: the revocation fails again and again.
    for _ in 0..48 {
        linked
            .sidi
            .fail_once(TargetFault::Before(SyncError::retry("503")));
        let delivered = linked.deliver("sidi").await;
        assert!(
            matches!(delivered[..], [Delivery::Postponed(_)]),
            "{delivered:?}"
        );
        world.pass(SignedDuration::from_hours(1));
        world.usecases.sweep().await.unwrap();
    }
    assert!(linked.sidi.entry(WHO).unwrap().is_active);
    assert_eq!(linked.deliver("sidi").await, [Delivery::Sent]);
    assert!(!linked.sidi.entry(WHO).unwrap().is_active);
    assert!(world.log_in(&username, CHOSEN).await.is_err());
}

#[tokio::test]
async fn r70_a_revocation_that_was_given_up_is_replayed_unless_a_newer_has_come() {
    let linked = Linked::new();
    let usecases = &linked.world.usecases;
    linked.world.active().await;
    linked.settle().await;
    let refused = || TargetFault::Before(SyncError::refused("two users have this name"));
    let buried = async || {
        let listed = usecases.list_outbox(&OutboxState::Buried.into(), 9).await;
        listed.unwrap().first().map(|item| item.id)
    };
    linked.sidi.fail_once(refused());
    usecases.suspend_utenza(CODE, "indagine").await.unwrap();
    assert_eq!(linked.deliver("sidi").await, [Delivery::Buried]);
    assert_eq!(
        usecases.retry_buried(&[], "un solo utente").await.unwrap(),
        1
    );
    assert_eq!(linked.deliver("sidi").await, [Delivery::Sent]);
    assert!(!linked.sidi.entry(WHO).unwrap().is_active);
    linked.sidi.fail_once(refused());
    usecases.reactivate_utenza(CODE, "chiarito").await.unwrap();
    assert_eq!(linked.deliver("sidi").await, [Delivery::Buried]);
    let replaced = buried().await.unwrap();
    usecases.suspend_utenza(CODE, "di nuovo").await.unwrap();
    let replay = usecases.retry_item(replaced, "prova").await;
    let is_replaced =
        |error: &TendOutboxError| matches!(error, TendOutboxError::State(OutboxState::Superseded));
    assert!(replay.as_ref().is_err_and(is_replaced), "{replay:?}");
    assert_eq!(usecases.retry_buried(&[], "prova").await.unwrap(), 0);
}

#[tokio::test]
async fn r70_a_password_waits_behind_a_revocation_that_has_not_gone_through() {
    let linked = Linked::new();
    let world = &linked.world;
    world.active().await;
    linked.settle().await;
    world
        .usecases
        .suspend_utenza(CODE, "indagine")
        .await
        .unwrap();
    world
        .usecases
        .reactivate_utenza(CODE, "chiarito")
        .await
        .unwrap();
    let token = world.log_in(CODE, CHOSEN).await.unwrap().token;
    world.change(&token, CHOSEN, NEXT).await.unwrap();
    let state = world
        .usecases
        .claim(&line("sidi"), 1)
        .await
        .unwrap()
        .remove(0);
    assert_eq!(state.stream.target, "sidi/state");
    let password = world
        .usecases
        .claim(&line("sidi"), 1)
        .await
        .unwrap()
        .remove(0);
    assert_eq!(password.stream.target, "sidi/password");
    let behind = world.usecases.deliver(&password).await.unwrap();
    assert!(matches!(behind, Delivery::Postponed(_)), "{behind:?}");
    assert_eq!(Linked::password(&linked.sidi).as_deref(), Some(CHOSEN));
    assert_eq!(
        world.usecases.deliver(&state).await.unwrap(),
        Delivery::Sent
    );
    assert!(
        !linked.sidi.entry(WHO).unwrap().is_active,
        "what does not hold the new password stays closed"
    );
    linked.settle().await;
    let entry = linked.sidi.entry(WHO).unwrap();
    assert!(entry.is_active && entry.password == NEXT, "{entry:?}");
}

#[tokio::test]
async fn a_password_of_before_a_reset_is_never_delivered_after_it() {
    let linked = Linked::new();
    let world = &linked.world;
    world.active().await;
    world
        .usecases
        .reset_utenza_password(CODE, "password rubata")
        .await
        .unwrap();
    linked.settle().await;
    assert_eq!(linked.sidi.entry(WHO), None);
    assert_eq!(linked.reach("sidi").await, Reach::NeedsAccess);
}
