//! The link is opened and the button pressed, or the code typed: the utenza opens.

use jiff::Timestamp;
use secrecy::SecretString;
use thiserror::Error;
use varco_domain::audit::{Actor, AuditEntry, AuditEvent};
use varco_domain::credential::PasswordFinding;
use varco_domain::registration::{Command, Registration, TicketVerdict};
use varco_ports::{Changes, CommitError, UniqueKey, Versioned, Write};

use crate::{Client, Failure, PresentedTicket, UseCases};

/// How often an activation decides anew when somebody else was faster: as often as people of one name
/// may come at the same moment, each of whom takes the number that the others had chosen.
pub(crate) const HOMONYM_ROUNDS: usize = 50;

/// The activation as it came in.
#[derive(Debug)]
pub struct ActivateInput<'a> {
    /// The link or the code.
    pub ticket: &'a PresentedTicket,
    /// The password and its repeat, where it is chosen at activation.
    pub chosen: Option<(&'a SecretString, &'a SecretString)>,
    /// Where the request comes from.
    pub client: &'a Client,
}

/// What has come of an activation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActivateOutcome {
    /// The utenza is open, its second mail on the way.
    Opened,
    /// It was open before.
    AlreadyOpen,
}

/// Why nothing was activated.
#[derive(Debug, Error)]
pub enum ActivateError {
    /// The ticket is unknown.
    #[error("the ticket is unknown")]
    Unknown,
    /// The ticket is worth nothing any more.
    #[error("the ticket does not activate: {0:?}")]
    Refused(TicketVerdict),
    /// Somebody with the same codice fiscale was activated first.
    #[error("another activation was first")]
    Taken,
    /// The password is not accepted.
    #[error("the password is not accepted")]
    Password(Vec<PasswordFinding>),
    /// The repeat is another password, or one of the two is missing.
    #[error("the two passwords differ")]
    PasswordsDiffer,
    /// Too many codes tried from here.
    #[error("too many tickets from one network")]
    Throttled {
        /// When to try again.
        retry_at: Timestamp,
    },
    /// Nobody's mistake.
    #[error(transparent)]
    Failure(#[from] Failure),
}

impl UseCases {
    /// Activates a registration and opens its utenza. Of many at the same time one wins; the others
    /// hear that it is open (same link) or that they come too late (same codice fiscale) (R-06,
    ///
    ///
    /// # Errors
    /// [`ActivateError`].
    pub async fn activate(
        &self,
        input: ActivateInput<'_>,
    ) -> Result<ActivateOutcome, ActivateError> {
        let mut credential = None;
        for _ in 0..HOMONYM_ROUNDS {
            let found = self.find_ticket(input.ticket, input.client).await?;
            let found = found.map_err(|retry_at| ActivateError::Throttled { retry_at })?;
            let (ticket, registration) = found.ok_or(ActivateError::Unknown)?;
            match ticket.judge(&registration.value, self.now()) {
                TicketVerdict::Good => {}
                TicketVerdict::AlreadyActive => return Ok(ActivateOutcome::AlreadyOpen),
                TicketVerdict::Taken => return Err(ActivateError::Taken),
                verdict => return Err(ActivateError::Refused(verdict)),
            }
            let code = registration.value.codice_fiscale;
            let holder = self.ports.accounts.find_by_codice_fiscale(&code).await;
            if holder.map_err(Failure::from)?.is_some() {
                if self.void(&registration).await? {
                    return Err(ActivateError::Taken);
                }
                // The holder may be who comes with this link: it was used while we looked.
                continue;
            }
            let credential = match &credential {
                Some(made) => made,
                None => {
                    credential.insert(self.first_credential(&registration.value, &input).await?)
                }
            };
            let changes = self.opening(&ticket, &registration, credential).await?;
            match self.ports.commit.commit(changes).await {
                Ok(()) => return Ok(ActivateOutcome::Opened),
                // Look again: the other activation, the homonym or the holder is there to be seen now.
                Err(
                    CommitError::Conflict
                    | CommitError::Duplicate(UniqueKey::CodiceFiscale | UniqueKey::Username),
                ) => {}
                Err(error) => return Err(Failure::from(error).into()),
            }
        }
        Err(Failure::from(CommitError::Conflict).into())
    }

    /// Voids a registration that comes too late; whether it is still as it was found.
    async fn void(&self, registration: &Versioned<Registration>) -> Result<bool, Failure> {
        let now = self.now();
        let Ok(step) = registration
            .value
            .apply(Command::Void, &self.settings.rules, now)
        else {
            return Ok(true);
        };
        let subject = step.next.id;
        let changes = Changes {
            registration: Some(Write::Update(step.next, registration.version)),
            audit: vec![AuditEntry::new(
                now,
                Actor::System,
                subject,
                AuditEvent::RegistrationVoided,
            )],
            ..Changes::default()
        };
        match self.ports.commit.commit(changes).await {
            Ok(()) => Ok(true),
            Err(CommitError::Conflict) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }
}
