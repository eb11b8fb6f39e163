//! Erasing what is no longer needed.

use std::collections::BTreeMap;

use async_trait::async_trait;

use varco_domain::id::MessageId;

use super::InMemoryStore;
use super::outbox::Item;
use crate::store::{Cutoffs, Housekeeping, StoreError};
use crate::testkit::lock;

#[async_trait]
impl Housekeeping for InMemoryStore {
    async fn sweep(&self, cutoffs: &Cutoffs, limit: u32) -> Result<u64, StoreError> {
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let mut state = lock(&self.0);
        let state = &mut *state;
        let swept = [
            sweep(&mut state.registrations, limit, |r| {
                r.value.expires_at <= cutoffs.registrations
            }),
            sweep(&mut state.sessions, limit, |s| {
                s.last_used_at <= cutoffs.idle_sessions || s.opened_at <= cutoffs.old_sessions
            }),
            shred(&mut state.outbox, limit, cutoffs),
            sweep(&mut state.outbox, limit, |row| {
                row.forgettable_since()
                    .is_some_and(|at| at <= cutoffs.settled_items)
            }),
            sweep(&mut state.grants, limit, |grant| {
                grant.expires_at <= cutoffs.settled_items
            }),
            sweep(&mut state.lockouts, limit, |(_, at)| {
                at.is_some_and(|at| at <= cutoffs.forgotten)
            }),
            sweep(&mut state.forms, limit, |form| {
                form.expires_at <= cutoffs.forgotten
            }),
            sweep(&mut state.challenges, limit, |at| *at <= cutoffs.forgotten),
            sweep(&mut state.counters, limit, |(_, at)| {
                *at <= cutoffs.forgotten
            }),
        ];
        let left = &state.registrations;
        state.flows.retain(|_, id| left.contains_key(id));
        state
            .tickets
            .retain(|_, kept| left.contains_key(&kept.ticket.registration));
        Ok(swept.into_iter().sum())
    }
}

/// Erases at most `limit` secrets that are too old and counts them.
fn shred(rows: &mut BTreeMap<MessageId, Item>, limit: usize, cutoffs: &Cutoffs) -> u64 {
    let mut left = limit;
    let mut shredded = 0;
    for row in rows.values_mut() {
        if left > 0 && row.shred(cutoffs.secrets, cutoffs.now) {
            left -= 1;
            shredded += 1;
        }
    }
    shredded
}

/// Erases at most `limit` rows and counts them.
fn sweep<K: Ord, V>(rows: &mut BTreeMap<K, V>, limit: usize, is_over: impl Fn(&V) -> bool) -> u64 {
    let mut swept = 0;
    rows.retain(|_, row| {
        let goes = swept < limit && is_over(row);
        swept += usize::from(goes);
        !goes
    });
    u64::try_from(swept).unwrap_or(u64::MAX)
}
