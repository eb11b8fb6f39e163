//! The outbox in memory.

mod deliveries;

use async_trait::async_trait;
use jiff::Timestamp;
use varco_domain::id::MessageId;

use super::InMemoryStore;
use super::state::State;
use crate::crypto::Sealed;
use crate::outbox::{
    ClaimedItem, Dismissal, Lease, Outbox, OutboxDesk, OutboxFilter, OutboxItem, OutboxRecord,
    OutboxState, Stream,
};
use crate::store::{CommitError, StoreError};
use crate::testkit::lock;

/// Reason of what was too old to be delivered.
const TOO_OLD: &str = "not delivered in time";

#[derive(Clone, Debug)]
pub(super) struct Item {
    stream: Stream,
    record: OutboxRecord,
    envelope: Option<Sealed>,
    fence: i64,
    /// Whether it is the newest of a stream that keeps it.
    is_last: bool,
}

impl Item {
    fn new(item: OutboxItem) -> Self {
        Self {
            record: OutboxRecord {
                id: item.id,
                template: item.template.to_owned(),
                target: item.stream.target.clone(),
                about: item.stream.about(),
                version: item.version,
                state: OutboxState::Waiting,
                has_envelope: item.envelope.is_some(),
                is_secret: item.envelope.is_some(),
                attempts: 0,
                created_at: item.created_at,
                due_at: Some(item.created_at),
                settled_at: None,
                reason: None,
            },
            is_last: item.stream.keeps_last(),
            stream: item.stream,
            envelope: item.envelope,
            fence: 0,
        }
    }

    /// When it was settled, if it may be forgotten some time after that.
    pub(super) fn forgettable_since(&self) -> Option<Timestamp> {
        self.record.settled_at.filter(|_| !self.is_last)
    }

    /// A newer item of the stream has taken the envelope away, or is the last now.
    const fn can_be_delivered(&self) -> bool {
        self.envelope.is_some() || !self.record.is_secret && self.is_last
    }

    fn may_be_replayed(&self) -> bool {
        match self.record.state {
            OutboxState::Waiting => self.record.attempts > 0,
            OutboxState::Buried => self.can_be_delivered() && !self.stream.keeps_last(),
            _ => false,
        }
    }

    /// What waits for the end of a lease would take that end with it.
    fn may_be_skipped(&self, now: Timestamp) -> bool {
        let record = &self.record;
        match record.state {
            OutboxState::Waiting => {
                record.attempts > 0 || record.due_at.is_some_and(|at| at <= now)
            }
            OutboxState::Buried => true,
            _ => false,
        }
    }

    fn record(&self) -> OutboxRecord {
        OutboxRecord {
            has_envelope: self.envelope.is_some(),
            ..self.record.clone()
        }
    }

    fn claim(&mut self, lease_until: Timestamp) -> ClaimedItem {
        self.fence += 1;
        let record = &mut self.record;
        record.state = OutboxState::Leased;
        record.due_at = Some(lease_until);
        record.attempts += 1;
        ClaimedItem {
            lease: Lease {
                id: record.id,
                fence: self.fence,
            },
            stream: self.stream.clone(),
            version: record.version,
            template: record.template.clone(),
            envelope: self.envelope.clone(),
            attempts: record.attempts - 1,
            created_at: record.created_at,
        }
    }

    /// Ends whatever lease there is. What was settled before stays settled since then.
    fn settle(&mut self, state: OutboxState, now: Timestamp) {
        self.fence += 1;
        self.record.state = state;
        self.record.due_at = None;
        self.record.settled_at.get_or_insert(now);
    }

    fn supersede(&mut self, now: Timestamp) {
        self.settle(OutboxState::Superseded, now);
        self.envelope = None;
    }

    /// When nobody can be working on it any more. What nobody has tried yet may itself be waiting for
    /// the end of a lease.
    fn free_at(&self) -> Option<Timestamp> {
        let record = &self.record;
        let waits = record.state == OutboxState::Leased || record.attempts == 0;
        record.due_at.filter(|_| waits)
    }

    fn is_under_lease(&self, now: Timestamp) -> bool {
        self.record.state == OutboxState::Leased && self.record.due_at.is_some_and(|at| now < at)
    }

    /// Erases the envelope if it is too old and nobody is just delivering it; whether it went.
    pub(super) fn shred(&mut self, committed_until: Timestamp, now: Timestamp) -> bool {
        let goes = self.envelope.is_some()
            && self.record.created_at <= committed_until
            && !self.is_under_lease(now);
        if goes {
            if self.record.settled_at.is_none() {
                self.record.reason = Some(TOO_OLD.to_owned());
            }
            self.settle(OutboxState::Buried, now);
            self.envelope = None;
        }
        goes
    }
}

impl State {
    pub(super) fn enqueue(&mut self, item: OutboxItem) -> Result<(), CommitError> {
        let version = item.version;
        let mut new = Item::new(item);
        let rows = self.outbox.values_mut();
        let mut stream: Vec<&mut Item> = rows.filter(|row| row.stream == new.stream).collect();
        if stream.iter().any(|row| row.record.version == version) {
            return Err(CommitError::Conflict);
        }
        let now = new.record.created_at;
        let is_newest = stream.iter().all(|row| row.record.version < version);
        if !is_newest {
            if new.is_last {
                return Err(CommitError::Conflict);
            }
            new.supersede(now);
        }
        for older in stream.iter_mut().filter(|_| is_newest) {
            let waits = older.record.state == OutboxState::Buried && older.can_be_delivered();
            if older.envelope.is_some() || older.record.due_at.is_some() || waits {
                new.record.due_at = new.record.due_at.max(older.free_at());
                older.supersede(now);
            }
            older.is_last = false;
        }
        let id = new.record.id;
        self.outbox
            .insert(id, new)
            .map_or(Ok(()), |_| Err(CommitError::Conflict))
    }

