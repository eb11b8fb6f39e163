//! Somebody opens the link of mail 1, or types its code. Looking changes nothing.

use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};
use varco_domain::registration::{Declaration, Registration, Ticket, TicketVerdict};
use varco_domain::throttle::Verdict;
use varco_domain::token::{TokenDigest, TokenPurpose, is_opaque_token, parse_typed_code};
use varco_ports::Versioned;

use crate::{Client, Failure, UseCases};

/// What was presented.
#[derive(Clone, Debug)]
pub enum PresentedTicket {
    /// The token of the link.
    Link(SecretString),
    /// The code, typed.
    Code(SecretString),
}

impl PresentedTicket {
    /// Reads what a person pasted or typed: a whole link, its token, or the code.
    pub fn from_typed(typed: &SecretString) -> Self {
        let text = typed.expose_secret().trim();
        let token = text.rsplit_once("t=").map_or(text, |(_, token)| token);
        if is_opaque_token(token) {
            Self::Link(SecretString::from(token))
        } else {
            Self::Code(typed.clone())
        }
    }
}

/// What a presented ticket is worth, and whose it is.
#[derive(Clone, Debug)]
pub struct TicketView {
    /// What it is worth.
    pub verdict: TicketVerdict,
    /// Whose it is, while it can still be activated or renewed.
    pub declaration: Option<Declaration>,
    /// When it stops working.
    pub expires_at: Timestamp,
}

impl UseCases {
    /// Looks at a ticket; `None` when it is unknown.
    ///
    /// # Errors
    /// [`Failure`] when it cannot be looked up; the inner error says when to try again after too many
    /// look-ups from one network.
    pub async fn inspect_ticket(
        &self,
        presented: &PresentedTicket,
        client: &Client,
    ) -> Result<Result<Option<TicketView>, Timestamp>, Failure> {
        Ok(self.find_ticket(presented, client).await?.map(|found| {
            found.map(|(ticket, registration)| TicketView {
                verdict: ticket.judge(&registration.value, self.now()),
                declaration: registration.value.declaration().cloned(),
                expires_at: ticket.expires_at,
            })
        }))
    }

    /// Finds a ticket. Only codes are charged: they are short enough to be guessed, links are not.
    pub(crate) async fn find_ticket(
        &self,
        presented: &PresentedTicket,
        client: &Client,
    ) -> Result<Result<Option<(Ticket, Versioned<Registration>)>, Timestamp>, Failure> {
        let Some(digests) = self.ticket_digests(presented) else {
            return Ok(Ok(None));
        };
        if matches!(presented, PresentedTicket::Code(_)) {
            let limit = &self.settings.limits.ticket_network;
            let verdict = self
                .charge("ticket.network", &client.network, limit)
                .await?;
            if let Verdict::Refused { retry_at } = verdict {
                return Ok(Err(retry_at));
            }
        }
        for digest in digests {
            let found = self.ports.registrations.find_by_ticket(&digest).await?;
            if found.is_some() {
                return Ok(Ok(found));
            }
        }
        Ok(Ok(None))
    }

    fn ticket_digests(&self, presented: &PresentedTicket) -> Option<Vec<TokenDigest>> {
        let (purpose, token) = match presented {
            PresentedTicket::Link(token) => {
                let token = is_opaque_token(token.expose_secret()).then(|| token.clone());
                (TokenPurpose::ActivationLink, token?)
            }
            PresentedTicket::Code(typed) => {
                (TokenPurpose::ActivationCode, parse_typed_code(typed)?)
            }
        };
        Some(self.ports.digester.digests(purpose, &token))
    }
}
