//! An operator opens an utenza.

use jiff::SignedDuration;
use jiff::civil::date;
use secrecy::ExposeSecret;
use varco_domain::audit::AuditEvent;
use varco_domain::language::Language;
use varco_domain::session::SessionScope;
use varco_domain::utenza::{AccountStatus, UtenzaKind};
use varco_usecases::{ChangePasswordError, LogInError, ProvisionError, ProvisionInput};

use super::{MAILBOX, WHY, by_operator, last_entry, one_time_passwords};
use crate::world::{CHOSEN, EMAIL, World};

fn mi() -> ProvisionInput<'static> {
    ProvisionInput {
        kind: UtenzaKind::Mi,
        username: Some("MI12345"),
        codice_fiscale: "rssmra85t10a562s",
        given_name: "Mario",
        family_name: "Rossi",
        birth_date: None,
        birth_place: "",
        email: MAILBOX,
        language: Language::En,
        confirms: false,
        why: WHY,
    }
}

fn external() -> ProvisionInput<'static> {
    ProvisionInput {
        kind: UtenzaKind::External,
        username: None,
        email: EMAIL,
        ..mi()
    }
}

#[tokio::test]
async fn r58_an_mi_utenza_is_opened_and_only_its_mailbox_gets_the_one_time_password() {
    let world = World::new();
    let account = world.usecases.provision_utenza(mi()).await.unwrap();
    assert_eq!(account, world.account().await);
    assert_eq!(account.kind, UtenzaKind::Mi);
    assert_eq!(account.username.as_str(), "mi12345");
    assert_eq!(account.birth_date, date(1985, 12, 10));
    assert_eq!((account.acceptance, account.needs_review), (None, false));
    assert_eq!(
        last_entry(&world).await,
        by_operator(AuditEvent::AccountProvisioned)
    );
    assert_eq!(account.language, Language::En);
    let passwords = one_time_passwords(&world.mails().await);
    assert_eq!(passwords.len(), 1);
    let (to, password) = &passwords[0];
    assert_eq!(to, MAILBOX);
    let opened = world
        .log_in("MI12345", password.expose_secret())
        .await
        .unwrap();
    assert_eq!(opened.session.scope, SessionScope::ChangePassword);
    // The policy `ministero`: short is enough, composition is asked for.
    let current = password.expose_secret();
    let refused = world.change(&opened.token, current, CHOSEN).await;
    assert!(
        matches!(refused, Err(ChangePasswordError::Findings(_))),
        "{refused:?}"
    );
    let changed = world.change(&opened.token, current, "Lampone7x").await;
    assert_eq!(changed.unwrap().session.scope, SessionScope::Full);
    assert_eq!(world.account().await.status, AccountStatus::Active);
}

#[tokio::test]
async fn r19_the_one_time_password_of_an_operator_lasts_three_days() {
    let world = World::new();
    world.usecases.provision_utenza(mi()).await.unwrap();
    let (_, password) = one_time_passwords(&world.mails().await).remove(0);
    world.pass(SignedDuration::from_hours(72));
    let late = world.log_in("mi12345", password.expose_secret()).await;
    assert!(
        matches!(late, Err(LogInError::OneTimeExpired { .. })),
        "{late:?}"
    );
}

#[tokio::test]
async fn an_external_utenza_is_given_the_next_free_username() {
    let world = World::new();
    let first = world.usecases.provision_utenza(external()).await.unwrap();
    let homonym = ProvisionInput {
        codice_fiscale: "RSSMRA85T10A56NH",
        ..external()
    };
    let second = world.usecases.provision_utenza(homonym).await.unwrap();
    assert_eq!(first.username.as_str(), "mario.rossi");
    assert_eq!(second.username.as_str(), "mario.rossi2");
    assert_eq!(second.kind, UtenzaKind::External);
}

