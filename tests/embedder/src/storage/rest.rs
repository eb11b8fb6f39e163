//! Kept forms and the audit trail.

use async_trait::async_trait;
use jiff::Timestamp;
use varco_domain::audit::AuditSubject;
use varco_domain::id::AccountId;
use varco_domain::token::TokenDigest;
use varco_ports::{AuditRecord, AuditTrail, KeptForm, KeptForms, Sealed, StoreError};

use super::Storage;

#[async_trait]
impl KeptForms for Storage {
    async fn keep(&self, form: KeptForm) -> Result<(), StoreError> {
        self.tables().forms.insert(form.digest, form);
        Ok(())
    }

    async fn take(
        &self,
        digest: &TokenDigest,
        now: Timestamp,
    ) -> Result<Option<Sealed>, StoreError> {
        let form = self.tables().forms.remove(digest);
        let live = form.filter(|form| now < form.expires_at);
        Ok(live.map(|form| form.sealed))
    }
}

#[async_trait]
impl AuditTrail for Storage {
    async fn list(
        &self,
        account: AccountId,
        before: Option<i64>,
        limit: u32,
    ) -> Result<Vec<AuditRecord>, StoreError> {
        let tables = self.tables();
        let numbered: Vec<_> = (1..).zip(&tables.audit).collect();
        let own = numbered.iter().rev().filter(|(sequence, entry)| {
            entry.subject == AuditSubject::Account(account)
                && before.is_none_or(|before| *sequence < before)
        });
        let records = own.map(|(sequence, entry)| AuditRecord {
            sequence: *sequence,
            entry: (*entry).clone(),
        });
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        Ok(records.take(limit).collect())
    }
}
