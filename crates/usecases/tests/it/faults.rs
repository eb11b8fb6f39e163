//! Ports that fail when told to, in front of the fakes.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use varco_domain::delivery::{ServiceId, Shown};
use varco_domain::language::Language;

use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use secrecy::SecretBox;
use varco_domain::codice_fiscale::CodiceFiscale;
use varco_domain::credential::{Lockout, LockoutRules, LockoutState, Password};
use varco_domain::grant::Grant;
use varco_domain::id::{AccountId, MessageId};
use varco_domain::registration::{Acceptance, Registration, Ticket};
use varco_domain::session::Session;
use varco_domain::throttle::Verdict;
use varco_domain::token::TokenDigest;
use varco_domain::utenza::{Account, PasswordHash, Username, UtenzaKind};
use varco_ports::{
    AccountStore, AuditRecord, AuditTrail, Backlog, CaptchaAnswer, CaptchaBinding,
    CaptchaChallenge, CaptchaError, CaptchaVerifier, Changes, ClaimedItem, Commit, CommitError,
    CredentialSync, Deliveries, Dismissal, DueReminders, GrantStore, HashError, Held, KeptForm,
    KeptForms, Lease, LockoutKey, Lockouts, MailError, MailSender, Message, Outbox, OutboxRecord,
    PasswordHasher, RegistrationStore, SealContext, Sealed, SessionStore, StoreError, SyncError,
    SyncOrder, Throttle, Toll, Vault, VaultError, Verification, Versioned,
};

/// Counts the calls of every port and fails the one that is chosen.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    calls: AtomicUsize,
    fails_at: AtomicUsize,
    only_answers_fail: AtomicBool,
}

impl Plan {
    /// The call with this number, counted from 1, fails.
    pub(crate) fn fail_at(&self, call: usize) {
        self.calls.store(0, Ordering::SeqCst);
        self.fails_at.store(call, Ordering::SeqCst);
    }

    /// The call with this number is carried out, and says that it was not.
    pub(crate) fn lose_answer_of(&self, call: usize) {
        self.only_answers_fail.store(true, Ordering::SeqCst);
        self.fail_at(call);
    }

    pub(crate) fn calls(&self) -> usize {
        self.calls.load(Ordering::SeqCst)
    }

    fn trip(&self) -> bool {
        self.calls.fetch_add(1, Ordering::SeqCst) + 1 == self.fails_at.load(Ordering::SeqCst)
    }

    /// A call of a store.
    async fn store<T, E: From<StoreError>>(
        &self,
        call: impl Future<Output = Result<T, E>>,
    ) -> Result<T, E> {
        if !self.trip() {
            return call.await;
        }
        if self.only_answers_fail.load(Ordering::SeqCst) {
            call.await?;
        }
        Err(StoreError::Unavailable("told to fail".into()).into())
    }
}

/// A port behind a plan.
#[derive(Debug)]
pub(crate) struct Faulty<T: ?Sized> {
    pub(crate) plan: Arc<Plan>,
    pub(crate) inner: Arc<T>,
}

#[async_trait]
impl Commit for Faulty<dyn Commit> {
    async fn commit(&self, changes: Changes) -> Result<(), CommitError> {
        self.plan.store(self.inner.commit(changes)).await
    }
}

#[async_trait]
impl AccountStore for Faulty<dyn AccountStore> {
    async fn find(&self, id: AccountId) -> Result<Option<Versioned<Account>>, StoreError> {
        self.plan.store(self.inner.find(id)).await
    }

    async fn find_by_codice_fiscale(
        &self,
        code: &CodiceFiscale,
    ) -> Result<Option<Versioned<Account>>, StoreError> {
        self.plan
            .store(self.inner.find_by_codice_fiscale(code))
            .await
    }

    async fn find_by_username(
        &self,
        username: &Username,
    ) -> Result<Option<Versioned<Account>>, StoreError> {
        self.plan.store(self.inner.find_by_username(username)).await
    }

    async fn highest_homonym(&self, base: &str) -> Result<u32, StoreError> {
        self.plan.store(self.inner.highest_homonym(base)).await
    }

    async fn former_acceptances(&self, id: AccountId) -> Result<Vec<Acceptance>, StoreError> {
        self.plan.store(self.inner.former_acceptances(id)).await
    }

    async fn find_to_remind(
        &self,
        due: &DueReminders,
    ) -> Result<Vec<Versioned<Account>>, StoreError> {
        self.plan.store(self.inner.find_to_remind(due)).await
    }

    async fn find_deletions_asked(&self) -> Result<Vec<Account>, StoreError> {
        self.plan.store(self.inner.find_deletions_asked()).await
    }
}

