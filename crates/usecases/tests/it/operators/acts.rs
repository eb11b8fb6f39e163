//! What each act of an operator does.

use jiff::SignedDuration;
use secrecy::{ExposeSecret, SecretString};
use varco_domain::audit::AuditEvent;
use varco_domain::contacts::EmailAddress;
use varco_domain::grant::{Grant, GrantEnding, GrantPurpose, Granted};
use varco_domain::id::GrantId;
use varco_domain::session::SessionScope;
use varco_domain::token::TokenPurpose;
use varco_domain::utenza::{
    Account, AccountStatus, MailboxKind, Mailboxes, ReferenceReason, UtenzaKind,
};
use varco_ports::{Changes, GrantStore, Message, Template, Write};
use varco_usecases::{LogInError, NotInstitutional, OperatorError};

use super::{MAILBOX, WHY, by_operator, last_entry, one_time_passwords};
use crate::world::{CHOSEN, CODE, EMAIL, World};

const OTHER: &str = "mario.rossi@posta.istruzione.it";

/// Recipients and names of what was mailed since the world had sent so many.
async fn told(world: &World, since: usize) -> Vec<(String, &'static str)> {
    let mails = world.mails().await;
    let line = |mail: &Message| (mail.to.as_str().to_owned(), mail.template.name());
    let mut told: Vec<_> = mails.iter().skip(since).map(line).collect();
    told.sort();
    told
}

/// Writes Mario Rossi's utenza anew, with a link of each purpose; their tokens.
async fn with_links(world: &World, change: impl FnOnce(Account) -> Account) {
    let id = world.account().await.id;
    let found = world.ports.accounts.find(id).await.unwrap().unwrap();
    let account = change(found.value);
    let now = world.usecases.now();
    let grants = links().map(|(what, token)| Grant {
        id: GrantId::new(now, &world.ports.entropy.bytes()),
        account: id,
        digest: world.ports.digester.digest(what.purpose().token(), &token),
        what,
        credential_version: account.credential_version,
        issued_at: now,
        expires_at: now + SignedDuration::from_hours(1),
        ending: None,
    });
    let changes = Changes {
        account: Some(Write::Update(account, found.version)),
        grants: grants.to_vec(),
        ..Changes::default()
    };
    world.ports.commit.commit(changes).await.unwrap();
}

fn links() -> [(Granted, SecretString); 3] {
    let new = EmailAddress::parse("nuova@esempio.it").unwrap();
    [
        Granted::ResetPassword,
        Granted::ConfirmEmail(new),
        Granted::Disavow,
    ]
    .map(|what| {
        let token = format!("{:?}", what.purpose());
        (what, SecretString::from(token))
    })
}

/// The purposes of the links that have been cancelled.
async fn cancelled(world: &World) -> Vec<GrantPurpose> {
    let mut found = Vec::new();
    for (what, token) in links() {
        let purpose = what.purpose();
        let digest = world.ports.digester.digest(purpose.token(), &token);
        let grant = GrantStore::find(&*world.store, &digest).await.unwrap();
        if matches!(grant.unwrap().0.ending, Some(GrantEnding::Cancelled { .. })) {
            found.push(purpose);
        }
    }
    found
}

fn waiting(account: Account, world: &World) -> Account {
    let address = EmailAddress::parse("nuova@esempio.it").unwrap();
    let life = SignedDuration::from_hours(24);
    let asked = account.mailboxes.ask(address, life, world.usecases.now());
    Account {
        mailboxes: asked.unwrap().next,
        ..account
    }
}

#[tokio::test]
async fn a_suspension_ends_everything_and_a_reactivation_gives_it_back() {
    let world = World::new();
    let (username, session) = world.active().await;
    with_links(&world, |account| waiting(account, &world)).await;
    let sent = world.mails().await.len();
    let suspended = world.usecases.suspend_utenza(&username, WHY).await.unwrap();
    assert_eq!(suspended.status, AccountStatus::Suspended);
    assert_eq!(suspended, world.account().await);
    assert_eq!(
        suspended.mailboxes.pending, None,
        "no address waits any more"
    );
    assert_eq!(
        cancelled(&world).await,
        [GrantPurpose::ResetPassword, GrantPurpose::ConfirmEmail]
    );
    assert_eq!(last_entry(&world).await, by_operator(AuditEvent::Suspended));
    assert_eq!(told(&world, sent).await, [(EMAIL.to_owned(), "suspended")]);
    let sheet = world
        .usecases
        .inspect_utenza(&username, None, 5)
        .await
        .unwrap();
    assert_eq!(sheet.sessions, []);
    let refused = world.log_in(&username, CHOSEN).await;
    assert!(
        matches!(refused, Err(LogInError::Refused { .. })),
        "{refused:?}"
    );

    let active = world.usecases.reactivate_utenza(CODE, WHY).await.unwrap();
    assert_eq!(active.status, AccountStatus::Active);
    assert_eq!(
        last_entry(&world).await,
        by_operator(AuditEvent::Reactivated)
    );
    assert_eq!(
        told(&world, sent + 1).await,
        [(EMAIL.to_owned(), "reactivated")]
    );
    let stale = world
        .usecases
        .resolve_session(&session.token)
        .await
        .unwrap();
    assert!(stale.is_none(), "the session of before stays closed");
    assert!(world.log_in(&username, CHOSEN).await.is_ok());
}

