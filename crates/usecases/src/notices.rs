//! Telling the holder of an utenza what has been done with it, at every address, with a link for who
//! did not do it.

use jiff::Timestamp;
use secrecy::SecretString;
use varco_domain::contacts::EmailAddress;
use varco_domain::grant::{Grant, GrantPurpose, Granted};
use varco_domain::id::GrantId;
use varco_domain::token::opaque_token;
use varco_domain::utenza::Account;
use varco_ports::{CancelledGrants, Changes, MailedLink, Template};

use crate::{Failure, UseCases};

impl UseCases {
    /// Adds to the changes one mail to every address of an account, as it is now, each with its own
    /// "Non l'hai fatto tu?".
    pub(crate) fn notify(
        &self,
        changes: &mut Changes,
        account: &Account,
        template: impl Fn(MailedLink) -> Template,
    ) -> Result<(), Failure> {
        for address in account.mailboxes.all() {
            self.notify_at(changes, account, address, &template)?;
        }
        Ok(())
    }

    /// Adds to the changes one such mail to one address.
    pub(crate) fn notify_at(
        &self,
        changes: &mut Changes,
        account: &Account,
        address: &EmailAddress,
        template: impl Fn(MailedLink) -> Template,
    ) -> Result<(), Failure> {
        let link = self.add_grant(changes, account, Granted::Disavow);
        changes
            .outbox
            .push(self.mail(address, account.language, template(link), None)?);
        Ok(())
    }

    /// Adds a link to the changes; what is mailed of it is given back.
    pub(crate) fn add_grant(
        &self,
        changes: &mut Changes,
        account: &Account,
        what: Granted,
    ) -> MailedLink {
        let (now, purpose) = (self.now(), what.purpose());
        let token: SecretString = opaque_token(&self.ports.entropy.bytes());
        let expires_at = now + self.settings.grants.of(purpose);
        changes.grants.push(Grant {
            id: GrantId::new(now, &self.ports.entropy.bytes()),
            account: account.id,
            what,
            digest: self.ports.digester.digest(purpose.token(), &token),
            credential_version: account.credential_version,
            issued_at: now,
            expires_at,
            ending: None,
        });
        MailedLink { token, expires_at }
    }
}

/// Closes every session of an account, and makes void the links that give something away. Those by
/// which the person undoes or disavows a change stay: they only ever take away.
pub(crate) fn end_sessions_and_links(changes: &mut Changes, account: &Account, at: Timestamp) {
    changes.closed_sessions_of = Some(account.id);
    let purposes = [GrantPurpose::ResetPassword, GrantPurpose::ConfirmEmail];
    changes
        .cancelled_grants
        .extend(purposes.map(|purpose| CancelledGrants::all(account.id, purpose, at)));
}
