//! Entries of the audit trail.

use sea_orm::ActiveValue::{NotSet, Set};
use uuid::Uuid;
use varco_domain::audit::{Actor, AuditEntry, AuditEvent, AuditSubject};
use varco_domain::id::AccountId;
use varco_ports::{AuditRecord, StoreError};

use super::{Row, micros};
use crate::entity::audit;

pub(crate) const ACCOUNT: &str = "account";

/// The entry of a row about an account, unless a newer program wrote it.
pub(crate) fn audit_record(row: audit::Model) -> Result<Option<AuditRecord>, StoreError> {
    let (event, actor) = (
        AuditEvent::from_name(&row.event),
        Actor::from_name(&row.actor),
    );
    let Some((event, actor)) = event.zip(actor) else {
        return Ok(None);
    };
    let entry = AuditEntry {
        at: Row::new("audit", row.subject).instant("at", row.at)?,
        actor,
        subject: AccountId::from_uuid(row.subject).into(),
        event,
        note: row.note,
    };
    let sequence = row.sequence;
    Ok(Some(AuditRecord { sequence, entry }))
}

pub(crate) fn audit_row(entry: &AuditEntry) -> audit::ActiveModel {
    let (kind, subject) = match entry.subject {
        AuditSubject::Registration(id) => ("registration", id.as_uuid()),
        AuditSubject::Account(id) => (ACCOUNT, id.as_uuid()),
        AuditSubject::Message(id) => ("message", id.as_uuid()),
        AuditSubject::Service => ("service", Uuid::nil()),
    };
    audit::ActiveModel {
        sequence: NotSet,
        at: Set(micros(entry.at)),
        actor: Set(entry.actor.name().to_owned()),
        subject_kind: Set(kind.to_owned()),
        subject: Set(subject),
        event: Set(entry.event.name().to_owned()),
        note: Set(entry.note.clone()),
    }
}
