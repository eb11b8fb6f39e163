//! The outbox: each item is worked on by one worker at a time, for as long as its lease, and a newer
//! one takes the place of an older one of its stream.

use std::collections::BTreeMap;

use async_trait::async_trait;
use jiff::Timestamp;
use varco_domain::delivery::ServiceId;
use varco_domain::id::{AccountId, MessageId};
use varco_domain::utenza::{Account, UtenzaKind};
use varco_ports::{
    Backlog, ClaimedItem, CommitError, Cutoffs, Deliveries, Dismissal, Lease, Outbox, OutboxDesk,
    OutboxFilter, OutboxItem, OutboxRecord, OutboxState, Sealed, StoreError,
};

use super::{Storage, Tables};

/// An item and how far it has come.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    /// Without its envelope once nobody is to read it any more.
    item: OutboxItem,
    state: OutboxState,
    /// When somebody may claim it; while somebody works on it, when the lease runs out.
    due_at: Timestamp,
    fence: i64,
    attempts: u32,
    pub(crate) settled_at: Option<Timestamp>,
    reason: Option<String>,
    is_secret: bool,
    /// Whether it is the newest of a stream that keeps it.
    is_last: bool,
}

impl Item {
    fn new(item: OutboxItem) -> Self {
        Self {
            due_at: item.created_at,
            is_secret: item.envelope.is_some(),
            is_last: item.stream.keeps_last(),
            item,
            state: OutboxState::Waiting,
            fence: 0,
            attempts: 0,
            settled_at: None,
            reason: None,
        }
    }

    const fn has_envelope(&self) -> bool {
        self.item.envelope.is_some()
    }

    /// Whether it says something still.
    const fn can_be_delivered(&self) -> bool {
        self.has_envelope() || !self.is_secret && self.is_last
    }

    /// When it was settled, if it may be forgotten some time after that.
    pub(super) fn forgettable_since(&self) -> Option<Timestamp> {
        self.settled_at.filter(|_| !self.is_last)
    }

    fn is_under_lease(&self, now: Timestamp) -> bool {
        self.state == OutboxState::Leased && now < self.due_at
    }

    fn claim(&mut self, lease_until: Timestamp) -> ClaimedItem {
        self.state = OutboxState::Leased;
        self.due_at = lease_until;
        self.fence += 1;
        self.attempts += 1;
        let item = self.item.clone();
        ClaimedItem {
            lease: Lease {
                id: item.id,
                fence: self.fence,
            },
            stream: item.stream,
            version: item.version,
            template: item.template.to_owned(),
            envelope: item.envelope,
            attempts: self.attempts - 1,
            created_at: item.created_at,
        }
    }

    /// Whoever works on it has lost it.
    fn settle(&mut self, state: OutboxState, now: Timestamp) {
        self.state = state;
        self.fence += 1;
        self.settled_at = self.settled_at.or(Some(now));
    }

    /// Nobody will read it.
    fn erase(&mut self) {
        self.item.envelope = None;
    }

    /// Whether it was too old and nobody was just delivering it.
    pub(super) fn shred(&mut self, cutoffs: &Cutoffs) -> bool {
        let is_old = self.item.created_at <= cutoffs.secrets;
        if !is_old || !self.has_envelope() || self.is_under_lease(cutoffs.now) {
            return false;
        }
        if self.settled_at.is_none() {
            self.reason = Some("too old".to_owned());
        }
        self.settle(OutboxState::Buried, cutoffs.now);
        self.erase();
        true
    }

    fn record(&self) -> OutboxRecord {
        let item = &self.item;
        OutboxRecord {
            id: item.id,
            template: item.template.to_owned(),
            target: item.stream.target.clone(),
            about: item.stream.about(),
            version: item.version,
            state: self.state,
            has_envelope: self.has_envelope(),
            is_secret: self.is_secret,
            attempts: self.attempts,
            created_at: item.created_at,
            due_at: self.settled_at.is_none().then_some(self.due_at),
            settled_at: self.settled_at,
            reason: self.reason.clone(),
        }
    }
}

impl Tables {
    pub(super) fn enqueue(&mut self, item: OutboxItem) -> Result<(), CommitError> {
        let mut new = Item::new(item);
        let now = new.due_at;
        for other in self.outbox.values_mut() {
            if other.item.stream != new.item.stream {
                continue;
            }
            if other.item.version == new.item.version {
                return Err(CommitError::Conflict);
            }
            if other.item.version > new.item.version {
                if new.is_last {
                    return Err(CommitError::Conflict);
                }
                new.settle(OutboxState::Superseded, now);
                new.erase();
                continue;
            }
            let could_go = other.state == OutboxState::Buried && other.can_be_delivered();
            other.is_last = false;
            if other.has_envelope() || other.settled_at.is_none() || could_go {
                // What nobody has tried yet may itself be waiting for the end of a lease.
                if other.state == OutboxState::Leased || other.attempts == 0 {
                    new.due_at = new.due_at.max(other.due_at);
                }
                other.settle(OutboxState::Superseded, now);
                other.erase();
            }
        }
        let before = self.outbox.insert(new.item.id, new);
        before.map_or(Ok(()), |_| Err(CommitError::Conflict))
    }

