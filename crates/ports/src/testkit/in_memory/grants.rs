//! Mailed links in memory.

use async_trait::async_trait;
use jiff::Timestamp;
use varco_domain::grant::{Grant, GrantEnding};
use varco_domain::id::GrantId;
use varco_domain::token::TokenDigest;
use varco_domain::utenza::Account;

use super::InMemoryStore;
use super::commit::{Outcome, insert_row};
use super::state::State;
use crate::grants::{CancelledGrants, GrantStore};
use crate::store::{CommitError, StoreError, Versioned};
use crate::testkit::lock;

impl State {
    pub(super) fn consume_grant(&mut self, id: GrantId, at: Timestamp) -> Outcome {
        let grant = self
            .grants
            .get_mut(&id)
            .filter(|grant| grant.ending.is_none() && at < grant.expires_at)
            .ok_or(CommitError::Conflict)?;
        grant.ending = Some(GrantEnding::Used { at });
        Ok(())
    }

    pub(super) fn cancel_grants(&mut self, cancelled: &CancelledGrants) {
        let at = cancelled.at;
        self.end_grants(GrantEnding::Cancelled { at }, |grant| {
            grant.account == cancelled.account
                && grant.what.purpose() == cancelled.purpose
                && cancelled
                    .issued_after
                    .is_none_or(|after| grant.issued_at > after)
        });
    }

    pub(super) fn issue_grant(&mut self, new: Grant) -> Outcome {
        let (account, purpose, newer_at) = (new.account, new.what.purpose(), new.issued_at);
        if purpose.is_newest_only() {
            self.end_grants(GrantEnding::Superseded { newer_at }, |grant| {
                grant.account == account && grant.what.purpose() == purpose
            });
        }
        insert_row(&mut self.grants, new.id, new)
    }

    fn end_grants(&mut self, ending: GrantEnding, is_meant: impl Fn(&Grant) -> bool) {
        let open = self.grants.values_mut().filter(|g| g.ending.is_none());
        for grant in open.filter(|grant| is_meant(grant)) {
            grant.ending = Some(ending);
        }
    }
}

#[async_trait]
impl GrantStore for InMemoryStore {
    async fn find(
        &self,
        digest: &TokenDigest,
    ) -> Result<Option<(Grant, Versioned<Account>)>, StoreError> {
        let state = lock(&self.0);
        let grant = state.grants.values().find(|grant| grant.digest == *digest);
        Ok(grant.and_then(|grant| {
            let account = state.accounts.get(&grant.account)?;
            Some((grant.clone(), account.clone()))
        }))
    }
}
