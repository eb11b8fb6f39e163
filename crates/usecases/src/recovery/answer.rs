//! The worker answers a request: by mail, to every confirmed address, or not at all.

use secrecy::{ExposeSecret, SecretBox};
use varco_domain::audit::{Actor, AuditEntry, AuditEvent};
use varco_domain::grant::Granted;
use varco_domain::utenza::{Account, RecoveryMail};
use varco_ports::{Beyond, Changes, CommitError, Login, Template};

use super::Asked;
use crate::{Failure, ROUNDS, UseCases};

impl UseCases {
    /// Answers a request. One that is answered twice, because a worker was killed, mails twice; of the
    /// links only the later one counts.
    pub(crate) async fn answer(
        &self,
        asked: Asked,
        identifier: &SecretBox<[u8]>,
    ) -> Result<(), Failure> {
        let identifier = str::from_utf8(identifier.expose_secret())
            .map_err(|_| Failure::Broken("the stored request cannot be read".to_owned()))?;
        for _ in 0..ROUNDS {
            let Some(found) = self.find_account(identifier).await? else {
                return Ok(());
            };
            if self.mail_recovery(asked, &found.value).await? {
                return Ok(());
            }
        }
        Err(CommitError::Conflict.into())
    }

    /// Mails what helps the holder of an account. Whether that was done: not where another password came
    /// between, for which a link would be worth nothing.
    pub(crate) async fn mail_recovery(
        &self,
        asked: Asked,
        account: &Account,
    ) -> Result<bool, Failure> {
        let (mut first, template) = self.recovery_mail(asked, account);
        // Each mailbox pays for its own mail, so each has its own commit; the holder pays once. What is
        // beyond the budget of a mailbox is left out, and no link is issued, nor one replaced,
        // that nobody was sent.
        let mut holder = Some(self.holder_toll(&account.codice_fiscale));
        for address in account.mailboxes.all() {
            let mut tolls = self.named_mailbox_tolls(asked.name(), address);
            tolls.extend(holder);
            let mail = self.mail(address, account.language, template.clone(), None)?;
            let changes = Changes {
                outbox: vec![mail],
                charge: Some(self.mail_charge(tolls, Beyond::Refuse)),
                ..first.clone()
            };
            match self.ports.commit.commit(changes).await {
                Ok(()) => (first, holder) = (Changes::default(), None),
                Err(CommitError::OverLimit) => {}
                Err(CommitError::Conflict) => return Ok(false),
                Err(error) => return Err(error.into()),
            }
        }
        Ok(true)
    }

    /// What is mailed, and what is written together with the first mail.
    fn recovery_mail(&self, asked: Asked, account: &Account) -> (Changes, Template) {
        let event = match asked {
            Asked::Password => AuditEvent::PasswordResetAsked,
            Asked::Username => AuditEvent::UsernameReminded,
        };
        let mut first = Changes {
            audit: vec![AuditEntry::new(
                self.now(),
                Actor::Person,
                account.id,
                event,
            )],
            // Nothing is noted: it asks whether the credential is still in force.
            login: Some(Login {
                account: account.id,
                credential_version: account.credential_version,
                access: None,
            }),
            ..Changes::default()
        };
        let given_name = account.given_name.to_string();
        let username = account.username.to_string();
        let template = match (asked, RecoveryMail::for_account(account)) {
            (_, RecoveryMail::Suspended) => Template::SuspendedRecovery { given_name },
            (Asked::Username, _) => Template::UsernameReminder {
                given_name,
                username,
            },
            (Asked::Password, RecoveryMail::MiChannels) => Template::MiRecovery {
                given_name,
                username,
            },
            (Asked::Password, RecoveryMail::ResetLink) => Template::ResetPassword {
                given_name,
                username,
                link: self.add_grant(&mut first, account, Granted::ResetPassword),
            },
        };
        (first, template)
    }
}
