//! Registrations are kept as they are, and only written by whoever has read the latest.

use jiff::civil::date;
use varco_domain::audit::{Actor, AuditEntry, AuditEvent};
use varco_domain::contacts::EmailAddress;
use varco_domain::language::Language;
use varco_domain::person::PersonName;
use varco_domain::places::PlaceName;
use varco_domain::registration::{
    Declaration, Mailing, MailingKind, Registration, RegistrationState,
};
use varco_domain::utenza::{Credential, Mailboxes, PasswordHash};

use super::samples::{
    account, account_id, at, awaiting, code, declaration, flow, mail, message_id, registration,
    registration_id, ticket, ticket_id,
};
use super::{Fixture, at_once};
use crate::{Changes, CommitError, MAIL, UniqueKey, Version, Versioned, Write};

/// Inserts a registration with the flow of its number.
pub(super) async fn insert(fixture: &impl Fixture, number: u32, state: RegistrationState) {
    let changes = Changes {
        flow: Some(flow(number)),
        registration: Some(Write::Insert(registration(number, state))),
        ..Changes::default()
    };
    fixture.ports().commit(changes).await;
}

/// The registration with the flow of this number.
pub(super) async fn find(fixture: &impl Fixture, number: u32) -> Option<Versioned<Registration>> {
    let registrations = &fixture.ports().registrations;
    registrations.find_by_flow(&flow(number)).await.unwrap()
}

fn update(registration: Registration, version: i64) -> Changes {
    Changes {
        registration: Some(Write::Update(registration, Version(version))),
        ..Changes::default()
    }
}

pub async fn a_committed_registration_is_found_by_its_flow(fixture: &impl Fixture) {
    assert_eq!(find(fixture, 1).await, None);
    insert(fixture, 1, RegistrationState::Identified { kept: None }).await;
    let found = find(fixture, 1).await.unwrap();
    assert_eq!(found.version, Version(1));
    assert_eq!(found.value.id, registration_id(1));
    assert_eq!(find(fixture, 2).await, None);
}

pub async fn every_state_of_a_registration_comes_back_as_it_was(fixture: &impl Fixture) {
    let declaration = Declaration {
        birth_place: Some(PlaceName::parse("Zürich").unwrap()),
        birth_date: date(1926, 3, 4),
        language: Language::De,
        needs_review: true,
        ..declaration()
    };
    let told = RegistrationState::AwaitingActivation {
        declaration: declaration.clone(),
        confirmed_at: at(2),
        mailing: Mailing {
            ticket: ticket_id(9),
            asked_at: at(3),
            link_expires_at: at(4),
            count: u32::MAX,
            kind: MailingKind::AlreadyRegistered,
        },
    };
    let kept = Some(declaration.clone());
    let account = account_id(7);
    let states = [
        RegistrationState::Identified { kept: None },
        RegistrationState::Identified { kept },
        RegistrationState::Declared { declaration },
        awaiting(1),
        told,
        RegistrationState::Activated { account, at: at(5) },
        RegistrationState::Voided { at: at(6) },
    ];
    insert(fixture, 1, states[0].clone()).await;
    for (version, state) in (1..).zip(states) {
        let written = registration(1, state);
        fixture
            .ports()
            .commit(update(written.clone(), version))
            .await;
        let found = find(fixture, 1).await.unwrap();
        assert_eq!(found.value, written);
        assert_eq!(found.version, Version(version + 1));
    }
}

pub async fn hostile_texts_and_four_byte_characters_come_back_unchanged(fixture: &impl Fixture) {
    let hostile = "'; DROP TABLE account; --\" \\ % _ $1 ?1 \u{202e}\u{feff}\r\n\t 😀 𝔘";
    let mut declaration = declaration();
    declaration.given_name = PersonName::parse("𠮷 O'--'Neil").unwrap();
    declaration.email = EmailAddress::parse("o'neil`%s`{0}+?*@esempio.it").unwrap();
    declaration.acceptance.terms.version = hostile.to_owned();
    let mut holder = account(1);
    holder.given_name = declaration.given_name.clone();
    holder.mailboxes = Mailboxes::confirmed(declaration.email.clone());
    holder.acceptance = Some(declaration.acceptance.clone());
    holder.credential = Credential::Chosen {
        hash: PasswordHash::from_phc(hostile.to_owned()),
        since: at(9),
    };
    insert(fixture, 1, RegistrationState::Declared { declaration }).await;
    let changes = Changes {
        account: Some(Write::Insert(holder.clone())),
        ..Changes::default()
    };
    fixture.ports().commit(changes).await;
    let found = find(fixture, 1).await.unwrap().value;
    let given_name = found.declaration().unwrap().given_name.as_str();
    assert_eq!(given_name, "𠮷 O'--'Neil");
    let version = &found.declaration().unwrap().acceptance.terms.version;
    assert_eq!(version, hostile);
    let found = fixture.ports().accounts.find(holder.id).await.unwrap();
    assert_eq!(found.unwrap().value, holder);
}

