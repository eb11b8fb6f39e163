//! A linked service that fails in every way and writes down every change.

mod entry;
mod line;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use fastrand::Rng;
use jiff::{SignedDuration, Timestamp};
use varco_domain::id::{AccountId, MessageId};
use varco_ports::{CredentialSync, Held, SyncError, SyncOrder};

use crate::fault::{Fault, Side, Strike};
use crate::judge::{Figures, Judge, Rule};
use crate::time::{Time, lock};
use entry::{Entry, Part, parts};
use line::InUse;

/// What a service keeps besides users.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keeps {
    /// The version of the last order, and takes no older one.
    Versions,
    /// The events that it has seen (`Idempotency-Key`). Passwords are never shown.
    Events,
    /// Nothing; whether a password is right is seen by a bind.
    Nothing,
}

impl Keeps {
    pub(crate) const fn side(self) -> Side {
        match self {
            Self::Versions | Self::Events => Side::Scim,
            Self::Nothing => Side::Ldap,
        }
    }
}

/// One linked service.
#[derive(Debug)]
pub(crate) struct LedgerTarget {
    pub(crate) name: &'static str,
    pub(crate) keeps: Keeps,
    time: Arc<Time>,
    judge: Arc<Judge>,
    inside: Mutex<Inside>,
    /// The flaw of a service or adapter that heeds no versions.
    heeds_versions: bool,
}

#[derive(Debug)]
struct Inside {
    rng: Rng,
    entries: BTreeMap<String, Entry>,
    events: BTreeSet<MessageId>,
    counts: BTreeMap<(AccountId, i64, Part), u64>,
    newest: BTreeMap<AccountId, i64>,
    /// Burnt passwords of when the utenza was last closed here.
    shut: BTreeMap<AccountId, BTreeSet<String>>,
    refusals: BTreeMap<(AccountId, i64), u64>,
    on_its_way: BTreeMap<String, u32>,
    late: Vec<(Timestamp, SyncOrder)>,
    erased: BTreeSet<String>,
    fault: Option<(Fault, Timestamp)>,
    next: Option<Fault>,
}

impl LedgerTarget {
    pub(crate) fn new(
        name: &'static str,
        keeps: Keeps,
        heeds_versions: bool,
        (time, judge): (&Arc<Time>, &Arc<Judge>),
        rng: Rng,
    ) -> Arc<Self> {
        Arc::new(Self {
            name,
            keeps,
            time: Arc::clone(time),
            judge: Arc::clone(judge),
            heeds_versions,
            inside: Mutex::new(Inside {
                rng,
                entries: BTreeMap::new(),
                events: BTreeSet::new(),
                counts: BTreeMap::new(),
                newest: BTreeMap::new(),
                shut: BTreeMap::new(),
                refusals: BTreeMap::new(),
                on_its_way: BTreeMap::new(),
                late: Vec::new(),
                erased: BTreeSet::new(),
                fault: None,
                next: None,
            }),
        })
    }

    /// Fails like this for so long, and nothing else does.
    pub(crate) fn fail_for(&self, fault: Fault, span: SignedDuration) {
        lock(&self.inside).fault = Some((fault, self.time.now() + span));
    }

    /// Fails like this once.
    pub(crate) fn fail_once(&self, fault: Fault) {
        lock(&self.inside).next = Some(fault);
    }

    /// Nothing fails any more, nothing is on its way, and whom somebody erased, somebody admits again.
    pub(crate) fn heal(&self) {
        let late = {
            let mut inside = lock(&self.inside);
            (inside.fault, inside.next) = (None, None);
            for login in inside.erased.clone() {
                inside.entries.entry(login).or_default();
            }
            std::mem::take(&mut inside.late)
        };
        for (_, order) in late {
            self.land(&order, usize::MAX);
        }
    }

    /// Puts somebody there who has never been heard of here.
    pub(crate) fn admit(&self, login: &str) {
        let mut inside = lock(&self.inside);
        inside.entries.insert(login.to_owned(), Entry::default());
    }

    /// Whether an utenza was erased here and has not got a password since.
    pub(crate) fn has_erased(&self, login: &str) -> bool {
        lock(&self.inside).erased.contains(login)
    }

    /// What is kept of an utenza: password, whether it opens anything, mailboxes.
    pub(crate) fn held(&self, login: &str) -> Option<(String, bool, Vec<String>)> {
        let entry = lock(&self.inside).entries.get(login).cloned()?;
        Some((entry.password, entry.is_active, entry.emails))
    }

    /// The version of the last order that was carried out.
    pub(crate) fn version(&self, login: &str) -> Option<i64> {
        let inside = lock(&self.inside);
        inside.entries.get(login).map(|entry| entry.version)
    }

    /// Whether an order is on its way.
    pub(crate) fn is_busy(&self) -> bool {
        lock(&self.inside)
            .on_its_way
            .values()
            .any(|count| *count > 0)
    }

    fn fault_now(&self) -> Option<Fault> {
        let mut inside = lock(&self.inside);
        let now = self.time.now();
        let lasting = inside.fault.filter(|(_, until)| now < *until);
        lasting.map(|(fault, _)| fault).or(inside.next.take())
    }

