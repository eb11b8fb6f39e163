//! The store behind a way on which things happen.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use jiff::Timestamp;
use varco_domain::audit::{AuditEntry, AuditEvent};
use varco_domain::codice_fiscale::CodiceFiscale;
use varco_domain::delivery::{Aspect, ServiceId};
use varco_domain::id::{AccountId, MessageId};
use varco_domain::registration::Acceptance;
use varco_domain::utenza::{Account, Username, UtenzaKind};
use varco_ports::{
    AccountStore, Backlog, Changes, ClaimedItem, Commit, CommitError, Cutoffs, Deliveries,
    Dismissal, DueReminders, Housekeeping, Lease, Outbox, OutboxRecord, Sealed, StoreError,
    Versioned,
};

use super::Shared;
use crate::flaw::Flaw;
use crate::people::password_of;
use crate::time::lock;

/// The store as a node reaches it.
#[derive(Debug)]
pub(crate) struct Reached {
    shared: Arc<Shared>,
    /// The last claim of every item, for machines that do not know what is over.
    claims: Mutex<BTreeMap<MessageId, ClaimedItem>>,
}

impl Reached {
    pub(crate) fn new(shared: Arc<Shared>) -> Self {
        Self {
            shared,
            claims: Mutex::default(),
        }
    }

    /// What has been claimed and has left the queue since then.
    fn superseded(&self, target: &str, claimed: &[ClaimedItem]) -> Vec<ClaimedItem> {
        let is_new = |item: &ClaimedItem| claimed.iter().any(|it| it.lease.id == item.lease.id);
        let mut claims = lock(&self.claims);
        let newest = claimed
            .iter()
            .map(|item| item.stream.clone())
            .collect::<Vec<_>>();
        let is_over = |item: &ClaimedItem| newest.contains(&item.stream) && !is_new(item);
        let of_target = |item: &&ClaimedItem| item.stream.target == target;
        let over: Vec<_> = claims
            .values()
            .filter(of_target)
            .filter(|it| is_over(it))
            .cloned()
            .collect();
        claims.retain(|_, item| !over.contains(item));
        for item in claimed {
            claims.insert(item.lease.id, item.clone());
        }
        over
    }

    fn write(&self, changes: Changes) -> impl Future<Output = Result<(), CommitError>> {
        let shared = &self.shared;
        let (judge, store) = (&shared.judge, &shared.store);
        async move {
            let account = changes.account.as_ref().map(|write| write.value().clone());
            let is_order = |target: &str| Aspect::of_target(target).is_some();
            let count = changes
                .outbox
                .iter()
                .filter(|it| is_order(&it.stream.target))
                .count();
            let before = account.as_ref().and_then(|it| shared.account(it.id));
            for item in &changes.outbox {
                judge.tell(|| format!("commits {} {}", item.stream.target, item.version));
            }
            let is_replay = |entry: &&AuditEntry| entry.event == AuditEvent::OrderRetried;
            let replays = changes.audit.iter().filter(is_replay).count();
            store.commit(changes).await?;
            judge.count(|figures| figures.replays += replays as u64);
            judge.count(|figures| figures.orders += count as u64);
            shared.time.ring();
            if let (Some(before), Some(after)) = (before, account) {
                self.note_revocation(&before, &after);
            }
            Ok(())
        }
    }

    /// A password that was in force and may be known to somebody else from now on.
    fn note_revocation(&self, before: &Account, after: &Account) {
        if before.credential.is_chosen() && !after.credential.is_chosen() {
            self.shared.judge.burn(before.id, password_of(before));
        }
    }

    fn spoil(&self, changes: &mut Changes) {
        let is_of = |target: &str, end: &str| target.ends_with(end);
        if self.shared.is(Flaw::RevokesNothing) {
            changes
                .outbox
                .retain(|item| !is_of(&item.stream.target, "/state"));
        }
        if self.shared.is(Flaw::LosesOrders) && lock(&self.shared.rng).u8(0..8) == 0 {
            changes
                .outbox
                .retain(|item| !is_of(&item.stream.target, "/password"));
        }
    }
}

#[async_trait]
impl Commit for Reached {
    async fn commit(&self, mut changes: Changes) -> Result<(), CommitError> {
        self.spoil(&mut changes);
        self.shared.call(self.write(changes)).await
    }
}

#[async_trait]
impl Housekeeping for Reached {
    async fn sweep(&self, cutoffs: &Cutoffs, limit: u32) -> Result<u64, StoreError> {
        let mut cutoffs = *cutoffs;
        if self.shared.is(Flaw::KeepsEnvelopes) {
            cutoffs.secrets = Timestamp::MIN;
        }
        self.shared
            .call(self.shared.store.sweep(&cutoffs, limit))
            .await
    }
}

