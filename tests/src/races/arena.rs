//! Several nodes on one store, in this process: connections and randomness of their own, one clock
//! that stands still, one postbox. Slow hashing and the captcha are stand-ins unless they are what is
//! raced for.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use jiff::SignedDuration;
use secrecy::SecretString;
use tempfile::TempDir;
use varco_captcha_http::{BuiltInCaptcha, Difficulty};
use varco_ports::testkit::{
    AcceptAllCaptcha, FixedClock, InMemoryStore, PlainDigester, PlainHasher, PlainVault,
    SeededEntropy,
};
use varco_ports::{
    AccountStore, AuditTrail, CaptchaLedger, Commit, Deliveries, GrantStore, Housekeeping,
    KeptForms, Lockouts, Message, Outbox, OutboxDesk, RegistrationStore, SessionStore, Throttle,
};
use varco_storage_seaorm::{Storage, StorageConfig};
use varco_test_postgres::Cluster;
use varco_usecases::{Delivery, Line, Ports, Targets, UseCases};

use super::crowd::at_once;
use super::postbox::Postbox;
use super::rows::Rows;
use super::settings::{NOW, settings};

/// Where things are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// The stand-in for a store.
    Memory,
    /// A database file.
    Sqlite,
    /// A database of the throw-away server.
    Postgres,
}

impl Ground {
    /// How it is called in reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Memory => "memory",
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
        }
    }

    async fn new_url(self, folder: &TempDir) -> Result<Option<String>> {
        Ok(match self {
            Self::Memory => None,
            Self::Sqlite => Some(format!("sqlite://{}/varco.db", folder.path().display())),
            Self::Postgres => {
                let make = || Cluster::shared().and_then(Cluster::new_database);
                Some(tokio::task::spawn_blocking(make).await??)
            }
        })
    }
}

/// Everything that a node wants from its store.
trait Store:
    AccountStore
    + AuditTrail
    + CaptchaLedger
    + Commit
    + Deliveries
    + GrantStore
    + Housekeeping
    + KeptForms
    + Lockouts
    + Outbox
    + OutboxDesk
    + RegistrationStore
    + SessionStore
    + Throttle
    + 'static
{
}

impl Store for InMemoryStore {}
impl Store for Storage {}

/// The nodes and what they share.
#[derive(Debug)]
pub struct Arena {
    nodes: Vec<Node>,
    clock: Arc<FixedClock>,
    postbox: Arc<Postbox>,
    rows: Option<Rows>,
    url: Option<String>,
    /// Holds the file, if it is one.
    _folder: TempDir,
}

#[derive(Debug)]
struct Node {
    ports: Ports,
    ledger: Arc<dyn CaptchaLedger>,
}

/// How long a statement, a lock or a connection is waited for: on a machine that does many other
/// things longer than in service.
const PATIENCE: Duration = Duration::from_secs(30);
/// Connections of each node.
const CONNECTIONS: u32 = 5;

impl Arena {
    /// So many nodes on a new store.
    ///
    /// # Errors
    ///
    /// The database cannot be made.
    pub async fn open(ground: Ground, nodes: usize, seed: u64) -> Result<Self> {
        let folder = TempDir::new()?;
        let url = ground.new_url(&folder).await?;
        let mut arena = Self {
            nodes: Vec::new(),
            clock: Arc::new(FixedClock::at(NOW)),
            postbox: Arc::default(),
            rows: None,
            url: None,
            _folder: folder,
        };
        let Some(url) = url else {
            let store = Arc::new(InMemoryStore::new());
            (0..nodes).try_for_each(|_| arena.add_node(&store, seed))?;
            return Ok(arena);
        };
        for _ in 0..nodes {
            arena.add_node_at(&url, PATIENCE, seed).await?;
        }
        arena.rows = Some(Rows::open(&url).await?);
        arena.url = Some(url);
        Ok(arena)
    }

    /// One node on a new database of the throw-away server, to be reached by another address, and
    /// which loses its patience this soon.
    ///
    /// # Errors
    ///
    /// The database cannot be made or reached.
    pub async fn reach(by: impl Fn(&str) -> String, patience: Duration, seed: u64) -> Result<Self> {
        let mut arena = Self::open(Ground::Postgres, 0, seed).await?;
        let url = arena.url.clone().context("no address")?;
        arena.add_node_at(&by(&url), patience, seed).await?;
        Ok(arena)
    }

