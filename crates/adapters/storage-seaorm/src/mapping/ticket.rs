//! Tickets.

use varco_domain::id::{RegistrationId, TicketId};
use varco_domain::registration::Ticket;
use varco_domain::token::TokenDigest;
use varco_ports::StoreError;

use super::{Row, bytes, micros};
use crate::entity::ticket;

pub(crate) fn ticket(row: &ticket::Model) -> Result<Ticket, StoreError> {
    let at = Row::new("ticket", row.id);
    Ok(Ticket {
        id: TicketId::from_uuid(row.id),
        registration: RegistrationId::from_uuid(row.registration),
        link: TokenDigest::from_bytes(at.digest("link", &row.link)?),
        code: TokenDigest::from_bytes(at.digest("code", &row.code)?),
        issued_at: at.instant("issued_at", row.issued_at)?,
        expires_at: at.instant("expires_at", row.expires_at)?,
    })
}

pub(crate) fn ticket_row(ticket: &Ticket) -> ticket::Model {
    ticket::Model {
        id: ticket.id.as_uuid(),
        registration: ticket.registration.as_uuid(),
        link: bytes(&ticket.link),
        code: bytes(&ticket.code),
        issued_at: micros(ticket.issued_at),
        expires_at: micros(ticket.expires_at),
        used_at: None,
    }
}
