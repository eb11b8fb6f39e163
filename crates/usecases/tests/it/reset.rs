//! The link of "Password dimenticata?" comes back.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use jiff::SignedDuration;
use secrecy::{ExposeSecret, SecretString};
use varco_domain::audit::AuditEvent;
use varco_domain::contacts::EmailAddress;
use varco_domain::credential::{PasswordFinding, PasswordPolicy};
use varco_domain::grant::{Grant, GrantEnding, GrantVerdict, Granted};
use varco_domain::id::GrantId;
use varco_domain::token::{TokenPurpose, opaque_token};
use varco_domain::utenza::{Account, AccountStatus, PendingEmail, UtenzaKind};
use varco_ports::{Changes, Commit, CommitError, GrantStore, Write};
use varco_usecases::{LogInError, ResetPasswordError, ResetPasswordInput, Settings};

use crate::faults::Plan;
use crate::forgotten::{ask_reset, link};
use crate::lockout::rewrite;
use crate::world::{CHOSEN, CODE, EMAIL, World, settings};

const NEXT: &str = "quattro gatti sul tetto";
const OTHER: &str = "cinque cani in un canale";

async fn reset(world: &World, token: &SecretString, new: &str) -> Result<(), ResetPasswordError> {
    let new = SecretString::from(new);
    let input = ResetPasswordInput {
        token,
        new: &new,
        repeat: &new,
    };
    world.usecases.reset_password(input).await
}

/// A link for Mario Rossi, whose utenza is active.
async fn linked(world: &World) -> SecretString {
    world.active().await;
    ask_reset(world, CODE).await.unwrap();
    link(world).await
}

