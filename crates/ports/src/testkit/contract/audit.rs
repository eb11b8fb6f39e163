//! The audit trail keeps what it is given.

use varco_domain::audit::{Actor, AuditEntry, AuditEvent, AuditSubject};

use super::samples::{account_id, at, awaiting, message_id, registration_id};
use super::{AuditLine, Fixture, accounts, housekeeping, outbox, registrations};
use crate::{Changes, Cutoffs};

pub async fn entries_are_kept_in_their_order(fixture: &impl Fixture) {
    let entry =
        |seconds, subject, event| AuditEntry::new(at(seconds), Actor::Person, subject, event);
    let registration = AuditSubject::Registration(registration_id(1));
    let account = AuditSubject::Account(account_id(1));
    let written = [
        entry(9, registration, AuditEvent::RegistrationConfirmed),
        entry(3, account, AuditEvent::AccountOpened),
        entry(3, account, AuditEvent::LoggedIn),
    ];
    for part in [&written[..2], &written[2..]] {
        let changes = Changes {
            audit: part.to_vec(),
            ..Changes::default()
        };
        fixture.ports().commit(changes).await;
    }
    let expected = written.map(|entry| AuditLine {
        at: entry.at,
        subject: entry.subject,
        event: entry.event.name().to_owned(),
        note: entry.note,
    });
    assert_eq!(fixture.audit().await, expected);
}

pub async fn an_entry_is_kept_as_it_was_given(fixture: &impl Fixture) {
    let hostile = "'; DROP TABLE audit; --\" \\ % _ $1 ?1 \u{202e} è 😀 𝔘";
    let event = AuditEvent::MessageReplayed;
    let entry = AuditEntry::by_operator(at(-1), message_id(1), event, hostile);
    // What happens twice is written twice.
    for _ in 0..2 {
        let changes = Changes {
            audit: vec![entry.clone()],
            ..Changes::default()
        };
        fixture.ports().commit(changes).await;
    }
    let line = AuditLine {
        at: entry.at,
        subject: entry.subject,
        event: entry.event.name().to_owned(),
        note: entry.note,
    };
    assert_eq!(fixture.audit().await, [line.clone(), line]);
}

pub async fn nothing_that_is_swept_or_erased_leaves_the_trail(fixture: &impl Fixture) {
    let subjects = [
        AuditSubject::Registration(registration_id(1)),
        AuditSubject::Account(account_id(1)),
        AuditSubject::Message(message_id(1)),
    ];
    registrations::insert(fixture, 1, awaiting(1)).await;
    accounts::insert(fixture, 1).await;
    outbox::queue(fixture, &[(1, 0)]).await;
    let written = subjects
        .map(|subject| AuditEntry::new(at(0), Actor::Person, subject, AuditEvent::LoggedIn));
    let changes = Changes {
        audit: written.to_vec(),
        ..Changes::default()
    };
    fixture.ports().commit(changes).await;
    let before = fixture.audit().await;
    assert_eq!(before.len(), subjects.len());
    fixture.erase_account(account_id(1)).await;
    for _ in 0..2 {
        let later = at(9_999_999);
        let everything = Cutoffs {
            now: later,
            registrations: later,
            idle_sessions: later,
            old_sessions: later,
            secrets: later,
            settled_items: later,
            forgotten: later,
        };
        housekeeping::sweep(fixture, everything).await;
    }
    let desk = &fixture.ports().desk;
    assert_eq!(desk.find(message_id(1)).await.unwrap(), None);
    assert_eq!(fixture.audit().await, before);
}