#[async_trait]
impl GrantStore for Faulty<dyn GrantStore> {
    async fn find(
        &self,
        digest: &TokenDigest,
    ) -> Result<Option<(Grant, Versioned<Account>)>, StoreError> {
        self.plan.store(self.inner.find(digest)).await
    }
}

#[async_trait]
impl Lockouts for Faulty<dyn Lockouts> {
    async fn charge(
        &self,
        key: &LockoutKey,
        rules: &LockoutRules,
        now: Timestamp,
    ) -> Result<LockoutState, StoreError> {
        self.plan.store(self.inner.charge(key, rules, now)).await
    }

    async fn list(&self, account: AccountId) -> Result<Vec<Lockout>, StoreError> {
        self.plan.store(self.inner.list(account)).await
    }
}

#[async_trait]
impl KeptForms for Faulty<dyn KeptForms> {
    async fn keep(&self, form: KeptForm) -> Result<(), StoreError> {
        self.plan.store(self.inner.keep(form)).await
    }

    async fn take(
        &self,
        digest: &TokenDigest,
        now: Timestamp,
    ) -> Result<Option<Sealed>, StoreError> {
        self.plan.store(self.inner.take(digest, now)).await
    }
}

#[async_trait]
impl AuditTrail for Faulty<dyn AuditTrail> {
    async fn list(
        &self,
        account: AccountId,
        before: Option<i64>,
        limit: u32,
    ) -> Result<Vec<AuditRecord>, StoreError> {
        self.plan
            .store(self.inner.list(account, before, limit))
            .await
    }
}

#[async_trait]
impl RegistrationStore for Faulty<dyn RegistrationStore> {
    async fn find_by_flow(
        &self,
        flow: &TokenDigest,
    ) -> Result<Option<Versioned<Registration>>, StoreError> {
        self.plan.store(self.inner.find_by_flow(flow)).await
    }

    async fn find_by_ticket(
        &self,
        digest: &TokenDigest,
    ) -> Result<Option<(Ticket, Versioned<Registration>)>, StoreError> {
        self.plan.store(self.inner.find_by_ticket(digest)).await
    }

    async fn find_awaiting(
        &self,
        codice_fiscale: &CodiceFiscale,
        email: &str,
    ) -> Result<Option<Versioned<Registration>>, StoreError> {
        self.plan
            .store(self.inner.find_awaiting(codice_fiscale, email))
            .await
    }
}

#[async_trait]
impl SessionStore for Faulty<dyn SessionStore> {
    async fn find(
        &self,
        digest: &TokenDigest,
    ) -> Result<Option<(Session, Versioned<Account>)>, StoreError> {
        self.plan.store(self.inner.find(digest)).await
    }

    async fn touch(&self, digest: &TokenDigest, now: Timestamp) -> Result<(), StoreError> {
        self.plan.store(self.inner.touch(digest, now)).await
    }

    async fn list(&self, account: AccountId) -> Result<Vec<Session>, StoreError> {
        self.plan.store(self.inner.list(account)).await
    }
}

#[async_trait]
impl Throttle for Faulty<dyn Throttle> {
    async fn charge(&self, tolls: &[Toll], now: Timestamp) -> Result<Verdict, StoreError> {
        self.plan.store(self.inner.charge(tolls, now)).await
    }
}

#[async_trait]
impl Outbox for Faulty<dyn Outbox> {
    async fn claim(
        &self,
        target: &str,
        limit: u32,
        now: Timestamp,
        lease_until: Timestamp,
    ) -> Result<Vec<ClaimedItem>, StoreError> {
        self.plan
            .store(self.inner.claim(target, limit, now, lease_until))
            .await
    }

    async fn renew(&self, lease: &Lease, lease_until: Timestamp) -> Result<bool, StoreError> {
        self.plan.store(self.inner.renew(lease, lease_until)).await
    }

    async fn complete(&self, lease: &Lease, now: Timestamp) -> Result<bool, StoreError> {
        self.plan.store(self.inner.complete(lease, now)).await
    }

    async fn retry(
        &self,
        lease: &Lease,
        due_at: Timestamp,
        reason: &str,
    ) -> Result<bool, StoreError> {
        self.plan
            .store(self.inner.retry(lease, due_at, reason))
            .await
    }

    async fn put_back(&self, lease: &Lease, due_at: Timestamp) -> Result<bool, StoreError> {
        self.plan.store(self.inner.put_back(lease, due_at)).await
    }

    async fn bury(&self, lease: &Lease, now: Timestamp, reason: &str) -> Result<bool, StoreError> {
        self.plan.store(self.inner.bury(lease, now, reason)).await
    }

    async fn dismiss(
        &self,
        lease: &Lease,
        now: Timestamp,
        dismissal: Dismissal,
    ) -> Result<bool, StoreError> {
        self.plan
            .store(self.inner.dismiss(lease, now, dismissal))
            .await
    }

