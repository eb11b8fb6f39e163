//! Step 3: the summary is confirmed.

use secrecy::SecretString;
use thiserror::Error;
use varco_domain::audit::{Actor, AuditEntry, AuditEvent};
use varco_domain::registration::{Command, Effect, Holder, Refusal, Registration};
use varco_ports::{Changes, CommitError, UniqueKey, Write};

use crate::{Client, Failure, ROUNDS, UseCases};

/// Why step 3 is not passed.
#[derive(Debug, Error)]
pub enum ConfirmError {
    /// There is no registration, or it is over: begin at step 1.
    #[error("there is no registration in progress")]
    NotFound,
    /// Step 2 comes first.
    #[error("step 2 comes first")]
    OutOfOrder,
    /// Nobody's mistake.
    #[error(transparent)]
    Failure(#[from] Failure),
}

impl UseCases {
    /// Confirms a registration. Doing it again changes nothing and mails nothing. Whether the code
    /// already has an utenza shows only in a mailbox.
    ///
    /// # Errors
    /// [`ConfirmError`].
    pub async fn confirm_registration(
        &self,
        flow: &SecretString,
        client: &Client,
    ) -> Result<Registration, ConfirmError> {
        for _ in 0..ROUNDS {
            let found = self.load_flow(flow).await?.ok_or(ConfirmError::NotFound)?;
            let code = found.value.codice_fiscale;
            let holder = self
                .ports
                .accounts
                .find_by_codice_fiscale(&code)
                .await
                .map_err(Failure::from)?;
            let now = self.now();
            let command = Command::Confirm {
                ticket: self.ticket_id(now),
                holder: if holder.is_some() {
                    Holder::Somebody
                } else {
                    Holder::Nobody
                },
            };
            let step = found
                .value
                .apply(command, &self.settings.rules, now)
                .map_err(|refusal| match refusal {
                    Refusal::Expired => ConfirmError::NotFound,
                    _ => ConfirmError::OutOfOrder,
                })?;
            if step.effect.is_none() {
                return Ok(step.next);
            }
            let write = Write::Update(step.next.clone(), found.version);
            let mut changes = Changes {
                registration: Some(write),
                ..Changes::default()
            };
            let (subject, event) = (step.next.id, AuditEvent::RegistrationConfirmed);
            let entry = AuditEntry::new(now, Actor::Person, subject, event);
            changes.audit.push(entry);
            if let (Some(Effect::TellHolder), Some(holder)) = (&step.effect, holder) {
                let (subject, event) = (holder.value.id, AuditEvent::RegistrationOfHeldCode);
                let entry = AuditEntry::new(now, Actor::Person, subject, event);
                changes.audit.push(entry);
            }
            self.add_mailing(&mut changes, &step.next, step.effect.as_ref(), client)
                .await?;
            match self.ports.commit.commit(changes).await {
                Ok(()) => return Ok(step.next),
                Err(CommitError::Conflict | CommitError::Duplicate(UniqueKey::TypedCode)) => {}
                Err(error) => return Err(Failure::from(error).into()),
            }
        }
        Err(Failure::from(CommitError::Conflict).into())
    }
}
