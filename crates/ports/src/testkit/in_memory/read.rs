//! Finding things.

use std::cmp::Reverse;

use async_trait::async_trait;
use jiff::Timestamp;
use varco_domain::codice_fiscale::CodiceFiscale;
use varco_domain::id::AccountId;
use varco_domain::registration::{Acceptance, Registration, RegistrationState, Ticket};
use varco_domain::session::Session;
use varco_domain::token::TokenDigest;
use varco_domain::utenza::{Account, AccountStatus, Credential, Username};

use super::InMemoryStore;
use crate::store::{
    AccountStore, DueReminders, RegistrationStore, SessionStore, StoreError, Versioned,
};
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

    async fn former_acceptances(&self, id: AccountId) -> Result<Vec<Acceptance>, StoreError> {
        let state = lock(&self.0);
        Ok(state.acceptances.get(&id).cloned().unwrap_or_default())
    }

    async fn find_to_remind(
        &self,
        due: &DueReminders,
    ) -> Result<Vec<Versioned<Account>>, StoreError> {
        let chosen_at = |account: &Account| match account.credential {
            Credential::Chosen { since, .. }
                if account.kind == due.kind
                    && account.status != AccountStatus::Suspended
                    && account.reminded.is_none_or(|days| days > due.days)
                    && due.chosen_after < since
                    && since <= due.chosen_until =>
            {
                Some(since)
            }
            _ => None,
        };
        let state = lock(&self.0);
        let mut found: Vec<_> = state
            .accounts
            .values()
            .filter_map(|account| Some((chosen_at(&account.value)?, account)))
            .collect();
        found.sort_by_key(|(since, account)| (*since, account.value.id));
        found.truncate(usize::try_from(due.limit).unwrap_or(usize::MAX));
        Ok(found
            .into_iter()
            .map(|(_, account)| account.clone())
            .collect())
    }

    async fn find_deletions_asked(&self) -> Result<Vec<Account>, StoreError> {
        let state = lock(&self.0);
        let accounts = state.accounts.values().map(|account| &account.value);
        let mut found: Vec<_> = accounts
            .filter(|account| account.deletion_asked_at.is_some())
            .cloned()
            .collect();
        found.sort_by_key(|account| (account.deletion_asked_at, account.id));
        Ok(found)
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

    async fn list(&self, account: AccountId) -> Result<Vec<Session>, StoreError> {
        let state = lock(&self.0);
        let own = state.sessions.values().filter(|s| s.account == account);
        let mut sessions: Vec<_> = own.cloned().collect();
        sessions.sort_by_key(|session| Reverse((session.last_used_at, session.digest)));
        Ok(sessions)
    }
}
