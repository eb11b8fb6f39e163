//! An utenza passes from one kind to the other.

use varco_domain::audit::AuditEvent;
use varco_domain::utenza::{Account, UtenzaKind};
use varco_ports::Template;

use super::{Act, OperatorError, end_sessions_and_links};
use crate::UseCases;

impl UseCases {
    /// Gives an utenza another kind. What was issued for the kind before is void: sessions and
    /// links. The username stays, and so does the password, until the policy of the new kind
    /// has a say at the next change. The person is told at every address.
    ///
    /// # Errors
    /// [`OperatorError`].
    pub async fn set_utenza_kind(
        &self,
        identifier: &str,
        kind: UtenzaKind,
        why: &str,
    ) -> Result<Account, OperatorError> {
        let act = Act {
            identifier,
            why,
            event: AuditEvent::KindChanged,
            operation: None,
        };
        let set = self.act(act, |account, changes, now| {
            if account.kind == kind {
                return Err(OperatorError::Unchanged);
            }
            let mut account = account.with_kind(kind);
            account.mailboxes = account.mailboxes.without_pending();
            end_sessions_and_links(changes, &account, now);
            let template = Template::KindChanged {
                given_name: account.given_name.to_string(),
                is_mi: kind == UtenzaKind::Mi,
                changed_at: now,
            };
            self.tell(changes, &account, &template)?;
            Ok(account)
        });
        set.await
    }
}