#[tokio::test]
async fn while_suspended_an_utenza_is_only_reactivated() {
    let world = World::new();
    let (username, _) = world.active().await;
    let usecases = &world.usecases;
    let early = usecases.reactivate_utenza(&username, WHY).await;
    assert!(
        matches!(early, Err(OperatorError::NotSuspended)),
        "{early:?}"
    );
    usecases.suspend_utenza(&username, WHY).await.unwrap();
    let before = world.store.audit();
    for refused in [
        usecases.suspend_utenza(&username, WHY).await,
        usecases.reset_utenza_password(&username, WHY).await,
        usecases.unlock_utenza(&username, WHY).await,
    ] {
        assert!(
            matches!(refused, Err(OperatorError::Suspended)),
            "{refused:?}"
        );
    }
    assert_eq!(world.store.audit(), before);
}

#[tokio::test]
async fn r58_a_reset_mails_a_one_time_password_to_the_reference_address_and_warns_the_others() {
    let world = World::new();
    let (username, session) = world.active().await;
    world
        .usecases
        .assign_mailbox(&username, MAILBOX, WHY)
        .await
        .unwrap();
    with_links(&world, |account| waiting(account, &world)).await;
    for _ in 0..6 {
        let _ = world.log_in(&username, "a wrong password").await;
    }
    let sent = world.mails().await.len();
    let reset = world
        .usecases
        .reset_utenza_password(CODE, WHY)
        .await
        .unwrap();
    assert_eq!(reset.mailboxes.pending, None, "R-54");
    assert_eq!(
        cancelled(&world).await,
        [GrantPurpose::ResetPassword, GrantPurpose::ConfirmEmail]
    );
    assert_eq!(
        last_entry(&world).await,
        by_operator(AuditEvent::PasswordResetByOperator)
    );
    let expected = [
        (EMAIL.to_owned(), "password_reissued_notice"),
        (MAILBOX.to_owned(), "password_reissued"),
    ];
    assert_eq!(told(&world, sent).await, expected);
    let ended = world
        .usecases
        .resolve_session(&session.token)
        .await
        .unwrap();
    assert!(ended.is_none());
    let old = world.log_in(&username, CHOSEN).await;
    assert!(matches!(old, Err(LogInError::Refused { .. })), "{old:?}");
    let (_, password) = one_time_passwords(&world.mails().await).remove(0);
    let opened = world.log_in(&username, password.expose_secret()).await;
    assert_eq!(opened.unwrap().session.scope, SessionScope::ChangePassword);
}

#[tokio::test]
async fn r53_the_notice_of_a_reset_has_a_link_for_who_did_not_ask_for_it() {
    let world = World::new();
    let (username, _) = world.active().await;
    world
        .usecases
        .assign_mailbox(&username, MAILBOX, WHY)
        .await
        .unwrap();
    world
        .usecases
        .reset_utenza_password(&username, WHY)
        .await
        .unwrap();
    let mails = world.mails().await;
    let Some(Template::PasswordReissuedNotice { disavowal, .. }) = mails
        .iter()
        .map(|mail| &mail.template)
        .find(|template| template.name() == "password_reissued_notice")
    else {
        panic!("no notice")
    };
    let digest = world
        .ports
        .digester
        .digest(TokenPurpose::Disavow, &disavowal.token);
    let (grant, account) = GrantStore::find(&*world.store, &digest)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(grant.what, Granted::Disavow);
    assert_eq!(account.value, world.account().await);
}

#[tokio::test]
async fn only_the_newest_one_time_password_of_an_operator_is_good() {
    let world = World::new();
    let (username, _) = world.active().await;
    for _ in 0..2 {
        world
            .usecases
            .reset_utenza_password(&username, WHY)
            .await
            .unwrap();
    }
    let passwords = one_time_passwords(&world.mails().await);
    assert_eq!(passwords.len(), 1, "the one before was not sent any more");
    assert!(
        world
            .log_in(&username, passwords[0].1.expose_secret())
            .await
            .is_ok()
    );
}

