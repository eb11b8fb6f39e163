//! Logout.

use secrecy::SecretString;
use varco_domain::audit::{Actor, AuditEntry, AuditEvent};
use varco_ports::Changes;

use crate::{Failure, UseCases};

impl UseCases {
    /// Ends a session at once. Ending one that is not there is fine.
    ///
    /// # Errors
    /// [`Failure`] when it cannot be written: then the session is still open.
    pub async fn log_out(&self, token: &SecretString) -> Result<(), Failure> {
        let Some((session, _)) = self.find_session(token).await? else {
            return Ok(());
        };
        let (owner, event) = (session.account, AuditEvent::LoggedOut);
        let entry = AuditEntry::new(self.now(), Actor::Person, owner, event);
        let changes = Changes {
            closed_session: Some(session.digest),
            audit: vec![entry],
            ..Changes::default()
        };
        Ok(self.ports.commit.commit(changes).await?)
    }
}
