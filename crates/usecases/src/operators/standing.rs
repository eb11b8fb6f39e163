//! An utenza is stopped and set going again, or its failed logins are forgotten.

use varco_domain::audit::AuditEvent;
use varco_domain::utenza::{Account, Operation};
use varco_ports::{Changes, Template};

use super::{Act, OperatorError, end_sessions_and_links};
use crate::{Failure, UseCases};

impl UseCases {
    /// Suspends an utenza: its sessions end, an address that waits is forgotten, links are void. The
    /// person is told at every address.
    ///
    /// # Errors
    /// [`OperatorError`].
    pub async fn suspend_utenza(
        &self,
        identifier: &str,
        why: &str,
    ) -> Result<Account, OperatorError> {
        let act = Act {
            identifier,
            why,
            event: AuditEvent::Suspended,
            operation: Some(Operation::Suspend),
        };
        let suspend = self.act(act, |account, changes, now| {
            let account = account.suspended();
            end_sessions_and_links(changes, &account, now);
            let given_name = account.given_name.to_string();
            let changed_at = now;
            let template = Template::Suspended {
                given_name,
                changed_at,
            };
            self.tell(changes, &account, &template)?;
            Ok(account)
        });
        suspend.await
    }

    /// Lifts a suspension; the credential of before opens the utenza again. The person is told at
    /// every address.
    ///
    /// # Errors
    /// [`OperatorError`].
    pub async fn reactivate_utenza(
        &self,
        identifier: &str,
        why: &str,
    ) -> Result<Account, OperatorError> {
        let act = Act {
            identifier,
            why,
            event: AuditEvent::Reactivated,
            operation: Some(Operation::Reactivate),
        };
        let reactivate = self.act(act, |account, changes, now| {
            let account = account.reactivated();
            let given_name = account.given_name.to_string();
            let changed_at = now;
            let template = Template::Reactivated {
                given_name,
                changed_at,
            };
            self.tell(changes, &account, &template)?;
            Ok(account)
        });
        reactivate.await
    }

    /// Forgets the failed logins of an utenza, on known devices too, so that pauses end. The
    /// person is told at every address.
    ///
    /// # Errors
    /// [`OperatorError`].
    pub async fn unlock_utenza(
        &self,
        identifier: &str,
        why: &str,
    ) -> Result<Account, OperatorError> {
        let act = Act {
            identifier,
            why,
            event: AuditEvent::Unlocked,
            operation: Some(Operation::Unlock),
        };
        let unlock = self.act(act, |account, changes, now| {
            changes.unlocked = Some(account.id);
            let template = Template::Unlocked {
                given_name: account.given_name.to_string(),
                changed_at: now,
            };
            self.tell(changes, &account, &template)?;
            Ok(account)
        });
        unlock.await
    }

    /// Adds to the changes a mail to every address of an account. Nothing in it is a secret, and who
    /// did it needs no link against it.
    pub(super) fn tell(
        &self,
        changes: &mut Changes,
        account: &Account,
        template: &Template,
    ) -> Result<(), Failure> {
        for address in account.mailboxes.all() {
            let mail = self.mail(address, account.language, template.clone(), None)?;
            changes.outbox.push(mail);
        }
        Ok(())
    }
}