fn refusal(outcome: Result<(), ResetPasswordError>) -> GrantVerdict {
    match outcome {
        Err(ResetPasswordError::Refused(verdict)) => verdict,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn r52_a_reset_sets_the_password_ends_every_session_and_tells_every_address() {
    let world = World::new();
    let token = linked(&world).await;
    let session = world.log_in(CODE, CHOSEN).await.unwrap();
    let before = world.mails().await.len();
    reset(&world, &token, NEXT).await.unwrap();
    let current = world.usecases.resolve_session(&session.token).await;
    assert!(current.unwrap().is_none());
    assert!(world.log_in(CODE, CHOSEN).await.is_err());
    assert!(world.log_in(CODE, NEXT).await.is_ok());
    let mails = world.mails().await;
    let names: Vec<_> = mails[before..].iter().map(|m| m.template.name()).collect();
    assert_eq!(names, ["password_changed"]);
    let audit = world.store.audit();
    assert!(audit.iter().any(|e| e.event == AuditEvent::PasswordReset));
    let again = refusal(reset(&world, &token, OTHER).await);
    assert!(matches!(again, GrantVerdict::Used { .. }));
}

#[tokio::test]
async fn a_reset_before_the_first_access_makes_the_utenza_active() {
    let world = World::new();
    let (_, one_time) = world.opened().await;
    ask_reset(&world, CODE).await.unwrap();
    let token = link(&world).await;
    let refused = reset(&world, &token, one_time.expose_secret()).await;
    let Err(ResetPasswordError::Findings(findings)) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(findings, [PasswordFinding::Unchanged]);
    reset(&world, &token, NEXT).await.unwrap();
    assert_eq!(world.account().await.status, AccountStatus::Active);
    assert!(world.log_in(CODE, one_time.expose_secret()).await.is_err());
}

#[tokio::test]
async fn r52_only_the_newest_link_works_and_none_after_another_change() {
    let world = World::new();
    let first = linked(&world).await;
    world.pass(SignedDuration::from_mins(5));
    let newer_at = world.usecases.now();
    ask_reset(&world, CODE).await.unwrap();
    let second = link(&world).await;
    assert_eq!(
        refusal(reset(&world, &first, NEXT).await),
        GrantVerdict::Superseded { newer_at }
    );
    let session = world.log_in(CODE, CHOSEN).await.unwrap();
    world.change(&session.token, CHOSEN, NEXT).await.unwrap();
    assert_eq!(
        refusal(reset(&world, &second, OTHER).await),
        GrantVerdict::Stale
    );
}

#[tokio::test]
async fn r14_a_link_works_for_an_hour() {
    for (minutes, works) in [(59, true), (60, false)] {
        let world = World::new();
        let token = linked(&world).await;
        world.pass(SignedDuration::from_mins(minutes));
        let outcome = reset(&world, &token, NEXT).await;
        if works {
            outcome.unwrap();
        } else {
            assert_eq!(refusal(outcome), GrantVerdict::Expired);
        }
    }
}

#[tokio::test]
async fn r57_a_link_mailed_before_the_utenza_became_one_of_the_mi_resets_nothing() {
    let world = World::new();
    let token = linked(&world).await;
    rewrite(&world, |account| account.with_kind(UtenzaKind::Mi)).await;
    assert_eq!(
        refusal(reset(&world, &token, "Lampone7x").await),
        GrantVerdict::MiUtenza
    );
    rewrite(&world, |account| account.with_kind(UtenzaKind::External)).await;
    assert_eq!(
        refusal(reset(&world, &token, NEXT).await),
        GrantVerdict::Stale
    );
    assert!(world.log_in(CODE, CHOSEN).await.is_ok());
}

#[tokio::test]
async fn a_suspended_utenza_is_not_reset() {
    let world = World::new();
    let token = linked(&world).await;
    rewrite(&world, Account::suspended).await;
    assert_eq!(
        refusal(reset(&world, &token, NEXT).await),
        GrantVerdict::Suspended
    );
}

#[tokio::test]
async fn r13_tokens_of_nobody_or_of_another_purpose_are_unknown() {
    let world = World::new();
    world.active().await;
    let mails = world.mails().await;
    let disavowal = mails.iter().find_map(|mail| match &mail.template {
        varco_ports::Template::PasswordChanged { disavowal, .. } => disavowal.clone(),
        _ => None,
    });
    for token in [
        disavowal.unwrap().token,
        opaque_token(&[7; 32]),
        SecretString::from("cut"),
        SecretString::from(""),
    ] {
        let outcome = reset(&world, &token, NEXT).await;
        assert!(matches!(outcome, Err(ResetPasswordError::Unknown)));
        let looked = world.usecases.inspect_reset(&token).await;
        assert!(looked.unwrap().is_none());
    }
}

#[tokio::test]
async fn r36_failed_logins_are_forgotten_with_the_password_they_were_about() {
    let world = World::new();
    let token = linked(&world).await;
    for _ in 0..5 {
        world.log_in(CODE, "a wrong password").await.unwrap_err();
    }
    let locked = world.log_in(CODE, CHOSEN).await;
    assert!(matches!(locked, Err(LogInError::Locked { .. })));
    reset(&world, &token, NEXT).await.unwrap();
    assert!(world.log_in(CODE, NEXT).await.is_ok());
}

#[tokio::test]
async fn r54_a_reset_stops_a_change_of_address() {
    let world = World::new();
    let token = linked(&world).await;
    let account = world.account().await;
    let (now, address) = (
        world.usecases.now(),
        EmailAddress::parse("ladro@esempio.it").unwrap(),
    );
    let confirmation = SecretString::from("A".repeat(43));
    let digest = world
        .ports
        .digester
        .digest(TokenPurpose::ConfirmEmail, &confirmation);
    let grant = Grant {
        id: GrantId::new(now, &[1; 10]),
        account: account.id,
        what: Granted::ConfirmEmail(address.clone()),
        digest,
        credential_version: account.credential_version,
        issued_at: now,
        expires_at: now + SignedDuration::from_hours(24),
        ending: None,
    };
    let asking = Changes {
        grants: vec![grant],
        ..Changes::default()
    };
    world.ports.commit.commit(asking).await.unwrap();
    rewrite(&world, |mut account| {
        account.mailboxes.pending = Some(PendingEmail {
            address,
            asked_at: now,
            until: now + SignedDuration::from_hours(24),
        });
        account
    })
    .await;
    reset(&world, &token, NEXT).await.unwrap();
    assert_eq!(world.account().await.mailboxes.pending, None);
    let (grant, _) = world.store.find(&digest).await.unwrap().unwrap();
    assert!(matches!(grant.ending, Some(GrantEnding::Cancelled { .. })));
}

#[tokio::test]
async fn a_password_that_the_policy_refuses_uses_up_no_link() {
    let history = PasswordPolicy {
        history: 2,
        ..PasswordPolicy::MODERN
    };
    let world = World::with(Settings {
        external_policy: history,
        ..settings()
    });
    let (_, session) = world.active().await;
    world.change(&session.token, CHOSEN, NEXT).await.unwrap();
    ask_reset(&world, CODE).await.unwrap();
    let token = link(&world).await;
    for (new, finding) in [
        ("corta", PasswordFinding::TooShort { min: 15, found: 5 }),
        ("mario.rossi mario.rossi", PasswordFinding::Personal),
        (NEXT, PasswordFinding::Unchanged),
        (CHOSEN, PasswordFinding::Reused),
    ] {
        let refused = reset(&world, &token, new).await;
        let Err(ResetPasswordError::Findings(findings)) = refused else {
            panic!("{refused:?}");
        };
        assert_eq!(findings, [finding], "{new}");
    }
    let (new, repeat) = (SecretString::from(OTHER), SecretString::from(NEXT));
    let input = ResetPasswordInput {
        token: &token,
        new: &new,
        repeat: &repeat,
    };
    let differs = world.usecases.reset_password(input).await;
    assert!(matches!(differs, Err(ResetPasswordError::RepeatDiffers)));
    reset(&world, &token, OTHER).await.unwrap();
}

#[tokio::test]
async fn r16_of_many_uses_of_one_link_one_sets_the_password() {
    let world = Arc::new(World::new());
    let token = linked(&world).await;
    let before = world.mails().await.len();
    let uses = (0..20).map(|number| {
        let (world, token) = (Arc::clone(&world), token.clone());
        let new = format!("quattro gatti sul tetto {number}");
        async move { reset(&world, &token, &new).await.map(|()| new) }
    });
    let outcomes = uses.collect::<tokio::task::JoinSet<_>>().join_all().await;
    let set: Vec<_> = outcomes.into_iter().filter_map(Result::ok).collect();
    assert_eq!(set.len(), 1);
    assert_eq!(world.mails().await.len(), before + 1);
    world.pass(SignedDuration::from_hours(1));
    assert!(world.log_in(CODE, &set[0]).await.is_ok());
}

#[tokio::test]
async fn t32_a_reset_again_gives_the_first_outcome_and_no_way_to_guess() {
    let world = World::new();
    let token = linked(&world).await;
    reset(&world, &token, NEXT).await.unwrap();
    let mails = world.mails().await.len();
    reset(&world, &token, NEXT).await.unwrap();
    assert_eq!(world.mails().await.len(), mails);
    for _ in 0..5 {
        refusal(reset(&world, &token, OTHER).await);
    }
    refusal(reset(&world, &token, NEXT).await);
    let locked = world.log_in(CODE, NEXT).await;
    assert!(matches!(locked, Err(LogInError::Locked { .. })));
}

/// From the request to the login with the new password; how many steps told of the failure.
async fn recovery(world: &World) -> usize {
    let mut failures = 0;
    if ask_reset(world, CODE).await.is_err() {
        failures += 1;
        ask_reset(world, CODE).await.unwrap();
    }
    // What fails in the worker comes back when its time has come.
    for _ in 0..3 {
        world.mails().await;
        world.pass(SignedDuration::from_mins(1));
    }
    let token = link(world).await;
    if reset(world, &token, NEXT).await.is_err() {
        failures += 1;
        reset(world, &token, NEXT).await.unwrap();
    }
    failures
}

async fn survives(trouble: impl Fn(&Plan, usize)) {
    let quiet = World::new();
    quiet.active().await;
    quiet.mails().await;
    quiet.plan.fail_at(0);
    assert_eq!(recovery(&quiet).await, 0);
    let calls = quiet.plan.calls();
    assert!(calls > 20, "{calls} calls are no recovery");
    for call in 1..=calls {
        let world = World::new();
        world.active().await;
        let before = world.mails().await.len();
        trouble(&world.plan, call);
        let failures = recovery(&world).await;
        world.plan.fail_at(0);
        world.pass(SignedDuration::from_mins(1));
        let mails = world.mails().await;
        let ids: std::collections::BTreeSet<_> =
            mails.iter().skip(before).map(|mail| mail.id).collect();
        // A worker that was not heard answers again: two links, of which the later one counts.
        assert!((2..=3).contains(&ids.len()), "call {call}: {}", ids.len());
        assert!(failures <= 1, "call {call}: {failures} failures");
        assert!(mails.iter().all(|mail| mail.to.as_str() == EMAIL));
        assert!(world.log_in(CODE, NEXT).await.is_ok(), "call {call}");
    }
}

#[tokio::test]
async fn a_failure_of_any_port_at_any_call_is_told_or_mended_and_the_repeat_goes_through() {
    survives(Plan::fail_at).await;
}

#[tokio::test]
async fn t32_after_any_lost_answer_the_repeat_of_a_recovery_gives_the_first_outcome() {
    survives(Plan::lose_answer_of).await;
}

/// Somebody else's commit comes just before the next one.
#[derive(Debug)]
struct Overtaken {
    inner: Arc<dyn Commit>,
    by: Mutex<Option<Changes>>,
}

#[async_trait]
impl Commit for Overtaken {
    async fn commit(&self, changes: Changes) -> Result<(), CommitError> {
        let first = self.by.lock().unwrap().take();
        if let Some(first) = first {
            self.inner.commit(first).await?;
        }
        self.inner.commit(changes).await
    }
}

#[tokio::test]
async fn r52_a_link_is_about_the_password_in_force_when_it_is_written() {
    let world = World::new();
    world.active().await;
    ask_reset(&world, CODE).await.unwrap();
    let id = world.account().await.id;
    let found = world.ports.accounts.find(id).await.unwrap().unwrap();
    let before = found.value.credential_version;
    let changed = found.value.disavowed(world.usecases.now());
    assert_ne!(changed.credential_version, before);
    let by = Changes {
        account: Some(Write::Update(changed, found.version)),
        ..Changes::default()
    };
    let world = world.replacing(|ports| {
        ports.commit = Arc::new(Overtaken {
            inner: Arc::clone(&ports.commit),
            by: Mutex::new(Some(by)),
        });
    });
    let token = link(&world).await;
    let seen = world.usecases.inspect_reset(&token).await.unwrap().unwrap();
    assert_eq!(seen.verdict, GrantVerdict::Good);
    assert_eq!(world.noted(AuditEvent::PasswordResetAsked), 1);
}