#[tokio::test]
async fn r07_opening_an_utenza_voids_the_registrations_of_its_codice_fiscale() {
    let world = World::new();
    world.confirmed(EMAIL).await;
    let (link, _) = world.ticket().await;
    world.usecases.provision_utenza(mi()).await.unwrap();
    assert!(world.activate(&link).await.is_err());
    assert_eq!(world.account().await.kind, UtenzaKind::Mi);
}

#[tokio::test]
async fn data_that_open_no_utenza_are_refused_with_their_reason() {
    let world = World::new();
    let refused = async |input| world.usecases.provision_utenza(input).await.unwrap_err();
    let input = mi();
    for (input, expected) in [
        (ProvisionInput { why: " ", ..input }, "Reason"),
        (
            ProvisionInput {
                codice_fiscale: "RSSMRA85T10A562X",
                ..input
            },
            "CodiceFiscale(CheckCharacter",
        ),
        (
            ProvisionInput {
                username: None,
                ..input
            },
            "Username",
        ),
        (
            ProvisionInput {
                username: Some("mario.rossi"),
                ..input
            },
            "Username",
        ),
        (
            ProvisionInput {
                username: Some("mario.rossi"),
                ..external()
            },
            "UsernameNotChosen",
        ),
        (
            ProvisionInput {
                given_name: "",
                email: "nobody",
                ..input
            },
            "Faults([FieldFault { field: GivenName, fault: Name(Empty) }, FieldFault { field: Email",
        ),
        (
            ProvisionInput {
                birth_date: Some(date(1985, 12, 11)),
                ..input
            },
            "BirthDate([1985-12-10])",
        ),
        (
            ProvisionInput {
                family_name: "Bianchi",
                ..input
            },
            "Warnings([NamesDiffer])",
        ),
        (
            ProvisionInput {
                email: EMAIL,
                ..input
            },
            "NotInstitutional",
        ),
    ] {
        let error = format!("{:?}", refused(input).await);
        assert!(error.starts_with(expected), "{error}");
    }
    assert_eq!(world.store.audit(), []);
    assert_eq!(world.mails().await.len(), 0);
}

#[tokio::test]
async fn what_looks_wrong_can_be_confirmed_and_is_looked_at_again() {
    let world = World::new();
    let confirmed = ProvisionInput {
        family_name: "Bianchi",
        confirms: true,
        birth_date: Some(date(1985, 12, 10)),
        ..mi()
    };
    let account = world.usecases.provision_utenza(confirmed).await.unwrap();
    assert!(account.needs_review);
}

#[tokio::test]
async fn a_codice_fiscale_or_a_username_is_taken_once() {
    let world = World::new();
    world.usecases.provision_utenza(mi()).await.unwrap();
    for input in [mi(), external()] {
        let again = world.usecases.provision_utenza(input).await;
        assert!(matches!(again, Err(ProvisionError::CodeHeld)), "{again:?}");
    }
    let other = ProvisionInput {
        codice_fiscale: "RSSMRA85T10A56NH",
        ..mi()
    };
    let taken = world.usecases.provision_utenza(other).await;
    assert!(
        matches!(taken, Err(ProvisionError::UsernameTaken)),
        "{taken:?}"
    );
    assert_eq!(world.mails().await.len(), 1);
}

#[tokio::test]
async fn an_opening_that_fails_at_any_port_is_told_and_the_repeat_goes_through() {
    let quiet = World::new();
    quiet.plan.fail_at(0);
    quiet.usecases.provision_utenza(external()).await.unwrap();
    for call in 1..=quiet.plan.calls() {
        let world = World::new();
        world.plan.fail_at(call);
        let failed = world.usecases.provision_utenza(external()).await;
        assert!(
            matches!(failed, Err(ProvisionError::Failure(_))),
            "call {call}"
        );
        world.usecases.provision_utenza(external()).await.unwrap();
        assert_eq!(world.mails().await.len(), 1, "call {call}");
    }
}
