//! What an operator sees of an utenza: never a credential, nor anything made of one.

use varco_domain::audit::{Actor, AuditEntry, AuditEvent};
use varco_domain::credential::LockoutState;
use varco_domain::id::AccountId;
use varco_domain::session::Session;
use varco_domain::utenza::Account;
use varco_ports::{AuditRecord, Changes};

use super::OperatorError;
use crate::reason::reason;
use crate::{Failure, UseCases};

/// An utenza, its sessions, and what was last done with it.
#[derive(Clone, Debug)]
pub struct UtenzaSheet {
    /// The utenza.
    pub account: Account,
    /// The sessions that are live, the one used last first.
    pub sessions: Vec<Session>,
    /// Whether the password would be looked at now, where most failed logins are known: from a device
    /// or from anywhere.
    pub lockout: LockoutState,
    /// How many those are, in a row.
    pub failures: u32,
    /// The last entries of the audit trail, the newest first.
    pub trail: Vec<AuditRecord>,
}

impl UseCases {
    /// Looks at an utenza and at up to `entries` of its trail, and writes down that it was looked at,
    /// and why where that was said. The trail is the one before.
    ///
    /// # Errors
    /// [`OperatorError::Reason`], [`OperatorError::NotFound`], or [`OperatorError::Failure`].
    pub async fn inspect_utenza(
        &self,
        identifier: &str,
        why: Option<&str>,
        entries: u32,
    ) -> Result<UtenzaSheet, OperatorError> {
        let why = why.map(|why| reason(why).ok_or(OperatorError::Reason));
        let why = why.transpose()?;
        let account = self.load_utenza(identifier).await?.value;
        let sessions = self.ports.sessions.list(account.id).await;
        let mut sessions = sessions.map_err(Failure::from)?;
        let (limits, now) = (&self.settings.sessions, self.now());
        sessions.retain(|session| session.is_live(limits, account.credential_version, now));
        let lockouts = self.ports.lockouts.list(account.id).await;
        let lockouts = lockouts.map_err(Failure::from)?.into_iter();
        let worst = lockouts
            .max_by_key(|known| known.failures)
            .unwrap_or_default();
        let trail = self.ports.trail.list(account.id, None, entries).await;
        self.note_inspection(account.id, why).await?;
        Ok(UtenzaSheet {
            sessions,
            lockout: worst.state(&self.settings.limits.login, now),
            failures: worst.failures,
            trail: trail.map_err(Failure::from)?,
            account,
        })
    }

    /// The utenze whose holders have asked for their deletion, the oldest request first.
    ///
    /// # Errors
    /// [`OperatorError::Failure`] when they cannot be read.
    pub async fn list_deletions(&self) -> Result<Vec<Account>, OperatorError> {
        let found = self.ports.accounts.find_deletions_asked().await;
        Ok(found.map_err(Failure::from)?)
    }

    async fn note_inspection(&self, account: AccountId, why: Option<&str>) -> Result<(), Failure> {
        let event = AuditEvent::Inspected;
        let entry = AuditEntry::new(self.now(), Actor::Operator, account, event);
        let changes = Changes {
            audit: vec![AuditEntry {
                note: why.map(str::to_owned),
                ..entry
            }],
            ..Changes::default()
        };
        Ok(self.ports.commit.commit(changes).await?)
    }
}
