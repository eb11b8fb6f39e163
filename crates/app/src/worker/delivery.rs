//! One mail: sent under a lease that is kept up, and its outcome noted.

use std::sync::Arc;
use std::time::Duration;

use jiff::SignedDuration;
use tokio::sync::Semaphore;
use tokio::time::{sleep, timeout};
use varco_ports::ClaimedItem;
use varco_usecases::{Attempt, Delivery, UseCases};

use super::{FAILURE_PAUSE, Stop, stopped};
use crate::state::App;

/// Pause before the outcome of a mail is noted again: shorter than that between two looks into an
/// outbox out of reach, so that whoever has sent a mail comes before whoever would send it again.
const NOTE_AGAIN: Duration = Duration::from_millis(200);

/// Delivers one mail when a place is free, unless it is lost to somebody else or the process ends
/// before.
pub(super) async fn deliver(app: Arc<App>, places: Arc<Semaphore>, mail: ClaimedItem, stop: Stop) {
    let id = mail.lease.id;
    let sending = async {
        // Closed when the process ends.
        let _place = places.acquire().await.ok()?;
        Some(app.usecases.send_mail(&mail).await)
    };
    let attempt = tokio::select! {
        attempt = sending => attempt,
        () = lost(&app, &mail) => {
            tracing::warn!(mail.id = %id, "a mail is no longer ours: the attempt is broken off");
            return;
        }
    };
    // Otherwise it is left to the next process.
    if let Some(attempt) = attempt {
        note(&app, &mail, &attempt, stop).await;
    }
}

/// Says now and then that the mail is still being sent; resolves when it no longer belongs to us, or
/// when nobody could be told before the lease ended.
async fn lost(app: &App, mail: &ClaimedItem) {
    let [every, within] = [UseCases::KEEP_MAIL_EVERY, UseCases::KEEP_MAIL_WITHIN]
        .map(|span: SignedDuration| Duration::try_from(span).unwrap_or(FAILURE_PAUSE));
    loop {
        sleep(every).await;
        if !matches!(timeout(within, keep(app, mail)).await, Ok(true)) {
            return;
        }
    }
}

async fn keep(app: &App, mail: &ClaimedItem) -> bool {
    loop {
        match app.usecases.keep_mail(mail).await {
            Ok(is_ours) => return is_ours,
            Err(_) => sleep(FAILURE_PAUSE).await,
        }
    }
}

/// Notes the outcome, and again until it is noted: what was sent and not noted is sent twice. Whoever
/// ends the process does not wait for a second try.
async fn note(app: &App, mail: &ClaimedItem, attempt: &Attempt, mut stop: Stop) {
    let id = mail.lease.id;
    let mut tries = 0;
    let delivery = loop {
        match app.usecases.note_mail(mail, attempt).await {
            Ok(delivery) => break delivery,
            Err(error) if tries == 0 => {
                tracing::warn!(mail.id = %id, %error, "the outcome of a mail cannot be noted yet");
            }
            Err(_) => {}
        }
        tries += 1;
        tokio::select! {
            () = stopped(&mut stop) => {
                tracing::warn!(mail.id = %id, "the outcome of a mail was not noted: it is tried again");
                return;
            }
            () = sleep(NOTE_AGAIN) => {}
        }
    };
    let template = &mail.template;
    match delivery {
        Delivery::Sent => {
            tracing::info!(mail.id = %id, mail.template = template, "a mail was sent");
        }
        Delivery::Postponed(due) => {
            tracing::info!(mail.id = %id, %due, "a mail is tried again later");
        }
        Delivery::Buried => {
            tracing::warn!(mail.id = %id, mail.template = template, "a mail was given up");
        }
        Delivery::Lost => {
            tracing::warn!(mail.id = %id, "a mail had gone to somebody else, or was replaced");
        }
    }
}
