//! Links that confirm, undo and disavow.

use jiff::SignedDuration;
use secrecy::{ExposeSecret, SecretString};
use varco_domain::audit::AuditEvent;
use varco_domain::grant::{GrantPurpose, GrantVerdict};
use varco_domain::session::SessionScope;
use varco_domain::utenza::{Account, Credential, PasswordHash};
use varco_ports::AuditTrail;
use varco_usecases::{LinkError, LinkOutcome};

use super::{NEW, token, told};
use crate::world::{CHOSEN, EMAIL, World};

#[tokio::test]
async fn r54_the_link_switches_the_address_and_the_old_one_may_undo_it() {
    let world = World::new();
    let (_, session) = world.active().await;
    world
        .ask(&world.current(&session.token).await, NEW)
        .await
        .unwrap();
    let link = token(&world.last("confirm_email").await);
    let before = world.mails().await.len();
    let purpose = GrantPurpose::ConfirmEmail;
    let view = world
        .usecases
        .inspect_link(purpose, &link)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(view.verdict, GrantVerdict::Good);
    assert_eq!(view.address().unwrap().as_str(), NEW);
    let confirm = || world.usecases.confirm_email(&link, None);
    assert_eq!(confirm().await.unwrap(), LinkOutcome::Done);
    assert_eq!(confirm().await.unwrap(), LinkOutcome::DoneBefore);
    let account = world.account().await;
    assert_eq!(account.reference().unwrap().0.as_str(), NEW);
    let mails = world.mails().await;
    assert_eq!(
        told(&mails[before..]),
        [("email_changed", EMAIL), ("email_changed", NEW)]
    );
    let undoes: Vec<_> = mails[before..]
        .iter()
        .filter(|mail| format!("{:?}", mail.template).contains("undo: Some"))
        .map(|mail| mail.to.as_str())
        .collect();
    assert_eq!(undoes, [EMAIL], "only the address of before");
    let trail = world.store.list(account.id, None, 1).await.unwrap();
    assert_eq!(trail[0].entry.event, AuditEvent::EmailChanged);
}

#[tokio::test]
async fn r48_a_confirmed_address_ends_every_session_but_the_one_that_confirmed_it() {
    for spares in [false, true] {
        let world = World::new();
        let (username, session) = world.active().await;
        let mut others = Vec::new();
        for _ in 0..5 {
            others.push(world.log_in(&username, CHOSEN).await.unwrap());
        }
        world
            .ask(&world.current(&session.token).await, NEW)
            .await
            .unwrap();
        let link = token(&world.last("confirm_email").await);
        let own = spares.then_some(&session.token);
        world.usecases.confirm_email(&link, own).await.unwrap();
        for other in &others {
            let found = world.usecases.resolve_session(&other.token).await.unwrap();
            assert!(found.is_none());
        }
        let found = world
            .usecases
            .resolve_session(&session.token)
            .await
            .unwrap();
        assert_eq!(found.is_some(), spares);
    }
}

#[tokio::test]
async fn r54_what_an_attacker_asked_for_is_not_confirmed_after_a_reset() {
    let world = World::new();
    let (_, session) = world.active().await;
    world
        .ask(&world.current(&session.token).await, "ladro@esempio.it")
        .await
        .unwrap();
    let link = token(&world.last("confirm_email").await);
    let policy = world.usecases.settings().external_policy;
    let (id, now) = (world.account().await.id, world.usecases.now());
    world
        .meanwhile(id, |account| {
            account.with_reset_password(PasswordHash::from_phc("x".into()), &policy, now)
        })
        .await;
    let refused = world.usecases.confirm_email(&link, None).await;
    assert!(matches!(
        refused,
        Err(LinkError::Refused(GrantVerdict::Stale))
    ));
    assert_eq!(world.account().await.reference().unwrap().0.as_str(), EMAIL);
}

#[tokio::test]
async fn r54_the_old_mailbox_takes_the_utenza_back_from_who_changed_everything() {
    let world = World::new();
    let (_, session) = world.active().await;
    let undo = world.moved(&session.token, "ladro@esempio.it").await;
    world.pass(SignedDuration::from_secs(1));
    let thief = world
        .change(&session.token, CHOSEN, "la mia nuova parola")
        .await
        .unwrap();
    world.pass(SignedDuration::from_secs(1));
    let current = world.current(&thief.token).await;
    world
        .ask_with(
            &current,
            "covo@esempio.it",
            "covo@esempio.it",
            "la mia nuova parola",
        )
        .await
        .unwrap();
    let link = token(&world.last("confirm_email").await);
    world
        .usecases
        .confirm_email(&link, Some(&thief.token))
        .await
        .unwrap();
    let thief_undo = token(&world.last_undo().await);
    world.pass(SignedDuration::from_hours(24 * 6));

    assert_eq!(
        world.usecases.undo_email(&undo).await.unwrap(),
        LinkOutcome::Done
    );
    let account = world.account().await;
    assert_eq!(account.reference().unwrap().0.as_str(), EMAIL);
    assert!(matches!(account.credential, Credential::Disavowed { .. }));
    let session = world.usecases.resolve_session(&thief.token).await.unwrap();
    assert!(session.is_none());
    let refused = world.usecases.undo_email(&thief_undo).await;
    assert!(matches!(
        refused,
        Err(LinkError::Refused(GrantVerdict::Stale))
    ));
    let told = world.last("email_changed").await;
    assert!(format!("{:?}", told.template).contains(EMAIL));
    assert_eq!(
        world.usecases.undo_email(&undo).await.unwrap(),
        LinkOutcome::DoneBefore
    );
}

