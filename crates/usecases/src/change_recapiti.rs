//! *Variazione dati di recapito*.
//!
//! The password is not asked for again: R-49 wants that for telephones that notices go to, and here
//! none ever does. The mailboxes are told, and whoever did not change anything can say so.

use thiserror::Error;
use varco_domain::audit::{Actor, AuditEntry, AuditEvent};
use varco_domain::utenza::{Account, Recapiti, RecapitiFieldFault, RecapitiForm};
use varco_ports::{Changes, CommitError, Template, Version, Versioned, Write};

use crate::{CurrentSession, Failure, UseCases};

/// A change as it came in.
#[derive(Clone, Copy)]
#[expect(
    missing_debug_implementations,
    reason = "personal data must not reach logs"
)]
pub struct ChangeRecapitiInput<'a> {
    /// The recapiti, all of them.
    pub form: RecapitiForm<'a>,
    /// The version of the account that the change was made from.
    pub seen: Version,
}

/// What became of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecapitiOutcome {
    /// The recapiti are these now.
    Changed,
    /// They were the same before.
    Unchanged,
}

/// Why the recapiti stay as they are.
#[derive(Debug, Error)]
pub enum ChangeRecapitiError {
    /// Something has to be mended; never empty.
    #[error("the recapiti are not accepted")]
    Faults(Vec<RecapitiFieldFault>),
    /// The account has changed since it was looked at, from another tab or device.
    #[error("the account has changed meanwhile")]
    Conflict,
    /// Nobody's mistake.
    #[error(transparent)]
    Failure(#[from] Failure),
}

impl UseCases {
    /// Replaces the recapiti and tells every mailbox. Doing it again changes nothing and gives the
    /// same answer.
    ///
    /// # Errors
    /// [`ChangeRecapitiError`].
    pub async fn change_recapiti(
        &self,
        current: &CurrentSession,
        input: ChangeRecapitiInput<'_>,
    ) -> Result<RecapitiOutcome, ChangeRecapitiError> {
        let wanted = input.form.check().map_err(ChangeRecapitiError::Faults)?;
        let (id, seen) = (current.account.id, input.seen);
        if let Some(outcome) = judge(&current.account, current.version, &wanted, seen)? {
            return Ok(outcome);
        }
        let changes = self.recapiti_changes(&current.account, current.version, &wanted)?;
        match self.ports.commit.commit(changes).await {
            Ok(()) => Ok(RecapitiOutcome::Changed),
            // Somebody else was first, perhaps with the very same: the same form sent twice.
            Err(CommitError::Conflict) => {
                let found = self.ports.accounts.find(id).await.map_err(Failure::from)?;
                let Some(Versioned { value, version }) = found else {
                    return Err(ChangeRecapitiError::Conflict);
                };
                let outcome = judge(&value, version, &wanted, seen)?;
                outcome.ok_or(ChangeRecapitiError::Conflict)
            }
            Err(error) => Err(Failure::from(error).into()),
        }
    }

    /// The one transaction: recapiti, notices, trail.
    fn recapiti_changes(
        &self,
        account: &Account,
        version: Version,
        wanted: &Recapiti,
    ) -> Result<Changes, Failure> {
        let (now, event) = (self.now(), AuditEvent::RecapitiChanged);
        let renewed = Account {
            recapiti: Some(wanted.clone()),
            ..account.clone()
        };
        let mut changes = Changes {
            account: Some(Write::Update(renewed, version)),
            audit: vec![AuditEntry::new(now, Actor::Person, account.id, event)],
            ..Changes::default()
        };
        self.notify(&mut changes, account, |disavowal| {
            Template::RecapitiChanged {
                given_name: account.given_name.to_string(),
                changed_at: now,
                disavowal,
            }
        })?;
        Ok(changes)
    }
}

/// The outcome where nothing is left to write.
fn judge(
    account: &Account,
    version: Version,
    wanted: &Recapiti,
    seen: Version,
) -> Result<Option<RecapitiOutcome>, ChangeRecapitiError> {
    match (account.recapiti.as_ref() == Some(wanted), version == seen) {
        (true, true) => Ok(Some(RecapitiOutcome::Unchanged)),
        // What was wanted has been done, by the same form sent before.
        (true, false) => Ok(Some(RecapitiOutcome::Changed)),
        (false, true) => Ok(None),
        (false, false) => Err(ChangeRecapitiError::Conflict),
    }
}
