//! The administration gives a person an institutional mailbox, or takes it back.

use jiff::Timestamp;
use varco_domain::audit::AuditEvent;
use varco_domain::contacts::EmailAddress;
use varco_domain::grant::GrantPurpose;
use varco_domain::utenza::{Account, EmailStep, MailboxKind};
use varco_ports::{CancelledGrants, Changes};

use super::{Act, NotInstitutional, OperatorError};
use crate::UseCases;

impl UseCases {
    /// Gives an utenza an institutional mailbox, which is its reference address from then on. Old and
    /// new addresses are told.
    ///
    /// # Errors
    /// [`OperatorError`].
    pub async fn assign_mailbox(
        &self,
        identifier: &str,
        address: &str,
        why: &str,
    ) -> Result<Account, OperatorError> {
        let address = EmailAddress::parse(address)?;
        if MailboxKind::of(&address) != MailboxKind::Institutional {
            return Err(NotInstitutional.into());
        }
        let act = Act {
            identifier,
            why,
            event: AuditEvent::InstitutionalEmailAssigned,
            operation: None,
        };
        let assign = self.act(act, |account, changes, now| {
            let step = account.mailboxes.assign(address.clone());
            self.take(step, account, changes, now)
        });
        assign.await
    }

    /// Takes the institutional mailbox back; the last confirmed personal address is the reference
    /// address again. Both are told.
    ///
    /// # Errors
    /// [`OperatorError`].
    pub async fn withdraw_mailbox(
        &self,
        identifier: &str,
        why: &str,
    ) -> Result<Account, OperatorError> {
        let act = Act {
            identifier,
            why,
            event: AuditEvent::InstitutionalEmailWithdrawn,
            operation: None,
        };
        let withdraw = self.act(act, |account, changes, now| {
            let step = account.mailboxes.withdraw(now);
            self.take(step, account, changes, now)
        });
        withdraw.await
    }

    /// The account after a step of its mailboxes, of which everybody concerned is told. A link that
    /// resets the password was mailed to the addresses of before.
    fn take(
        &self,
        step: EmailStep,
        account: Account,
        changes: &mut Changes,
        now: Timestamp,
    ) -> Result<Account, OperatorError> {
        if step.next == account.mailboxes {
            return Err(OperatorError::Unchanged);
        }
        let account = Account {
            mailboxes: step.next,
            ..account
        };
        let (reset, id) = (GrantPurpose::ResetPassword, account.id);
        let cancelled = CancelledGrants::all(id, reset, now);
        changes.cancelled_grants.push(cancelled);
        self.tell_mailboxes(changes, &account, &step.tell)?;
        Ok(account)
    }
}
