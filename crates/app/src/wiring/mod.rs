//! Adapters behind the ports.

mod keyed;
mod mail;
mod services;
mod settings;
mod wake;

use std::os::unix::fs::DirBuilderExt;
use std::path::PathBuf;
use std::sync::Arc;

use jiff::tz::TimeZone;
use secrecy::SecretString;
use thiserror::Error;
use tokio::sync::Notify;
use varco_captcha_http::Difficulty;
use varco_crypto::{EnvelopeVault, HmacDigester, Keyring, KeyringError, OsEntropy, SystemClock};
use varco_ports::{Entropy, StoreError};
use varco_storage_seaorm::{OpenError, Storage, StorageConfig};
use varco_usecases::{Line, Ports, UseCases};

use crate::config::{Config, ConfigError};
use crate::keys::key_file;
use crate::legal::LegalTexts;
use crate::pages::Branding;
use crate::state::App;
use crate::web::client::TrustedProxies;
use crate::web::host::KnownHosts;
use crate::worker::Lane;

use keyed::{captcha, hasher};
pub use mail::Relays;
pub(crate) use settings::site;
use settings::{settings, tell_deviations};
use wake::WakingCommit;

/// Where days begin. Compiled in: dates must not change with the machine.
pub(crate) static ROME: TimeZone = jiff::tz::get!("Europe/Rome");

/// Lays something around the ports before anybody uses them, such as the points at which the
/// tests' own binary kills itself. The product lays nothing.
pub type Around = fn(Ports) -> Ports;

/// The application with all its parts.
#[derive(Clone, Debug)]
pub struct Wired {
    /// What handlers see.
    pub app: Arc<App>,
    /// The store, for health.
    pub storage: Arc<Storage>,
    /// Notified when a mail has been committed.
    pub wake: Arc<Notify>,
    /// The names under which people reach the service.
    pub hosts: KnownHosts,
    /// The ports, for the demo and for tests.
    pub ports: Ports,
}

impl Wired {
    /// What is delivered, and how many items of it at a time.
    pub fn lanes(&self, config: &Config) -> Vec<Lane> {
        let tables = config.enabled_services().into_iter();
        let orders = tables.filter_map(|table| {
            Some(Lane {
                line: Line::Orders(table.service_id().ok()?),
                concurrency: table.concurrency,
                rate: table.rate().ok()?,
            })
        });
        let mails = Lane {
            line: Line::Mails,
            concurrency: config.mail.concurrency,
            rate: None,
        };
        [mails].into_iter().chain(orders).collect()
    }

    /// Closes the database once everything else has ended; on SQLite this folds its log into the file.
    pub async fn close(self) {
        Storage::clone(&self.storage).close().await;
    }
}

