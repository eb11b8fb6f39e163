//! Which of the deliveries of one utenza to one service goes next, and which go no more.

use jiff::Timestamp;

use super::{Delivery, DeliveryKind, DeliveryState};

/// The versions that a newcomer takes the place of.
pub fn superseded_by(
    newcomer: DeliveryKind,
    version: i64,
    all: &[Delivery],
) -> impl Iterator<Item = i64> {
    let is_pointless = move |older: &&Delivery| {
        older.version < version && !older.state.is_over() && newcomer.covers(older.kind)
    };
    all.iter().filter(is_pointless).map(|older| older.version)
}

/// The delivery whose turn it is, if its time has come: the oldest that is under way. The others wait
/// for it, whatever it waits for, so that a service never gets an older version after a newer one
/// nor a new password before the utenza was closed. One that was superseded in flight does
/// not count here: the queue keeps its lease until whoever works on it has ended.
pub fn next(all: &[Delivery], now: Timestamp) -> Option<&Delivery> {
    let under_way = all.iter().filter(|delivery| delivery.state.is_under_way());
    let first = under_way.min_by_key(|delivery| delivery.version)?;
    let is_due = match &first.state {
        DeliveryState::Queued => true,
        DeliveryState::RetryAt { at, .. } => *at <= now,
        _ => false,
    };
    is_due.then_some(first)
}
