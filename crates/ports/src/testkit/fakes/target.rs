//! A linked service in memory, with a ledger of everything that changed there.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Mutex;

use async_trait::async_trait;
use varco_domain::contacts::EmailAddress;
use varco_domain::delivery::Shown;

use crate::sync::{CredentialSync, Held, SyncError, SyncOrder};
use crate::testkit::lock;

/// What an [`InMemoryTarget`] keeps about one utenza.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TargetEntry {
    /// The password in clear: this is no place for real ones.
    pub password: String,
    /// Whether it opens anything.
    pub is_active: bool,
    /// Mailboxes.
    pub emails: Vec<String>,
    /// Version of the last order carried out; 0 before the first.
    pub version: i64,
}

/// What befalls the next order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TargetFault {
    /// It is not carried out.
    Before(SyncError),
    /// It is carried out, and the reply is lost.
    ReplyLost,
}

/// A service that makes what it does not know. It can be told to fail, to refuse short passwords, and
/// to keep no versions, as most services do.
#[derive(Debug, Default)]
pub struct InMemoryTarget(Mutex<Inside>);

#[derive(Debug, Default)]
struct Inside {
    entries: BTreeMap<String, TargetEntry>,
    ledger: Vec<(String, i64)>,
    faults: VecDeque<TargetFault>,
    is_forgetful: bool,
    shortest_password: usize,
}

impl InMemoryTarget {
    /// One that keeps no versions: what it has carried out it carries out again when asked to.
    pub fn forgetful() -> Self {
        let target = Self::default();
        lock(&target.0).is_forgetful = true;
        target
    }

    /// From now on passwords of fewer code points are refused.
    pub fn refuse_shorter_than(&self, length: usize) {
        lock(&self.0).shortest_password = length;
    }

    /// This befalls one order, after those that were named before.
    pub fn fail_once(&self, fault: TargetFault) {
        lock(&self.0).faults.push_back(fault);
    }

    /// Puts an utenza there by other hands.
    pub fn put(&self, login: &str, entry: TargetEntry) {
        lock(&self.0).entries.insert(login.to_owned(), entry);
    }

    /// What is kept about an utenza.
    pub fn entry(&self, login: &str) -> Option<TargetEntry> {
        lock(&self.0).entries.get(login).cloned()
    }

    /// How many times an order of this version has changed this utenza.
    pub fn effects(&self, login: &str, version: i64) -> usize {
        let inside = lock(&self.0);
        let is_it = |(of, number): &&(String, i64)| of == login && *number == version;
        inside.ledger.iter().filter(is_it).count()
    }

    /// Every change, oldest first: whose, and by an order of which version.
    pub fn ledger(&self) -> Vec<(String, i64)> {
        lock(&self.0).ledger.clone()
    }
}

impl Inside {
    fn carry_out(&mut self, order: &SyncOrder) -> Result<(), SyncError> {
        let held = self.version(order)?;
        if held == Some(order.version) {
            return Ok(());
        }
        let wanted = &order.wanted;
        if let Some(password) = &wanted.password
            && password.expose().chars().count() < self.shortest_password.max(1)
        {
            return Err(SyncError::PasswordRefused { said: None });
        }
        let login = &order.holder.login;
        if !self.entries.contains_key(login) && wanted.password.is_none() {
            return Err(SyncError::Gone);
        }
        let new = || TargetEntry {
            is_active: true,
            ..TargetEntry::default()
        };
        let entry = self.entries.entry(login.clone()).or_insert_with(new);
        if let Some(password) = &wanted.password {
            password.expose().clone_into(&mut entry.password);
        }
        entry.is_active = wanted.is_active.unwrap_or(entry.is_active);
        if let Some(emails) = &wanted.emails {
            entry.emails = emails.iter().map(|email| email.as_str().into()).collect();
        }
        entry.version = order.version;
        self.ledger.push((login.clone(), order.version));
        Ok(())
    }

    /// The version that is held, if versions are kept and there is one.
    fn version(&self, order: &SyncOrder) -> Result<Option<i64>, SyncError> {
        let entry = self.entries.get(&order.holder.login);
        let held = entry.filter(|_| !self.is_forgetful).map(|it| it.version);
        match held {
            Some(held) if held > order.version => Err(SyncError::Overtaken { held }),
            held => Ok(held),
        }
    }

    fn look(&self, order: &SyncOrder) -> Result<Held, SyncError> {
        self.version(order)?;
        let entry = self.entries.get(&order.holder.login);
        let entry = entry.ok_or(SyncError::Gone)?;
        let wanted = &order.wanted;
        let password = wanted.password.as_ref();
        let is_password = password.is_none_or(|wanted| wanted.expose() == entry.password);
        let is_state = wanted.is_active.is_none_or(|is| is == entry.is_active);
        let emails = wanted.emails.as_ref();
        let is_emails =
            emails.is_none_or(|all| all.iter().map(EmailAddress::as_str).eq(&entry.emails));
        Ok(Held::from(is_password && is_state && is_emails))
    }
}

#[async_trait]
impl CredentialSync for InMemoryTarget {
    async fn apply(&self, order: &SyncOrder) -> Result<(), SyncError> {
        let mut inside = lock(&self.0);
        match inside.faults.pop_front() {
            Some(TargetFault::Before(error)) => Err(error),
            Some(TargetFault::ReplyLost) => inside
                .carry_out(order)
                .and_then(|()| Err(SyncError::unknown("the reply was lost"))),
            None => inside.carry_out(order),
        }
    }

    async fn verify(&self, order: &SyncOrder) -> Result<Held, SyncError> {
        lock(&self.0).look(order)
    }

    async fn read(&self, login: &str) -> Result<Option<Shown>, SyncError> {
        let inside = lock(&self.0);
        Ok(inside.entries.get(login).map(|entry| Shown {
            login: Some(login.to_owned()),
            is_active: Some(entry.is_active),
            emails: Some(entry.emails.clone()),
            version: (!inside.is_forgetful && entry.version > 0).then_some(entry.version),
            ..Shown::default()
        }))
    }

    async fn probe(&self) -> Result<(), SyncError> {
        match lock(&self.0).faults.front() {
            Some(TargetFault::Before(error)) => Err(SyncError::retry(error.to_string())),
            Some(TargetFault::ReplyLost) | None => Ok(()),
        }
    }
}
