//! What an operator does for a person, or with an utenza, from the command line.
//!
//! Every act takes the username or codice fiscale and a reason of one line, which is written to the
//! audit trail and shown to the person; the person is told by mail of whatever takes something from
//! them. No act shows a credential to the operator or lets them choose one.

mod kind;
mod mailbox;
mod password;
mod provision;
mod sheet;
mod standing;

use jiff::Timestamp;
use thiserror::Error;
use varco_domain::audit::{AuditEntry, AuditEvent};
use varco_domain::contacts::EmailFault;
use varco_domain::utenza::{Account, AccountStatus, INSTITUTIONAL_DOMAINS, Operation, may};
use varco_ports::{Changes, CommitError, Versioned, Write};

use crate::log_in::fold_identifier;
use crate::notices::end_sessions_and_links;
use crate::reason::{REASON_MAX, reason};
use crate::{Failure, ROUNDS, UseCases};

pub use provision::{ProvisionError, ProvisionInput};
pub use sheet::UtenzaSheet;

/// Why an utenza stays as it is.
#[derive(Debug, Error)]
pub enum OperatorError {
    /// A reason is asked for: up to 200 characters in one line.
    #[error("a reason is missing, or is longer than one line of {REASON_MAX} characters")]
    Reason,
    /// Nobody has the identifier.
    #[error(
        "no utenza has this username or codice fiscale; a registration that waits for its activation is none yet"
    )]
    NotFound,
    /// It is suspended, and only a reactivation is possible.
    #[error("the utenza is suspended already; reactivate it before anything else")]
    Suspended,
    /// It is not suspended, so there is nothing to lift.
    #[error("the utenza is not suspended; `varco utenza show` tells how it is")]
    NotSuspended,
    /// It is what it would become.
    #[error("nothing was changed: the utenza is like that already, as `varco utenza show` tells")]
    Unchanged,
    /// A one-time password has nowhere to go.
    #[error(
        "the utenza has no confirmed address to mail to; give it an institutional mailbox first"
    )]
    Unreachable,
    /// Not an address.
    #[error("the address cannot be used: {0}")]
    Email(#[from] EmailFault),
    /// Not an address that the administration gives.
    #[error(transparent)]
    NotInstitutional(#[from] NotInstitutional),
    /// Nobody's mistake.
    #[error(transparent)]
    Failure(#[from] Failure),
}

/// An address that is none that the administration gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the address is not institutional: those end in @{}", INSTITUTIONAL_DOMAINS.join(" or @"))]
pub struct NotInstitutional;

/// An act: what it is called, and what the table of operations must allow for it.
#[derive(Clone, Copy, Debug)]
struct Act<'a> {
    /// Username or codice fiscale as typed.
    identifier: &'a str,
    why: &'a str,
    event: AuditEvent,
    /// None for what is possible in every status.
    operation: Option<Operation>,
}

impl UseCases {
    /// Carries out an act on an utenza: one transaction, decided anew when somebody else was faster.
    /// The account as it is afterwards.
    async fn act(
        &self,
        act: Act<'_>,
        decide: impl Fn(Account, &mut Changes, Timestamp) -> Result<Account, OperatorError>,
    ) -> Result<Account, OperatorError> {
        let why = reason(act.why).ok_or(OperatorError::Reason)?;
        for _ in 0..ROUNDS {
            let found = self.load_utenza(act.identifier).await?;
            let (id, now) = (found.value.id, self.now());
            act.operation.map_or(Ok(()), |o| allow(&found.value, o))?;
            let mut changes = Changes {
                audit: vec![AuditEntry::by_operator(now, id, act.event, why)],
                ..Changes::default()
            };
            let before = found.value.clone();
            let account = decide(found.value, &mut changes, now)?;
            self.propagate(&mut changes, &before, &account, None)
                .await?;
            changes.account = Some(Write::Update(account.clone(), found.version));
            match self.ports.commit.commit(changes).await {
                Ok(()) => return Ok(account),
                // Look again: whatever has become of it is there to be seen now.
                Err(CommitError::Conflict) => {}
                Err(error) => return Err(Failure::from(error).into()),
            }
        }
        Err(Failure::from(CommitError::Conflict).into())
    }

    async fn load_utenza(&self, identifier: &str) -> Result<Versioned<Account>, OperatorError> {
        let found = self.find_account(&fold_identifier(identifier)).await?;
        found.ok_or(OperatorError::NotFound)
    }
}

fn allow(account: &Account, operation: Operation) -> Result<(), OperatorError> {
    match account.status {
        status if may(account.kind, status, operation) => Ok(()),
        AccountStatus::Suspended => Err(OperatorError::Suspended),
        AccountStatus::FirstAccess | AccountStatus::Active => Err(OperatorError::NotSuspended),
    }
}
