//! `varco serve`: pages, API and, unless told otherwise, mails.

use std::io::Write;
use std::net::SocketAddr;
use std::sync::Arc;

use poem::{Endpoint, EndpointExt, Route};
use tokio::net::TcpListener;

use super::stop::AskedToStop;
use super::{RunError, open, schema};
use crate::cli::ServeOptions;
use crate::config::Config;
use crate::demo::{self, Demo};
use crate::metrics::Metrics;
use crate::web::edge::Edge;
use crate::wiring::{self, Around, Relays, WireError, Wired};
use crate::worker::Workers;
use crate::{api, health, pages, server};

pub(super) async fn serve(options: ServeOptions, around: Around) -> Result<(), RunError> {
    let mut stop = AskedToStop::listen()?;
    let (mut config, storage) = open().await?;
    if options.demo || options.migrate {
        schema::bring_up_to_date(&storage).await?;
    } else {
        schema::demand(&storage).await?;
    }
    wiring::prepare_keys(&config, &storage).await?;
    let mut demo = if options.demo {
        Some(Demo::start(&mut config).await?)
    } else {
        None
    };
    let relays = match &demo {
        Some(demo) => Relays::of_demo(&config, demo.smtp_address())?,
        None if options.no_worker => Relays::none(),
        None => Relays::configured(&config)?,
    };
    let wired = wiring::wire(&config, &relays, options.demo, storage, around)?;
    if let Some(demo) = &mut demo {
        demo::add_sample_people(&wired).await?;
        demo.open(&wired.ports);
    }
    let listener = listen(config.listen).await?;
    let mut workers = Workers::default();
    show_metrics(&config, &wired, &mut workers).await?;
    workers.sweep(&wired);
    if !options.no_worker {
        workers.deliver(&wired, wired.lanes(&config));
        workers.watch(&wired, config.alerts);
    }
    let endpoint = Arc::new(endpoint(&wired, demo.as_ref()));
    announce(&config, options)?;
    server::serve(listener, endpoint, stop.come()).await;
    workers.stop().await;
    wired.close().await;
    Ok(())
}

/// Answers whoever asks for figures, where somebody may.
pub(super) async fn show_metrics(
    config: &Config,
    wired: &Wired,
    workers: &mut Workers,
) -> Result<(), RunError> {
    if let Some(address) = config.metrics.listen {
        workers.show(listen(address).await?, Metrics::install(&wired.app)?);
        tracing::info!(listen = %address, "figures are at /metrics");
    }
    Ok(())
}

async fn listen(address: SocketAddr) -> Result<TcpListener, WireError> {
    let listener = TcpListener::bind(address).await;
    listener.map_err(|error| WireError::Io {
        what: format!("cannot listen on {address}"),
        error,
    })
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
        routes = routes.nest("/demo", demo.routes(&wired.ports));
    }
    let routes = routes
        .data(Arc::clone(&wired.app))
        .data(Arc::clone(&wired.storage));
    Edge::new(
        routes,
        Arc::clone(&wired.app),
        wired.hosts.clone(),
        pages::error_page,
        api::edge_problem,
    )
}

fn announce(config: &Config, options: ServeOptions) -> Result<(), RunError> {
    let url = config.public_url();
    let sends_mails = !options.no_worker;
    tracing::info!(listen = %config.listen, public_url = url, sends_mails, "serving");
    if options.demo {
        let mut out = std::io::stdout();
        writeln!(out, "{}", demo::WELCOME)?;
        writeln!(out, "Mails: {url}/demo/posta")?;
        writeln!(out, "Services with the same password: {url}/demo/servizi")?;
        writeln!(out, "Open {url}")?;
        out.flush()?;
    }
    Ok(())
}
