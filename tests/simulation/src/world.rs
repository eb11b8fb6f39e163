//! Two nodes on one store, two services, a mail server.

use std::cell::Cell;
use std::pin::pin;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::AtomicU64;
use std::task::{Context, Poll, Waker};

use fastrand::Rng;
use jiff::tz::TimeZone;
use varco_domain::codice_fiscale::CodiceFiscale;
use varco_domain::credential::{LockoutRules, PasswordPolicy};
use varco_domain::delivery::{LinkedService, LinkedServices, ServiceId};
use varco_domain::grant::GrantLives;
use varco_domain::id::AccountId;
use varco_domain::registration::{DocumentRef, LegalDocuments, RegistrationRules};
use varco_domain::session::SessionLimits;
use varco_domain::throttle::Limit;
use varco_domain::utenza::{Account, IssuePolicy, UtenzaKind};
use varco_ports::testkit::InMemoryStore;
use varco_ports::{AccountStore as _, Outbox};
use varco_usecases::{InitialCredential, Limits, Ports, Retention, Settings, UseCases};

use crate::flaw::Flaw;
use crate::judge::Judge;
use crate::ledger::LedgerTarget;
use crate::people::PEOPLE;
use crate::plan::Plan;
use crate::ports::Shared;
use crate::postbox::Postbox;
use crate::tasks::Spawner;
use crate::time::Time;
use crate::{NODES, SERVICES};

/// Everything there is.
pub(crate) struct World {
    pub(crate) shared: Arc<Shared>,
    pub(crate) spawner: Spawner,
    nodes: Vec<Node>,
    number: Cell<u32>,
}

struct Node {
    people: UseCases,
    worker: UseCases,
    outbox: Arc<dyn Outbox>,
}

impl World {
    pub(crate) fn new(
        plan: &Plan,
        flaw: Option<Flaw>,
        tells: bool,
        spawner: Spawner,
        time: &Arc<Time>,
    ) -> Self {
        let judge = Judge::new(time, tells);
        let seed = |number: u64| Rng::with_seed(plan.seed ^ (number << 56));
        let heeds = flaw != Some(Flaw::HeedsNoVersions);
        let target = |(number, (name, keeps)): (u64, (&&'static str, _))| {
            LedgerTarget::new(name, keeps, heeds, (time, &judge), seed(number))
        };
        let shared = Arc::new(Shared {
            time: Arc::clone(time),
            store: Arc::new(InMemoryStore::new()),
            postbox: Postbox::new(time, &judge, seed(1)),
            targets: (2..)
                .zip(SERVICES.iter().zip(plan.keeps))
                .map(target)
                .collect(),
            judge,
            flaw,
            trouble: AtomicU64::new(0),
            rng: Mutex::new(seed(255)),
        });
        let node = |number| {
            let ports = shared.ports(number, plan.seed);
            let worker = Ports {
                deliveries: shared.seen_by_workers(&ports),
                ..ports.clone()
            };
            Node {
                outbox: ports.outbox.clone(),
                people: UseCases::new(ports, settings(&SERVICES)),
                worker: UseCases::new(worker, settings(&SERVICES)),
            }
        };
        let nodes = (0..NODES).map(node).collect();
        let number = Cell::new(0);
        Self {
            shared,
            spawner,
            nodes,
            number,
        }
    }

    pub(crate) fn usecases(&self, node: usize) -> &UseCases {
        &self.node(node).people
    }

    pub(crate) fn worker(&self, node: usize) -> &UseCases {
        &self.node(node).worker
    }

    pub(crate) fn outbox(&self, node: usize) -> &dyn Outbox {
        self.node(node).outbox.as_ref()
    }

    #[expect(
        clippy::indexing_slicing,
        reason = "numbers of nodes are drawn below their count"
    )]
    fn node(&self, node: usize) -> &Node {
        &self.nodes[node % NODES]
    }

    /// A number that nobody has had.
    pub(crate) fn next_number(&self) -> u32 {
        self.number.set(self.number.get() + 1);
        self.number.get()
    }

    /// The utenza of somebody, as it is kept.
    pub(crate) fn account(&self, who: usize) -> Option<Account> {
        let code = CodiceFiscale::parse(PEOPLE.get(who)?.code).ok()?;
        let found = at_once(self.shared.store.find_by_codice_fiscale(&code))?;
        Some(found.ok()??.value)
    }
}

impl Shared {
    /// An utenza, as it is kept.
    pub(crate) fn account(&self, id: AccountId) -> Option<Account> {
        Some(at_once(self.store.find(id))?.ok()??.value)
    }
}

/// What a call of the store in memory answers, which waits for nobody.
pub(crate) fn at_once<T>(call: impl Future<Output = T>) -> Option<T> {
    match pin!(call).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(answer) => Some(answer),
        Poll::Pending => None,
    }
}

/// The defaults, with limits that three people of many deeds do not reach.
pub(crate) fn settings(services: &[&str]) -> Settings {
    let document = |byte| DocumentRef {
        version: "1".to_owned(),
        digest: [byte; 32],
    };
    let wide = Limit::per_hour(u32::MAX);
    Settings {
        rules: RegistrationRules::default(),
        documents: LegalDocuments {
            terms: document(1),
            privacy: document(2),
        },
        issue: IssuePolicy::default_for(UtenzaKind::External),
        initial_credential: InitialCredential::Mailed,
        services: LinkedServices::new(services.iter().filter_map(|name| service(name)).collect())
            .unwrap_or_default(),
        external_policy: PasswordPolicy::MODERN,
        mi_policy: PasswordPolicy::MINISTERO,
        repeat_password: true,
        service_words: Vec::new(),
        sessions: SessionLimits::default(),
        grants: GrantLives::default(),
        zone: TimeZone::UTC,
        retention: Retention::default(),
        limits: Limits {
            login: LockoutRules {
                pause_after: u32::MAX,
                failures_max: u32::MAX,
                at_once: u32::MAX,
                ..LockoutRules::default()
            },
            login_network: wide,
            login_identifiers: wide,
            login_total: wide,
            ..Limits::default()
        },
    }
}

fn service(name: &str) -> Option<LinkedService> {
    Some(LinkedService {
        id: ServiceId::parse(name)?,
        name: name.to_owned(),
        description: String::new(),
        kinds: vec![UtenzaKind::External],
        policy: PasswordPolicy::ANY,
    })
}
