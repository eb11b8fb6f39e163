//! The sessions of whoever is logged in: to look at and to close.

use varco_domain::audit::{Actor, AuditEntry, AuditEvent};
use varco_domain::id::SessionId;
use varco_domain::session::Session;
use varco_ports::Changes;

use crate::{CurrentSession, Failure, UseCases};

impl UseCases {
    /// The live sessions of an account, the one used last first.
    ///
    /// # Errors
    /// [`Failure`] when they cannot be read.
    pub async fn list_sessions(&self, current: &CurrentSession) -> Result<Vec<Session>, Failure> {
        let (account, now) = (&current.account, self.now());
        let mut sessions = self.ports.sessions.list(account.id).await?;
        let limits = &self.settings.sessions;
        sessions.retain(|session| session.is_live(limits, account.credential_version, now));
        Ok(sessions)
    }

    /// Closes one session of the account; `false` where the account has no such live session, whoever
    /// else may have it.
    ///
    /// # Errors
    /// [`Failure`] when it cannot be written: then the session is still open.
    pub async fn close_session(
        &self,
        current: &CurrentSession,
        id: SessionId,
    ) -> Result<bool, Failure> {
        let sessions = self.list_sessions(current).await?;
        let Some(session) = sessions.into_iter().find(|session| session.id == id) else {
            return Ok(false);
        };
        let changes = Changes {
            closed_session: Some(session.digest),
            audit: vec![self.own_entry(current, AuditEvent::SessionClosed)],
            ..Changes::default()
        };
        self.ports.commit.commit(changes).await?;
        Ok(true)
    }

    /// Closes every session of the account but this one. Where there is no other, nothing happens.
    ///
    /// # Errors
    /// [`Failure`] when it cannot be written: then they are still open.
    pub async fn close_other_sessions(&self, current: &CurrentSession) -> Result<(), Failure> {
        let sessions = self.list_sessions(current).await?;
        if sessions
            .iter()
            .all(|session| session.id == current.session.id)
        {
            return Ok(());
        }
        let changes = Changes {
            closed_sessions_of: Some(current.account.id),
            spared_session: Some(current.session.digest),
            audit: vec![self.own_entry(current, AuditEvent::OtherSessionsClosed)],
            ..Changes::default()
        };
        Ok(self.ports.commit.commit(changes).await?)
    }

    fn own_entry(&self, current: &CurrentSession, event: AuditEvent) -> AuditEntry {
        AuditEntry::new(self.now(), Actor::Person, current.account.id, event)
    }
}
