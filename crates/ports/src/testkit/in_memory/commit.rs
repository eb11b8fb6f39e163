//! One commit, step by step, on a copy of the state.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use jiff::Timestamp;
use varco_domain::codice_fiscale::CodiceFiscale;
use varco_domain::id::{RegistrationId, TicketId};
use varco_domain::registration::{RegistrationState, Ticket};
use varco_domain::throttle::Verdict;
use varco_domain::utenza::{Account, UtenzaKind};

use super::state::{KeptTicket, State};
use crate::store::{
    Beyond, Changes, Charge, CommitError, Login, UniqueKey, Version, Versioned, Write,
};
use crate::throttle::{ThrottleKey, Toll, charge_all};

pub(super) type Outcome = Result<(), CommitError>;

impl State {
    pub(super) fn apply(&mut self, changes: Changes) -> Outcome {
        let own = changes.registration.as_ref().map(|w| w.value().id);
        changes.login.map_or(Ok(()), |login| self.note(login))?;
        changes.account.map_or(Ok(()), |w| self.write_account(w))?;
        if let Some((account, acceptance)) = changes.replaced_acceptance {
            let former = self.acceptances.entry(account).or_default();
            former.push(acceptance);
        }
        if let Some(proof) = changes.proof {
            self.settle(proof);
        }
        if let Some(account) = changes.unlocked {
            self.lockouts.retain(|key, _| key.account != Some(account));
        }
        if let Some((grant, now)) = changes.consumed_grant {
            self.consume_grant(grant, now)?;
        }
        for cancelled in &changes.cancelled_grants {
            self.cancel_grants(cancelled);
        }
        for grant in changes.grants {
            self.issue_grant(grant)?;
        }
        if let Some(write) = changes.registration {
            if let (Write::Insert(registration), Some(flow)) = (&write, changes.flow) {
                taken(self.flows.contains_key(&flow), UniqueKey::Flow)?;
                self.flows.insert(flow, registration.id);
            }
            write_row(&mut self.registrations, write.value().id, write)?;
        }
        changes.ticket.map_or(Ok(()), |t| self.insert_ticket(t))?;
        if let Some((ticket, now)) = changes.consumed_ticket {
            self.consume_ticket(ticket, now)?;
        }
        if let Some((code, now)) = changes.void_rivals {
            self.void_rivals(code, own, now);
        }
        if let Some(digest) = changes.used_session {
            let session = self.sessions.remove(&digest);
            session.ok_or(CommitError::Conflict)?;
        }
        if let Some(account) = changes.closed_sessions_of {
            let spared = changes.spared_session;
            self.sessions
                .retain(|digest, s| s.account != account || Some(*digest) == spared);
        }
        if let Some(digest) = changes.closed_session {
            self.sessions.remove(&digest);
        }
        if let Some(session) = changes.opened_session {
            insert_row(&mut self.sessions, session.digest, session)?;
        }
        for key in &changes.forgotten {
            self.counters.remove(key);
        }
        if self.pay(changes.charge)? {
            for item in changes.outbox {
                self.enqueue(item)?;
            }
        }
        if let Some((item, now)) = changes.replay {
            self.replay(item, now)?;
        }
        if let Some((item, now)) = changes.skip {
            self.skip(item, now)?;
        }
        match changes.paused {
            Some((service, Some(at))) => {
                self.paused.entry(service).or_insert(at);
            }
            Some((service, None)) => {
                self.paused.remove(&service);
            }
            None => {}
        }
        self.audit.extend(changes.audit);
        Ok(())
    }

    pub(super) fn charge(&mut self, tolls: &[Toll], now: Timestamp) -> Verdict {
        let known = |key: &ThrottleKey| self.counters.get(key).map(|(counter, _)| *counter);
        let (verdict, kept) = charge_all(tolls, known, now);
        let kept = kept.into_iter();
        self.counters
            .extend(kept.map(|kept| (kept.key, (kept.counter, kept.forget_at))));
        verdict
    }

