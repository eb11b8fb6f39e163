//! Writing: everything in one commit, or nothing.

use std::collections::BTreeMap;

use async_trait::async_trait;
use jiff::Timestamp;
use varco_domain::codice_fiscale::CodiceFiscale;
use varco_domain::id::{RegistrationId, TicketId};
use varco_domain::registration::{RegistrationState, Ticket};
use varco_domain::throttle::Verdict;
use varco_domain::utenza::Account;
use varco_ports::{
    Beyond, Changes, Charge, Commit, CommitError, Login, UniqueKey, Version, Versioned, Write,
};

use super::{Storage, Tables};

pub(super) type Outcome = Result<(), CommitError>;

#[async_trait]
impl Commit for Storage {
    async fn commit(&self, changes: Changes) -> Outcome {
        let mut tables = self.tables();
        let mut next = tables.clone();
        next.write(changes)?;
        *tables = next;
        Ok(())
    }
}

impl Tables {
    fn write(&mut self, changes: Changes) -> Outcome {
        // Taken apart, so that whatever is added to `Changes` one day cannot be overlooked here.
        let Changes {
            flow,
            registration,
            ticket,
            consumed_ticket,
            account,
            replaced_acceptance,
            login,
            proof,
            unlocked,
            grants,
            consumed_grant,
            cancelled_grants,
            void_rivals,
            used_session,
            closed_sessions_of,
            spared_session,
            closed_session,
            opened_session,
            outbox,
            replay,
            forgotten,
            skip,
            paused,
            charge,
            audit,
        } = changes;
        let own = registration.as_ref().map(|write| write.value().id);
        if let (Some(flow), Some(Write::Insert(new))) = (flow, &registration) {
            let before = self.flows.insert(flow, new.id);
            free(before.is_none(), UniqueKey::Flow)?;
        }
        if let Some(write) = registration {
            write_row(&mut self.registrations, write.value().id, write)?;
        }
        ticket.map_or(Ok(()), |ticket| self.remember(ticket))?;
        consumed_ticket.map_or(Ok(()), |(id, now)| self.use_up(id, now))?;
        login.map_or(Ok(()), |login| self.note(login))?;
        account.map_or(Ok(()), |write| self.write_account(write))?;
        self.acceptances.extend(replaced_acceptance);
        if let Some(proof) = proof {
            self.settle(proof);
        }
        self.lockouts
            .retain(|key, _| key.account.is_none() || key.account != unlocked);
        consumed_grant.map_or(Ok(()), |(id, now)| self.consume(id, now))?;
        for cancelled in &cancelled_grants {
            self.cancel(cancelled);
        }
        for grant in grants {
            self.issue(grant);
        }
        if let Some((code, now)) = void_rivals {
            self.void_rivals(code, own, now);
        }
        if let Some(digest) = used_session {
            unchanged(self.sessions.remove(&digest).is_some())?;
        }
        self.sessions.retain(|digest, session| {
            let is_spared = spared_session == Some(*digest);
            let goes = closed_sessions_of == Some(session.account) && !is_spared;
            !goes && closed_session != Some(*digest)
        });
        self.sessions
            .extend(opened_session.map(|session| (session.digest, session)));
        self.counters.retain(|key, _| !forgotten.contains(key));
        if self.pay(charge)? {
            for item in outbox {
                self.enqueue(item)?;
            }
        }
        replay.map_or(Ok(()), |(id, now)| self.replay(id, now))?;
        skip.map_or(Ok(()), |(id, now)| self.skip(id, now))?;
        match paused {
            Some((service, Some(since))) => {
                self.paused.entry(service).or_insert(since);
            }
            Some((service, None)) => {
                self.paused.remove(&service);
            }
            None => {}
        }
        self.audit.extend(audit);
        Ok(())
    }

    fn remember(&mut self, ticket: Ticket) -> Outcome {
        let mut others = self.tickets.values();
        let is_free = others.all(|other| other.code != ticket.code);
        self.tickets.insert(ticket.id, ticket);
        free(is_free, UniqueKey::TypedCode)
    }

    fn use_up(&mut self, id: TicketId, now: Timestamp) -> Outcome {
        let ticket = self.tickets.get(&id);
        let is_good = ticket.is_some_and(|ticket| now < ticket.expires_at);
        let before = self.used_tickets.insert(id, now);
        unchanged(is_good && before.is_none())
    }

    fn write_account(&mut self, mut write: Write<Account>) -> Outcome {
        if let Write::Update(changed, _) = &mut write {
            // Logins are noted without reading the account, so what was read of them may be old.
            let row = self.accounts.get(&changed.id);
            let row = row.ok_or(CommitError::Conflict)?;
            changed.accesses.clone_from(&row.value.accesses);
        }
        if let Write::Insert(new) = &write {
            let mut others = self.accounts.values();
            let is_free = others.all(|other| other.value.codice_fiscale != new.codice_fiscale);
            free(is_free, UniqueKey::CodiceFiscale)?;
            let before = self.usernames.insert(new.username.clone(), new.kind);
            free(before.is_none(), UniqueKey::Username)?;
        }
        write_row(&mut self.accounts, write.value().id, write)
    }

    /// Charges; whether what there is to deliver may go.
    fn pay(&mut self, charge: Option<Charge>) -> Result<bool, CommitError> {
        let Some(charge) = charge else {
            return Ok(true);
        };
        let verdict = self.charge(&charge.tolls, charge.at);
        match charge.beyond {
            _ if matches!(verdict, Verdict::Allowed { .. }) => Ok(true),
            Beyond::Silence => Ok(false),
            Beyond::Refuse => Err(CommitError::OverLimit),
        }
    }

    fn note(&mut self, login: Login) -> Outcome {
        let account = self.accounts.get_mut(&login.account);
        let proved = account.filter(|row| row.value.credential_version == login.credential_version);
        let accesses = &mut proved.ok_or(CommitError::Conflict)?.value.accesses;
        if let Some(access) = login.access {
            *accesses = std::mem::take(accesses).noted(access);
        }
        Ok(())
    }

    fn void_rivals(&mut self, code: CodiceFiscale, own: Option<RegistrationId>, at: Timestamp) {
        for Versioned { value, version } in self.registrations.values_mut() {
            let waits = matches!(value.state, RegistrationState::AwaitingActivation { .. });
            if waits && value.codice_fiscale == code && Some(value.id) != own {
                value.state = RegistrationState::Voided { at };
                version.0 += 1;
            }
        }
    }
}

fn write_row<K: Ord, V>(rows: &mut BTreeMap<K, Versioned<V>>, key: K, write: Write<V>) -> Outcome {
    let (value, read) = match write {
        Write::Insert(value) => (value, None),
        Write::Update(value, version) => (value, Some(version)),
    };
    let version = Version(read.map_or(1, |read| read.0 + 1));
    let before = rows.insert(key, Versioned { value, version });
    unchanged(before.map(|row| row.version) == read)
}

/// Whether nobody was faster.
pub(super) fn unchanged(is_unchanged: bool) -> Outcome {
    is_unchanged.then_some(()).ok_or(CommitError::Conflict)
}

fn free(is_free: bool, key: UniqueKey) -> Outcome {
    is_free.then_some(()).ok_or(CommitError::Duplicate(key))
}
