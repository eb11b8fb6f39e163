//! `varco worker`: mails and nothing else, beside processes that serve.

use super::serve::show_metrics;
use super::stop::AskedToStop;
use super::{RunError, open, schema};
use crate::wiring::{self, Around, Relays};
use crate::worker::Workers;

pub(super) async fn work(around: Around) -> Result<(), RunError> {
    let mut stop = AskedToStop::listen()?;
    let (config, storage) = open().await?;
    schema::demand(&storage).await?;
    wiring::prepare_keys(&config, &storage).await?;
    let wired = wiring::wire(
        &config,
        &Relays::configured(&config)?,
        false,
        storage,
        around,
    )?;
    let mut workers = Workers::default();
    show_metrics(&config, &wired, &mut workers).await?;
    workers.sweep(&wired);
    workers.deliver(&wired, wired.lanes(&config));
    workers.watch(&wired, config.alerts);
    tracing::info!(concurrency = config.mail.concurrency, "working");
    stop.come().await;
    tracing::info!("asked to stop: what is being sent is sent to its end");
    workers.stop().await;
    wired.close().await;
    Ok(())
}