    pub(super) fn replay(&mut self, id: MessageId, now: Timestamp) -> Result<(), CommitError> {
        let item = self
            .outbox
            .get_mut(&id)
            .filter(|row| row.may_be_replayed())
            .ok_or(CommitError::Conflict)?;
        item.record.state = OutboxState::Waiting;
        item.record.attempts = 0;
        item.record.due_at = Some(now);
        item.record.settled_at = None;
        Ok(())
    }

    pub(super) fn skip(&mut self, id: MessageId, now: Timestamp) -> Result<(), CommitError> {
        let item = self.outbox.get_mut(&id);
        let item = item.filter(|row| row.may_be_skipped(now));
        let item = item.ok_or(CommitError::Conflict)?;
        item.settle(OutboxState::Buried, now);
        item.envelope = None;
        Ok(())
    }
}

impl InMemoryStore {
    /// Works on an item if the lease still holds.
    fn with_lease(&self, lease: &Lease, work: impl FnOnce(&mut Item)) -> bool {
        let mut state = lock(&self.0);
        let held = state
            .outbox
            .get_mut(&lease.id)
            .filter(|row| row.fence == lease.fence && row.record.state == OutboxState::Leased);
        held.map(work).is_some()
    }
}

#[async_trait]
impl Outbox for InMemoryStore {
    async fn claim(
        &self,
        target: &str,
        limit: u32,
        now: Timestamp,
        lease_until: Timestamp,
    ) -> Result<Vec<ClaimedItem>, StoreError> {
        let mut state = lock(&self.0);
        let mut due: Vec<&mut Item> = state
            .outbox
            .values_mut()
            .filter(|row| row.stream.target == target)
            .filter(|row| row.record.due_at.is_some_and(|at| at <= now))
            .collect();
        due.sort_by_key(|row| (row.record.due_at, row.record.id));
        Ok(due
            .into_iter()
            .take(usize::try_from(limit).unwrap_or(usize::MAX))
            .map(|row| row.claim(lease_until))
            .collect())
    }

    async fn renew(&self, lease: &Lease, lease_until: Timestamp) -> Result<bool, StoreError> {
        Ok(self.with_lease(lease, |row| row.record.due_at = Some(lease_until)))
    }

    async fn complete(&self, lease: &Lease, now: Timestamp) -> Result<bool, StoreError> {
        Ok(self.with_lease(lease, |row| {
            row.settle(OutboxState::Sent, now);
            row.envelope = None;
        }))
    }

    async fn retry(
        &self,
        lease: &Lease,
        due_at: Timestamp,
        reason: &str,
    ) -> Result<bool, StoreError> {
        Ok(self.with_lease(lease, |row| {
            row.fence += 1;
            row.record.state = OutboxState::Waiting;
            row.record.due_at = Some(due_at);
            row.record.reason = Some(reason.to_owned());
        }))
    }

    async fn put_back(&self, lease: &Lease, due_at: Timestamp) -> Result<bool, StoreError> {
        Ok(self.with_lease(lease, |row| {
            row.fence += 1;
            row.record.state = OutboxState::Waiting;
            row.record.due_at = Some(due_at);
            row.record.attempts = row.record.attempts.saturating_sub(1).max(1);
        }))
    }

    async fn bury(&self, lease: &Lease, now: Timestamp, reason: &str) -> Result<bool, StoreError> {
        Ok(self.with_lease(lease, |row| {
            row.settle(OutboxState::Buried, now);
            row.record.reason = Some(reason.to_owned());
        }))
    }

    async fn dismiss(
        &self,
        lease: &Lease,
        now: Timestamp,
        dismissal: Dismissal,
    ) -> Result<bool, StoreError> {
        Ok(self.with_lease(lease, |row| match dismissal {
            Dismissal::Superseded => row.supersede(now),
            Dismissal::Refused(said) => {
                row.settle(OutboxState::Refused, now);
                row.record.reason = said;
                row.envelope = None;
            }
        }))
    }

    async fn next_due(&self, target: &str) -> Result<Option<Timestamp>, StoreError> {
        let state = lock(&self.0);
        let rows = state.outbox.values();
        let waiting = rows.filter(|row| row.stream.target == target);
        Ok(waiting.filter_map(|row| row.record.due_at).min())
    }
}

#[async_trait]
impl OutboxDesk for InMemoryStore {
    async fn list(
        &self,
        filter: &OutboxFilter,
        limit: u32,
    ) -> Result<Vec<OutboxRecord>, StoreError> {
        let kept = lock(&self.0);
        let newest_first = kept.outbox.values().rev();
        let OutboxFilter {
            state,
            targets,
            until,
            before,
        } = filter;
        Ok(newest_first
            .filter(|row| state.is_none_or(|state| row.record.state == state))
            .filter(|row| targets.is_empty() || targets.contains(&row.record.target))
            .filter(|row| until.is_none_or(|until| row.record.created_at <= until))
            .filter(|row| before.is_none_or(|before| row.record.id < before))
            .take(usize::try_from(limit).unwrap_or(usize::MAX))
            .map(Item::record)
            .collect())
    }

    async fn find(&self, id: MessageId) -> Result<Option<OutboxRecord>, StoreError> {
        Ok(lock(&self.0).outbox.get(&id).map(Item::record))
    }
}
