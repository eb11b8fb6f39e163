//! Asking for another address, asking again, thinking better of it.

use jiff::SignedDuration;
use secrecy::SecretString;
use varco_domain::audit::AuditEvent;
use varco_domain::contacts::{EmailFault, EmailHint};
use varco_domain::grant::{GrantPurpose, GrantVerdict};
use varco_domain::token::TokenPurpose;
use varco_domain::utenza::{Account, MailboxKind, Mailboxes};
use varco_ports::{AuditTrail, Template, ThrottleKey, Toll};
use varco_usecases::{
    ChangeEmailError, ChangeEmailInput, LinkError, NewEmailFault, ResendEmailError,
};

use super::{NEW, token, told};
use crate::world::{CHOSEN, EMAIL, World};

#[tokio::test]
async fn r54_the_new_address_gets_a_link_and_the_old_one_a_warning() {
    let world = World::new();
    let (_, session) = world.active().await;
    let before = world.mails().await.len();
    let current = world.current(&session.token).await;
    let pending = world.ask(&current, " Nuova@Esempio.it ").await.unwrap();
    assert_eq!(
        pending.until,
        world.usecases.now() + SignedDuration::from_hours(24)
    );
    let mails = world.mails().await;
    assert_eq!(
        told(&mails[before..]),
        [
            ("confirm_email", "Nuova@esempio.it"),
            ("email_about_to_change", EMAIL)
        ]
    );
    let account = world.account().await;
    assert_eq!(account.reference().unwrap().0.as_str(), EMAIL);
    assert_eq!(account.mailboxes.pending, Some(pending));
    assert!(matches!(
        &world.last("email_about_to_change").await.template,
        Template::EmailAboutToChange { address, given_name, .. }
            if address == "Nuova@esempio.it" && given_name == "Mario"
    ));
    let trail = world.store.list(account.id, None, 1).await.unwrap();
    assert_eq!(trail[0].entry.event, AuditEvent::EmailChangeAsked);
}

#[tokio::test]
async fn what_has_to_be_mended_is_told_at_once_and_costs_no_attempt() {
    use NewEmailFault as F;
    let world = World::new();
    let (_, session) = world.active().await;
    let current = world.current(&session.token).await;
    for (email, repeat, password, expected) in [
        ("", "", "x", vec![F::Email(EmailFault::Empty)]),
        (
            "",
            "",
            "",
            vec![F::Email(EmailFault::Empty), F::PasswordMissing],
        ),
        (NEW, "altra@esempio.it", "x", vec![F::Differs]),
        (NEW, "", "", vec![F::Differs, F::PasswordMissing]),
        (
            "MARIO.rossi@esempio.it",
            "mario.rossi@esempio.it",
            "x",
            vec![F::AlreadyYours],
        ),
    ] {
        for _ in 0..10 {
            let asked = world.ask_with(&current, email, repeat, password).await;
            let Err(ChangeEmailError::Faults(faults)) = asked else {
                panic!("{email:?} {asked:?}");
            };
            assert_eq!(faults, expected, "{email:?}");
        }
    }
    assert!(world.ask(&current, NEW).await.is_ok());
}

#[tokio::test]
async fn r49_a_wrong_password_is_counted_and_the_sixth_attempt_waits() {
    let world = World::new();
    let (username, session) = world.active().await;
    let current = world.current(&session.token).await;
    for _ in 0..5 {
        let asked = world.ask_with(&current, NEW, NEW, "altra").await;
        assert!(matches!(asked, Err(ChangeEmailError::CurrentWrong)));
    }
    let asked = world.ask(&current, NEW).await;
    assert!(matches!(
        asked,
        Err(ChangeEmailError::Locked { retry_at: Some(_) })
    ));
    assert_eq!(world.account().await.mailboxes.pending, None);
    assert!(
        world.log_in(&username, CHOSEN).await.is_ok(),
        "counted apart"
    );
}

