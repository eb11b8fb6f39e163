//! The audit trail keeps what it is given.

use varco_domain::audit::{AuditEntry, AuditEvent, AuditSubject};

use super::samples::{account_id, at, registration_id};
use super::{AuditLine, Fixture};
use crate::Changes;

pub async fn entries_are_kept_in_their_order(fixture: &impl Fixture) {
    let entry = |seconds, subject, event| AuditEntry {
        at: at(seconds),
        subject,
        event,
        note: None,
    };
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
