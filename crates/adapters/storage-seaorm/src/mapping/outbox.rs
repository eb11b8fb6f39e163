//! Mails of the outbox.

use varco_domain::id::MessageId;
use varco_ports::{ClaimedMail, Lease, OutboxMail, Sealed, StoreError};

use super::{Row, micros};
use crate::entity::outbox;

pub(crate) fn outbox_row(mail: OutboxMail) -> outbox::Model {
    outbox::Model {
        id: mail.id.as_uuid(),
        template: mail.template.to_owned(),
        envelope: Some(mail.envelope.0),
        created_at: micros(mail.created_at),
        due_at: Some(micros(mail.created_at)),
        fence: 0,
        attempts: 0,
        settled_at: None,
        reason: None,
        is_buried: false,
    }
}

/// A row as it is after the claim.
pub(crate) fn claimed_mail(row: outbox::Model) -> Result<ClaimedMail, StoreError> {
    let at = Row::new("outbox", row.id);
    Ok(ClaimedMail {
        lease: Lease {
            id: MessageId::from_uuid(row.id),
            fence: row.fence,
        },
        attempts: at.count("attempts", row.attempts - 1)?,
        created_at: at.instant("created_at", row.created_at)?,
        envelope: Sealed(at.take("envelope", row.envelope)?),
        template: row.template,
    })
}
