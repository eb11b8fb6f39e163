//! Reminding people that their password ends soon, where a policy sets an age (ASVS 6.4.5).

use varco_domain::audit::{Actor, AuditEntry, AuditEvent};
use varco_domain::credential::{PasswordPolicy, REMINDER_DAYS};
use varco_domain::utenza::{Account, Credential, UtenzaKind};
use varco_ports::{Changes, CommitError, DueReminders, Template, Versioned, Write};

use crate::{Failure, UseCases};

/// People reminded at a time of one kind and day.
const BATCH: u32 = 100;

impl UseCases {
    /// Mails one batch of the reminders that are due; returns how many. The loop stands outside. Any
    /// number of nodes may do it at once: each reminder is noted in the commit that mails it.
    ///
    /// # Errors
    /// [`Failure`] when somebody cannot be reminded; who was before stays so.
    pub async fn remind_endings(&self) -> Result<u64, Failure> {
        let mut reminded = 0;
        for kind in UtenzaKind::ALL {
            for days in REMINDER_DAYS {
                for account in self.due_for_reminder(kind, days).await? {
                    reminded += u64::from(self.remind(account).await?);
                }
            }
        }
        Ok(reminded)
    }

    async fn due_for_reminder(
        &self,
        kind: UtenzaKind,
        days: u8,
    ) -> Result<Vec<Versioned<Account>>, Failure> {
        let window = self.settings.policy(kind).ending_within(days, self.now());
        let Some((chosen_after, chosen_until)) = window else {
            return Ok(Vec::new());
        };
        let due = DueReminders {
            kind,
            chosen_after,
            chosen_until,
            days,
            limit: BATCH,
        };
        Ok(self.ports.accounts.find_to_remind(&due).await?)
    }

    /// Whether this reminded the person: not where somebody else has just done so, or the password is
    /// another one by now.
    async fn remind(&self, found: Versioned<Account>) -> Result<bool, Failure> {
        let policy = self.settings.policy(found.value.kind);
        let Some((days, ends_at)) = self.ending(&found.value, &policy) else {
            return Ok(false);
        };
        let account = Account {
            reminded: Some(days),
            ..found.value
        };
        let template = Template::PasswordEnding {
            given_name: account.given_name.to_string(),
            ends_at,
        };
        let mail = self.mail_to_holder(&account, template, None)?;
        let event = AuditEvent::PasswordExpiryReminded;
        let entry = AuditEntry::new(self.now(), Actor::System, account.id, event);
        let changes = Changes {
            account: Some(Write::Update(account, found.version)),
            outbox: mail.into_iter().collect(),
            audit: vec![entry],
            ..Changes::default()
        };
        match self.ports.commit.commit(changes).await {
            Ok(()) => Ok(true),
            Err(CommitError::Conflict) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// Which reminder is due, and when the password ends.
    fn ending(&self, account: &Account, policy: &PasswordPolicy) -> Option<(u8, jiff::Timestamp)> {
        let Credential::Chosen { since, .. } = account.credential else {
            return None;
        };
        let days = policy.reminder_due(since, account.reminded, self.now())?;
        Some((days, policy.expires_at(since)?))
    }
}
