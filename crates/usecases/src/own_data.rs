//! The rights of the person: to take the own data away and to ask that they be erased.

use jiff::Timestamp;
use secrecy::SecretString;
use thiserror::Error;
use varco_domain::audit::{Actor, AuditEntry, AuditEvent};
use varco_domain::registration::Acceptance;
use varco_domain::session::Session;
use varco_domain::utenza::Account;
use varco_ports::{Changes, ProofOutcome, Template};

use crate::proving::ProofError;
use crate::{CurrentSession, Failure, UseCases};

/// How many entries of the trail are read at a time.
const ENTRIES: u32 = 500;

/// Everything that is kept about a person who has an account.
#[derive(Clone, Debug)]
pub struct OwnData {
    /// When it was put together.
    pub at: Timestamp,
    /// The account; its hashes are nobody's to see.
    pub account: Account,
    /// What was accepted before what was accepted last, the oldest first.
    pub former_acceptances: Vec<Acceptance>,
    /// The sessions, the one used last first; their digests are nobody's to see.
    pub sessions: Vec<Session>,
    /// The trail of the account, the newest first.
    pub activity: Vec<AuditEntry>,
}

/// Why the deletion is not asked for.
#[derive(Debug, Error)]
pub enum AskDeletionError {
    /// The password in force is another one.
    #[error("the current password is wrong")]
    CurrentWrong,
    /// Too many wrong attempts.
    #[error("too many wrong passwords")]
    Locked {
        /// When to try again; `None` where only another password helps.
        retry_at: Option<Timestamp>,
    },
    /// Nobody's mistake.
    #[error(transparent)]
    Failure(#[from] Failure),
}

impl From<ProofError> for AskDeletionError {
    fn from(error: ProofError) -> Self {
        match error {
            ProofError::Wrong => Self::CurrentWrong,
            ProofError::Locked { retry_at } => Self::Locked { retry_at },
            ProofError::Failure(failure) => Self::Failure(failure),
        }
    }
}

impl UseCases {
    /// Puts together what is kept about the person, and writes down that it was taken away.
    ///
    /// # Errors
    /// [`Failure`] when it cannot be read or written down.
    pub async fn export_data(&self, current: &CurrentSession) -> Result<OwnData, Failure> {
        let (account, at) = (current.account.id, self.now());
        let event = AuditEvent::DataExported;
        let changes = Changes {
            audit: vec![AuditEntry::new(at, Actor::Person, account, event)],
            ..Changes::default()
        };
        self.ports.commit.commit(changes).await?;
        Ok(OwnData {
            at,
            ..self.gather_data(current).await?
        })
    }

    /// Puts the same together for whoever takes nothing away (a `HEAD`), and writes nothing down.
    ///
    /// # Errors
    /// [`Failure`] when it cannot be read.
    pub async fn gather_data(&self, current: &CurrentSession) -> Result<OwnData, Failure> {
        let account = current.account.clone();
        Ok(OwnData {
            at: self.now(),
            former_acceptances: self.ports.accounts.former_acceptances(account.id).await?,
            sessions: self.ports.sessions.list(account.id).await?,
            activity: self.whole_trail(&account).await?,
            account,
        })
    }

    async fn whole_trail(&self, account: &Account) -> Result<Vec<AuditEntry>, Failure> {
        let (mut entries, mut before) = (Vec::new(), None);
        loop {
            let trail = &self.ports.trail;
            let records = trail.list(account.id, before, ENTRIES).await?;
            let Some(last) = records.last() else {
                return Ok(entries);
            };
            before = Some(last.sequence);
            entries.extend(records.into_iter().map(|record| record.entry));
        }
    }

    /// Notes that the person wants the account deleted, once the password is proved anew, and
    /// tells every mailbox. Asking again changes nothing.
    ///
    /// # Errors
    /// [`AskDeletionError`].
    pub async fn ask_deletion(
        &self,
        current: &CurrentSession,
        password: &SecretString,
    ) -> Result<(), AskDeletionError> {
        let (session, account) = (&current.session, &current.account);
        let key = self.prove_again(session, account, password).await?;
        let asked = |account: &Account| {
            if account.deletion_asked_at.is_some() {
                return Ok(None);
            }
            let (asked, mut changes) = self.deletion(account)?;
            changes.proof = Some(self.settled(key, ProofOutcome::Proved));
            Ok(Some((asked, changes)))
        };
        if !self.write_account(current, asked).await? {
            self.settle(key, ProofOutcome::Proved).await?;
        }
        Ok(())
    }

    fn deletion(&self, account: &Account) -> Result<(Account, Changes), Failure> {
        let (now, event) = (self.now(), AuditEvent::DeletionAsked);
        let mut changes = Changes {
            audit: vec![AuditEntry::new(now, Actor::Person, account.id, event)],
            ..Changes::default()
        };
        self.notify(&mut changes, account, |disavowal| Template::DeletionAsked {
            given_name: account.given_name.to_string(),
            asked_at: now,
            disavowal,
        })?;
        let asked = Account {
            deletion_asked_at: Some(now),
            ..account.clone()
        };
        Ok((asked, changes))
    }

    /// Takes the wish back. Nothing is taken from the person by that, so no password is asked for.
    ///
    /// # Errors
    /// [`Failure`] when it cannot be written.
    pub async fn withdraw_deletion(&self, current: &CurrentSession) -> Result<(), Failure> {
        let withdrawn = |account: &Account| {
            let (now, event) = (self.now(), AuditEvent::DeletionWithdrawn);
            let kept = Account {
                deletion_asked_at: None,
                ..account.clone()
            };
            let changes = Changes {
                audit: vec![AuditEntry::new(now, Actor::Person, account.id, event)],
                ..Changes::default()
            };
            Ok(account.deletion_asked_at.map(|_| (kept, changes)))
        };
        self.write_account(current, withdrawn).await?;
        Ok(())
    }
}