#[tokio::test]
async fn an_undo_works_for_seven_days_to_the_second() {
    for (after, expected) in [
        (
            SignedDuration::from_hours(7 * 24) - SignedDuration::from_secs(1),
            true,
        ),
        (SignedDuration::from_hours(7 * 24), false),
    ] {
        let world = World::new();
        let (_, session) = world.active().await;
        let undo = world.moved(&session.token, NEW).await;
        world.pass(after);
        let undone = world.usecases.undo_email(&undo).await;
        assert_eq!(undone.is_ok(), expected, "{undone:?}");
    }
}

#[tokio::test]
async fn r53_a_disavowal_ends_sessions_stops_changes_and_asks_for_another_password() {
    let world = World::new();
    let (username, session) = world.active().await;
    world
        .ask(&world.current(&session.token).await, NEW)
        .await
        .unwrap();
    let confirm = token(&world.last("confirm_email").await);
    let disavow = token(&world.last("email_about_to_change").await);
    let before = world.mails().await.len();
    let done = || world.usecases.disavow(&disavow);
    assert_eq!(done().await.unwrap(), LinkOutcome::Done);
    assert_eq!(done().await.unwrap(), LinkOutcome::DoneBefore);
    let found = world
        .usecases
        .resolve_session(&session.token)
        .await
        .unwrap();
    assert!(found.is_none());
    let refused = world.usecases.confirm_email(&confirm, None).await;
    assert!(matches!(
        refused,
        Err(LinkError::Refused(GrantVerdict::Stale))
    ));
    let mails = world.mails().await;
    assert_eq!(told(&mails[before..]), [("change_disavowed", EMAIL)]);
    let account = world.account().await;
    assert_eq!(account.mailboxes.pending, None);
    let trail = world.store.list(account.id, None, 1).await.unwrap();
    assert_eq!(trail[0].entry.event, AuditEvent::ChangeDisavowed);

    let again = world.log_in(&username, CHOSEN).await.unwrap();
    assert_eq!(again.session.scope, SessionScope::ChangePassword);
    let next = "quattro gatti sul tetto";
    let full = world.change(&again.token, CHOSEN, next).await.unwrap();
    assert_eq!(full.session.scope, SessionScope::Full);
}

#[tokio::test]
async fn a_suspended_utenza_confirms_nothing_and_may_still_be_disavowed() {
    let world = World::new();
    let (_, session) = world.active().await;
    world
        .ask(&world.current(&session.token).await, NEW)
        .await
        .unwrap();
    let confirm = token(&world.last("confirm_email").await);
    let disavow = token(&world.last("email_about_to_change").await);
    world
        .meanwhile(world.account().await.id, Account::suspended)
        .await;
    let refused = world.usecases.confirm_email(&confirm, None).await;
    assert!(matches!(
        refused,
        Err(LinkError::Refused(GrantVerdict::Suspended))
    ));
    assert_eq!(
        world.usecases.disavow(&disavow).await.unwrap(),
        LinkOutcome::Done
    );
}

#[tokio::test]
async fn a_link_that_is_late_unknown_or_of_another_purpose_does_nothing() {
    let world = World::new();
    let (_, session) = world.active().await;
    world
        .ask(&world.current(&session.token).await, NEW)
        .await
        .unwrap();
    let confirm = token(&world.last("confirm_email").await);
    let other = world.usecases.undo_email(&confirm).await;
    assert!(matches!(other, Err(LinkError::Unknown)));
    let other = world.usecases.disavow(&confirm).await;
    assert!(matches!(other, Err(LinkError::Unknown)));
    let cut = SecretString::from(&confirm.expose_secret()[..20]);
    let unknown = world.usecases.confirm_email(&cut, None).await;
    assert!(matches!(unknown, Err(LinkError::Unknown)));
    world.pass(SignedDuration::from_hours(24));
    let late = world.usecases.confirm_email(&confirm, None).await;
    assert!(matches!(
        late,
        Err(LinkError::Refused(GrantVerdict::Expired))
    ));
    assert_eq!(world.account().await.reference().unwrap().0.as_str(), EMAIL);
}
