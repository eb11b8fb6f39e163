//! A store in memory: the ports without a database, for tests of use cases and for embedders.
//!
//! A commit works on a copy that replaces the state when everything went well, so nothing is ever
//! half written. That costs time proportional to what is kept, which is little here.

mod area;
mod commit;
mod grants;
mod housekeeping;
mod lockouts;
mod outbox;
mod read;
mod state;

use std::sync::Mutex;

use async_trait::async_trait;
use jiff::Timestamp;
use varco_domain::audit::AuditEntry;
use varco_domain::id::AccountId;
use varco_domain::throttle::Verdict;
use varco_domain::token::TokenDigest;

use crate::captcha::CaptchaLedger;
use crate::store::{Changes, Commit, CommitError, StoreError};
use crate::testkit::lock;
use crate::throttle::{Throttle, Toll};
use state::State;

/// Everything that the store ports keep, in memory.
#[derive(Debug, Default)]
pub struct InMemoryStore(Mutex<State>);

impl InMemoryStore {
    /// An empty store.
    pub fn new() -> Self {
        Self::default()
    }

    /// The audit trail, oldest first.
    pub fn audit(&self) -> Vec<AuditEntry> {
        lock(&self.0).audit.clone()
    }

    /// Erases an account and what belongs to it; its username stays taken.
    pub fn erase_account(&self, id: AccountId) {
        let mut state = lock(&self.0);
        state.accounts.remove(&id);
        state.acceptances.remove(&id);
        state.sessions.retain(|_, session| session.account != id);
        state.grants.retain(|_, grant| grant.account != id);
        state.lockouts.retain(|key, _| key.account != Some(id));
    }
}

#[async_trait]
impl Commit for InMemoryStore {
    async fn commit(&self, changes: Changes) -> Result<(), CommitError> {
        let mut state = lock(&self.0);
        let mut next = state.clone();
        next.apply(changes)?;
        *state = next;
        Ok(())
    }
}

#[async_trait]
impl Throttle for InMemoryStore {
    async fn charge(&self, tolls: &[Toll], now: Timestamp) -> Result<Verdict, StoreError> {
        Ok(lock(&self.0).charge(tolls, now))
    }
}

#[async_trait]
impl CaptchaLedger for InMemoryStore {
    async fn consume(
        &self,
        challenge: &TokenDigest,
        expires_at: Timestamp,
    ) -> Result<bool, StoreError> {
        let mut state = lock(&self.0);
        let is_new = !state.challenges.contains_key(challenge);
        if is_new {
            state.challenges.insert(*challenge, expires_at);
        }
        Ok(is_new)
    }
}
