//! The commands.

use std::io::{BufReader, BufWriter, Write};
use std::sync::Arc;

use poem::{Endpoint, EndpointExt, Route};
use secrecy::SecretString;
use thiserror::Error;
use tokio::net::TcpListener;
use tokio::sync::watch;
use varco_ports::Clock;
use varco_storage_seaorm::{SchemaState, Storage};

use crate::cli::{Cli, CodiceFiscaleCommand, Command};
use crate::config::{Config, ConfigError};
use crate::demo::Demo;
use crate::web::edge::Edge;
use crate::wiring::{self, Around, Relays, WireError, Wired};
use crate::{api, codice_fiscale, demo, health, log, pages, server, worker};

/// Why a command fails; each says how to mend it.
#[derive(Debug, Error)]
pub enum RunError {
    /// The configuration.
    #[error("the configuration cannot be used: {0}")]
    Config(#[from] ConfigError),
    /// A part cannot be built.
    #[error(transparent)]
    Wire(#[from] WireError),
    /// The schema of the database is not the one of this version.
    #[error("{0}")]
    Schema(&'static str),
    /// The operating system.
    #[error("{0}")]
    Io(#[from] std::io::Error),
}

/// Carries out one command, with something laid around the ports.
///
/// # Errors
/// [`RunError`].
pub async fn run(cli: Cli, around: Around) -> Result<(), RunError> {
    match cli.command {
        Command::Serve { demo, migrate } => serve(demo, migrate, around).await,
        Command::Migrate => migrate().await,
        Command::CheckConfig => check_config(),
        Command::CodiceFiscale(CodiceFiscaleCommand::Check) => check_codes(),
        Command::Openapi => Ok(writeln!(std::io::stdout(), "{}", api::document())?),
    }
}

async fn serve(is_demo: bool, may_migrate: bool, around: Around) -> Result<(), RunError> {
    let config = Config::load()?;
    log::start(&config.log)?;
    wiring::prepare_data_dir(&config)?;
    let storage = wiring::open_storage(&config).await?;
    bring_up_to_date(&storage, is_demo || may_migrate).await?;
    let demo = if is_demo {
        Some(Demo::start(&config).await?)
    } else {
        None
    };
    let relays = relays(&config, demo.as_ref())?;
    let wired = wiring::wire(&config, &relays, is_demo, storage, around)?;
    if is_demo {
        demo::add_sample_people(&wired).await?;
    }
    let listener = TcpListener::bind(config.listen)
        .await
        .map_err(|error| WireError::Io {
            what: format!("cannot listen on {}", config.listen),
            error,
        })?;
    let (stop, stopped) = watch::channel(false);
    let workers = [
        tokio::spawn(worker::send_mails(
            Arc::clone(&wired.app),
            config.mail.concurrency.max(1),
            Arc::clone(&wired.wake),
            stopped.clone(),
        )),
        tokio::spawn(worker::sweep(Arc::clone(&wired.app), stopped)),
    ];
    let endpoint = Arc::new(endpoint(&wired, demo.as_ref()));
    announce(&config, is_demo)?;
    server::serve(listener, endpoint, asked_to_stop()).await;
    // Nobody listens any more only if the workers have ended by themselves.
    let _ = stop.send(true);
    for worker in workers {
        if let Err(error) = worker.await {
            tracing::error!(%error, "a worker ended badly");
        }
    }
    Ok(())
}

/// All routes behind the edge; the whole application as one endpoint, also for tests in process.
pub fn endpoint(
    wired: &Wired,
    demo: Option<&Demo>,
) -> impl Endpoint<Output = poem::Response> + use<> {
    let mut routes = Route::new()
        .nest("/api", api::routes(&wired.app))
        .nest("/salute", health::routes())
        .nest("/", pages::routes());
    if let Some(demo) = demo {
        routes = routes.nest("/demo", demo.routes());
    }
    let routes = routes
        .data(Arc::clone(&wired.app))
        .data(Arc::clone(&wired.storage));
    Edge::new(
        routes,
        Arc::clone(&wired.app),
        pages::error_page,
        api::edge_problem,
    )
}

/// The relay that is configured, or the mailbox of the demo, spoken to by the same protocol; with
/// both, the mailbox gets a copy.
fn relays(config: &Config, demo: Option<&Demo>) -> Result<Relays, ConfigError> {
    let mailbox = demo.map(|demo| SecretString::from(format!("smtp://{}", demo.smtp_address())));
    match (config.smtp_url()?, mailbox) {
        (Some(relay), copy) => Ok(Relays { relay, copy }),
        (None, Some(mailbox)) => Ok(Relays {
            relay: mailbox,
            copy: None,
        }),
        (None, None) => {
            let reason = "is missing: set VARCO_SMTP_URL (such as smtps://relay.example.it), or try `varco serve --demo`";
            Err(ConfigError::invalid("smtp_url", reason))
        }
    }
}

/// A new database gets its schema; an old one only when told to.
async fn bring_up_to_date(storage: &Storage, may_migrate: bool) -> Result<(), RunError> {
    let state = storage.schema_state().await.map_err(WireError::from)?;
    match state {
        SchemaState::Current => Ok(()),
        SchemaState::Empty => Ok(storage.migrate().await.map_err(WireError::from)?),
        SchemaState::Older if may_migrate => {
            Ok(storage.migrate().await.map_err(WireError::from)?)
        }
        SchemaState::Older => Err(RunError::Schema(
            "the database has an older schema: run `varco migrate`, or `varco serve --migrate`",
        )),
        SchemaState::Newer => Err(RunError::Schema(
            "the database has a newer schema than this version knows: install the newer version",
        )),
    }
}

async fn migrate() -> Result<(), RunError> {
    let config = Config::load()?;
    log::start(&config.log)?;
    wiring::prepare_data_dir(&config)?;
    let storage = wiring::open_storage(&config).await?;
    match storage.schema_state().await.map_err(WireError::from)? {
        SchemaState::Newer => bring_up_to_date(&storage, false).await,
        _ => Ok(storage.migrate().await.map_err(WireError::from)?),
    }?;
    Ok(writeln!(
        std::io::stdout(),
        "The schema of the database is up to date."
    )?)
}

fn check_config() -> Result<(), RunError> {
    let config = Config::load()?;
    wiring::check(&config)?;
    Ok(writeln!(
        std::io::stdout(),
        "The configuration is in order. Public address: {}",
        config.public_url()
    )?)
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

fn announce(config: &Config, is_demo: bool) -> Result<(), RunError> {
    let url = config.public_url();
    tracing::info!(listen = %config.listen, public_url = url, "serving");
    if is_demo {
        let mut out = std::io::stdout();
        writeln!(out, "{}", demo::WELCOME)?;
        writeln!(out, "Mails: {url}/demo/posta")?;
        writeln!(out, "Open {url}")?;
        out.flush()?;
    }
    Ok(())
}

/// Resolves at the first Ctrl-C or termination signal.
async fn asked_to_stop() {
    let interrupt = tokio::signal::ctrl_c();
    let Ok(mut terminate) =
        tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())
    else {
        let _ = interrupt.await;
        return;
    };
    tokio::select! {
        _ = interrupt => {}
        _ = terminate.recv() => {}
    }
}
