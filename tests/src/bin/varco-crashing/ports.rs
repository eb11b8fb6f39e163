//! Points around the calls of the ports that write or send.

use std::sync::Arc;

use async_trait::async_trait;
use jiff::Timestamp;
use secrecy::SecretBox;
use varco_domain::id::AccountId;
use varco_domain::language::Language;
use varco_domain::session::Session;
use varco_domain::throttle::Verdict;
use varco_domain::token::TokenDigest;
use varco_domain::utenza::Account;
use varco_ports::{
    CaptchaAnswer, CaptchaBinding, CaptchaChallenge, CaptchaError, CaptchaVerifier, Changes,
    ClaimedItem, Commit, CommitError, CredentialSync, Cutoffs, Dismissal, Held, Housekeeping,
    Lease, MailError, MailSender, Message, Outbox, SealContext, Sealed, SessionStore, StoreError,
    SyncError, SyncOrder, Throttle, Toll, Vault, VaultError, Versioned,
};
use varco_usecases::Ports;

use crate::clock::Ahead;
use crate::point::Points;

/// Lays points around the ports.
pub(crate) fn around(ports: Ports) -> Ports {
    let points = Arc::new(Points::from_environment());
    let targets = ports.targets.into_iter();
    let pointed = |target| Pointed::around(target, &points) as Arc<dyn CredentialSync>;
    Ports {
        targets: targets.map(|(id, target)| (id, pointed(target))).collect(),
        captcha: Pointed::around(ports.captcha, &points),
        commit: Pointed::around(ports.commit, &points),
        housekeeping: Pointed::around(ports.housekeeping, &points),
        mail: Pointed::around(ports.mail, &points),
        outbox: Pointed::around(ports.outbox, &points),
        sessions: Pointed::around(ports.sessions, &points),
        throttle: Pointed::around(ports.throttle, &points),
        vault: Pointed::around(ports.vault, &points),
        clock: Ahead::of(ports.clock),
        ..ports
    }
}

/// A port with points around its calls.
#[derive(Debug)]
struct Pointed<P: ?Sized> {
    inner: Arc<P>,
    points: Arc<Points>,
}

impl<P: ?Sized> Pointed<P> {
    fn around(inner: Arc<P>, points: &Arc<Points>) -> Arc<Self> {
        Arc::new(Self {
            inner,
            points: Arc::clone(points),
        })
    }
}

#[async_trait]
impl Commit for Pointed<dyn Commit> {
    async fn commit(&self, changes: Changes) -> Result<(), CommitError> {
        self.points.pass("commit", self.inner.commit(changes)).await
    }
}

#[async_trait]
impl Outbox for Pointed<dyn Outbox> {
    async fn claim(
        &self,
        target: &str,
        limit: u32,
        now: Timestamp,
        lease_until: Timestamp,
    ) -> Result<Vec<ClaimedItem>, StoreError> {
        let look = self.inner.claim(target, limit, now, lease_until);
        let claimed = self.points.pass_about("look", target, look).await?;
        // A look that finds nothing is no claim, and there are many of them.
        if !claimed.is_empty() {
            self.points.pass_about("claim", target, async {}).await;
        }
        Ok(claimed)
    }

    async fn renew(&self, lease: &Lease, lease_until: Timestamp) -> Result<bool, StoreError> {
        self.points
            .pass_about("renew", lease.id, self.inner.renew(lease, lease_until))
            .await
    }

    async fn complete(&self, lease: &Lease, now: Timestamp) -> Result<bool, StoreError> {
        self.points
            .pass_about("complete", lease.id, self.inner.complete(lease, now))
            .await
    }

    async fn retry(
        &self,
        lease: &Lease,
        due_at: Timestamp,
        reason: &str,
    ) -> Result<bool, StoreError> {
        self.points
            .pass_about("retry", lease.id, self.inner.retry(lease, due_at, reason))
            .await
    }

    async fn put_back(&self, lease: &Lease, due_at: Timestamp) -> Result<bool, StoreError> {
        self.points
            .pass_about("put-back", lease.id, self.inner.put_back(lease, due_at))
            .await
    }

