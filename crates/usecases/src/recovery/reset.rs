//! The link comes back: a new password without the one in force.

use jiff::Timestamp;
use secrecy::SecretString;
use thiserror::Error;
use varco_domain::audit::{Actor, AuditEntry, AuditEvent};
use varco_domain::credential::{NewPassword, PasswordFinding};
use varco_domain::grant::{Grant, GrantPurpose, GrantVerdict};
use varco_domain::utenza::{Account, Credential, PasswordHash};
use varco_ports::{Changes, CommitError, ProofOutcome, Template, Versioned, Write};

use super::Asked;
use crate::choosing::NotAccepted;
use crate::notices::end_sessions_and_links;
use crate::proving::Prover;
use crate::{Failure, ROUNDS, UseCases};

/// What a mailed link is worth, and whose utenza it is about.
#[derive(Clone, Debug)]
pub struct ResetLink {
    /// What it is worth.
    pub verdict: GrantVerdict,
    /// Whose. To be shown only where the verdict is good.
    pub account: Account,
}

/// A reset as it came in.
#[derive(Clone, Copy, Debug)]
pub struct ResetPasswordInput<'a> {
    /// The token of the link.
    pub token: &'a SecretString,
    /// The new password.
    pub new: &'a SecretString,
    /// The new one, typed again.
    pub repeat: &'a SecretString,
}

/// Why the password stays as it is.
#[derive(Debug, Error)]
pub enum ResetPasswordError {
    /// Nobody was given this token.
    #[error("the link is unknown")]
    Unknown,
    /// The link is worth nothing, or nothing any more.
    #[error("the link does not reset: {0:?}")]
    Refused(GrantVerdict),
    /// The new password is not accepted.
    #[error("the new password is not accepted")]
    Findings(Vec<PasswordFinding>),
    /// The repeat is another password.
    #[error("the two passwords differ")]
    RepeatDiffers,
    /// Nobody's mistake.
    #[error(transparent)]
    Failure(#[from] Failure),
}

impl From<NotAccepted> for ResetPasswordError {
    fn from(reason: NotAccepted) -> Self {
        match reason {
            NotAccepted::Findings(findings) => Self::Findings(findings),
            NotAccepted::RepeatDiffers => Self::RepeatDiffers,
        }
    }
}

impl UseCases {
    /// Looks at a link, which changes nothing; `None` when it is unknown.
    ///
    /// # Errors
    /// [`Failure`] when it cannot be looked up.
    pub async fn inspect_reset(&self, token: &SecretString) -> Result<Option<ResetLink>, Failure> {
        let found = self.find_grant(GrantPurpose::ResetPassword, token).await?;
        Ok(found.map(|(grant, account)| ResetLink {
            verdict: grant.judge(&account.value, self.now()),
            account: account.value,
        }))
    }

    /// Sets a new password by a mailed link. Every session and every pending change of address ends,
    /// failed logins are forgotten, every address is told; nobody is logged in
    /// by it. Doing it again changes nothing and gives the same answer.
    ///
    /// # Errors
    /// [`ResetPasswordError`].
    pub async fn reset_password(
        &self,
        input: ResetPasswordInput<'_>,
    ) -> Result<(), ResetPasswordError> {
        for _ in 0..ROUNDS {
            let found = self
                .find_grant(GrantPurpose::ResetPassword, input.token)
                .await?;
            let (grant, account) = found.ok_or(ResetPasswordError::Unknown)?;
            match grant.judge(&account.value, self.now()) {
                GrantVerdict::Good => {}
                GrantVerdict::Used { at } => {
                    return self.reset_before(&account.value, at, input.new).await;
                }
                verdict => return Err(ResetPasswordError::Refused(verdict)),
            }
            let (new, hash) = self.hash_reset(&account.value, &input).await?;
            let before = account.value.clone();
            let (mut changes, account) = self.reset(&grant, account, hash)?;
            self.propagate(&mut changes, &before, &account, Some(new.as_password()))
                .await?;
            match self.ports.commit.commit(changes).await {
                Ok(()) => return Ok(()),
                // Whatever has happened to the link or the utenza is there to be seen now.
                Err(CommitError::Conflict) => {}
                Err(error) => return Err(Failure::from(error).into()),
            }
        }
        Err(Failure::from(CommitError::Conflict).into())
    }

    /// The reset was made and the answer that said so was lost (T-32): the link is used up, and the
    /// password that it set is this one. Proved like a login, so that it cannot be guessed here.
    async fn reset_before(
        &self,
        account: &Account,
        at: Timestamp,
        typed: &SecretString,
    ) -> Result<(), ResetPasswordError> {
        let used = Err(ResetPasswordError::Refused(GrantVerdict::Used { at }));
        if !matches!(account.credential, Credential::Chosen { since, .. } if since == at) {
            return used;
        }
        let prover = Prover::Stranger(account.id);
        let Ok((key, _)) = self.charge_proof(prover).await? else {
            return used;
        };
        let is_same = self.verify(Some(account), typed, key).await?.matches;
        let outcome = if is_same {
            ProofOutcome::Proved
        } else {
            ProofOutcome::Failed
        };
        self.settle(key, outcome).await?;
        if is_same { Ok(()) } else { used }
    }

    async fn hash_reset(
        &self,
        account: &Account,
        input: &ResetPasswordInput<'_>,
    ) -> Result<(NewPassword, PasswordHash), ResetPasswordError> {
        let new = self.accept_password(account, input.new, input.repeat, None)?;
        let (current, former) = (account.credential.hash(), account.history.hashes());
        let finding = if self.is_one_of(&new, std::slice::from_ref(current)).await? {
            PasswordFinding::Unchanged
        } else if self.is_one_of(&new, former).await? {
            PasswordFinding::Reused
        } else {
            let hashed = self.ports.hasher.hash(new.as_password()).await;
            return Ok((new, hashed.map_err(Failure::from)?));
        };
        Err(ResetPasswordError::Findings(vec![finding]))
    }

    /// The one transaction of a reset.
    fn reset(
        &self,
        grant: &Grant,
        found: Versioned<Account>,
        hash: PasswordHash,
    ) -> Result<(Changes, Account), Failure> {
        let now = self.now();
        let policy = self.settings.policy(found.value.kind);
        let account = found.value.with_reset_password(hash, &policy, now);
        let (subject, event) = (account.id, AuditEvent::PasswordReset);
        let mut changes = Changes {
            account: Some(Write::Update(account.clone(), found.version)),
            unlocked: Some(account.id),
            consumed_grant: Some((grant.id, now)),
            forgotten: self.wanted_mails(
                Asked::Password.name(),
                account.mailboxes.all(),
                &account.codice_fiscale,
            ),
            audit: vec![AuditEntry::new(now, Actor::Person, subject, event)],
            ..Changes::default()
        };
        end_sessions_and_links(&mut changes, &account, now);
        self.notify(&mut changes, &account, |disavowal| {
            Template::PasswordChanged {
                given_name: account.given_name.to_string(),
                changed_at: now,
                disavowal: Some(disavowal),
            }
        })?;
        Ok((changes, account))
    }
}
