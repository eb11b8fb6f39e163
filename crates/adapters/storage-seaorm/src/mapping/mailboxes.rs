//! The mailboxes of an account.

use varco_domain::utenza::{InstitutionalMailbox, Mailboxes, PendingEmail};
use varco_ports::StoreError;

use super::{Row, micros};
use crate::entity::account::Model;

pub(super) fn read(at: Row, row: &Model) -> Result<Mailboxes, StoreError> {
    let address = |column, text: &Option<String>| {
        let text = text.as_deref();
        text.map(|text| at.address(column, text)).transpose()
    };
    let personal = address("personal_email", &row.personal_email)?;
    let held = address("institutional_email", &row.institutional_email)?;
    let withdrawn_at =
        at.maybe_instant("institutional_withdrawn_at", row.institutional_withdrawn_at)?;
    let institutional = match (held, withdrawn_at) {
        (Some(address), _) => InstitutionalMailbox::Held(address),
        (None, Some(at)) => InstitutionalMailbox::Withdrawn { at },
        (None, None) => InstitutionalMailbox::None,
    };
    let mailboxes = Mailboxes {
        personal,
        institutional,
        pending: pending(at, row)?,
    };
    // Written by a program of schema 2, which knows one address.
    if mailboxes.reference().is_none() && withdrawn_at.is_none() && !row.email.is_empty() {
        return Ok(Mailboxes::confirmed(at.email(&row.email)?));
    }
    Ok(mailboxes)
}

fn pending(at: Row, row: &Model) -> Result<Option<PendingEmail>, StoreError> {
    let Some(address) = &row.pending_email else {
        return Ok(None);
    };
    let instant = |column, micros| at.instant(column, at.take(column, micros)?);
    Ok(Some(PendingEmail {
        address: at.address("pending_email", address)?,
        asked_at: instant("pending_email_asked_at", row.pending_email_asked_at)?,
        until: instant("pending_email_until", row.pending_email_until)?,
    }))
}

pub(super) fn write(row: &mut Model, mailboxes: &Mailboxes) {
    let reference = mailboxes
        .reference()
        .map(|(address, _)| address.to_string());
    row.email = reference.unwrap_or_default();
    row.personal_email = mailboxes.personal.as_ref().map(ToString::to_string);
    match &mailboxes.institutional {
        InstitutionalMailbox::None => {}
        InstitutionalMailbox::Held(address) => row.institutional_email = Some(address.to_string()),
        InstitutionalMailbox::Withdrawn { at } => {
            row.institutional_withdrawn_at = Some(micros(*at));
        }
    }
    if let Some(pending) = &mailboxes.pending {
        row.pending_email = Some(pending.address.to_string());
        row.pending_email_asked_at = Some(micros(pending.asked_at));
        row.pending_email_until = Some(micros(pending.until));
    }
}
