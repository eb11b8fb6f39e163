//! Storage of one's own: every store port over a few maps, gone when the program ends.
//!
//! Any database will do in their place that can carry out one [`Commit`](varco_ports::Commit) as one
//! transaction: here that is a copy of the tables which replaces them once everything has gone well.

mod commit;
mod counters;
mod find;
mod outbox;

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use varco_domain::audit::AuditEntry;
use varco_domain::id::{AccountId, MessageId, RegistrationId, TicketId};
use varco_domain::registration::{Registration, Ticket};
use varco_domain::session::Session;
use varco_domain::throttle::Counter;
use varco_domain::token::TokenDigest;
use varco_domain::utenza::{Account, Username, UtenzaKind};
use varco_ports::{ThrottleKey, Versioned};

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
    pub(crate) sessions: BTreeMap<TokenDigest, Session>,
    pub(crate) outbox: BTreeMap<MessageId, Item>,
    /// Counters, and from when on each may be forgotten.
    pub(crate) counters: BTreeMap<ThrottleKey, (Counter, Timestamp)>,
    /// Captcha challenges that have been answered, and from when on each may be forgotten.
    pub(crate) challenges: BTreeMap<TokenDigest, Timestamp>,
    pub(crate) audit: Vec<AuditEntry>,
}

impl Storage {
    /// The tables, for one reader or writer at a time. Nothing half done is ever in them, so a panic
    /// elsewhere does no harm.
    pub(crate) fn tables(&self) -> MutexGuard<'_, Tables> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
