//! "Password dimenticata?" and "Username dimenticato?": who is mailed what, and who learns nothing.

use jiff::SignedDuration;
use secrecy::{ExposeSecret, SecretString};
use varco_domain::audit::AuditEvent;
use varco_domain::contacts::EmailAddress;
use varco_domain::grant::GrantVerdict;
use varco_domain::utenza::{Account, InstitutionalMailbox, RecoveryPage, UtenzaKind};
use varco_ports::{CaptchaAnswer, Message, Template};
use varco_usecases::{
    CaptchaFault, IdentifierFault, Line, RecoveryError, RecoveryInput, is_request,
};

use crate::lockout::rewrite;
use crate::world::{CODE, EMAIL, World};

const OFFICE: &str = "mario.rossi@istruzione.it";

pub(crate) async fn ask_reset(
    world: &World,
    identifier: &str,
) -> Result<RecoveryPage, RecoveryError> {
    let flow = world.usecases.open_flow();
    let input = input(world, &flow, identifier);
    world.usecases.ask_password_reset(input).await
}

async fn ask_username(world: &World, code: &str) -> Result<(), RecoveryError> {
    let flow = world.usecases.open_flow();
    world.usecases.ask_username(input(world, &flow, code)).await
}

fn input<'a>(world: &'a World, flow: &'a SecretString, identifier: &'a str) -> RecoveryInput<'a> {
    RecoveryInput {
        flow,
        identifier,
        human: Some(CaptchaAnswer::Proof("proof".into())),
        client: &world.client,
    }
}

/// The token of the last link that resets a password.
pub(crate) async fn link(world: &World) -> SecretString {
    let mails = world.mails().await;
    let last = mails.iter().rev().find_map(|mail| match &mail.template {
        Template::ResetPassword { link, .. } => Some(link.token.clone()),
        _ => None,
    });
    last.expect("no link")
}

/// Mario Rossi's utenza with an institutional address besides his own.
async fn with_office(world: &World) {
    world.active().await;
    rewrite(world, |mut account| {
        let office = EmailAddress::parse(OFFICE).unwrap();
        account.mailboxes.institutional = InstitutionalMailbox::Held(office);
        account
    })
    .await;
}

/// What has been mailed since then: names of templates and addresses, in their order.
async fn mailed(world: &World, since: usize) -> Vec<(&'static str, String)> {
    let mails = world.mails().await;
    let told = |mail: &Message| (mail.template.name(), mail.to.as_str().to_owned());
    let mut told: Vec<_> = mails.iter().skip(since).map(told).collect();
    told.sort();
    told
}

#[derive(Clone, Copy, Debug)]
enum Class {
    Missing,
    Pending,
    FirstAccess,
    Active,
    Disavowed,
    Suspended,
    Mi,
    SuspendedMi,
}

async fn world_of(class: Class) -> World {
    let world = World::new();
    match class {
        Class::Missing => {}
        Class::Pending => drop(world.confirmed(EMAIL).await),
        Class::FirstAccess => drop(world.opened().await),
        _ => drop(world.active().await),
    }
    let now = world.usecases.now();
    match class {
        Class::Disavowed => rewrite(&world, |account| account.disavowed(now)).await,
        Class::Suspended => rewrite(&world, Account::suspended).await,
        Class::Mi => rewrite(&world, |account| account.with_kind(UtenzaKind::Mi)).await,
        Class::SuspendedMi => {
            let change = |account: Account| account.with_kind(UtenzaKind::Mi).suspended();
            rewrite(&world, change).await;
        }
        _ => {}
    }
    world
}

const CLASSES: [(Class, &[&str], &[&str]); 8] = [
    (Class::Missing, &[], &[]),
    (Class::Pending, &[], &[]),
    (
        Class::FirstAccess,
        &["reset_password"],
        &["username_reminder"],
    ),
    (Class::Active, &["reset_password"], &["username_reminder"]),
    (
        Class::Disavowed,
        &["reset_password"],
        &["username_reminder"],
    ),
    (
        Class::Suspended,
        &["suspended_recovery"],
        &["suspended_recovery"],
    ),
    (Class::Mi, &["mi_recovery"], &["username_reminder"]),
    (
        Class::SuspendedMi,
        &["suspended_recovery"],
        &["suspended_recovery"],
    ),
];

#[tokio::test]
async fn r51_every_class_gets_the_same_answer_for_the_same_work_and_its_own_mail() {
    for (class, of_password, of_username) in CLASSES {
        let world = world_of(class).await;
        let before = world.mails().await.len();
        world.plan.fail_at(0);
        assert_eq!(
            ask_reset(&world, CODE).await.unwrap(),
            RecoveryPage::CheckMail
        );
        // The network is charged, the challenge judged, the request sealed and committed.
        assert_eq!(world.plan.calls(), 4, "{class:?}");
        let names = |mails: Vec<(&'static str, String)>| -> Vec<_> {
            mails.into_iter().map(|(name, _)| name).collect()
        };
        assert_eq!(
            names(mailed(&world, before).await),
            of_password,
            "{class:?}"
        );
        world.plan.fail_at(0);
        ask_username(&world, CODE).await.unwrap();
        assert_eq!(world.plan.calls(), 4, "{class:?}");
        let before = before + of_password.len();
        assert_eq!(
            names(mailed(&world, before).await),
            of_username,
            "{class:?}"
        );
    }
}