#[tokio::test]
async fn an_address_that_looks_mistyped_has_to_be_confirmed() {
    let world = World::new();
    let (_, session) = world.active().await;
    let current = world.current(&session.token).await;
    let asked = world.ask(&current, "mario@gmial.com").await;
    let Err(ChangeEmailError::Warning(EmailHint::MistypedDomain { suggestion })) = asked else {
        panic!("{asked:?}");
    };
    assert_eq!(suggestion, "mario@gmail.com");
    let input = ChangeEmailInput {
        password: &SecretString::from(CHOSEN),
        email: "mario@gmial.com",
        email_repeat: "mario@gmial.com",
        confirms_email: true,
    };
    assert!(world.usecases.change_email(&current, input).await.is_ok());
}

#[tokio::test]
async fn asking_again_replaces_the_address_that_waited_and_its_link() {
    let world = World::new();
    let (_, session) = world.active().await;
    world
        .ask(&world.current(&session.token).await, "prima@esempio.it")
        .await
        .unwrap();
    let first = token(&world.last("confirm_email").await);
    world.pass(SignedDuration::from_secs(10));
    world
        .ask(&world.current(&session.token).await, NEW)
        .await
        .unwrap();
    let refused = world.usecases.confirm_email(&first, None).await;
    assert!(matches!(
        refused,
        Err(LinkError::Refused(GrantVerdict::Superseded { .. }))
    ));
    let second = token(&world.last("confirm_email").await);
    world.usecases.confirm_email(&second, None).await.unwrap();
    assert_eq!(world.account().await.reference().unwrap().0.as_str(), NEW);
}

#[tokio::test]
async fn the_mail_is_sent_again_after_a_minute_and_the_link_of_before_is_void() {
    let world = World::new();
    let (_, session) = world.active().await;
    world
        .ask(&world.current(&session.token).await, NEW)
        .await
        .unwrap();
    let first = token(&world.last("confirm_email").await);
    world.pass(SignedDuration::from_secs(59));
    let current = world.current(&session.token).await;
    let again = world.usecases.resend_email_confirmation(&current).await;
    assert!(matches!(again, Err(ResendEmailError::TooSoon { .. })));
    world.pass(SignedDuration::from_secs(1));
    let again = world.usecases.resend_email_confirmation(&current).await;
    assert_eq!(again.unwrap().address.as_str(), NEW);
    let second = token(&world.last("confirm_email").await);
    let world = &world;
    let verdict = |link| async move {
        let view = world
            .usecases
            .inspect_link(GrantPurpose::ConfirmEmail, link)
            .await;
        view.unwrap().unwrap().verdict
    };
    assert!(matches!(
        verdict(&first).await,
        GrantVerdict::Superseded { .. }
    ));
    assert_eq!(verdict(&second).await, GrantVerdict::Good);
}

#[tokio::test]
async fn an_address_that_was_given_up_is_not_confirmed() {
    let world = World::new();
    let (_, session) = world.active().await;
    world
        .ask(&world.current(&session.token).await, NEW)
        .await
        .unwrap();
    let link = token(&world.last("confirm_email").await);
    for _ in 0..2 {
        let current = world.current(&session.token).await;
        world.usecases.cancel_email_change(&current).await.unwrap();
    }
    assert_eq!(world.account().await.mailboxes.pending, None);
    let refused = world.usecases.confirm_email(&link, None).await;
    assert!(matches!(
        refused,
        Err(LinkError::Refused(GrantVerdict::Stale))
    ));
    let current = world.current(&session.token).await;
    let again = world.usecases.resend_email_confirmation(&current).await;
    assert!(matches!(again, Err(ResendEmailError::NotPending)));
}