    async fn add_node_at(&mut self, url: &str, patience: Duration, seed: u64) -> Result<()> {
        let config = StorageConfig {
            connections: CONNECTIONS,
            patience,
            ..StorageConfig::new(SecretString::from(url))
        };
        let storage = Storage::connect(&config).await?;
        storage.migrate().await?;
        self.add_node(&Arc::new(storage), seed)
    }

    fn add_node<S: Store>(&mut self, store: &Arc<S>, seed: u64) -> Result<()> {
        // Far apart, so that no node draws what another has drawn.
        let number = u64::try_from(self.nodes.len())?;
        let entropy = Arc::new(SeededEntropy::new(seed ^ number.rotate_right(8)));
        let ports = Ports {
            accounts: store.clone(),
            captcha: Arc::new(AcceptAllCaptcha),
            clock: self.clock.clone(),
            commit: store.clone(),
            deliveries: store.clone(),
            desk: store.clone(),
            digester: Arc::new(PlainDigester),
            entropy,
            forms: store.clone(),
            grants: store.clone(),
            hasher: Arc::new(PlainHasher),
            housekeeping: store.clone(),
            lockouts: store.clone(),
            mail: self.postbox.clone(),
            outbox: store.clone(),
            registrations: store.clone(),
            sessions: store.clone(),
            targets: Targets::new(),
            throttle: store.clone(),
            trail: store.clone(),
            vault: Arc::new(PlainVault),
        };
        let ledger = store.clone();
        self.nodes.push(Node { ports, ledger });
        Ok(())
    }

    fn at(&self, number: usize) -> Result<&Node> {
        let place = number.checked_rem(self.nodes.len()).context("no node")?;
        self.nodes.get(place).context("no node")
    }

    /// The ports of one of the nodes: any number will do.
    ///
    /// # Errors
    ///
    /// There is no node.
    pub fn ports(&self, number: usize) -> Result<Ports> {
        Ok(self.at(number)?.ports.clone())
    }

    /// The use cases of one of the nodes.
    ///
    /// # Errors
    ///
    /// As [`Arena::ports`].
    pub fn node(&self, number: usize) -> Result<UseCases> {
        Ok(UseCases::new(self.ports(number)?, settings()))
    }

    /// The use cases of one of the nodes, with the captcha of the product.
    ///
    /// # Errors
    ///
    /// As [`Arena::ports`].
    pub fn node_with_captcha(&self, number: usize) -> Result<UseCases> {
        let Node { ports, ledger } = self.at(number)?;
        let captcha = BuiltInCaptcha::new(
            Difficulty::new(1, "0")?,
            Arc::clone(&ports.digester),
            Arc::clone(ledger),
            Arc::clone(&ports.entropy),
        );
        let ports = Ports {
            captcha: Arc::new(captcha),
            ..ports.clone()
        };
        Ok(UseCases::new(ports, settings()))
    }

    /// A look into the database.
    ///
    /// # Errors
    ///
    /// There is none.
    pub fn rows(&self) -> Result<&Rows> {
        self.rows.as_ref().context("no database")
    }

    /// Lets time pass.
    pub fn pass(&self, span: SignedDuration) {
        self.clock.advance(span);
    }

    /// Sends everything that is due, every node together with the others; what has arrived since the
    /// last time.
    ///
    /// # Errors
    ///
    /// Something cannot be sent, or arrives twice.
    pub async fn post(&self) -> Result<Vec<Message>> {
        let workers = at_once(self, self.nodes.len(), |node, _| deliver(node));
        for outcome in workers.await? {
            outcome?;
        }
        let arrived = self.postbox.empty();
        let different: BTreeSet<_> = arrived.iter().map(|mail| mail.id).collect();
        ensure!(different.len() == arrived.len(), "a mail has come twice");
        Ok(arrived)
    }
}

/// Delivers until nothing is due.
async fn deliver(node: UseCases) -> Result<()> {
    loop {
        let claimed = node.claim(&Line::Mails, 20).await?;
        if claimed.is_empty() {
            return Ok(());
        }
        for mail in &claimed {
            let delivery = node.deliver(mail).await?;
            ensure!(delivery == Delivery::Sent, "a mail is {delivery:?}");
        }
    }
}
