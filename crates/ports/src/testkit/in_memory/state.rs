//! What is kept.

use std::collections::BTreeMap;

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
use varco_domain::utenza::{Account, Username};

use super::outbox::Item;
use crate::forms::KeptForm;
use crate::lockouts::LockoutKey;
use crate::store::Versioned;
use crate::throttle::ThrottleKey;

#[derive(Clone, Debug, Default)]
pub(super) struct State {
    pub(super) registrations: BTreeMap<RegistrationId, Versioned<Registration>>,
    pub(super) flows: BTreeMap<TokenDigest, RegistrationId>,
    pub(super) tickets: BTreeMap<TicketId, KeptTicket>,
    pub(super) accounts: BTreeMap<AccountId, Versioned<Account>>,
    /// Every username ever taken, with the base and number that homonyms are counted by.
    pub(super) usernames: BTreeMap<Username, (String, u32)>,
    /// What accounts had accepted before.
    pub(super) acceptances: BTreeMap<AccountId, Vec<Acceptance>>,
    pub(super) sessions: BTreeMap<TokenDigest, Session>,
    pub(super) grants: BTreeMap<GrantId, Grant>,
    /// Failures, and from when on each may be forgotten.
    pub(super) lockouts: BTreeMap<LockoutKey, (Lockout, Option<Timestamp>)>,
    pub(super) forms: BTreeMap<TokenDigest, KeptForm>,
    pub(super) outbox: BTreeMap<MessageId, Item>,
    /// Services to which nothing is delivered, and since when.
    pub(super) paused: BTreeMap<ServiceId, Timestamp>,
    pub(super) audit: Vec<AuditEntry>,
    /// Counters, and from when on each may be forgotten.
    pub(super) counters: BTreeMap<ThrottleKey, (Counter, Timestamp)>,
    pub(super) challenges: BTreeMap<TokenDigest, Timestamp>,
}

#[derive(Clone, Debug)]
pub(super) struct KeptTicket {
    pub(super) ticket: Ticket,
    pub(super) is_used: bool,
}
