//! The language in which a person is written to.

use varco_domain::audit::{Actor, AuditEntry, AuditEvent};
use varco_domain::language::Language;
use varco_domain::utenza::Account;
use varco_ports::Changes;

use crate::{CurrentSession, Failure, UseCases};

impl UseCases {
    /// From now on the person is written to in this language; mails that wait stay as they are.
    /// Choosing the same again changes nothing.
    ///
    /// # Errors
    /// [`Failure`] when it cannot be written.
    pub async fn choose_language(
        &self,
        current: &CurrentSession,
        language: Language,
    ) -> Result<(), Failure> {
        let chosen = |account: &Account| {
            if account.language == language {
                return Ok(None);
            }
            let (now, event) = (self.now(), AuditEvent::LanguageChosen);
            let renewed = Account {
                language,
                ..account.clone()
            };
            let changes = Changes {
                audit: vec![AuditEntry::new(now, Actor::Person, account.id, event)],
                ..Changes::default()
            };
            Ok(Some((renewed, changes)))
        };
        self.write_account(current, chosen).await?;
        Ok(())
    }
}
