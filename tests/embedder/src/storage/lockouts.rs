//! Failed proofs.

use async_trait::async_trait;
use jiff::Timestamp;
use varco_domain::credential::{Lockout, LockoutRules, LockoutState};
use varco_domain::id::AccountId;
use varco_ports::{LockoutKey, Lockouts, ProofOutcome, SettledProof, StoreError};

use super::{Storage, Tables};

impl Tables {
    pub(super) fn settle(&mut self, proof: SettledProof) {
        let SettledProof { key, at, outcome } = proof;
        let known = self.lockouts.remove(&key).map(|(lockout, _)| lockout);
        let known = known.unwrap_or_default();
        let kept = match outcome {
            ProofOutcome::Proved => None,
            ProofOutcome::Failed => self.note_failure(&key).then(|| known.failed(at)),
            ProofOutcome::NotTried => Some(known.given_back()),
        };
        let kept = kept.map(|lockout| (key, (lockout, key.forget_at(at))));
        self.lockouts.extend(kept);
    }

    /// Whether there is anything to note it on.
    fn note_failure(&mut self, key: &LockoutKey) -> bool {
        let Some(id) = key.account else {
            return true;
        };
        let row = self.accounts.get_mut(&id);
        row.map(|row| row.value.accesses = std::mem::take(&mut row.value.accesses).failed())
            .is_some()
    }
}

#[async_trait]
impl Lockouts for Storage {
    async fn charge(
        &self,
        key: &LockoutKey,
        rules: &LockoutRules,
        now: Timestamp,
    ) -> Result<LockoutState, StoreError> {
        let mut tables = self.tables();
        let known = tables.lockouts.get(key).map(|(lockout, _)| *lockout);
        let (state, lockout) = known.unwrap_or_default().charge(rules, now);
        tables.lockouts.insert(*key, (lockout, key.forget_at(now)));
        Ok(state)
    }

    async fn list(&self, account: AccountId) -> Result<Vec<Lockout>, StoreError> {
        let tables = self.tables();
        let own = tables
            .lockouts
            .iter()
            .filter(|(key, _)| key.account == Some(account));
        Ok(own.map(|(_, (lockout, _))| *lockout).collect())
    }
}