    async fn bury(&self, lease: &Lease, now: Timestamp, reason: &str) -> Result<bool, StoreError> {
        self.points
            .pass_about("bury", lease.id, self.inner.bury(lease, now, reason))
            .await
    }

    async fn dismiss(
        &self,
        lease: &Lease,
        now: Timestamp,
        dismissal: Dismissal,
    ) -> Result<bool, StoreError> {
        let dismiss = self.inner.dismiss(lease, now, dismissal);
        self.points.pass_about("dismiss", lease.id, dismiss).await
    }

    async fn next_due(&self, target: &str) -> Result<Option<Timestamp>, StoreError> {
        self.inner.next_due(target).await
    }
}

#[async_trait]
impl MailSender for Pointed<dyn MailSender> {
    async fn send(&self, message: &Message) -> Result<(), MailError> {
        self.points
            .pass_about("send", message.id, self.inner.send(message))
            .await
    }
}

#[async_trait]
impl CredentialSync for Pointed<dyn CredentialSync> {
    async fn apply(&self, order: &SyncOrder) -> Result<(), SyncError> {
        self.points
            .pass_about("apply", order.event, self.inner.apply(order))
            .await
    }

    async fn verify(&self, order: &SyncOrder) -> Result<Held, SyncError> {
        self.points
            .pass_about("verify", order.event, self.inner.verify(order))
            .await
    }

    async fn probe(&self) -> Result<(), SyncError> {
        self.inner.probe().await
    }
}

#[async_trait]
impl Throttle for Pointed<dyn Throttle> {
    async fn charge(&self, tolls: &[Toll], now: Timestamp) -> Result<Verdict, StoreError> {
        self.points
            .pass("charge", self.inner.charge(tolls, now))
            .await
    }
}

#[async_trait]
impl SessionStore for Pointed<dyn SessionStore> {
    async fn find(
        &self,
        digest: &TokenDigest,
    ) -> Result<Option<(Session, Versioned<Account>)>, StoreError> {
        self.inner.find(digest).await
    }

    async fn touch(&self, digest: &TokenDigest, now: Timestamp) -> Result<(), StoreError> {
        self.points
            .pass("touch", self.inner.touch(digest, now))
            .await
    }

    async fn list(&self, account: AccountId) -> Result<Vec<Session>, StoreError> {
        self.inner.list(account).await
    }
}

#[async_trait]
impl Housekeeping for Pointed<dyn Housekeeping> {
    async fn sweep(&self, cutoffs: &Cutoffs, limit: u32) -> Result<u64, StoreError> {
        self.points
            .pass("sweep", self.inner.sweep(cutoffs, limit))
            .await
    }
}

#[async_trait]
impl CaptchaVerifier for Pointed<dyn CaptchaVerifier> {
    async fn issue(
        &self,
        binding: &CaptchaBinding,
        language: Language,
        now: Timestamp,
    ) -> Result<CaptchaChallenge, CaptchaError> {
        self.inner.issue(binding, language, now).await
    }

    async fn verify(
        &self,
        binding: &CaptchaBinding,
        answer: &CaptchaAnswer,
        now: Timestamp,
    ) -> Result<(), CaptchaError> {
        self.points
            .pass("captcha", self.inner.verify(binding, answer, now))
            .await
    }
}

impl Vault for Pointed<dyn Vault> {
    fn seal(
        &self,
        secret: &SecretBox<[u8]>,
        context: &SealContext,
        now: Timestamp,
    ) -> Result<Sealed, VaultError> {
        self.inner.seal(secret, context, now)
    }

    fn open(&self, sealed: &Sealed, context: &SealContext) -> Result<SecretBox<[u8]>, VaultError> {
        self.inner.open(sealed, context)
    }

    fn destroy(&self, before: Timestamp) -> Result<(), VaultError> {
        self.points
            .pass_at_once("destroy", || self.inner.destroy(before))
    }
}
