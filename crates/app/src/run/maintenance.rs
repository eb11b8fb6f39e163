//! `varco maintenance`: a page that says until when, in place of the service.

use std::sync::Arc;

use jiff::civil::DateTime;
use poem::EndpointExt as _;
use poem::middleware::CookieJarManager;
use tokio::net::TcpListener;
use varco_crypto::SystemClock;
use varco_ports::Clock;

use super::RunError;
use super::stop::AskedToStop;
use crate::config::{Config, ConfigError};
use crate::legal::LegalTexts;
use crate::web::suspended::Suspended;
use crate::wiring::{self, WireError};
use crate::{log, server};

pub(super) async fn maintain(until: DateTime) -> Result<(), RunError> {
    let mut stop = AskedToStop::listen()?;
    let config = Config::load()?;
    log::start(&config.log)?;
    let instant = until.to_zoned(wiring::ROME.clone());
    let instant = instant.map_err(|_| ConfigError::invalid("until", "is no instant of ours"))?;
    let endpoint = Suspended {
        site: wiring::site(&config, LegalTexts::load(&config)?, false)?,
        until: instant.timestamp(),
        now: || SystemClock.now(),
    };
    let listener = TcpListener::bind(config.listen).await;
    let listener = listener.map_err(|error| WireError::Io {
        what: format!("cannot listen on {}", config.listen),
        error,
    })?;
    tracing::info!(listen = %config.listen, %until, "suspended");
    let endpoint = endpoint.with(CookieJarManager::new());
    server::serve(listener, Arc::new(endpoint), stop.come()).await;
    Ok(())
}