pub async fn a_flow_belongs_to_one_registration(fixture: &impl Fixture) {
    insert(fixture, 1, awaiting(1)).await;
    let changes = Changes {
        flow: Some(flow(1)),
        registration: Some(Write::Insert(registration(2, awaiting(2)))),
        ..Changes::default()
    };
    let refusal = fixture.ports().refusal(changes).await;
    assert!(matches!(refusal, CommitError::Duplicate(UniqueKey::Flow)));
    assert_eq!(find(fixture, 1).await.unwrap().value.id, registration_id(1));
}

pub async fn a_stale_registration_is_not_written(fixture: &impl Fixture) {
    insert(fixture, 1, awaiting(1)).await;
    let voided = registration(1, RegistrationState::Voided { at: at(5) });
    for version in [0, 2] {
        let refusal = fixture.ports().refusal(update(voided.clone(), version));
        assert!(matches!(refusal.await, CommitError::Conflict));
    }
    let unknown = registration(2, awaiting(2));
    let refusal = fixture.ports().refusal(update(unknown, 1)).await;
    assert!(matches!(refusal, CommitError::Conflict));
    let found = find(fixture, 1).await.unwrap();
    assert_eq!(found.value, registration(1, awaiting(1)));
    assert_eq!(found.version, Version(1));
}

pub async fn r65_nothing_of_a_refused_commit_is_written(fixture: &impl Fixture) {
    insert(fixture, 1, awaiting(1)).await;
    let changes = Changes {
        account: Some(Write::Insert(account(1))),
        ticket: Some(ticket(2, 1)),
        consumed_ticket: Some((ticket_id(9), at(5))),
        outbox: vec![mail(1, at(5))],
        audit: vec![AuditEntry::new(
            at(5),
            Actor::Person,
            account_id(1),
            AuditEvent::AccountOpened,
        )],
        ..update(registration(1, RegistrationState::Voided { at: at(5) }), 1)
    };
    let refusal = fixture.ports().refusal(changes).await;
    assert!(matches!(refusal, CommitError::Conflict));
    let ports = fixture.ports();
    assert_eq!(find(fixture, 1).await.unwrap().version, Version(1));
    assert_eq!(ports.accounts.find(account_id(1)).await.unwrap(), None);
    assert_eq!(
        ports.accounts.highest_homonym("mario.rossi").await.unwrap(),
        0
    );
    let ticket = ports.registrations.find_by_ticket(&ticket(2, 1).link).await;
    assert_eq!(ticket.unwrap(), None);
    assert_eq!(ports.outbox.next_due(MAIL).await.unwrap(), None);
    assert_eq!(ports.desk.find(message_id(1)).await.unwrap(), None);
    assert_eq!(fixture.audit().await, []);
}

pub async fn only_one_of_50_writes_at_the_same_version_succeeds(fixture: &impl Fixture) {
    insert(fixture, 1, awaiting(1)).await;
    let ports = fixture.ports().clone();
    let outcomes = at_once(50, move |number| {
        let commit = ports.commit.clone();
        async move {
            let changes = update(registration(1, awaiting(number)), 1);
            let outbox = vec![mail(number, at(5))];
            commit.commit(Changes { outbox, ..changes }).await
        }
    })
    .await;
    let winners = outcomes.iter().filter(|o| o.is_ok()).count();
    assert_eq!(winners, 1);
    let is_conflict = |o: &Result<_, _>| matches!(o, Ok(()) | Err(CommitError::Conflict));
    assert!(outcomes.iter().all(is_conflict), "{outcomes:?}");
    let claimed = fixture.ports().outbox.claim(MAIL, 99, at(5), at(6)).await;
    assert_eq!(claimed.unwrap().len(), 1);
}

pub async fn the_newest_awaiting_registration_of_an_address_is_found(fixture: &impl Fixture) {
    let confirmed_at = |ticket, seconds| match awaiting(ticket) {
        RegistrationState::AwaitingActivation {
            declaration,
            mailing,
            ..
        } => RegistrationState::AwaitingActivation {
            declaration,
            mailing,
            confirmed_at: at(seconds),
        },
        other => other,
    };
    let same_code = |number, state| Registration {
        codice_fiscale: code(0),
        ..registration(number, state)
    };
    let voided = RegistrationState::Voided { at: at(9) };
    let declaration = declaration();
    let declared = RegistrationState::Declared { declaration };
    for written in [
        same_code(10, confirmed_at(10, 3)),
        same_code(11, confirmed_at(11, 5)),
        same_code(12, confirmed_at(12, 4)),
        same_code(13, voided),
        same_code(14, declared),
        registration(1, confirmed_at(1, 9)),
    ] {
        let registration = Some(Write::Insert(written));
        let changes = Changes {
            registration,
            ..Changes::default()
        };
        fixture.ports().commit(changes).await;
    }
    let find = async |email| {
        let registrations = &fixture.ports().registrations;
        let found = registrations.find_awaiting(&code(0), email).await.unwrap();
        found.map(|found| found.value.id)
    };
    assert_eq!(
        find("mario.rossi@esempio.it").await,
        Some(registration_id(11))
    );
    assert_eq!(find("luigi.rossi@esempio.it").await, None);
}