    async fn next_due(&self, target: &str) -> Result<Option<Timestamp>, StoreError> {
        self.plan.store(self.inner.next_due(target)).await
    }
}

#[async_trait]
impl CaptchaVerifier for Faulty<dyn CaptchaVerifier> {
    async fn issue(
        &self,
        binding: &CaptchaBinding,
        language: Language,
        now: Timestamp,
    ) -> Result<CaptchaChallenge, CaptchaError> {
        self.plan
            .store(self.inner.issue(binding, language, now))
            .await
    }

    async fn verify(
        &self,
        binding: &CaptchaBinding,
        answer: &CaptchaAnswer,
        now: Timestamp,
    ) -> Result<(), CaptchaError> {
        self.plan
            .store(self.inner.verify(binding, answer, now))
            .await
    }
}

#[async_trait]
impl PasswordHasher for Faulty<dyn PasswordHasher> {
    async fn hash(&self, password: &Password) -> Result<PasswordHash, HashError> {
        self.busy()?;
        self.inner.hash(password).await
    }

    async fn verify(
        &self,
        password: &Password,
        hash: Option<PasswordHash>,
    ) -> Result<Verification, HashError> {
        self.busy()?;
        self.inner.verify(password, hash).await
    }
}

impl Faulty<dyn PasswordHasher> {
    fn busy(&self) -> Result<(), HashError> {
        let busy = HashError::Busy {
            retry_after: SignedDuration::from_secs(2),
        };
        if self.plan.trip() { Err(busy) } else { Ok(()) }
    }
}

impl Vault for Faulty<dyn Vault> {
    fn seal(
        &self,
        secret: &SecretBox<[u8]>,
        context: &SealContext,
        now: Timestamp,
    ) -> Result<Sealed, VaultError> {
        if self.plan.trip() {
            return Err(VaultError::KeyGone {
                key_id: "none".into(),
            });
        }
        self.inner.seal(secret, context, now)
    }

    fn open(&self, sealed: &Sealed, context: &SealContext) -> Result<SecretBox<[u8]>, VaultError> {
        self.inner.open(sealed, context)
    }

    fn destroy(&self, before: Timestamp) -> Result<(), VaultError> {
        self.inner.destroy(before)
    }
}

#[async_trait]
impl MailSender for Faulty<dyn MailSender> {
    async fn send(&self, message: &Message) -> Result<(), MailError> {
        if self.plan.trip() {
            return Err(MailError::Retry {
                reason: "told to fail".into(),
            });
        }
        self.inner.send(message).await
    }
}

#[async_trait]
impl Deliveries for Faulty<dyn Deliveries> {
    async fn of_account(&self, account: AccountId) -> Result<Vec<OutboxRecord>, StoreError> {
        self.plan.store(self.inner.of_account(account)).await
    }

    async fn envelope(&self, order: MessageId) -> Result<Option<Sealed>, StoreError> {
        self.plan.store(self.inner.envelope(order)).await
    }

    async fn backlog(&self) -> Result<Vec<Backlog>, StoreError> {
        self.plan.store(self.inner.backlog()).await
    }

    async fn buried(&self) -> Result<Vec<(String, u64)>, StoreError> {
        self.plan.store(self.inner.buried()).await
    }

    async fn holders(
        &self,
        kinds: &[UtenzaKind],
        after: Option<AccountId>,
        limit: u32,
    ) -> Result<Vec<Account>, StoreError> {
        self.plan
            .store(self.inner.holders(kinds, after, limit))
            .await
    }

    async fn count_holders(&self, kinds: &[UtenzaKind]) -> Result<u64, StoreError> {
        self.plan.store(self.inner.count_holders(kinds)).await
    }

    async fn paused(&self) -> Result<Vec<(ServiceId, Timestamp)>, StoreError> {
        self.plan.store(self.inner.paused()).await
    }
}

#[async_trait]
impl CredentialSync for Faulty<dyn CredentialSync> {
    async fn apply(&self, order: &SyncOrder) -> Result<(), SyncError> {
        if self.plan.trip() {
            return Err(SyncError::retry("told to fail"));
        }
        self.inner.apply(order).await
    }

    async fn verify(&self, order: &SyncOrder) -> Result<Held, SyncError> {
        if self.plan.trip() {
            return Err(SyncError::retry("told to fail"));
        }
        self.inner.verify(order).await
    }

    async fn read(&self, login: &str) -> Result<Option<Shown>, SyncError> {
        if self.plan.trip() {
            return Err(SyncError::retry("told to fail"));
        }
        self.inner.read(login).await
    }

    async fn probe(&self) -> Result<(), SyncError> {
        self.inner.probe().await
    }
}
