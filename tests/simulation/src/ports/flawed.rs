//! Parts of broken machines.

use std::sync::Arc;

use async_trait::async_trait;
use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretBox};
use varco_domain::delivery::ServiceId;
use varco_domain::id::{AccountId, MessageId};
use varco_domain::utenza::{Account, UtenzaKind};
use varco_ports::testkit::{InMemoryStore, PlainVault};
use varco_ports::{
    Backlog, CredentialSync, Deliveries, Held, OutboxRecord, OutboxState, SealContext, Sealed,
    StoreError, SyncError, SyncOrder, Vault, VaultError,
};

use super::Shared;
use crate::flaw::Flaw;
use crate::ledger::LedgerTarget;

/// A service seen by somebody who does not listen.
#[derive(Debug)]
pub(super) struct Impatient {
    inner: Arc<LedgerTarget>,
    flaw: Flaw,
}

impl Impatient {
    pub(super) const fn new(inner: Arc<LedgerTarget>, flaw: Flaw) -> Self {
        Self { inner, flaw }
    }
}

#[async_trait]
impl CredentialSync for Impatient {
    async fn apply(&self, order: &SyncOrder) -> Result<(), SyncError> {
        match (self.inner.apply(order).await, self.flaw) {
            (Err(SyncError::PasswordRefused { .. }), Flaw::RetriesForEver) => {
                Err(SyncError::retry("refused"))
            }
            (Err(SyncError::Unknown { .. }), Flaw::TrustsTheUnknown) => Ok(()),
            (done, _) => done,
        }
    }

    async fn verify(&self, order: &SyncOrder) -> Result<Held, SyncError> {
        self.inner.verify(order).await
    }

    async fn probe(&self) -> Result<(), SyncError> {
        self.inner.probe().await
    }
}

/// Says of every password that it is of the credential in force.
#[derive(Debug)]
pub(super) struct AnyCredential(Arc<Shared>);

impl AnyCredential {
    pub(super) const fn new(shared: Arc<Shared>) -> Self {
        Self(shared)
    }
}

impl Vault for AnyCredential {
    fn seal(
        &self,
        secret: &SecretBox<[u8]>,
        context: &SealContext,
        now: Timestamp,
    ) -> Result<Sealed, VaultError> {
        PlainVault.seal(secret, context, now)
    }

    fn open(&self, sealed: &Sealed, context: &SealContext) -> Result<SecretBox<[u8]>, VaultError> {
        let opened = PlainVault.open(sealed, context)?;
        let account = context.subject.parse().ok().map(AccountId::from_uuid);
        let account = account.and_then(|id| self.0.account(id));
        let (Some(account), true) = (account, context.purpose == "password") else {
            return Ok(opened);
        };
        let version = account.credential_version.0.to_be_bytes();
        let password = opened.expose_secret().iter().skip(version.len());
        let bytes: Vec<u8> = version.iter().chain(password).copied().collect();
        Ok(SecretBox::new(bytes.into_boxed_slice()))
    }

    fn destroy(&self, before: Timestamp) -> Result<(), VaultError> {
        PlainVault.destroy(before)
    }
}

/// Sees nothing that waits.
#[derive(Debug)]
pub(super) struct Blind(pub(super) Arc<InMemoryStore>);

#[async_trait]
impl Deliveries for Blind {
    async fn of_account(&self, account: AccountId) -> Result<Vec<OutboxRecord>, StoreError> {
        let records = self.0.of_account(account).await?;
        let seen = |record: OutboxRecord| match record.state {
            OutboxState::Waiting | OutboxState::Leased => OutboxRecord {
                state: OutboxState::Sent,
                ..record
            },
            _ => record,
        };
        Ok(records.into_iter().map(seen).collect())
    }

    async fn envelope(&self, order: MessageId) -> Result<Option<Sealed>, StoreError> {
        self.0.envelope(order).await
    }

    async fn backlog(&self) -> Result<Vec<Backlog>, StoreError> {
        self.0.backlog().await
    }

    async fn paused(&self) -> Result<Vec<(ServiceId, Timestamp)>, StoreError> {
        self.0.paused().await
    }

    async fn buried(&self) -> Result<Vec<(String, u64)>, StoreError> {
        self.0.buried().await
    }

    async fn holders(
        &self,
        kinds: &[UtenzaKind],
        after: Option<AccountId>,
        limit: u32,
    ) -> Result<Vec<Account>, StoreError> {
        self.0.holders(kinds, after, limit).await
    }

    async fn count_holders(&self, kinds: &[UtenzaKind]) -> Result<u64, StoreError> {
        self.0.count_holders(kinds).await
    }
}
