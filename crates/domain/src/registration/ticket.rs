//! What an activation mail carries, and what it is worth when it comes back.

use jiff::Timestamp;

use super::{MailingKind, Registration, RegistrationState};
use crate::id::{RegistrationId, TicketId};
use crate::token::TokenDigest;

/// A link and a typed code, either of which activates one registration, once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ticket {
    /// Identifier.
    pub id: TicketId,
    /// What it activates.
    pub registration: RegistrationId,
    /// Digest of the token in the link.
    pub link: TokenDigest,
    /// Digest of the typed code.
    pub code: TokenDigest,
    /// When it was mailed.
    pub issued_at: Timestamp,
    /// From this instant on it is refused.
    pub expires_at: Timestamp,
}

/// What a ticket is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TicketVerdict {
    /// It activates.
    Good,
    /// The registration is already active.
    AlreadyActive,
    /// Too old; a new one may be asked for.
    Expired,
    /// A newer mail was asked for at this instant.
    Superseded {
        /// When the newer mail was asked for.
        newer_at: Timestamp,
    },
    /// The same codice fiscale has got an utenza another way.
    Taken,
    /// The registration is too old, or there is none to speak of: start again.
    Gone,
}

impl Ticket {
    /// Judges the ticket against the registration that it belongs to. The order matters: a used link
    /// says "already active" even when it is old.
    pub fn judge(&self, registration: &Registration, now: Timestamp) -> TicketVerdict {
        match &registration.state {
            RegistrationState::Activated { .. } => TicketVerdict::AlreadyActive,
            RegistrationState::AwaitingActivation { .. } if registration.is_over(now) => {
                TicketVerdict::Gone
            }
            RegistrationState::AwaitingActivation { mailing, .. }
                if mailing.kind == MailingKind::AlreadyRegistered =>
            {
                TicketVerdict::Taken
            }
            RegistrationState::AwaitingActivation { mailing, .. } if mailing.ticket != self.id => {
                TicketVerdict::Superseded {
                    newer_at: mailing.asked_at,
                }
            }
            RegistrationState::AwaitingActivation { .. } if now >= self.expires_at => {
                TicketVerdict::Expired
            }
            RegistrationState::AwaitingActivation { .. } => TicketVerdict::Good,
            RegistrationState::Voided { .. } => TicketVerdict::Taken,
            RegistrationState::Identified { .. } | RegistrationState::Declared { .. } => {
                TicketVerdict::Gone
            }
        }
    }
}
