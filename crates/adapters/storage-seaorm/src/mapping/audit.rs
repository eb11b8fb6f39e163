//! Entries of the audit trail.

use sea_orm::ActiveValue::{NotSet, Set};
use uuid::Uuid;
use varco_domain::audit::{AuditEntry, AuditSubject};

use super::micros;
use crate::entity::audit;

pub(crate) fn audit_row(entry: &AuditEntry) -> audit::ActiveModel {
    let (kind, subject) = match entry.subject {
        AuditSubject::Registration(id) => ("registration", id.as_uuid()),
        AuditSubject::Account(id) => ("account", id.as_uuid()),
        AuditSubject::Message(id) => ("message", id.as_uuid()),
        AuditSubject::Service => ("service", Uuid::nil()),
    };
    audit::ActiveModel {
        sequence: NotSet,
        at: Set(micros(entry.at)),
        subject_kind: Set(kind.to_owned()),
        subject: Set(subject),
        event: Set(entry.event.name().to_owned()),
        note: Set(entry.note.clone()),
    }
}