#[tokio::test]
async fn of_two_changes_at_the_same_time_one_wins_and_the_other_is_told() {
    let world = World::new();
    let (username, session) = world.active().await;
    let (one, other) = (
        world.current(&session.token).await,
        world.current(&session.token).await,
    );
    world.ask(&one, NEW).await.unwrap();
    for _ in 0..3 {
        let late = world.ask(&other, "altra@esempio.it").await;
        assert!(
            matches!(late, Err(ChangeEmailError::Conflict)),
            "the right password is no failure: {late:?}"
        );
    }
    let pending = world.account().await.mailboxes.pending.unwrap();
    assert_eq!(pending.address.as_str(), NEW);

    world.pass(SignedDuration::from_hours(23));
    let session = world.log_in(&username, CHOSEN).await.unwrap();
    let (one, other) = (
        world.current(&session.token).await,
        world.current(&session.token).await,
    );
    world
        .usecases
        .resend_email_confirmation(&one)
        .await
        .unwrap();
    let late = world.usecases.cancel_email_change(&other).await;
    assert!(matches!(late, Err(ResendEmailError::Conflict)));
    let late = world.usecases.resend_email_confirmation(&other).await;
    assert!(matches!(late, Err(ResendEmailError::Conflict)));
}

#[tokio::test]
async fn r09_nobody_has_a_stranger_s_mailbox_filled() {
    let world = World::new();
    let (_, session) = world.active().await;
    let sent = |world: &World| {
        let sent = world.sender.sent();
        sent.iter()
            .filter(|mail| mail.to.as_str().starts_with("vittima"))
            .count()
    };
    let mut refused = 0;
    for tag in 0..10 {
        let current = world.current(&session.token).await;
        let asked = world
            .ask(&current, &format!("vittima+{tag}@esempio.it"))
            .await;
        match asked {
            Ok(_) => {}
            Err(ChangeEmailError::TooSoon { retry_at }) => {
                assert!(retry_at > world.usecases.now());
                refused += 1;
            }
            Err(error) => panic!("{error:?}"),
        }
    }
    world.mails().await;
    assert_eq!((sent(&world), refused), (3, 4));
}

/// The budget of the mailbox is shared with who has not logged in; whoever asks does not hear of it.
#[tokio::test]
async fn r09_a_mailbox_that_has_had_enough_gets_no_link_and_nobody_hears_so() {
    let world = World::new();
    let (_, session) = world.active().await;
    let before = world.mails().await.len();
    let digest = world
        .ports
        .digester
        .lasting_digest(TokenPurpose::Throttle, &SecretString::from(NEW));
    let key = ThrottleKey {
        name: "mail.mailbox",
        digest,
    };
    let (limit, now) = (
        world.usecases.settings().limits.mailbox,
        world.usecases.now(),
    );
    let tolls = [Toll::new(key, limit)];
    for _ in 0..limit.max {
        world.ports.throttle.charge(&tolls, now).await.unwrap();
    }
    let current = world.current(&session.token).await;
    assert!(world.ask(&current, NEW).await.is_ok());
    let mails = world.mails().await;
    assert_eq!(told(&mails[before..]), [("email_about_to_change", EMAIL)]);
}

#[tokio::test]
async fn an_institutional_address_becomes_the_reference_by_rule() {
    let world = World::new();
    let (_, session) = world.active().await;
    world.moved(&session.token, "m.rossi@istruzione.it").await;
    let account = world.account().await;
    assert_eq!(
        account.reference().unwrap().0.as_str(),
        "m.rossi@istruzione.it"
    );
    assert_eq!(
        account
            .mailboxes
            .get(MailboxKind::Personal)
            .map(ToString::to_string)
            .as_deref(),
        Some(EMAIL),
        "kept beside it"
    );
    world.moved(&session.token, NEW).await;
    let account = world.account().await;
    assert_eq!(
        account.reference().unwrap().0.as_str(),
        "m.rossi@istruzione.it"
    );
    assert_eq!(account.mailboxes.personal.unwrap().as_str(), NEW);
}

#[tokio::test]
async fn whoever_has_no_address_yet_may_enter_one() {
    let world = World::new();
    let (_, session) = world.active().await;
    let id = world.account().await.id;
    world
        .meanwhile(id, |account| Account {
            mailboxes: Mailboxes::default(),
            ..account
        })
        .await;
    world
        .ask(&world.current(&session.token).await, NEW)
        .await
        .unwrap();
    let link = token(&world.last("confirm_email").await);
    world.usecases.confirm_email(&link, None).await.unwrap();
    assert_eq!(world.account().await.reference().unwrap().0.as_str(), NEW);
}
