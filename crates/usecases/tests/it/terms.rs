//! New versions of the legal documents.

use varco_domain::audit::AuditEvent;
use varco_domain::registration::{Acceptance, DocumentRef};
use varco_ports::{AccountStore, Changes, Commit, Write};
use varco_usecases::{AcceptTermsError, AcceptTermsInput, CurrentSession, OpenedSession, UseCases};

use crate::world::World;

const BOTH: AcceptTermsInput<'_> = AcceptTermsInput {
    terms_version: "2",
    privacy_version: "1",
    terms: true,
    privacy: true,
};

/// The account of a world in which version 2 of the terms has come out since.
async fn outdated() -> (World, OpenedSession, Acceptance) {
    let mut world = World::new();
    let (_, session) = world.active().await;
    let before = world.account().await.acceptance.unwrap();
    let mut settings = world.usecases.settings().clone();
    settings.documents.terms = DocumentRef {
        version: "2".into(),
        digest: [3; 32],
    };
    world.usecases = UseCases::new(world.ports.clone(), settings);
    (world, session, before)
}

/// Another write of the account, from elsewhere.
async fn written_elsewhere(world: &World, current: &CurrentSession) {
    let found = world.store.find(current.account.id).await.unwrap().unwrap();
    let changes = Changes {
        account: Some(Write::Update(found.value, found.version)),
        ..Changes::default()
    };
    world.store.commit(changes).await.unwrap();
}

#[tokio::test]
async fn r08_a_new_version_is_accepted_once_and_the_one_before_stays_in_the_history() {
    let (world, session, before) = outdated().await;
    let current = world.seen(&session.token).await;
    assert!(world.usecases.has_terms_to_accept(&current.account));
    for _ in 0..2 {
        world.usecases.accept_terms(&current, BOTH).await.unwrap();
        let account = world.account().await;
        assert!(!world.usecases.has_terms_to_accept(&account));
        let accepted = account.acceptance.unwrap();
        assert_eq!(accepted.terms.version, "2");
        assert_eq!(
            (accepted.privacy, accepted.at),
            (before.privacy.clone(), world.usecases.now())
        );
        let former = world.store.former_acceptances(account.id).await.unwrap();
        assert_eq!(former, std::slice::from_ref(&before));
        assert_eq!(world.noted(AuditEvent::TermsAccepted), 1);
    }
}

#[tokio::test]
async fn whoever_never_accepted_anything_is_asked_and_leaves_no_history() {
    let (world, session, _) = outdated().await;
    let mut current = world.seen(&session.token).await;
    current.account.acceptance = None;
    world.usecases.accept_terms(&current, BOTH).await.unwrap();
    let account = world.account().await;
    assert!(account.acceptance.is_some());
    let former = world.store.former_acceptances(account.id).await.unwrap();
    assert_eq!(former, []);
}

#[tokio::test]
async fn r08_each_box_is_a_statement_of_its_own() {
    let (world, session, before) = outdated().await;
    let current = world.seen(&session.token).await;
    for (terms, privacy) in [(false, false), (true, false), (false, true)] {
        let input = AcceptTermsInput {
            terms,
            privacy,
            ..BOTH
        };
        let refused = world.usecases.accept_terms(&current, input).await;
        let Err(AcceptTermsError::NotAccepted {
            terms: t,
            privacy: p,
        }) = refused
        else {
            panic!("{refused:?}")
        };
        assert_eq!((t, p), (terms, privacy));
    }
    assert_eq!(world.account().await.acceptance, Some(before));
}

#[tokio::test]
async fn what_was_shown_must_still_be_in_force() {
    let (world, session, before) = outdated().await;
    let current = world.seen(&session.token).await;
    for (terms_version, privacy_version) in [("1", "1"), ("2", "0"), ("", "")] {
        let input = AcceptTermsInput {
            terms_version,
            privacy_version,
            ..BOTH
        };
        let refused = world.usecases.accept_terms(&current, input).await;
        assert!(matches!(refused, Err(AcceptTermsError::Superseded)));
    }
    assert_eq!(world.account().await.acceptance, Some(before));
}

#[tokio::test]
async fn another_write_does_not_get_in_the_way_of_an_acceptance() {
    let (world, session, _) = outdated().await;
    let current = world.seen(&session.token).await;
    written_elsewhere(&world, &current).await;
    world.usecases.accept_terms(&current, BOTH).await.unwrap();
    assert!(!world.usecases.has_terms_to_accept(&world.account().await));
}

#[tokio::test]
async fn every_port_that_fails_leaves_the_acceptance_as_it_was() {
    // A commit; and where somebody was faster, another look and another commit.
    for call in 1..=3 {
        let (world, session, before) = outdated().await;
        let current = world.seen(&session.token).await;
        written_elsewhere(&world, &current).await;
        world.plan.fail_at(call);
        let outcome = world.usecases.accept_terms(&current, BOTH).await;
        assert!(
            matches!(outcome, Err(AcceptTermsError::Failure(_))),
            "call {call}"
        );
        assert_eq!(
            world.account().await.acceptance,
            Some(before),
            "call {call}"
        );
        world.usecases.accept_terms(&current, BOTH).await.unwrap();
    }
}
