//! The commands.

mod backup;
mod check;
mod maintenance;
mod outbox;
mod reconcile;
mod schema;
mod serve;
mod services;
mod stop;
mod utenza;
mod work;

use std::io::{BufReader, BufWriter, Write};

use thiserror::Error;
use varco_crypto::KeyringError;
use varco_ports::Clock;
use varco_storage_seaorm::Storage;
use varco_usecases::{OperatorError, ReconcileError, TendOutboxError, TendServiceError};

use crate::backup::Fault;
use crate::cli::{Cli, CodiceFiscaleCommand, Command};
use crate::config::{Config, ConfigError};
use crate::wiring::{self, Around, Relays, WireError, Wired};
use crate::{api, codice_fiscale, keys, log};

pub use backup::RestoreOptions;
pub use reconcile::ReconcileOptions;
pub use serve::endpoint;
pub use utenza::UtenzaCommand;

/// Why a command fails; each says how to mend it.
#[derive(Debug, Error)]
pub enum RunError {
    /// The configuration.
    #[error("the configuration cannot be used: {0}")]
    Config(#[from] ConfigError),
    /// A part cannot be built.
    #[error(transparent)]
    Wire(#[from] WireError),
    /// The outbox does not allow it.
    #[error("{0}")]
    Outbox(#[from] TendOutboxError),
    /// The linked service does not allow it.
    #[error("{0}")]
    Service(#[from] TendServiceError),
    /// Two hold different things.
    #[error(
        "some utenze differ, or could not be read; `--fix --why TEXT` has the service told again what it should hold"
    )]
    Differs,
    /// The comparison breaks off.
    #[error("{0}")]
    Reconcile(#[from] ReconcileError),
    /// The utenza does not allow it.
    #[error("{0}")]
    Utenza(#[from] OperatorError),
    /// No utenza can be opened with these data.
    #[error("no utenza was opened: {0}")]
    Provision(String),
    /// There is no backup, or nothing is restored.
    #[error(transparent)]
    Backup(#[from] Fault),
    /// The schema of the database is not the one of this version.
    #[error("{0}")]
    Schema(&'static str),
    /// The figures of the process.
    #[error("metrics cannot be set up: {0}")]
    Metrics(#[from] metrics_exporter_prometheus::BuildError),
    /// The keys do not allow it.
    #[error("{0}")]
    Keys(#[from] KeyringError),
    /// Something would be lost, and nobody has said that it may be.
    #[error("nothing was changed: {0}. To do it all the same, repeat the command with --confirm")]
    Unconfirmed(String),
    /// The operating system.
    #[error("{0}")]
    Io(#[from] std::io::Error),
}

impl RunError {
    /// The exit code of a command that ends like this.
    pub const fn exit_code(&self) -> u8 {
        match self {
            Self::Differs => 3,
            _ => 1,
        }
    }
}

/// Carries out one command, with something laid around the ports.
///
/// # Errors
/// [`RunError`].
pub async fn run(cli: Cli, around: Around) -> Result<(), RunError> {
    match cli.command {
        Command::Serve(options) => serve::serve(options, around).await,
        Command::Maintenance { until } => maintenance::maintain(until).await,
        Command::Worker => work::work(around).await,
        Command::Migrate => schema::migrate().await,
        Command::Backup { file } => backup::back_up(&file).await,
        Command::Restore(options) => backup::restore(options).await,
        Command::Outbox(command) => outbox::tend(command, around).await,
        Command::Services(command) => services::tend(command, around).await,
        Command::Reconcile(options) => reconcile::reconcile(options, around).await,
        Command::Utenza(command) => utenza::tend(command, around).await,
        Command::Keys(command) => keys::tend(command),
        Command::CheckConfig => check::check_config(),
        Command::CodiceFiscale(CodiceFiscaleCommand::Check) => check_codes(),
        Command::Openapi => Ok(writeln!(std::io::stdout(), "{}", api::document())?),
    }
}

/// What every process that works on the database begins with.
async fn open() -> Result<(Config, Storage), RunError> {
    let config = Config::load()?;
    log::start(&config.log)?;
    let storage = storage(&config).await?;
    Ok((config, storage))
}

async fn storage(config: &Config) -> Result<Storage, RunError> {
    wiring::prepare_data_dir(config)?;
    Ok(wiring::open_storage(config).await?)
}

/// What the commands of operators begin with: everything but a way to send mails.
async fn desk(around: Around) -> Result<(Config, Wired), RunError> {
    let config = Config::load()?;
    log::start_quietly(&config.log)?;
    let storage = storage(&config).await?;
    schema::demand(&storage).await?;
    let wired = wiring::wire(&config, &Relays::none(), false, storage, around)?;
    Ok((config, wired))
}

fn check_codes() -> Result<(), RunError> {
    let today = varco_crypto::SystemClock
        .now()
        .to_zoned(wiring::ROME.clone())
        .date();
    let (input, output) = (std::io::stdin().lock(), std::io::stdout().lock());
    match codice_fiscale::check(BufReader::new(input), BufWriter::new(output), today) {
        // Whoever reads has seen enough.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        other => Ok(other?),
    }
}
