//! Counters of attempts, used challenges, and erasing what is over.

use std::collections::BTreeMap;

use async_trait::async_trait;
use jiff::Timestamp;
use varco_domain::throttle::Verdict;
use varco_domain::token::TokenDigest;
use varco_ports::{
    CaptchaLedger, Cutoffs, Housekeeping, KeptCounter, StoreError, Throttle, ThrottleKey, Toll,
    charge_all,
};

use super::{Storage, Tables};

impl Tables {
    pub(super) fn charge(&mut self, tolls: &[Toll], now: Timestamp) -> Verdict {
        let known = |key: &ThrottleKey| self.counters.get(key).map(|(counter, _)| *counter);
        let (verdict, kept) = charge_all(tolls, known, now);
        for KeptCounter {
            key,
            counter,
            forget_at,
        } in kept
        {
            self.counters.insert(key, (counter, forget_at));
        }
        verdict
    }
}

#[async_trait]
impl Throttle for Storage {
    async fn charge(&self, tolls: &[Toll], now: Timestamp) -> Result<Verdict, StoreError> {
        Ok(self.tables().charge(tolls, now))
    }
}

#[async_trait]
impl CaptchaLedger for Storage {
    async fn consume(
        &self,
        challenge: &TokenDigest,
        expires_at: Timestamp,
    ) -> Result<bool, StoreError> {
        let mut tables = self.tables();
        Ok(tables.challenges.insert(*challenge, expires_at).is_none())
    }
}

#[async_trait]
impl Housekeeping for Storage {
    async fn sweep(&self, cutoffs: &Cutoffs, limit: u32) -> Result<u64, StoreError> {
        let mut tables = self.tables();
        let tables = &mut *tables;
        let mut shredded = 0;
        for item in tables.outbox.values_mut() {
            shredded += u64::from(shredded < u64::from(limit) && item.shred(cutoffs));
        }
        let swept = sweep(&mut tables.registrations, limit, |row| {
            row.value.expires_at <= cutoffs.registrations
        }) + sweep(&mut tables.sessions, limit, |session| {
            session.last_used_at <= cutoffs.idle_sessions
                || session.opened_at <= cutoffs.old_sessions
        }) + sweep(&mut tables.outbox, limit, |item| {
            item.forgettable_since()
                .is_some_and(|at| at <= cutoffs.settled_items)
        }) + sweep(&mut tables.grants, limit, |grant| {
            grant.expires_at <= cutoffs.settled_items
        }) + sweep(&mut tables.lockouts, limit, |(_, at)| {
            at.is_some_and(|at| at <= cutoffs.forgotten)
        }) + sweep(&mut tables.forms, limit, |form| {
            form.expires_at <= cutoffs.forgotten
        }) + sweep(&mut tables.challenges, limit, |at| *at <= cutoffs.forgotten)
            + sweep(&mut tables.counters, limit, |(_, at)| {
                *at <= cutoffs.forgotten
            });
        // What belonged to a registration goes with it.
        let left = &tables.registrations;
        tables.flows.retain(|_, id| left.contains_key(id));
        tables
            .tickets
            .retain(|_, ticket| left.contains_key(&ticket.registration));
        let left = &tables.tickets;
        tables.used_tickets.retain(|id, _| left.contains_key(id));
        Ok(swept + shredded)
    }
}

/// Erases at most `limit` rows that are over and counts them.
fn sweep<K: Ord, V>(rows: &mut BTreeMap<K, V>, limit: u32, is_over: impl Fn(&V) -> bool) -> u64 {
    let mut swept = 0;
    rows.retain(|_, row| {
        let goes = swept < limit && is_over(row);
        swept += u32::from(goes);
        !goes
    });
    u64::from(swept)
}
