//! Finding registrations, utenze and sessions.

use std::cmp::Reverse;

use async_trait::async_trait;
use jiff::Timestamp;
use varco_domain::codice_fiscale::CodiceFiscale;
use varco_domain::id::AccountId;
use varco_domain::registration::{Acceptance, Registration, RegistrationState, Ticket};
use varco_domain::session::Session;
use varco_domain::token::TokenDigest;
use varco_domain::utenza::{Account, AccountStatus, Credential, Username, UtenzaKind};
use varco_ports::{
    AccountStore, DueReminders, RegistrationStore, SessionStore, StoreError, Versioned,
};

use super::Storage;

#[async_trait]
impl RegistrationStore for Storage {
    async fn find_by_flow(
        &self,
        flow: &TokenDigest,
    ) -> Result<Option<Versioned<Registration>>, StoreError> {
        let tables = self.tables();
        let id = tables.flows.get(flow);
        Ok(id.and_then(|id| tables.registrations.get(id)).cloned())
    }

    async fn find_by_ticket(
        &self,
        digest: &TokenDigest,
    ) -> Result<Option<(Ticket, Versioned<Registration>)>, StoreError> {
        let tables = self.tables();
        let mut tickets = tables.tickets.values();
        let ticket = tickets.find(|ticket| [ticket.link, ticket.code].contains(digest));
        Ok(ticket.and_then(|ticket| {
            let registration = tables.registrations.get(&ticket.registration)?;
            Some((ticket.clone(), registration.clone()))
        }))
    }

    async fn find_awaiting(
        &self,
        codice_fiscale: &CodiceFiscale,
        email: &str,
    ) -> Result<Option<Versioned<Registration>>, StoreError> {
        let tables = self.tables();
        let waiting = tables.registrations.values().filter_map(|row| {
            let RegistrationState::AwaitingActivation {
                declaration,
                confirmed_at,
                ..
            } = &row.value.state
            else {
                return None;
            };
            let is_meant = row.value.codice_fiscale == *codice_fiscale
                && declaration.email.canonical() == email;
            is_meant.then_some((confirmed_at, row))
        });
        let newest = waiting.max_by_key(|(confirmed_at, _)| **confirmed_at);
        Ok(newest.map(|(_, row)| row.clone()))
    }
}

#[async_trait]
impl AccountStore for Storage {
    async fn find(&self, id: AccountId) -> Result<Option<Versioned<Account>>, StoreError> {
        Ok(self.tables().accounts.get(&id).cloned())
    }

    async fn find_by_codice_fiscale(
        &self,
        code: &CodiceFiscale,
    ) -> Result<Option<Versioned<Account>>, StoreError> {
        let tables = self.tables();
        let mut accounts = tables.accounts.values();
        Ok(accounts
            .find(|row| row.value.codice_fiscale == *code)
            .cloned())
    }

    async fn find_by_username(
        &self,
        username: &Username,
    ) -> Result<Option<Versioned<Account>>, StoreError> {
        let tables = self.tables();
        let mut accounts = tables.accounts.values();
        Ok(accounts
            .find(|row| row.value.username == *username)
            .cloned())
    }

    async fn highest_homonym(&self, base: &str) -> Result<u32, StoreError> {
        let tables = self.tables();
        // The digits of an MI username number nobody.
        let number =
            |(name, kind): (&Username, &UtenzaKind)| match name.as_str().strip_prefix(base)? {
                "" => Some(1),
                digits if *kind == UtenzaKind::External => digits.parse().ok(),
                _ => None,
            };
        Ok(tables
            .usernames
            .iter()
            .filter_map(number)
            .max()
            .unwrap_or(0))
    }

    async fn former_acceptances(&self, id: AccountId) -> Result<Vec<Acceptance>, StoreError> {
        let tables = self.tables();
        let own = tables.acceptances.iter().filter(|(of, _)| *of == id);
        Ok(own.map(|(_, acceptance)| acceptance.clone()).collect())
    }

    async fn find_deletions_asked(&self) -> Result<Vec<Account>, StoreError> {
        let tables = self.tables();
        let accounts = tables.accounts.values().map(|row| &row.value);
        let asked = accounts.filter(|account| account.deletion_asked_at.is_some());
        let mut found: Vec<_> = asked.cloned().collect();
        found.sort_by_key(|account| (account.deletion_asked_at, account.id));
        Ok(found)
    }

    async fn find_to_remind(
        &self,
        due: &DueReminders,
    ) -> Result<Vec<Versioned<Account>>, StoreError> {
        let chosen_at = |account: &Account| match account.credential {
            Credential::Chosen { since, .. } => Some(since),
            _ => None,
        };
        let is_due = |account: &Account| {
            account.kind == due.kind
                && account.status != AccountStatus::Suspended
                && account.reminded.is_none_or(|days| days > due.days)
                && chosen_at(account)
                    .is_some_and(|at| due.chosen_after < at && at <= due.chosen_until)
        };
        let tables = self.tables();
        let accounts = tables.accounts.values();
        let mut found: Vec<_> = accounts.filter(|row| is_due(&row.value)).collect();
        found.sort_by_key(|row| chosen_at(&row.value));
        let limit = usize::try_from(due.limit).unwrap_or(usize::MAX);
        Ok(found.into_iter().take(limit).cloned().collect())
    }
}

#[async_trait]
impl SessionStore for Storage {
    async fn find(
        &self,
        digest: &TokenDigest,
    ) -> Result<Option<(Session, Versioned<Account>)>, StoreError> {
        let tables = self.tables();
        Ok(tables.sessions.get(digest).and_then(|session| {
            let account = tables.accounts.get(&session.account)?;
            Some((session.clone(), account.clone()))
        }))
    }

    async fn touch(&self, digest: &TokenDigest, now: Timestamp) -> Result<(), StoreError> {
        if let Some(session) = self.tables().sessions.get_mut(digest) {
            session.last_used_at = session.last_used_at.max(now);
        }
        Ok(())
    }

    async fn list(&self, account: AccountId) -> Result<Vec<Session>, StoreError> {
        let tables = self.tables();
        let own = tables.sessions.values().filter(|s| s.account == account);
        let mut sessions: Vec<_> = own.cloned().collect();
        sessions.sort_by_key(|session| Reverse(session.last_used_at));
        Ok(sessions)
    }
}
