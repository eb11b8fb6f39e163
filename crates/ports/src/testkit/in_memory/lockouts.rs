//! Failed proofs in memory.

use async_trait::async_trait;
use jiff::Timestamp;
use varco_domain::credential::{Lockout, LockoutRules, LockoutState};
use varco_domain::id::AccountId;

use super::InMemoryStore;
use super::state::State;
use crate::lockouts::{LockoutKey, Lockouts, ProofOutcome, SettledProof};
use crate::store::StoreError;
use crate::testkit::lock;

impl State {
    pub(super) fn settle(&mut self, proof: SettledProof) {
        let SettledProof { key, at, outcome } = proof;
        let known = self.lockouts.get(&key).map(|(lockout, _)| *lockout);
        let lockout = match outcome {
            ProofOutcome::Proved => {
                self.lockouts.remove(&key);
                return;
            }
            ProofOutcome::Failed if !self.note_failure(&key) => return,
            ProofOutcome::Failed => known.unwrap_or_default().failed(at),
            ProofOutcome::NotTried => known.unwrap_or_default().given_back(),
        };
        self.lockouts.insert(key, (lockout, key.forget_at(at)));
    }

    /// Whether there is anything to note it on.
    fn note_failure(&mut self, key: &LockoutKey) -> bool {
        let Some(id) = key.account else {
            return true;
        };
        let account = self.accounts.get_mut(&id);
        account
            .map(|account| &mut account.value.accesses)
            .map(|accesses| *accesses = std::mem::take(accesses).failed())
            .is_some()
    }
}

#[async_trait]
impl Lockouts for InMemoryStore {
    async fn charge(
        &self,
        key: &LockoutKey,
        rules: &LockoutRules,
        now: Timestamp,
    ) -> Result<LockoutState, StoreError> {
        let mut state = lock(&self.0);
        let known = state.lockouts.get(key).map(|(lockout, _)| *lockout);
        let (verdict, lockout) = known.unwrap_or_default().charge(rules, now);
        state.lockouts.insert(*key, (lockout, key.forget_at(now)));
        Ok(verdict)
    }

    async fn list(&self, account: AccountId) -> Result<Vec<Lockout>, StoreError> {
        let state = lock(&self.0);
        let own = state
            .lockouts
            .iter()
            .filter(|(key, _)| key.account == Some(account));
        Ok(own.map(|(_, (lockout, _))| *lockout).collect())
    }
}
