//! The loops around the steps: mails leave, what is over is erased.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Notify, watch};
use tokio::task::{JoinError, JoinSet};

use varco_ports::ClaimedItem;
use varco_usecases::{Failure, UseCases};

use crate::state::App;

/// Longest sleep of the mail loop: a fallback, since every commit wakes it up.
const MAIL_POLL: Duration = Duration::from_secs(5);
/// Pause after a failure of the store.
const FAILURE_PAUSE: Duration = Duration::from_secs(1);
/// Time between two sweeps.
const SWEEP_EVERY: Duration = Duration::from_mins(10);

/// Sends mails until told to stop; `wake` is notified when a mail has been committed. A slow mail takes
/// one of the `concurrency` places and holds nobody else up.
pub async fn send_mails(
    app: Arc<App>,
    concurrency: usize,
    wake: Arc<Notify>,
    mut stop: watch::Receiver<bool>,
) {
    let mut sends = JoinSet::new();
    while !*stop.borrow() {
        let free = concurrency.saturating_sub(sends.len());
        let pause = match claim(&app, free).await {
            Ok(claimed) if claimed.is_empty() => time_to_next(&app).await,
            Ok(claimed) => {
                for mail in claimed {
                    let app = Arc::clone(&app);
                    sends.spawn(async move { deliver(&app, &mail).await });
                }
                continue;
            }
            Err(error) => {
                tracing::warn!(%error, "mails could not be claimed");
                FAILURE_PAUSE
            }
        };
        tokio::select! {
            Some(outcome) = sends.join_next() => report(outcome),
            () = wake.notified() => {}
            () = tokio::time::sleep(pause) => {}
            _ = stop.changed() => {}
        }
    }
    while let Some(outcome) = sends.join_next().await {
        report(outcome);
    }
}

async fn claim(app: &App, free: usize) -> Result<Vec<ClaimedItem>, Failure> {
    match u32::try_from(free) {
        Ok(0) => Ok(Vec::new()),
        limit => app.usecases.claim_mails(limit.unwrap_or(u32::MAX)).await,
    }
}

fn report(outcome: Result<(), JoinError>) {
    if let Err(error) = outcome {
        tracing::error!(%error, "sending a mail failed; it is tried again when its lease runs out");
    }
}

/// Delivers one mail, saying now and then that it is still at it.
async fn deliver(app: &App, mail: &ClaimedItem) {
    let every = Duration::try_from(UseCases::KEEP_MAIL_EVERY).unwrap_or_default();
    let delivery = app.usecases.deliver_mail(mail);
    tokio::pin!(delivery);
    let outcome = loop {
        tokio::select! {
            outcome = &mut delivery => break outcome,
            () = tokio::time::sleep(every) => {
                if let Err(error) = app.usecases.keep_mail(mail).await {
                    tracing::warn!(mail.id = %mail.lease.id, %error, "a mail could not be kept");
                }
            }
        }
    };
    let (id, template) = (mail.lease.id, &mail.template);
    match outcome {
        Ok(delivery) => {
            tracing::info!(mail.id = %id, mail.template = template, ?delivery, "mail worked on");
        }
        Err(error) => {
            tracing::warn!(mail.id = %id, %error, "the outcome of a mail could not be noted");
        }
    }
}

async fn time_to_next(app: &Arc<App>) -> Duration {
    match app.usecases.next_mail_due().await {
        Ok(Some(due)) => {
            let wait = due.duration_since(app.usecases.now());
            Duration::try_from(wait)
                .unwrap_or_default()
                .clamp(Duration::from_millis(50), MAIL_POLL)
        }
        Ok(None) => MAIL_POLL,
        Err(_) => FAILURE_PAUSE,
    }
}

/// Erases what is over until told to stop.
pub async fn sweep(app: Arc<App>, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        let pause = match app.usecases.sweep().await {
            Ok(0) => SWEEP_EVERY,
            Ok(rows) => {
                tracing::info!(rows, "erased what was over");
                FAILURE_PAUSE
            }
            Err(error) => {
                tracing::warn!(%error, "what is over could not be erased");
                SWEEP_EVERY
            }
        };
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            _ = stop.changed() => {}
        }
    }
}
