//! What befalls one operation on its way through the ports: delays, and calls that fail before or
//! after they have done their work, as when a connection breaks.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use jiff::Timestamp;
use secrecy::{SecretBox, SecretString};
use uuid::Uuid;
use varco_domain::codice_fiscale::CodiceFiscale;
use varco_domain::credential::Password;
use varco_domain::grant::Grant;
use varco_domain::id::{AccountId, MessageId};
use varco_domain::registration::Acceptance;
use varco_domain::session::Session;
use varco_domain::throttle::Verdict;
use varco_domain::token::TokenDigest;
use varco_domain::utenza::{Account, PasswordHash, Username};
use varco_ports::{
    AccountStore, Changes, Commit, CommitError, DueReminders, GrantStore, HashError, Message,
    PasswordHasher, SealContext, Sealed, SessionStore, StoreError, Template, Throttle, Toll, Vault,
    VaultError, Verification, Versioned,
};
use varco_usecases::Ports;

/// One call in so many fails before its work, and as many after it.
const FAULTS: u16 = 64;
/// One call in so many takes a millisecond longer.
const DELAYS: u16 = 4;

/// The fate of one operation, and what was seen of it inside.
#[derive(Debug)]
pub(super) struct Fate {
    dice: Mutex<fastrand::Rng>,
    seen: Mutex<Seen>,
}

/// What clients do not see.
#[derive(Clone, Debug, Default)]
pub(super) struct Seen {
    /// A call was made to fail.
    pub(super) has_fault: bool,
    /// A call failed by itself.
    pub(super) trouble: Option<String>,
    /// The password that was hashed.
    pub(super) hashed: Option<String>,
    /// The link that was sealed for the mail.
    pub(super) link: Option<SecretString>,
    /// Whether an account was written.
    pub(super) has_written: bool,
}

impl Fate {
    pub(super) fn new(seed: u64) -> Arc<Self> {
        Arc::new(Self {
            dice: Mutex::new(fastrand::Rng::with_seed(seed)),
            seen: Mutex::default(),
        })
    }

    pub(super) fn seen(&self) -> Seen {
        self.note().clone()
    }

    fn note(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn throw(&self, sides: u16) -> u16 {
        let mut dice = self.dice.lock().unwrap_or_else(PoisonError::into_inner);
        dice.u16(..sides)
    }

    async fn dawdle(&self) {
        match self.throw(DELAYS) {
            0 => tokio::time::sleep(Duration::from_millis(1)).await,
            1 => tokio::task::yield_now().await,
            _ => {}
        }
    }

    /// Makes a call, or not.
    async fn pass<T, E: Trouble>(&self, call: impl Future<Output = Result<T, E>>) -> Result<T, E> {
        self.dawdle().await;
        let throw = self.throw(FAULTS);
        if throw > 1 {
            let outcome = call.await;
            if let Some(trouble) = outcome.as_ref().err().and_then(E::trouble) {
                self.note().trouble = Some(trouble);
            }
            return outcome;
        }
        self.note().has_fault = true;
        if throw == 1 {
            call.await?;
        }
        Err(StoreError::Unavailable("the connection broke".to_owned()).into())
    }

    /// The ports of a node, as this operation meets them.
    pub(super) fn lay_around(self: &Arc<Self>, ports: &Ports) -> Ports {
        Ports {
            accounts: self.before(&ports.accounts),
            commit: self.before(&ports.commit),
            grants: self.before(&ports.grants),
            hasher: self.before(&ports.hasher),
            sessions: self.before(&ports.sessions),
            throttle: self.before(&ports.throttle),
            vault: self.before(&ports.vault),
            ..ports.clone()
        }
    }

    fn before<T: ?Sized>(self: &Arc<Self>, inner: &Arc<T>) -> Arc<Fated<T>> {
        Arc::new(Fated {
            fate: Arc::clone(self),
            inner: Arc::clone(inner),
        })
    }
}

/// An error of a store.
trait Trouble: From<StoreError> {
    /// What it says, if it is one that must not happen.
    fn trouble(&self) -> Option<String>;
}

impl Trouble for StoreError {
    fn trouble(&self) -> Option<String> {
        Some(self.to_string())
    }
}

impl Trouble for CommitError {
    fn trouble(&self) -> Option<String> {
        matches!(self, Self::Store(_)).then(|| self.to_string())
    }
}

/// A port, as an operation with this fate meets it.
#[derive(Debug)]
struct Fated<T: ?Sized> {
    fate: Arc<Fate>,
    inner: Arc<T>,
}

#[async_trait]
impl Commit for Fated<dyn Commit> {
    async fn commit(&self, changes: Changes) -> Result<(), CommitError> {
        let is_about_account = changes.account.is_some();
        let work = async {
            self.inner.commit(changes).await?;
            self.fate.note().has_written |= is_about_account;
            Ok(())
        };
        self.fate.pass(work).await
    }
}

#[async_trait]
impl AccountStore for Fated<dyn AccountStore> {
    async fn find(&self, id: AccountId) -> Result<Option<Versioned<Account>>, StoreError> {
        self.fate.pass(self.inner.find(id)).await
    }

