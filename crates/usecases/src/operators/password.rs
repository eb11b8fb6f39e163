//! A person who cannot get in by themselves is sent a one-time password.

use varco_domain::audit::AuditEvent;
use varco_domain::utenza::{Account, Operation};
use varco_ports::Template;

use super::{Act, OperatorError, end_sessions_and_links};
use crate::UseCases;
use crate::mailing::credential_place;

impl UseCases {
    /// Puts a one-time password in place of the credential of an utenza and mails it to the reference
    /// address. Failed logins are forgotten, sessions end, links are void, an address that waits is
    /// forgotten; the other addresses are told, with a "Non sei stato tu?".
    ///
    /// # Errors
    /// [`OperatorError`].
    pub async fn reset_utenza_password(
        &self,
        identifier: &str,
        why: &str,
    ) -> Result<Account, OperatorError> {
        let act = Act {
            identifier,
            why,
            event: AuditEvent::PasswordResetByOperator,
            operation: Some(Operation::ResetByReferente),
        };
        let (password, hash) = self.fresh_one_time_password().await?;
        let reset = self.act(act, |account, changes, now| {
            let expires_at = now + self.settings.rules.one_time_life;
            let policy = self.settings.policy(account.kind);
            let account = account.with_one_time_password(hash.clone(), expires_at, &policy);
            let (reference, _) = account.reference().ok_or(OperatorError::Unreachable)?;
            end_sessions_and_links(changes, &account, now);
            changes.unlocked = Some(account.id);
            let given_name = account.given_name.to_string();
            let template = Template::PasswordReissued {
                given_name: given_name.clone(),
                username: account.username.to_string(),
                password: password.clone(),
                expires_at,
            };
            let place = Some(credential_place(&account));
            let mail = self.mail(reference, account.language, template, place)?;
            changes.outbox.push(mail);
            for other in account.mailboxes.all().filter(|other| *other != reference) {
                self.notify_at(changes, &account, other, |disavowal| {
                    Template::PasswordReissuedNotice {
                        given_name: given_name.clone(),
                        changed_at: now,
                        disavowal,
                    }
                })?;
            }
            Ok(account)
        });
        reset.await
    }
}
