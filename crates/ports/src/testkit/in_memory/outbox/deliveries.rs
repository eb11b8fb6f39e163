//! The outbox in memory, as far as it is about linked services.

use std::collections::BTreeMap;

use async_trait::async_trait;
use jiff::Timestamp;
use varco_domain::delivery::ServiceId;
use varco_domain::id::{AccountId, MessageId};
use varco_domain::utenza::{Account, UtenzaKind};

use super::{InMemoryStore, Item};
use crate::crypto::Sealed;
use crate::deliveries::{Backlog, Deliveries};
use crate::outbox::{OutboxRecord, OutboxState};
use crate::store::StoreError;
use crate::testkit::lock;

#[async_trait]
impl Deliveries for InMemoryStore {
    async fn of_account(&self, account: AccountId) -> Result<Vec<OutboxRecord>, StoreError> {
        let state = lock(&self.0);
        let rows = state.outbox.values();
        let last = rows.filter(|row| row.is_last && row.stream.subject == account.as_uuid());
        let mut records: Vec<_> = last.map(Item::record).collect();
        records.sort_by(|one, other| one.target.cmp(&other.target));
        Ok(records)
    }

    async fn envelope(&self, order: MessageId) -> Result<Option<Sealed>, StoreError> {
        let state = lock(&self.0);
        let found = state.outbox.get(&order);
        Ok(found.and_then(|row| row.envelope.clone()))
    }

    async fn backlog(&self) -> Result<Vec<Backlog>, StoreError> {
        let mut backlog: BTreeMap<String, Backlog> = BTreeMap::new();
        for record in lock(&self.0).outbox.values().map(|row| &row.record) {
            if record.due_at.is_none() {
                continue;
            }
            let entry = backlog.entry(record.target.clone());
            let waits = entry.or_insert_with(|| Backlog {
                target: record.target.clone(),
                open: 0,
                leased: 0,
                oldest: record.created_at,
            });
            waits.open += 1;
            waits.leased += u64::from(record.state == OutboxState::Leased);
            waits.oldest = waits.oldest.min(record.created_at);
        }
        Ok(backlog.into_values().collect())
    }

    async fn buried(&self) -> Result<Vec<(String, u64)>, StoreError> {
        let mut buried: BTreeMap<String, u64> = BTreeMap::new();
        let state = lock(&self.0);
        let rows = state.outbox.values();
        let waits = rows.filter(|row| row.record.state == OutboxState::Buried);
        for row in waits.filter(|row| row.can_be_delivered()) {
            *buried.entry(row.record.target.clone()).or_default() += 1;
        }
        Ok(buried.into_iter().collect())
    }

    async fn holders(
        &self,
        kinds: &[UtenzaKind],
        after: Option<AccountId>,
        limit: u32,
    ) -> Result<Vec<Account>, StoreError> {
        let state = lock(&self.0);
        let accounts = state.accounts.values().map(|row| &row.value);
        Ok(accounts
            .filter(|account| kinds.contains(&account.kind))
            .filter(|account| after.is_none_or(|after| account.id > after))
            .take(usize::try_from(limit).unwrap_or(usize::MAX))
            .cloned()
            .collect())
    }

    async fn count_holders(&self, kinds: &[UtenzaKind]) -> Result<u64, StoreError> {
        let state = lock(&self.0);
        let accounts = state.accounts.values();
        let known = accounts.filter(|row| kinds.contains(&row.value.kind));
        Ok(u64::try_from(known.count()).unwrap_or(u64::MAX))
    }

    async fn paused(&self) -> Result<Vec<(ServiceId, Timestamp)>, StoreError> {
        let paused = lock(&self.0).paused.clone();
        Ok(paused.into_iter().collect())
    }
}
