//! Items of the outbox.

use varco_domain::id::MessageId;
use varco_ports::{
    ClaimedItem, Lease, OutboxItem, OutboxRecord, OutboxState, Sealed, StoreError, Stream,
};

use super::{Row, micros};
use crate::entity::outbox;

pub(crate) fn outbox_row(item: OutboxItem) -> outbox::Model {
    let is_last = item.stream.keeps_last().then_some(true);
    let Stream { subject, target } = item.stream;
    let id = item.id.as_uuid();
    outbox::Model {
        id,
        subject: (subject != id).then_some(subject),
        target,
        version: item.version,
        template: item.template.to_owned(),
        is_secret: item.envelope.is_some(),
        envelope: item.envelope.map(|sealed| sealed.0),
        created_at: micros(item.created_at),
        due_at: Some(micros(item.created_at)),
        is_leased: false,
        fence: 0,
        attempts: 0,
        settled_at: None,
        reason: None,
        is_buried: false,
        is_superseded: false,
        is_refused: false,
        is_last,
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
        envelope: envelope(&at, row.envelope, row.is_secret)?,
        template: row.template,
    })
}

/// One that has a secret is not claimed without it.
fn envelope(
    at: &Row,
    envelope: Option<Vec<u8>>,
    is_secret: bool,
) -> Result<Option<Sealed>, StoreError> {
    if is_secret && envelope.is_none() {
        at.take("envelope", None::<()>)?;
    }
    Ok(envelope.map(Sealed))
}

pub(crate) fn outbox_record(row: outbox::Model) -> Result<OutboxRecord, StoreError> {
    let at = Row::new("outbox", row.id);
    let instant = |column, micros: Option<i64>| micros.map(|m| at.instant(column, m)).transpose();
    let stream = Stream {
        subject: row.subject.unwrap_or(row.id),
        target: row.target.clone(),
    };
    Ok(OutboxRecord {
        id: MessageId::from_uuid(row.id),
        about: stream.about(),
        state: state(&row),
        has_envelope: row.envelope.is_some(),
        is_secret: row.is_secret,
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
            is_refused: true, ..
        } => OutboxState::Refused,
        outbox::Model {
            is_buried: true, ..
        } => OutboxState::Buried,
        _ => OutboxState::Sent,
    }
}