    async fn find_by_codice_fiscale(
        &self,
        code: &CodiceFiscale,
    ) -> Result<Option<Versioned<Account>>, StoreError> {
        self.fate
            .pass(self.inner.find_by_codice_fiscale(code))
            .await
    }

    async fn find_by_username(
        &self,
        username: &Username,
    ) -> Result<Option<Versioned<Account>>, StoreError> {
        self.fate.pass(self.inner.find_by_username(username)).await
    }

    async fn highest_homonym(&self, base: &str) -> Result<u32, StoreError> {
        self.fate.pass(self.inner.highest_homonym(base)).await
    }

    async fn former_acceptances(&self, id: AccountId) -> Result<Vec<Acceptance>, StoreError> {
        self.fate.pass(self.inner.former_acceptances(id)).await
    }

    async fn find_to_remind(
        &self,
        due: &DueReminders,
    ) -> Result<Vec<Versioned<Account>>, StoreError> {
        self.fate.pass(self.inner.find_to_remind(due)).await
    }

    async fn find_deletions_asked(&self) -> Result<Vec<Account>, StoreError> {
        self.fate.pass(self.inner.find_deletions_asked()).await
    }
}

#[async_trait]
impl SessionStore for Fated<dyn SessionStore> {
    async fn find(
        &self,
        digest: &TokenDigest,
    ) -> Result<Option<(Session, Versioned<Account>)>, StoreError> {
        self.fate.pass(self.inner.find(digest)).await
    }

    async fn touch(&self, digest: &TokenDigest, now: Timestamp) -> Result<(), StoreError> {
        self.fate.pass(self.inner.touch(digest, now)).await
    }

    async fn list(&self, account: AccountId) -> Result<Vec<Session>, StoreError> {
        self.fate.pass(self.inner.list(account)).await
    }
}

#[async_trait]
impl Throttle for Fated<dyn Throttle> {
    async fn charge(&self, tolls: &[Toll], now: Timestamp) -> Result<Verdict, StoreError> {
        self.fate.pass(self.inner.charge(tolls, now)).await
    }
}

#[async_trait]
impl GrantStore for Fated<dyn GrantStore> {
    async fn find(
        &self,
        digest: &TokenDigest,
    ) -> Result<Option<(Grant, Versioned<Account>)>, StoreError> {
        self.fate.pass(self.inner.find(digest)).await
    }
}

/// Sealing shows what is mailed.
impl Vault for Fated<dyn Vault> {
    fn seal(
        &self,
        secret: &SecretBox<[u8]>,
        context: &SealContext,
        now: Timestamp,
    ) -> Result<Sealed, VaultError> {
        let message = Message::decode(MessageId::from_uuid(Uuid::nil()), secret);
        if let Ok(Template::ResetPassword { link, .. }) = message.map(|message| message.template) {
            self.fate.note().link = Some(link.token);
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

/// Hashing takes its time, which is when others come.
#[async_trait]
impl PasswordHasher for Fated<dyn PasswordHasher> {
    async fn hash(&self, password: &Password) -> Result<PasswordHash, HashError> {
        self.fate.dawdle().await;
        self.fate.note().hashed = Some(password.expose().to_owned());
        self.inner.hash(password).await
    }

    async fn verify(
        &self,
        password: &Password,
        hash: Option<PasswordHash>,
    ) -> Result<Verification, HashError> {
        self.fate.dawdle().await;
        self.inner.verify(password, hash).await
    }
}