/// Why a part cannot be built.
#[derive(Debug, Error)]
pub enum WireError {
    /// The configuration.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The database.
    #[error("the database cannot be opened: {0}")]
    Open(#[from] OpenError),
    /// The database, later.
    #[error("the database cannot be used: {0}")]
    Store(#[from] StoreError),
    /// The keys.
    #[error("the keys cannot be used: {0}")]
    Keyring(#[from] KeyringError),
    /// People have passwords, and the keys under which these were hashed are not here.
    #[error(
        "the database has people in it, but {path} is missing: copy `keys` and `epochs` from another node or from where they are kept; under new keys nobody's password would be right. If they are lost for good, `varco keys create` makes new ones"
    )]
    KeysAway {
        /// Where they should be.
        path: PathBuf,
    },
    /// Password hashing.
    #[error("password hashing cannot be set up: {0}")]
    Hashing(#[from] varco_crypto::ConfigError),
    /// Mail.
    #[error("mail cannot be set up: {0}")]
    Mail(#[from] varco_mail_smtp::ConfigError),
    /// Captcha.
    #[error("the captcha cannot be set up: {0}")]
    Captcha(#[from] varco_captcha_http::DifficultyError),
    /// The operating system.
    #[error("{what}: {error}")]
    Io {
        /// What was tried.
        what: String,
        /// What came of it.
        error: std::io::Error,
    },
}

/// Makes the data folder, readable by its owner alone.
///
/// # Errors
/// [`WireError::Io`].
pub fn prepare_data_dir(config: &Config) -> Result<(), WireError> {
    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(&config.data_dir)
        .map_err(|error| WireError::Io {
            what: format!("cannot make the data folder {}", config.data_dir.display()),
            error,
        })
}

/// Sees to it that the keys are there: a new installation gets its own.
///
/// # Errors
/// [`WireError::KeysAway`] when they are not and the database has people in it.
pub async fn prepare_keys(config: &Config, storage: &Storage) -> Result<(), WireError> {
    let path = key_file(config);
    if !path.exists() && storage.has_accounts().await? {
        return Err(WireError::KeysAway { path });
    }
    Keyring::load_or_create(&path)?;
    Ok(())
}

/// Builds what can be built without touching anything, to see whether the configuration allows it.
///
/// # Errors
/// [`WireError`].
pub fn check(config: &Config) -> Result<(), WireError> {
    storage_config(config)?.check_address()?;
    // Without a relay only the demo can start; the rest of the mail section counts there too.
    let relay = config.smtp_url()?;
    mail::smtp(
        config,
        &relay.unwrap_or_else(|| SecretString::from("smtp://127.0.0.1")),
    )?;
    Difficulty::new(config.captcha.cost, &config.captcha.prefix)?;
    settings(config, &LegalTexts::load(config)?)?;
    services::targets(config)?;
    Branding::load(config)?;
    Ok(())
}

/// Opens the database.
///
/// # Errors
/// [`WireError`].
pub async fn open_storage(config: &Config) -> Result<Storage, WireError> {
    Ok(Storage::connect(&storage_config(config)?).await?)
}

/// How to open the database.
pub(crate) fn storage_config(config: &Config) -> Result<StorageConfig, ConfigError> {
    Ok(StorageConfig {
        connections: config.database.connections,
        ca_file: config.database.ca_file.clone(),
        ..StorageConfig::new(config.database_url()?)
    })
}

/// Puts everything together.
///
/// # Errors
/// [`WireError`].
pub fn wire(
    config: &Config,
    relays: &Relays,
    is_demo: bool,
    storage: Storage,
    around: Around,
) -> Result<Wired, WireError> {
    let storage = Arc::new(storage);
    let wake = Arc::new(Notify::new());
    let ports = around(ports(config, relays, &storage, &wake)?);
    let legal = LegalTexts::load(config)?;
    let settings = settings(config, &legal)?;
    tell_deviations(&settings);
    let app = App {
        usecases: UseCases::new(ports.clone(), settings),
        site: site(config, legal, is_demo)?,
        proxies: TrustedProxies::new(config.network.trusted_proxies.clone()),
    };
    Ok(Wired {
        app: Arc::new(app),
        storage,
        wake,
        hosts: KnownHosts::new(&config.public_url(), config.listen),
        ports,
    })
}

fn ports(
    config: &Config,
    relays: &Relays,
    storage: &Arc<Storage>,
    wake: &Arc<Notify>,
) -> Result<Ports, WireError> {
    let keyring = Keyring::load(&key_file(config))?;
    tracing::info!(
        keyring.fingerprint = keyring.fingerprint(),
        keyring.oldest_epoch = keyring.oldest_epoch(),
        "keys loaded"
    );
    let entropy: Arc<dyn Entropy> = Arc::new(OsEntropy);
    Ok(Ports {
        accounts: Arc::clone(storage) as _,
        captcha: Arc::new(captcha(config, &keyring, storage, &entropy)?),
        clock: Arc::new(SystemClock),
        commit: Arc::new(WakingCommit {
            inner: Arc::clone(storage),
            wake: Arc::clone(wake),
        }),
        deliveries: Arc::clone(storage) as _,
        desk: Arc::clone(storage) as _,
        digester: Arc::new(HmacDigester::for_tokens(&keyring)),
        forms: Arc::clone(storage) as _,
        grants: Arc::clone(storage) as _,
        hasher: Arc::new(hasher(config, &keyring, &entropy)?),
        housekeeping: Arc::clone(storage) as _,
        lockouts: Arc::clone(storage) as _,
        mail: mail::sender(config, relays)?,
        outbox: Arc::clone(storage) as _,
        registrations: Arc::clone(storage) as _,
        sessions: Arc::clone(storage) as _,
        targets: services::targets(config)?,
        throttle: Arc::clone(storage) as _,
        trail: Arc::clone(storage) as _,
        vault: Arc::new(EnvelopeVault::new(&keyring, Arc::clone(&entropy))),
        entropy,
    })
}