#[tokio::test]
async fn r36_who_is_locked_out_for_good_gets_in_after_an_unlock_or_a_reset() {
    let world = World::new();
    let (username, _) = world.active().await;
    let lock = async || {
        for _ in 0..100 {
            let _ = world.log_in(&username, "a wrong password").await;
            world.pass(SignedDuration::from_hours(1));
        }
        let locked = world.log_in(&username, CHOSEN).await;
        assert!(
            matches!(locked, Err(LogInError::Locked { retry_at: None })),
            "{locked:?}"
        );
    };
    lock().await;
    world.usecases.unlock_utenza(&username, WHY).await.unwrap();
    assert_eq!(last_entry(&world).await, by_operator(AuditEvent::Unlocked));
    let mails = world.mails().await;
    let last = mails.last().unwrap();
    assert_eq!(
        (last.to.as_str(), last.template.name()),
        (EMAIL, "unlocked")
    );
    assert!(world.log_in(&username, CHOSEN).await.is_ok());
    lock().await;
    world
        .usecases
        .reset_utenza_password(&username, WHY)
        .await
        .unwrap();
    let (_, password) = one_time_passwords(&world.mails().await).remove(0);
    assert!(
        world
            .log_in(&username, password.expose_secret())
            .await
            .is_ok()
    );
}

#[tokio::test]
async fn an_assigned_mailbox_is_the_reference_address_until_it_is_withdrawn() {
    let world = World::new();
    let (username, _) = world.active().await;
    with_links(&world, |account| account).await;
    let sent = world.mails().await.len();
    let assigned = world
        .usecases
        .assign_mailbox(&username, MAILBOX, WHY)
        .await
        .unwrap();
    let (address, reason) = assigned.reference().unwrap();
    assert_eq!(
        (address.as_str(), reason),
        (MAILBOX, ReferenceReason::Institutional)
    );
    assert_eq!(
        cancelled(&world).await,
        [GrantPurpose::ResetPassword],
        "R-52"
    );
    assert_eq!(
        last_entry(&world).await,
        by_operator(AuditEvent::InstitutionalEmailAssigned)
    );
    let both = [
        (MAILBOX.to_owned(), "email_changed"),
        (EMAIL.to_owned(), "email_changed"),
    ];
    let mut expected = both.to_vec();
    expected.sort();
    assert_eq!(told(&world, sent).await, expected);

    let withdrawn = world
        .usecases
        .withdraw_mailbox(&username, WHY)
        .await
        .unwrap();
    let (address, reason) = withdrawn.reference().unwrap();
    let at = world.usecases.now();
    assert_eq!(
        (address.as_str(), reason),
        (EMAIL, ReferenceReason::PersonalSinceWithdrawal { at })
    );
    assert_eq!(
        last_entry(&world).await,
        by_operator(AuditEvent::InstitutionalEmailWithdrawn)
    );
    assert_eq!(told(&world, sent + 2).await, expected);
}

#[tokio::test]
async fn an_address_that_is_not_institutional_is_not_assigned() {
    let world = World::new();
    let (username, _) = world.active().await;
    let assign = async |address| world.usecases.assign_mailbox(&username, address, WHY).await;
    assert!(matches!(
        assign("nobody").await,
        Err(OperatorError::Email(_))
    ));
    let refused = assign(EMAIL).await.unwrap_err();
    assert!(matches!(
        refused,
        OperatorError::NotInstitutional(NotInstitutional)
    ));
    assert!(
        refused
            .to_string()
            .contains("@istruzione.it or @posta.istruzione.it")
    );
    assert!(assign(OTHER).await.is_ok());
}

#[tokio::test]
async fn nobody_without_an_address_is_sent_a_password() {
    let world = World::new();
    let (username, _) = world.active().await;
    with_links(&world, |account| Account {
        mailboxes: Mailboxes::default(),
        ..account
    })
    .await;
    let refused = world.usecases.reset_utenza_password(&username, WHY).await;
    assert!(
        matches!(refused, Err(OperatorError::Unreachable)),
        "{refused:?}"
    );
    assert!(
        world.log_in(&username, CHOSEN).await.is_ok(),
        "the password still holds"
    );
}

#[tokio::test]
async fn r57_r48_another_kind_ends_sessions_and_links() {
    let world = World::new();
    let (username, session) = world.active().await;
    with_links(&world, |account| waiting(account, &world)).await;
    let changed = world
        .usecases
        .set_utenza_kind(&username, UtenzaKind::Mi, WHY)
        .await
        .unwrap();
    assert_eq!(changed.kind, UtenzaKind::Mi);
    let mails = world.mails().await;
    let Template::KindChanged { is_mi: true, .. } = mails.last().unwrap().template else {
        panic!("{mails:?}")
    };
    assert_eq!(
        changed
            .mailboxes
            .get(MailboxKind::Personal)
            .map(EmailAddress::as_str),
        Some(EMAIL)
    );
    assert_eq!(
        cancelled(&world).await,
        [GrantPurpose::ResetPassword, GrantPurpose::ConfirmEmail]
    );
    assert_eq!(
        last_entry(&world).await,
        by_operator(AuditEvent::KindChanged)
    );
    let ended = world
        .usecases
        .resolve_session(&session.token)
        .await
        .unwrap();
    assert!(ended.is_none());
    assert!(world.log_in(&username, CHOSEN).await.is_ok());
}