    /// Charges; whether what there is to deliver may go.
    fn pay(&mut self, charge: Option<Charge>) -> Result<bool, CommitError> {
        let Some(charge) = charge else {
            return Ok(true);
        };
        let verdict = self.charge(&charge.tolls, charge.at);
        match (verdict, charge.beyond) {
            (Verdict::Allowed { .. }, _) => Ok(true),
            (Verdict::Refused { .. }, Beyond::Silence) => Ok(false),
            (Verdict::Refused { .. }, Beyond::Refuse) => Err(CommitError::OverLimit),
        }
    }

    fn note(&mut self, login: Login) -> Outcome {
        let account = self
            .accounts
            .get_mut(&login.account)
            .map(|a| &mut a.value)
            .filter(|a| a.credential_version == login.credential_version)
            .ok_or(CommitError::Conflict)?;
        if let Some(access) = login.access {
            account.accesses = std::mem::take(&mut account.accesses).noted(access);
        }
        Ok(())
    }

    fn write_account(&mut self, mut write: Write<Account>) -> Outcome {
        match &mut write {
            Write::Insert(account) => {
                let name = &account.username;
                taken(self.usernames.contains_key(name), UniqueKey::Username)?;
                self.usernames.insert(name.clone(), homonym(account));
            }
            Write::Update(account, _) => {
                if let Some(row) = self.accounts.get(&account.id) {
                    account.accesses.clone_from(&row.value.accesses);
                }
            }
        }
        let account = write.value();
        let is_held = self.accounts.values().any(|other| {
            other.value.id != account.id && other.value.codice_fiscale == account.codice_fiscale
        });
        taken(is_held, UniqueKey::CodiceFiscale)?;
        write_row(&mut self.accounts, account.id, write)
    }

    fn insert_ticket(&mut self, ticket: Ticket) -> Outcome {
        let is_taken = self.tickets.values().any(|t| t.ticket.code == ticket.code);
        taken(is_taken, UniqueKey::TypedCode)?;
        let kept = KeptTicket {
            ticket,
            is_used: false,
        };
        insert_row(&mut self.tickets, kept.ticket.id, kept)
    }

    fn consume_ticket(&mut self, id: TicketId, now: Timestamp) -> Outcome {
        let kept = self
            .tickets
            .get_mut(&id)
            .filter(|t| !t.is_used && now < t.ticket.expires_at)
            .ok_or(CommitError::Conflict)?;
        kept.is_used = true;
        Ok(())
    }

    fn void_rivals(&mut self, code: CodiceFiscale, own: Option<RegistrationId>, at: Timestamp) {
        for rival in self.registrations.values_mut() {
            let waits = matches!(
                rival.value.state,
                RegistrationState::AwaitingActivation { .. }
            );
            if waits && rival.value.codice_fiscale == code && Some(rival.value.id) != own {
                rival.value.state = RegistrationState::Voided { at };
                rival.version.0 += 1;
            }
        }
    }
}

/// The base that homonyms share, and the number: 1 when there is none. MI usernames come from
/// outside with digits of their own, which number nobody.
fn homonym(account: &Account) -> (String, u32) {
    let name = account.username.as_str();
    let base = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = name.strip_prefix(base).and_then(|n| n.parse().ok());
    match (account.kind, number) {
        (UtenzaKind::External, Some(number)) => (base.to_owned(), number),
        _ => (name.to_owned(), 1),
    }
}

fn taken(is_taken: bool, key: UniqueKey) -> Outcome {
    if is_taken {
        return Err(CommitError::Duplicate(key));
    }
    Ok(())
}

pub(super) fn insert_row<K: Ord, V>(rows: &mut BTreeMap<K, V>, key: K, value: V) -> Outcome {
    match rows.entry(key) {
        Entry::Occupied(_) => Err(CommitError::Conflict),
        Entry::Vacant(place) => {
            place.insert(value);
            Ok(())
        }
    }
}

fn write_row<K: Ord, V>(rows: &mut BTreeMap<K, Versioned<V>>, key: K, write: Write<V>) -> Outcome {
    match write {
        Write::Insert(value) => {
            let version = Version(1);
            insert_row(rows, key, Versioned { value, version })
        }
        Write::Update(value, version) => {
            let row = rows
                .get_mut(&key)
                .filter(|row| row.version == version)
                .ok_or(CommitError::Conflict)?;
            row.value = value;
            row.version = Version(version.0 + 1);
            Ok(())
        }
    }
}