    pub(super) fn replay(&mut self, id: MessageId, now: Timestamp) -> Result<(), CommitError> {
        let item = self.outbox.get_mut(&id);
        let may_be = |it: &&mut Item| match it.state {
            OutboxState::Waiting => it.attempts > 0,
            // Another order takes its place.
            OutboxState::Buried => it.can_be_delivered() && !it.item.stream.keeps_last(),
            _ => false,
        };
        let item = item.filter(may_be).ok_or(CommitError::Conflict)?;
        item.state = OutboxState::Waiting;
        item.attempts = 0;
        item.due_at = now;
        item.settled_at = None;
        Ok(())
    }

    pub(super) fn skip(&mut self, id: MessageId, now: Timestamp) -> Result<(), CommitError> {
        let item = self.outbox.get_mut(&id).ok_or(CommitError::Conflict)?;
        match item.state {
            // It may be waiting until nobody works any more on the one before it.
            OutboxState::Waiting if item.attempts == 0 && now < item.due_at => {
                Err(CommitError::Conflict)
            }
            OutboxState::Waiting | OutboxState::Buried => {
                item.settle(OutboxState::Buried, now);
                item.erase();
                Ok(())
            }
            _ => Err(CommitError::Conflict),
        }
    }
}

impl Storage {
    /// Does the work if the lease still holds.
    fn under_lease(&self, lease: &Lease, work: impl FnOnce(&mut Item)) -> bool {
        let mut tables = self.tables();
        let item = tables.outbox.get_mut(&lease.id);
        let held = item.filter(|it| it.fence == lease.fence && it.state == OutboxState::Leased);
        held.map(work).is_some()
    }
}

#[async_trait]
impl Outbox for Storage {
    async fn claim(
        &self,
        target: &str,
        limit: u32,
        now: Timestamp,
        lease_until: Timestamp,
    ) -> Result<Vec<ClaimedItem>, StoreError> {
        let mut tables = self.tables();
        let items = tables.outbox.values_mut();
        let mut due: Vec<&mut Item> = items
            .filter(|it| it.item.stream.target == target)
            .filter(|it| it.settled_at.is_none() && it.due_at <= now)
            .collect();
        due.sort_by_key(|it| it.due_at);
        let claimed = due.into_iter().map(|it| it.claim(lease_until));
        Ok(claimed
            .take(usize::try_from(limit).unwrap_or(usize::MAX))
            .collect())
    }

    async fn renew(&self, lease: &Lease, lease_until: Timestamp) -> Result<bool, StoreError> {
        Ok(self.under_lease(lease, |it| it.due_at = lease_until))
    }

    async fn complete(&self, lease: &Lease, now: Timestamp) -> Result<bool, StoreError> {
        Ok(self.under_lease(lease, |it| {
            it.settle(OutboxState::Sent, now);
            it.erase();
        }))
    }

    async fn retry(
        &self,
        lease: &Lease,
        due_at: Timestamp,
        reason: &str,
    ) -> Result<bool, StoreError> {
        Ok(self.under_lease(lease, |it| {
            it.state = OutboxState::Waiting;
            it.fence += 1;
            it.due_at = due_at;
            it.reason = Some(reason.to_owned());
        }))
    }

    async fn put_back(&self, lease: &Lease, due_at: Timestamp) -> Result<bool, StoreError> {
        Ok(self.under_lease(lease, |it| {
            it.state = OutboxState::Waiting;
            it.fence += 1;
            it.due_at = due_at;
            it.attempts = it.attempts.saturating_sub(1).max(1);
        }))
    }

    async fn bury(&self, lease: &Lease, now: Timestamp, reason: &str) -> Result<bool, StoreError> {
        Ok(self.under_lease(lease, |it| {
            it.settle(OutboxState::Buried, now);
            it.reason = Some(reason.to_owned());
        }))
    }

    async fn dismiss(
        &self,
        lease: &Lease,
        now: Timestamp,
        dismissal: Dismissal,
    ) -> Result<bool, StoreError> {
        Ok(self.under_lease(lease, |it| {
            match dismissal {
                Dismissal::Superseded => it.settle(OutboxState::Superseded, now),
                Dismissal::Refused(said) => {
                    it.settle(OutboxState::Refused, now);
                    it.reason = said;
                }
            }
            it.erase();
        }))
    }

