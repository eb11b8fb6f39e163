//! Kept forms and the audit trail in memory.

use async_trait::async_trait;
use jiff::Timestamp;
use varco_domain::audit::AuditSubject;
use varco_domain::id::AccountId;
use varco_domain::token::TokenDigest;

use super::InMemoryStore;
use crate::crypto::Sealed;
use crate::forms::{KeptForm, KeptForms};
use crate::store::StoreError;
use crate::testkit::lock;
use crate::trail::{AuditRecord, AuditTrail};

#[async_trait]
impl KeptForms for InMemoryStore {
    async fn keep(&self, form: KeptForm) -> Result<(), StoreError> {
        lock(&self.0).forms.insert(form.digest, form);
        Ok(())
    }

    async fn take(
        &self,
        digest: &TokenDigest,
        now: Timestamp,
    ) -> Result<Option<Sealed>, StoreError> {
        let form = lock(&self.0).forms.remove(digest);
        let live = form.filter(|form| now < form.expires_at);
        Ok(live.map(|form| form.sealed))
    }
}

#[async_trait]
impl AuditTrail for InMemoryStore {
    async fn list(
        &self,
        account: AccountId,
        before: Option<i64>,
        limit: u32,
    ) -> Result<Vec<AuditRecord>, StoreError> {
        let state = lock(&self.0);
        let mut records: Vec<_> = (1..)
            .zip(&state.audit)
            .filter(|(_, entry)| entry.subject == AuditSubject::Account(account))
            .filter(|(sequence, _)| before.is_none_or(|before| *sequence < before))
            .map(|(sequence, entry)| AuditRecord {
                sequence,
                entry: entry.clone(),
            })
            .collect();
        records.reverse();
        records.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        Ok(records)
    }
}
