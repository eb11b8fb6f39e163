//! Storage of one's own: every store port over a few maps, gone when the program ends.
//!
//! Any database will do in their place that can carry out one [`Commit`](varco_ports::Commit) as one
//! transaction: here that is a copy of the tables which replaces them once everything has gone well.

mod commit;
mod counters;
mod find;
mod grants;
mod lockouts;
mod outbox;
mod rest;

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use varco_domain::audit::AuditEntry;
use varco_domain::credential::Lockout;
use varco_domain::delivery::ServiceId;
use varco_domain::grant::Grant;
use varco_domain::id::{AccountId, GrantId, MessageId, RegistrationId, TicketId};
use varco_domain::registration::{Acceptance, Registration, Ticket};
use varco_domain::session::Session;
use varco_domain::throttle::Counter;
use varco_domain::token::TokenDigest;
use varco_domain::utenza::{Account, Username, UtenzaKind};
use varco_ports::{KeptForm, LockoutKey, ThrottleKey, Versioned};

use outbox::Item;

/// All that is kept.
#[derive(Debug, Default)]
pub(crate) struct Storage(Mutex<Tables>);

#[derive(Clone, Debug, Default)]
pub(crate) struct Tables {
    pub(crate) accounts: BTreeMap<AccountId, Versioned<Account>>,
    /// Every username ever taken, also by an account that is gone.
    pub(crate) usernames: BTreeMap<Username, UtenzaKind>,
    pub(crate) registrations: BTreeMap<RegistrationId, Versioned<Registration>>,
    pub(crate) flows: BTreeMap<TokenDigest, RegistrationId>,
    pub(crate) tickets: BTreeMap<TicketId, Ticket>,
    pub(crate) used_tickets: BTreeMap<TicketId, Timestamp>,
    /// What each account had accepted before, the oldest first.
    pub(crate) acceptances: Vec<(AccountId, Acceptance)>,
    pub(crate) sessions: BTreeMap<TokenDigest, Session>,
    pub(crate) grants: BTreeMap<GrantId, Grant>,
    /// Failures, and from when on each may be forgotten, if ever.
    pub(crate) lockouts: BTreeMap<LockoutKey, (Lockout, Option<Timestamp>)>,
    pub(crate) forms: BTreeMap<TokenDigest, KeptForm>,
    pub(crate) outbox: BTreeMap<MessageId, Item>,
    /// Counters, and from when on each may be forgotten.
    pub(crate) counters: BTreeMap<ThrottleKey, (Counter, Timestamp)>,
    /// Captcha challenges that have been answered, and from when on each may be forgotten.
    pub(crate) challenges: BTreeMap<TokenDigest, Timestamp>,
    /// Services to which nothing is delivered, and since when.
    pub(crate) paused: BTreeMap<ServiceId, Timestamp>,
    pub(crate) audit: Vec<AuditEntry>,
}

impl Storage {
    /// The tables, for one reader or writer at a time. Nothing half done is ever in them, so a panic
    /// elsewhere does no harm.
    pub(crate) fn tables(&self) -> MutexGuard<'_, Tables> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Tables {
    /// Erases an account and all that belongs to it but its username.
    #[cfg(test)]
    pub(crate) fn erase(&mut self, id: AccountId) {
        self.accounts.remove(&id);
        self.acceptances.retain(|(account, _)| *account != id);
        self.sessions.retain(|_, session| session.account != id);
        self.grants.retain(|_, grant| grant.account != id);
        self.lockouts.retain(|key, _| key.account != Some(id));
    }
}
