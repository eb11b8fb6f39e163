//! Programs that are broken on purpose: whoever looks for what a kill leaves behind must find them.

use std::sync::Arc;
use std::{env, mem};

use async_trait::async_trait;
use jiff::Timestamp;
use varco_ports::{
    Changes, ClaimedItem, Commit, CommitError, Dismissal, Lease, Outbox, StoreError,
};
use varco_usecases::Ports;

/// Breaks the ports as `CRASH_FLAW` says, if it says anything.
pub(crate) fn around(ports: Ports) -> Ports {
    let flaw = match env::var("CRASH_FLAW").as_deref() {
        Ok("two-commits") => {
            let commit = Arc::new(TwoCommits(ports.commit));
            return Ports { commit, ..ports };
        }
        Ok("early") => ClaimFlaw::Early,
        Ok("no-lease") => ClaimFlaw::NoLease,
        _ => return ports,
    };
    let outbox = Arc::new(BadClaims {
        inner: ports.outbox,
        flaw,
    });
    Ports { outbox, ..ports }
}

/// Commits mails after what causes them: a kill in between loses them.
#[derive(Debug)]
struct TwoCommits(Arc<dyn Commit>);

#[async_trait]
impl Commit for TwoCommits {
    async fn commit(&self, mut changes: Changes) -> Result<(), CommitError> {
        let outbox = mem::take(&mut changes.outbox);
        self.0.commit(changes).await?;
        if outbox.is_empty() {
            return Ok(());
        }
        let mails = Changes {
            outbox,
            ..Changes::default()
        };
        self.0.commit(mails).await
    }
}

/// What is wrong with a claim.
#[derive(Clone, Copy, Debug)]
enum ClaimFlaw {
    /// Mails count as sent when they are claimed: a kill before they are sent loses them.
    Early,
    /// Mails are claimed for no time at all: they are sent again while they are being sent.
    NoLease,
}

/// An outbox that is right but for its claims.
#[derive(Debug)]
struct BadClaims {
    inner: Arc<dyn Outbox>,
    flaw: ClaimFlaw,
}

#[async_trait]
impl Outbox for BadClaims {
    async fn claim(
        &self,
        target: &str,
        limit: u32,
        now: Timestamp,
        lease_until: Timestamp,
    ) -> Result<Vec<ClaimedItem>, StoreError> {
        match self.flaw {
            ClaimFlaw::NoLease => self.inner.claim(target, limit, now, now).await,
            ClaimFlaw::Early => {
                let claimed = self.inner.claim(target, limit, now, lease_until).await?;
                for item in &claimed {
                    self.inner.complete(&item.lease, now).await?;
                }
                Ok(claimed)
            }
        }
    }

    async fn renew(&self, lease: &Lease, until: Timestamp) -> Result<bool, StoreError> {
        self.inner.renew(lease, until).await
    }

    async fn complete(&self, lease: &Lease, now: Timestamp) -> Result<bool, StoreError> {
        self.inner.complete(lease, now).await
    }

    async fn retry(
        &self,
        lease: &Lease,
        due_at: Timestamp,
        reason: &str,
    ) -> Result<bool, StoreError> {
        self.inner.retry(lease, due_at, reason).await
    }

    async fn put_back(&self, lease: &Lease, due_at: Timestamp) -> Result<bool, StoreError> {
        self.inner.put_back(lease, due_at).await
    }

    async fn bury(&self, lease: &Lease, now: Timestamp, reason: &str) -> Result<bool, StoreError> {
        self.inner.bury(lease, now, reason).await
    }

    async fn dismiss(
        &self,
        lease: &Lease,
        now: Timestamp,
        dismissal: Dismissal,
    ) -> Result<bool, StoreError> {
        self.inner.dismiss(lease, now, dismissal).await
    }

    async fn next_due(&self, target: &str) -> Result<Option<Timestamp>, StoreError> {
        self.inner.next_due(target).await
    }
}
