//! Mailed links.

use async_trait::async_trait;
use jiff::Timestamp;
use varco_domain::grant::{Grant, GrantEnding};
use varco_domain::id::GrantId;
use varco_domain::token::TokenDigest;
use varco_domain::utenza::Account;
use varco_ports::{CancelledGrants, GrantStore, StoreError, Versioned};

use super::commit::{Outcome, unchanged};
use super::{Storage, Tables};

impl Tables {
    pub(super) fn consume(&mut self, id: GrantId, at: Timestamp) -> Outcome {
        let before = self.end(GrantEnding::Used { at }, |grant| {
            grant.id == id && at < grant.expires_at
        });
        unchanged(before == 1)
    }

    pub(super) fn cancel(&mut self, cancelled: &CancelledGrants) {
        let at = cancelled.at;
        self.end(GrantEnding::Cancelled { at }, |grant| {
            let after = cancelled.issued_after;
            grant.account == cancelled.account
                && grant.what.purpose() == cancelled.purpose
                && after.is_none_or(|after| grant.issued_at > after)
        });
    }

    pub(super) fn issue(&mut self, new: Grant) {
        let newer_at = new.issued_at;
        let purpose = new.what.purpose();
        self.end(GrantEnding::Superseded { newer_at }, |grant| {
            let is_alike = grant.account == new.account && grant.what.purpose() == purpose;
            purpose.is_newest_only() && is_alike
        });
        self.grants.insert(new.id, new);
    }

    /// Ends what has not ended yet; how many those were.
    fn end(&mut self, ending: GrantEnding, is_meant: impl Fn(&Grant) -> bool) -> usize {
        let open = self.grants.values_mut().filter(|g| g.ending.is_none());
        let meant = open.filter(|grant| is_meant(grant));
        meant.map(|grant| grant.ending = Some(ending)).count()
    }
}

#[async_trait]
impl GrantStore for Storage {
    async fn find(
        &self,
        digest: &TokenDigest,
    ) -> Result<Option<(Grant, Versioned<Account>)>, StoreError> {
        let tables = self.tables();
        let mut grants = tables.grants.values();
        let grant = grants.find(|grant| grant.digest == *digest);
        Ok(grant.and_then(|grant| {
            let account = tables.accounts.get(&grant.account)?;
            Some((grant.clone(), account.clone()))
        }))
    }
}