    async fn next_due(&self, target: &str) -> Result<Option<Timestamp>, StoreError> {
        let tables = self.tables();
        let items = tables.outbox.values();
        let open = items.filter(|it| it.item.stream.target == target && it.settled_at.is_none());
        Ok(open.map(|it| it.due_at).min())
    }
}

#[async_trait]
impl OutboxDesk for Storage {
    async fn list(
        &self,
        filter: &OutboxFilter,
        limit: u32,
    ) -> Result<Vec<OutboxRecord>, StoreError> {
        let tables = self.tables();
        let items = tables.outbox.values().rev().map(Item::record);
        let meant = items
            .filter(|record| filter.state.is_none_or(|state| record.state == state))
            .filter(|record| filter.targets.is_empty() || filter.targets.contains(&record.target))
            .filter(|record| filter.until.is_none_or(|until| record.created_at <= until))
            .filter(|record| filter.before.is_none_or(|before| record.id < before));
        Ok(meant
            .take(usize::try_from(limit).unwrap_or(usize::MAX))
            .collect())
    }

    async fn find(&self, id: MessageId) -> Result<Option<OutboxRecord>, StoreError> {
        Ok(self.tables().outbox.get(&id).map(Item::record))
    }
}

#[async_trait]
impl Deliveries for Storage {
    async fn of_account(&self, account: AccountId) -> Result<Vec<OutboxRecord>, StoreError> {
        let tables = self.tables();
        let items = tables.outbox.values();
        let last = items.filter(|it| it.is_last && it.item.stream.subject == account.as_uuid());
        let mut records: Vec<_> = last.map(Item::record).collect();
        records.sort_by_key(|record| record.target.clone());
        Ok(records)
    }

    async fn envelope(&self, order: MessageId) -> Result<Option<Sealed>, StoreError> {
        let tables = self.tables();
        let item = tables.outbox.get(&order).map(|it| &it.item);
        Ok(item.and_then(|it| it.envelope.clone()))
    }

    async fn backlog(&self) -> Result<Vec<Backlog>, StoreError> {
        let tables = self.tables();
        let open = tables.outbox.values().filter(|it| it.settled_at.is_none());
        let mut backlog: Vec<Backlog> = Vec::new();
        for (item, is_leased) in open.map(|it| (&it.item, it.state == OutboxState::Leased)) {
            let target = &item.stream.target;
            match backlog.iter_mut().find(|waits| waits.target == *target) {
                Some(waits) => {
                    waits.open += 1;
                    waits.leased += u64::from(is_leased);
                    waits.oldest = waits.oldest.min(item.created_at);
                }
                None => backlog.push(Backlog {
                    target: target.clone(),
                    open: 1,
                    leased: u64::from(is_leased),
                    oldest: item.created_at,
                }),
            }
        }
        backlog.sort_by(|one, other| one.target.cmp(&other.target));
        Ok(backlog)
    }

    async fn buried(&self) -> Result<Vec<(String, u64)>, StoreError> {
        let tables = self.tables();
        let mut buried = BTreeMap::new();
        for item in tables.outbox.values() {
            if item.state == OutboxState::Buried && item.can_be_delivered() {
                *buried.entry(item.item.stream.target.clone()).or_insert(0) += 1;
            }
        }
        Ok(buried.into_iter().collect())
    }

    async fn holders(
        &self,
        kinds: &[UtenzaKind],
        after: Option<AccountId>,
        limit: u32,
    ) -> Result<Vec<Account>, StoreError> {
        let tables = self.tables();
        let accounts = tables.accounts.values().map(|row| &row.value);
        let mut known: Vec<_> = accounts.filter(|it| kinds.contains(&it.kind)).collect();
        known.sort_by_key(|account| account.id);
        let rest = known
            .into_iter()
            .filter(|it| after.is_none_or(|id| it.id > id));
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        Ok(rest.take(limit).cloned().collect())
    }

    async fn count_holders(&self, kinds: &[UtenzaKind]) -> Result<u64, StoreError> {
        let tables = self.tables();
        let accounts = tables.accounts.values();
        let known = accounts.filter(|row| kinds.contains(&row.value.kind));
        Ok(u64::try_from(known.count()).unwrap_or(u64::MAX))
    }

    async fn paused(&self) -> Result<Vec<(ServiceId, Timestamp)>, StoreError> {
        let paused = self.tables().paused.clone();
        Ok(paused.into_iter().collect())
    }
}
