//! The store as one node reaches it: before and after each call somebody else may go first, the node
//! may be killed, and the store may be away, with or without having done what it was asked.

mod flawed;
mod reached;

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use fastrand::Rng;
use varco_domain::delivery::ServiceId;
use varco_ports::testkit::{
    AcceptAllCaptcha, InMemoryStore, PlainDigester, PlainHasher, PlainVault, SeededEntropy,
};
use varco_ports::{CredentialSync, Deliveries, StoreError, Vault};
use varco_usecases::{Ports, Targets};

use crate::flaw::Flaw;
use crate::judge::Judge;
use crate::ledger::LedgerTarget;
use crate::postbox::Postbox;
use crate::time::{NodeClock, Time, lock};
use flawed::{AnyCredential, Blind, Impatient};
use reached::Reached;

/// What all nodes share.
#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) time: Arc<Time>,
    pub(crate) judge: Arc<Judge>,
    pub(crate) store: Arc<InMemoryStore>,
    pub(crate) postbox: Arc<Postbox>,
    pub(crate) targets: Vec<Arc<LedgerTarget>>,
    pub(crate) flaw: Option<Flaw>,
    /// How many calls of the store go wrong from now on, about every other.
    pub(crate) trouble: AtomicU64,
    pub(crate) rng: Mutex<Rng>,
}

enum Mishap {
    None,
    Before,
    After,
}

impl Shared {
    pub(crate) fn is(&self, flaw: Flaw) -> bool {
        self.flaw == Some(flaw)
    }

    /// A call of the store.
    pub(crate) async fn call<T, E: From<StoreError>>(
        &self,
        call: impl Future<Output = Result<T, E>>,
    ) -> Result<T, E> {
        self.time.pause().await;
        let mishap = self.mishap();
        let away = || StoreError::Unavailable("away".to_owned());
        if matches!(mishap, Mishap::Before) {
            return Err(away().into());
        }
        let done = call.await;
        self.time.pause().await;
        if matches!(mishap, Mishap::After) {
            return Err(away().into());
        }
        done
    }

    fn mishap(&self) -> Mishap {
        if self.trouble.load(Ordering::Relaxed) == 0 {
            return Mishap::None;
        }
        self.trouble.fetch_sub(1, Ordering::Relaxed);
        let mishap = match lock(&self.rng).u8(0..4) {
            0 => Mishap::Before,
            1 => Mishap::After,
            _ => return Mishap::None,
        };
        self.judge.count(|figures| figures.store_faults += 1);
        mishap
    }

    /// The ports of a node.
    pub(crate) fn ports(self: &Arc<Self>, node: usize, seed: u64) -> Ports {
        let store = &self.store;
        let reached = Arc::new(Reached::new(Arc::clone(self)));
        let vault: Arc<dyn Vault> = match self.flaw {
            Some(Flaw::SendsSuperseded) => Arc::new(AnyCredential::new(Arc::clone(self))),
            _ => Arc::new(PlainVault),
        };
        // Far apart, so that no node draws what another has drawn.
        let entropy = SeededEntropy::new(seed ^ (node as u64).rotate_right(8));
        Ports {
            accounts: reached.clone(),
            captcha: Arc::new(AcceptAllCaptcha),
            clock: Arc::new(NodeClock {
                time: Arc::clone(&self.time),
                node,
            }),
            commit: reached.clone(),
            deliveries: reached.clone(),
            desk: store.clone(),
            digester: Arc::new(PlainDigester),
            entropy: Arc::new(entropy),
            forms: store.clone(),
            grants: store.clone(),
            hasher: Arc::new(PlainHasher),
            housekeeping: reached.clone(),
            lockouts: store.clone(),
            mail: self.postbox.clone(),
            outbox: reached,
            registrations: store.clone(),
            sessions: store.clone(),
            targets: self.targets(),
            throttle: store.clone(),
            trail: store.clone(),
            vault,
        }
    }

    /// How far orders have come, as workers see it.
    pub(crate) fn seen_by_workers(&self, ports: &Ports) -> Arc<dyn Deliveries> {
        match self.flaw {
            Some(Flaw::KnowsNoOrder) => Arc::new(Blind(Arc::clone(&self.store))),
            _ => ports.deliveries.clone(),
        }
    }

    fn targets(&self) -> Targets {
        let target = |target: &Arc<LedgerTarget>| {
            let id = ServiceId::parse(target.name)?;
            let target: Arc<dyn CredentialSync> = match self.flaw {
                Some(flaw @ (Flaw::RetriesForEver | Flaw::TrustsTheUnknown)) => {
                    Arc::new(Impatient::new(target.clone(), flaw))
                }
                _ => target.clone(),
            };
            Some((id, target))
        };
        self.targets.iter().filter_map(target).collect()
    }
}
