//! One item: delivered under a lease that is kept up, and its outcome noted.

use std::sync::Arc;
use std::time::Duration;

use jiff::SignedDuration;
use tokio::time::{sleep, timeout};
use varco_ports::{ClaimedItem, MAIL};
use varco_usecases::{Attempt, Contact, Delivery, UseCases, is_request};

use super::gate::Gate;
use super::{FAILURE_PAUSE, Stop, stopped};
use crate::metrics;
use crate::state::App;

/// Pause before an outcome is noted again: shorter than that between two looks into an outbox out of
/// reach, so that whoever has delivered an item comes before whoever would deliver it again.
const NOTE_AGAIN: Duration = Duration::from_millis(200);

/// Delivers one item when a place is free, unless it is lost to somebody else or the process ends
/// before. What was heard of whom it is for.
pub(super) async fn deliver(
    app: Arc<App>,
    gate: Arc<Gate>,
    item: ClaimedItem,
    mut stop: Stop,
) -> Contact {
    let (id, target) = (item.lease.id, &item.stream.target);
    let delivering = async {
        let _place = gate.pass(&app, &mut stop).await?;
        Some(app.usecases.attempt(&item).await)
    };
    let attempt = tokio::select! {
        attempt = delivering => attempt,
        () = lost(&app, &item) => {
            tracing::warn!(item.id = %id, item.target = target, "an item is no longer ours: the attempt is broken off");
            return Contact::None;
        }
    };
    // Otherwise it is left to the next process.
    let Some(attempt) = attempt else {
        return Contact::None;
    };
    note(&app, &item, &attempt, stop).await;
    attempt.contact()
}

/// Says now and then that the item is still being delivered; resolves when it no longer belongs to us,
/// or when nobody could be told before the lease ended.
async fn lost(app: &App, item: &ClaimedItem) {
    let [every, within] = [UseCases::KEEP_EVERY, UseCases::KEEP_WITHIN]
        .map(|span: SignedDuration| Duration::try_from(span).unwrap_or(FAILURE_PAUSE));
    loop {
        sleep(every).await;
        if !matches!(timeout(within, keep(app, item)).await, Ok(true)) {
            return;
        }
    }
}

async fn keep(app: &App, item: &ClaimedItem) -> bool {
    loop {
        match app.usecases.keep(item).await {
            Ok(is_ours) => return is_ours,
            Err(_) => sleep(FAILURE_PAUSE).await,
        }
    }
}

/// Notes the outcome, and again until it is noted: what was delivered and not noted is delivered twice.
/// Whoever ends the process does not wait for a second try.
async fn note(app: &App, item: &ClaimedItem, attempt: &Attempt, mut stop: Stop) {
    let (id, target) = (item.lease.id, &item.stream.target);
    let mut tries = 0;
    let delivery = loop {
        match app.usecases.note(item, attempt).await {
            Ok(delivery) => break delivery,
            Err(error) if tries == 0 => {
                tracing::warn!(item.id = %id, item.target = target, %error, "the outcome of a delivery cannot be noted yet");
            }
            Err(_) => {}
        }
        tries += 1;
        tokio::select! {
            () = stopped(&mut stop) => {
                tracing::warn!(item.id = %id, item.target = target, "the outcome of a delivery was not noted: it is tried again");
                return;
            }
            () = sleep(NOTE_AGAIN) => {}
        }
    };
    let age = app.usecases.now().duration_since(item.created_at);
    metrics::count(target, delivery, age);
    if target == MAIL {
        tell_of_mail(item, delivery);
    } else {
        tell_of_order(item, delivery);
    }
}

fn tell_of_mail(mail: &ClaimedItem, delivery: Delivery) {
    let (id, template) = (mail.lease.id, &mail.template);
    match delivery {
        Delivery::Sent if is_request(template) => {
            tracing::info!(request.id = %id, request.kind = template, "a request was answered");
        }
        Delivery::Sent => {
            tracing::info!(mail.id = %id, mail.template = template, "a mail was sent");
        }
        Delivery::Postponed(due) => {
            tracing::info!(mail.id = %id, %due, "a mail is tried again later");
        }
        Delivery::Buried | Delivery::Refused => {
            tracing::warn!(mail.id = %id, mail.template = template, "a mail was given up");
        }
        Delivery::Lost => {
            tracing::warn!(mail.id = %id, "a mail had gone to somebody else, or was replaced");
        }
    }
}

fn tell_of_order(order: &ClaimedItem, delivery: Delivery) {
    let (id, target) = (order.lease.id, &order.stream.target);
    match delivery {
        Delivery::Sent => {
            tracing::info!(order.id = %id, order.target = target, "an order was carried out");
        }
        Delivery::Postponed(due) => {
            tracing::info!(order.id = %id, order.target = target, %due, "an order is tried again later");
        }
        Delivery::Buried => {
            tracing::error!(order.id = %id, order.target = target, "an order was given up and waits for an operator");
        }
        Delivery::Refused => {
            tracing::warn!(order.id = %id, order.target = target, "a service does not accept a password");
        }
        Delivery::Lost => {
            tracing::info!(order.id = %id, order.target = target, "an order has been replaced, or no longer matters");
        }
    }
}