#[async_trait]
impl Outbox for Reached {
    async fn claim(
        &self,
        target: &str,
        limit: u32,
        now: Timestamp,
        lease_until: Timestamp,
    ) -> Result<Vec<ClaimedItem>, StoreError> {
        let shared = &self.shared;
        let until = if shared.is(Flaw::LeasesLastNoTime) {
            now
        } else {
            lease_until
        };
        let claim = async {
            let claimed = shared.store.claim(target, limit, now, until).await?;
            for item in &claimed {
                shared.judge.claimed(item.lease.id);
                shared
                    .judge
                    .tell(|| format!("claimed {target} {}", item.version));
            }
            Ok(claimed)
        };
        let mut claimed: Vec<_> = shared.call(claim).await?;
        if shared.is(Flaw::SendsSuperseded) {
            claimed.extend(self.superseded(target, &claimed));
        }
        Ok(claimed)
    }

    async fn renew(&self, lease: &Lease, lease_until: Timestamp) -> Result<bool, StoreError> {
        let shared = &self.shared;
        let goes_on = [
            Flaw::GoesOnWithoutLease,
            Flaw::LeasesLastNoTime,
            Flaw::SendsSuperseded,
        ];
        if goes_on.into_iter().any(|flaw| shared.is(flaw)) {
            return Ok(true);
        }
        shared.call(shared.store.renew(lease, lease_until)).await
    }

    async fn complete(&self, lease: &Lease, now: Timestamp) -> Result<bool, StoreError> {
        let shared = &self.shared;
        shared.call(shared.store.complete(lease, now)).await
    }

    async fn retry(&self, lease: &Lease, at: Timestamp, why: &str) -> Result<bool, StoreError> {
        let shared = &self.shared;
        shared.call(shared.store.retry(lease, at, why)).await
    }

    async fn put_back(&self, lease: &Lease, at: Timestamp) -> Result<bool, StoreError> {
        let shared = &self.shared;
        shared.call(shared.store.put_back(lease, at)).await
    }

    async fn bury(&self, lease: &Lease, now: Timestamp, why: &str) -> Result<bool, StoreError> {
        let shared = &self.shared;
        shared.judge.count(|figures| figures.buried += 1);
        shared.call(shared.store.bury(lease, now, why)).await
    }

    async fn dismiss(
        &self,
        lease: &Lease,
        now: Timestamp,
        dismissal: Dismissal,
    ) -> Result<bool, StoreError> {
        let shared = &self.shared;
        let is_refused = matches!(dismissal, Dismissal::Refused(_));
        let dismiss = async {
            let is_ours = shared.store.dismiss(lease, now, dismissal).await?;
            if is_ours && is_refused {
                shared.judge.refused(lease.id);
            }
            Ok(is_ours)
        };
        shared.call(dismiss).await
    }

    async fn next_due(&self, target: &str) -> Result<Option<Timestamp>, StoreError> {
        self.shared.call(self.shared.store.next_due(target)).await
    }
}

#[async_trait]
impl Deliveries for Reached {
    async fn of_account(&self, account: AccountId) -> Result<Vec<OutboxRecord>, StoreError> {
        self.shared
            .call(self.shared.store.of_account(account))
            .await
    }

    async fn envelope(&self, order: MessageId) -> Result<Option<Sealed>, StoreError> {
        self.shared.call(self.shared.store.envelope(order)).await
    }

    async fn backlog(&self) -> Result<Vec<Backlog>, StoreError> {
        self.shared.call(self.shared.store.backlog()).await
    }

    async fn paused(&self) -> Result<Vec<(ServiceId, Timestamp)>, StoreError> {
        self.shared.call(self.shared.store.paused()).await
    }

    async fn buried(&self) -> Result<Vec<(String, u64)>, StoreError> {
        self.shared.store.buried().await
    }

    async fn holders(
        &self,
        kinds: &[UtenzaKind],
        after: Option<AccountId>,
        limit: u32,
    ) -> Result<Vec<Account>, StoreError> {
        self.shared.store.holders(kinds, after, limit).await
    }

    async fn count_holders(&self, kinds: &[UtenzaKind]) -> Result<u64, StoreError> {
        self.shared.store.count_holders(kinds).await
    }
}

#[async_trait]
impl AccountStore for Reached {
    async fn find(&self, id: AccountId) -> Result<Option<Versioned<Account>>, StoreError> {
        self.shared.call(self.shared.store.find(id)).await
    }

    async fn find_by_codice_fiscale(
        &self,
        code: &CodiceFiscale,
    ) -> Result<Option<Versioned<Account>>, StoreError> {
        self.shared
            .call(self.shared.store.find_by_codice_fiscale(code))
            .await
    }

    async fn find_by_username(
        &self,
        username: &Username,
    ) -> Result<Option<Versioned<Account>>, StoreError> {
        self.shared
            .call(self.shared.store.find_by_username(username))
            .await
    }

    async fn highest_homonym(&self, base: &str) -> Result<u32, StoreError> {
        self.shared.store.highest_homonym(base).await
    }

    async fn former_acceptances(&self, id: AccountId) -> Result<Vec<Acceptance>, StoreError> {
        self.shared.store.former_acceptances(id).await
    }

    async fn find_to_remind(
        &self,
        due: &DueReminders,
    ) -> Result<Vec<Versioned<Account>>, StoreError> {
        self.shared.store.find_to_remind(due).await
    }

    async fn find_deletions_asked(&self) -> Result<Vec<Account>, StoreError> {
        self.shared.store.find_deletions_asked().await
    }
}