#[tokio::test]
async fn the_username_asks_as_well_as_the_codice_fiscale() {
    let world = World::new();
    let (username, _) = world.active().await;
    for typed in [username.as_str(), " Mario.Rossi ", "rss mra 85t10 a562s"] {
        let before = world.mails().await.len();
        ask_reset(&world, typed).await.unwrap();
        let expected = [("reset_password", EMAIL.to_owned())];
        assert_eq!(mailed(&world, before).await, expected, "{typed}");
        world.pass(SignedDuration::from_mins(5));
    }
}

#[tokio::test]
async fn one_link_goes_to_every_confirmed_address() {
    let world = World::new();
    with_office(&world).await;
    let before = world.mails().await.len();
    ask_reset(&world, CODE).await.unwrap();
    let addresses = [EMAIL, OFFICE].map(|to| ("reset_password", to.to_owned()));
    assert_eq!(mailed(&world, before).await, addresses);
    let mails = world.mails().await;
    let tokens: Vec<_> = mails[before..]
        .iter()
        .map(|mail| match &mail.template {
            Template::ResetPassword { link, .. } => link.token.expose_secret().to_owned(),
            other => panic!("another mail: {}", other.name()),
        })
        .collect();
    assert_eq!(tokens[0], tokens[1]);
    let found = world
        .usecases
        .inspect_reset(&tokens[0].clone().into())
        .await;
    assert_eq!(found.unwrap().unwrap().verdict, GrantVerdict::Good);
    let audit = world.store.audit();
    let asked = audit
        .iter()
        .filter(|entry| entry.event == AuditEvent::PasswordResetAsked);
    assert_eq!(asked.count(), 1);
}

#[tokio::test]
async fn r57_what_looks_like_an_mi_username_leads_to_the_explanation_without_any_look() {
    let world = World::new();
    world.plan.fail_at(0);
    for typed in ["MI12345", " mi00001 "] {
        let page = ask_reset(&world, typed).await.unwrap();
        assert_eq!(page, RecoveryPage::MiExplained);
    }
    assert_eq!(world.plan.calls(), 0);
    assert!(world.mails().await.is_empty());
}

#[tokio::test]
async fn r09_beyond_the_budget_of_a_mailbox_nothing_is_mailed_and_the_last_link_stays_good() {
    let world = World::new();
    with_office(&world).await;
    let before = world.mails().await.len();
    for _ in 0..6 {
        for _ in 0..3 {
            ask_reset(&world, CODE).await.unwrap();
            world.mails().await;
        }
        world.pass(SignedDuration::from_mins(5));
    }
    let mails = mailed(&world, before).await;
    let to = |address: &str| mails.iter().filter(|(_, to)| to == address).count();
    assert_eq!((to(OFFICE), to(EMAIL)), (3, 3));
    let last = link(&world).await;
    let found = world.usecases.inspect_reset(&last).await.unwrap();
    assert_eq!(found.unwrap().verdict, GrantVerdict::Good);
    world.pass(SignedDuration::from_hours(24));
    let before = world.mails().await.len();
    ask_reset(&world, CODE).await.unwrap();
    assert_eq!(mailed(&world, before).await.len(), 2);
}

#[tokio::test]
async fn r51_asking_ends_no_session_and_changes_no_password() {
    let world = World::new();
    let (_, session) = world.active().await;
    let before = world.account().await;
    ask_reset(&world, CODE).await.unwrap();
    ask_username(&world, CODE).await.unwrap();
    world.mails().await;
    assert_eq!(world.account().await, before);
    let current = world.usecases.resolve_session(&session.token).await;
    assert!(current.unwrap().is_some());
}

#[tokio::test]
async fn slips_are_told_and_use_up_no_challenge() {
    let world = World::new();
    let flow = world.usecases.open_flow();
    let told = |outcome| match outcome {
        Err(RecoveryError::Invalid {
            identifier,
            captcha,
        }) => (identifier, captcha),
        other => panic!("{other:?}"),
    };
    world.plan.fail_at(0);
    let empty = RecoveryInput {
        human: None,
        ..input(&world, &flow, " - ")
    };
    let outcome = world.usecases.ask_password_reset(empty).await;
    assert_eq!(
        told(outcome.map(drop)),
        (Some(IdentifierFault::Empty), Some(CaptchaFault::Missing))
    );
    let (fault, captcha) = told(ask_username(&world, "RSSMRA").await);
    assert!(matches!(fault, Some(IdentifierFault::Code(_))));
    assert_eq!(captcha, None);
    assert_eq!(world.plan.calls(), 2, "only the network is charged");
}

#[tokio::test]
async fn a_request_that_waits_for_its_answer_is_told_from_a_mail() {
    let world = World::new();
    world.active().await;
    ask_reset(&world, CODE).await.unwrap();
    let claimed = world.usecases.claim(&Line::Mails, 10).await.unwrap();
    let waiting: Vec<_> = claimed.iter().map(|item| item.template.as_str()).collect();
    let requests: Vec<_> = waiting.iter().filter(|name| is_request(name)).collect();
    assert_eq!(requests, [&"password_recovery"], "of {waiting:?}");
}
