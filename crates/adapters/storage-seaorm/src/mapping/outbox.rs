//! Items of the outbox.

use varco_domain::id::MessageId;
use varco_ports::{
    ClaimedItem, Lease, OutboxItem, OutboxRecord, OutboxState, Sealed, StoreError, Stream,
};

use super::{Row, micros};
use crate::entity::outbox;

pub(crate) fn outbox_row(item: OutboxItem) -> outbox::Model {
    let Stream { subject, target } = item.stream;
    let id = item.id.as_uuid();
    outbox::Model {
        id,
        subject: (subject != id).then_some(subject),
        target,
        version: item.version,
        template: item.template.to_owned(),
        envelope: Some(item.envelope.0),
        created_at: micros(item.created_at),
        due_at: Some(micros(item.created_at)),
        is_leased: false,
        fence: 0,
        attempts: 0,
        settled_at: None,
        reason: None,
        is_buried: false,
        is_superseded: false,
    }
}

/// A row as it is after the claim.
pub(crate) fn claimed_item(row: outbox::Model) -> Result<ClaimedItem, StoreError> {
    let at = Row::new("outbox", row.id);
    Ok(ClaimedItem {
        lease: Lease {
            id: MessageId::from_uuid(row.id),
            fence: row.fence,
        },
        stream: Stream {
            subject: row.subject.unwrap_or(row.id),
            target: row.target,
        },
        version: row.version,
        attempts: at.count("attempts", row.attempts - 1)?,
        created_at: at.instant("created_at", row.created_at)?,
        envelope: Sealed(at.take("envelope", row.envelope)?),
        template: row.template,
    })
}

pub(crate) fn outbox_record(row: outbox::Model) -> Result<OutboxRecord, StoreError> {
    let at = Row::new("outbox", row.id);
    let instant = |column, micros: Option<i64>| micros.map(|m| at.instant(column, m)).transpose();
    Ok(OutboxRecord {
        id: MessageId::from_uuid(row.id),
        state: state(&row),
        has_envelope: row.envelope.is_some(),
        attempts: at.count("attempts", row.attempts)?,
        created_at: at.instant("created_at", row.created_at)?,
        due_at: instant("due_at", row.due_at)?,
        settled_at: instant("settled_at", row.settled_at)?,
        template: row.template,
        target: row.target,
        version: row.version,
        reason: row.reason,
    })
}

const fn state(row: &outbox::Model) -> OutboxState {
    match row {
        outbox::Model {
            is_leased: true,
            due_at: Some(_),
            ..
        } => OutboxState::Leased,
        outbox::Model {
            due_at: Some(_), ..
        } => OutboxState::Waiting,
        outbox::Model {
            is_superseded: true,
            ..
        } => OutboxState::Superseded,
        outbox::Model {
            is_buried: true, ..
        } => OutboxState::Buried,
        _ => OutboxState::Sent,
    }
}
