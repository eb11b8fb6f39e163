//! Finding things.

use async_trait::async_trait;
use jiff::Timestamp;
use varco_domain::codice_fiscale::CodiceFiscale;
use varco_domain::id::AccountId;
use varco_domain::registration::{Registration, RegistrationState, Ticket};
use varco_domain::session::Session;
use varco_domain::token::TokenDigest;
use varco_domain::utenza::{Account, Username};

use super::InMemoryStore;
use crate::store::{AccountStore, RegistrationStore, SessionStore, StoreError, Versioned};
use crate::testkit::lock;

#[async_trait]
impl RegistrationStore for InMemoryStore {
    async fn find_by_flow(
        &self,
        flow: &TokenDigest,
    ) -> Result<Option<Versioned<Registration>>, StoreError> {
        let state = lock(&self.0);
        let id = state.flows.get(flow);
        Ok(id.and_then(|id| state.registrations.get(id)).cloned())
    }

    async fn find_by_ticket(
        &self,
        digest: &TokenDigest,
    ) -> Result<Option<(Ticket, Versioned<Registration>)>, StoreError> {
        let state = lock(&self.0);
        Ok(state
            .tickets
            .values()
            .map(|kept| &kept.ticket)
            .find(|ticket| ticket.link == *digest || ticket.code == *digest)
            .and_then(|ticket| {
                let registration = state.registrations.get(&ticket.registration)?;
                Some((ticket.clone(), registration.clone()))
            }))
    }

    async fn find_awaiting(
        &self,
        codice_fiscale: &CodiceFiscale,
        email: &str,
    ) -> Result<Option<Versioned<Registration>>, StoreError> {
        let confirmed_at = |registration: &Registration| match &registration.state {
            RegistrationState::AwaitingActivation {
                declaration,
                confirmed_at,
                ..
            } if declaration.email.canonical() == email => Some(*confirmed_at),
            _ => None,
        };
        Ok(lock(&self.0)
            .registrations
            .values()
            .filter(|r| r.value.codice_fiscale == *codice_fiscale)
            .filter_map(|r| Some((confirmed_at(&r.value)?, r)))
            .max_by_key(|(at, r)| (*at, r.value.id))
            .map(|(_, r)| r.clone()))
    }
}

#[async_trait]
impl AccountStore for InMemoryStore {
    async fn find(&self, id: AccountId) -> Result<Option<Versioned<Account>>, StoreError> {
        Ok(lock(&self.0).accounts.get(&id).cloned())
    }

    async fn find_by_codice_fiscale(
        &self,
        code: &CodiceFiscale,
    ) -> Result<Option<Versioned<Account>>, StoreError> {
        Ok(self.account_with(|account| account.codice_fiscale == *code))
    }

    async fn find_by_username(
        &self,
        username: &Username,
    ) -> Result<Option<Versioned<Account>>, StoreError> {
        Ok(self.account_with(|account| account.username == *username))
    }

    async fn highest_homonym(&self, base: &str) -> Result<u32, StoreError> {
        let state = lock(&self.0);
        let numbers = state.usernames.values().filter(|(b, _)| b == base);
        Ok(numbers.map(|(_, number)| *number).max().unwrap_or(0))
    }
}

impl InMemoryStore {
    fn account_with(&self, is_meant: impl Fn(&Account) -> bool) -> Option<Versioned<Account>> {
        let state = lock(&self.0);
        let mut accounts = state.accounts.values();
        accounts.find(|account| is_meant(&account.value)).cloned()
    }
}

#[async_trait]
impl SessionStore for InMemoryStore {
    async fn find(
        &self,
        digest: &TokenDigest,
    ) -> Result<Option<(Session, Versioned<Account>)>, StoreError> {
        let state = lock(&self.0);
        Ok(state.sessions.get(digest).and_then(|session| {
            let account = state.accounts.get(&session.account)?;
            Some((session.clone(), account.clone()))
        }))
    }

    async fn touch(&self, digest: &TokenDigest, now: Timestamp) -> Result<(), StoreError> {
        if let Some(session) = lock(&self.0).sessions.get_mut(digest) {
            session.last_used_at = session.last_used_at.max(now);
        }
        Ok(())
    }
}
