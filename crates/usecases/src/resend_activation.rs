//! The activation mail again: from the page that waits for it, or from an expired link.

use secrecy::SecretString;
use thiserror::Error;
use varco_domain::audit::{Actor, AuditEntry, AuditEvent};
use varco_domain::contacts::EmailAddress;
use varco_domain::registration::{Command, Refusal, Registration, TicketVerdict};
use varco_ports::{Changes, CommitError, UniqueKey, Versioned, Write};

use crate::{Client, Failure, PresentedTicket, ROUNDS, UseCases};

/// Why no further mail is sent.
#[derive(Debug, Error)]
pub enum ResendError {
    /// There is no registration, or it is over, or it does not wait for a mail.
    #[error("there is no registration that waits for its activation")]
    NotFound,
    /// The last mail is too recent.
    #[error("the last mail was asked for too recently")]
    TooSoon {
        /// When to ask again.
        retry_at: jiff::Timestamp,
    },
    /// There have been enough mails.
    #[error("no further mail can be asked for")]
    TooMany,
    /// Nobody's mistake.
    #[error(transparent)]
    Failure(#[from] Failure),
}

/// Why a link that was presented gives no new one.
#[derive(Debug, Error)]
pub enum RenewError {
    /// The ticket is unknown or has not expired: present it for activation instead.
    #[error("the ticket cannot be renewed")]
    NotRenewable,
    /// Too many links tried from here.
    #[error("too many tickets from one network")]
    Throttled {
        /// When to try again.
        retry_at: jiff::Timestamp,
    },
    /// As for the page.
    #[error(transparent)]
    Resend(#[from] ResendError),
}

impl From<Refusal> for ResendError {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::TooSoon { retry_at } => Self::TooSoon { retry_at },
            Refusal::TooMany => Self::TooMany,
            Refusal::Expired | Refusal::OutOfOrder => Self::NotFound,
        }
    }
}

impl UseCases {
    /// Mails a new link and code; the ones before stop working.
    ///
    /// # Errors
    /// [`ResendError`].
    pub async fn resend_activation(
        &self,
        flow: &SecretString,
        client: &Client,
    ) -> Result<Registration, ResendError> {
        for _ in 0..ROUNDS {
            let found = self.load_flow(flow).await?.ok_or(ResendError::NotFound)?;
            if let Some(registration) = self.mail_again(&found, None, client).await? {
                return Ok(registration);
            }
        }
        Err(Failure::from(CommitError::Conflict).into())
    }

    /// Mails a new link to whoever presents an expired one: one click, from any device.
    ///
    /// # Errors
    /// [`RenewError`].
    pub async fn renew_activation(
        &self,
        presented: &PresentedTicket,
        client: &Client,
    ) -> Result<Registration, RenewError> {
        for _ in 0..ROUNDS {
            let found = self
                .find_ticket(presented, client)
                .await
                .map_err(ResendError::from)?;
            let found = found.map_err(|retry_at| RenewError::Throttled { retry_at })?;
            let Some((ticket, registration)) = found else {
                return Err(RenewError::NotRenewable);
            };
            if ticket.judge(&registration.value, self.now()) != TicketVerdict::Expired {
                return Err(RenewError::NotRenewable);
            }
            if let Some(registration) = self.mail_again(&registration, None, client).await? {
                return Ok(registration);
            }
        }
        Err(ResendError::from(Failure::from(CommitError::Conflict)).into())
    }

    /// One attempt at mailing a new ticket, to a corrected address if one is given; `None` when
    /// somebody else was faster.
    pub(crate) async fn mail_again(
        &self,
        found: &Versioned<Registration>,
        email: Option<&EmailAddress>,
        client: &Client,
    ) -> Result<Option<Registration>, ResendError> {
        let now = self.now();
        let ticket = self.ticket_id(now);
        let (command, event) = match email {
            None => (
                Command::Resend { ticket },
                AuditEvent::ActivationMailRepeated,
            ),
            Some(email) => (
                Command::CorrectEmail {
                    email: email.clone(),
                    ticket,
                },
                AuditEvent::RegistrationEmailCorrected,
            ),
        };
        let step = found.value.apply(command, &self.settings.rules, now)?;
        let write = Write::Update(step.next.clone(), found.version);
        let subject = step.next.id;
        let mut changes = Changes {
            registration: Some(write),
            audit: vec![AuditEntry::new(now, Actor::Person, subject, event)],
            ..Changes::default()
        };
        self.add_mailing(&mut changes, &step.next, step.effect.as_ref(), client)
            .await?;
        match self.ports.commit.commit(changes).await {
            Ok(()) => Ok(Some(step.next)),
            Err(CommitError::Conflict | CommitError::Duplicate(UniqueKey::TypedCode)) => Ok(None),
            Err(error) => Err(Failure::from(error).into()),
        }
    }
}