    /// Orders whose time has come.
    fn land_late(&self) {
        let now = self.time.now();
        let come: Vec<_> = {
            let mut inside = lock(&self.inside);
            let (come, left) = std::mem::take(&mut inside.late)
                .into_iter()
                .partition(|(at, _)| *at <= now);
            inside.late = left;
            come
        };
        for (_, order) in come {
            self.judge
                .tell(|| format!("{}: a late order lands", self.name));
            self.land(&order, usize::MAX);
        }
    }

    /// Carries out so many parts of an order, and whether that was all.
    fn land(&self, order: &SyncOrder, at_most: usize) -> bool {
        let mut inside = lock(&self.inside);
        if inside.may_not(order, self) {
            return true;
        }
        let entry = inside.entries.get(&order.holder.login);
        let Some(parts) = parts(order, entry, self.keeps) else {
            return false;
        };
        // One request says everything, or one each.
        let (count, is_one) = (parts.len(), self.keeps != Keeps::Nothing);
        let arrive = if is_one {
            at_most.min(1) * count
        } else {
            at_most
        };
        if at_most > 0 {
            inside.arrive(order, self);
        }
        for part in parts.into_iter().take(arrive) {
            inside.change(order, &part, self);
        }
        if at_most > 0 && arrive >= count {
            inside.settle(order, self);
        }
        true
    }

    async fn work(&self, order: &SyncOrder) -> Result<(), SyncError> {
        self.land_late();
        let latency = SignedDuration::from_millis(lock(&self.inside).rng.i64(0..120));
        self.time.sleep(latency).await;
        let done = match self.fault_now() {
            Some(fault) => self.strike(fault, order).await,
            None => self.carry_out(order),
        };
        self.time.pause().await;
        done
    }

    fn carry_out(&self, order: &SyncOrder) -> Result<(), SyncError> {
        if self.keeps == Keeps::Versions && self.heeds_versions {
            lock(&self.inside).overtaken(order)?;
        }
        self.land(order, usize::MAX)
            .then_some(())
            .ok_or(SyncError::Gone)
    }

    async fn strike(&self, fault: Fault, order: &SyncOrder) -> Result<(), SyncError> {
        self.judge.struck(fault);
        self.judge
            .tell(|| format!("{}: {fault:?} strikes version {}", self.name, order.version));
        let strike = fault.strike(&mut lock(&self.inside).rng);
        let parts = lock(&self.inside).rng.usize(0..=4);
        match strike {
            Strike::Before(error) => {
                self.time.sleep(fault.wait()).await;
                return Err(error);
            }
            Strike::Password if order.wanted.password.is_none() => return self.carry_out(order),
            Strike::Password => return Err(self.refuse(order)),
            Strike::Erased => {
                let mut inside = lock(&self.inside);
                inside.entries.remove(&order.holder.login);
                inside.erased.insert(order.holder.login.clone());
                let account = order.holder.account;
                inside.counts.retain(|(whose, ..), _| *whose != account);
                drop(inside);
                return self.carry_out(order);
            }
            Strike::During => drop(self.land(order, parts)),
            Strike::After => self.carry_out(order)?,
            Strike::Late => {
                let mut inside = lock(&self.inside);
                let at = self.time.now() + SignedDuration::from_millis(inside.rng.i64(1..60_000));
                inside.late.push((at, order.clone()));
            }
        }
        self.time.sleep(fault.wait()).await;
        Err(SyncError::unknown(format!("{fault:?}")))
    }

    /// T-30: a service is asked once, and again only by who did not hear or could not note the answer.
    fn refuse(&self, order: &SyncOrder) -> SyncError {
        let key = (order.holder.account, order.version);
        let mut inside = lock(&self.inside);
        let times = inside.refusals.entry(key).or_default();
        *times += 1;
        if *times > 1 + self.judge.seen(Figures::cuts) {
            let version = order.version;
            self.judge.violated(
                Rule::RefusedOnce,
                format!("{}: version {version} was refused {times} times", self.name),
            );
        }
        SyncError::PasswordRefused { said: None }
    }
}

#[async_trait]
impl CredentialSync for LedgerTarget {
    async fn apply(&self, order: &SyncOrder) -> Result<(), SyncError> {
        let _in_use = InUse::begin(self, order);
        self.judge
            .tell(|| format!("{}: {}", self.name, entry::describe(order)));
        let done = self.work(order).await;
        self.judge
            .tell(|| format!("{}: version {}: {done:?}", self.name, order.version));
        done
    }

    async fn verify(&self, order: &SyncOrder) -> Result<Held, SyncError> {
        self.time.pause().await;
        self.land_late();
        if let Some(error) = self.fault_now().and_then(Fault::at_look) {
            return Err(error);
        }
        let mut inside = lock(&self.inside);
        if self.keeps == Keeps::Versions && self.heeds_versions {
            inside.overtaken(order)?;
        }
        let entry = inside.entries.get(&order.holder.login);
        let shown = entry.ok_or(SyncError::Gone)?.shows(order, self.keeps);
        if shown == Held::Yes {
            inside.hold(order, self);
        }
        Ok(shown)
    }

    async fn probe(&self) -> Result<(), SyncError> {
        Ok(())
    }
}
