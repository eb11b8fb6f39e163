//! A person chooses a password: at the first login, and whenever they like.

use jiff::Timestamp;
use secrecy::SecretString;
use thiserror::Error;
use varco_domain::audit::{Actor, AuditEntry, AuditEvent};
use varco_domain::credential::{NewPassword, PasswordFinding};
use varco_domain::session::{Session, SessionScope};
use varco_domain::token::{TokenPurpose, opaque_token};
use varco_domain::utenza::{Account, PasswordHash};
use varco_ports::{Changes, CommitError, Login, ProofOutcome, Template, Versioned, Write};

use crate::choosing::NotAccepted;
use crate::log_in::access;
use crate::proving::{ProofError, read_current};
use crate::{Failure, OpenedSession, UseCases};

/// A change as it came in.
#[derive(Clone, Copy, Debug)]
pub struct ChangePasswordInput<'a> {
    /// The session.
    pub token: &'a SecretString,
    /// The password in force, or the one-time password.
    pub current: &'a SecretString,
    /// The new one.
    pub new: &'a SecretString,
    /// The new one, typed again.
    pub repeat: &'a SecretString,
    /// The token of the device, if it has one from a login before.
    pub device: Option<&'a SecretString>,
}

/// Why the password stays as it is.
#[derive(Debug, Error)]
pub enum ChangePasswordError {
    /// There is no live session.
    #[error("there is no live session")]
    NoSession,
    /// The password in force is another one.
    #[error("the current password is wrong")]
    CurrentWrong,
    /// The new password is not accepted.
    #[error("the new password is not accepted")]
    Findings(Vec<PasswordFinding>),
    /// The repeat is another password.
    #[error("the two passwords differ")]
    RepeatDiffers,
    /// Too many wrong attempts.
    #[error("too many wrong passwords")]
    Locked {
        /// When to try again; `None` where only another password helps.
        retry_at: Option<Timestamp>,
    },
    /// The password has just been changed, or this session ended, elsewhere.
    #[error("the password has just been changed, or the session ended, elsewhere")]
    Conflict,
    /// Nobody's mistake.
    #[error(transparent)]
    Failure(#[from] Failure),
}

impl From<ProofError> for ChangePasswordError {
    fn from(error: ProofError) -> Self {
        match error {
            ProofError::Wrong => Self::CurrentWrong,
            ProofError::Locked { retry_at } => Self::Locked { retry_at },
            ProofError::Failure(failure) => Self::Failure(failure),
        }
    }
}

impl From<NotAccepted> for ChangePasswordError {
    fn from(reason: NotAccepted) -> Self {
        match reason {
            NotAccepted::Findings(findings) => Self::Findings(findings),
            NotAccepted::RepeatDiffers => Self::RepeatDiffers,
        }
    }
}

impl UseCases {
    /// Changes the password. Every session ends, this one goes on under a new token;
    /// the person is told by mail. Doing it again changes nothing and gives the same answer.
    ///
    /// # Errors
    /// [`ChangePasswordError`].
    pub async fn change_password(
        &self,
        input: ChangePasswordInput<'_>,
    ) -> Result<OpenedSession, ChangePasswordError> {
        // One look at both: a session of yesterday must not meet the password of today.
        let Some((session, found)) = self.find_live_session(input.token).await? else {
            return self.changed_before(&input).await;
        };
        // What costs nothing is judged first; a wrong new password needs no slow hash.
        let new = self.accept_new(&found.value, &input)?;
        let key = self
            .prove_again(&session, &found.value, input.current)
            .await?;
        let hash = match self.hash_new(&found.value, &new).await {
            Ok(hash) => hash,
            Err(refusal) => {
                self.settle(key, ProofOutcome::Proved).await?;
                return Err(refusal);
            }
        };
        let next = self.next_token(input.token);
        let before = found.value.clone();
        let (mut changes, opened, account) = self.change(&session, found, hash, next)?;
        self.propagate(&mut changes, &before, &account, Some(new.as_password()))
            .await?;
        changes.proof = Some(self.settled(key, ProofOutcome::Proved));
        match self.ports.commit.commit(changes).await {
            Ok(()) => Ok(self.on_known_device(opened, input.device)),
            Err(CommitError::Conflict) => Err(ChangePasswordError::Conflict),
            Err(error) => Err(Failure::from(error).into()),
        }
    }

    /// The change was made and the answer that said so was lost (T-32): its session has ended, but the
    /// one that came of it is there, and the new password is in force. Proved like a login, since that
    /// is what it is.
    async fn changed_before(
        &self,
        input: &ChangePasswordInput<'_>,
    ) -> Result<OpenedSession, ChangePasswordError> {
        let token = self.next_token(input.token);
        let found = self.find_live_session(&token).await?;
        let (session, account) = found.ok_or(ChangePasswordError::NoSession)?;
        let proved = self.prove_again(&session, &account.value, input.new);
        match proved.await {
            Ok(key) => {
                self.settle(key, ProofOutcome::Proved).await?;
                let opened = OpenedSession {
                    token,
                    session,
                    language: account.value.language,
                    device: None,
                };
                Ok(self.on_known_device(opened, input.device))
            }
            Err(ProofError::Wrong) => Err(ChangePasswordError::NoSession),
            Err(error) => Err(error.into()),
        }
    }

    /// The token under which a session goes on. It follows from the token before, so that whoever has
    /// that one is given the same again; by a secret key, so that nobody else can follow.
    fn next_token(&self, token: &SecretString) -> SecretString {
        let digester = &self.ports.digester;
        opaque_token(
            digester
                .lasting_digest(TokenPurpose::NextSession, token)
                .as_bytes(),
        )
    }

    fn accept_new(
        &self,
        account: &Account,
        input: &ChangePasswordInput<'_>,
    ) -> Result<NewPassword, ChangePasswordError> {
        let current = read_current(&account.credential, input.current);
        // Spaces around a one-time password do not matter, so with them it is still the same.
        if read_current(&account.credential, input.new).expose() == current.expose() {
            return Err(ChangePasswordError::Findings(vec![
                PasswordFinding::Unchanged,
            ]));
        }
        Ok(self.accept_password(account, input.new, input.repeat, Some(&current))?)
    }

    /// Hashes the new password, once it has been compared with those that may not come back: one slow
    /// hash each, where the policy asks for it.
    async fn hash_new(
        &self,
        account: &Account,
        new: &NewPassword,
    ) -> Result<PasswordHash, ChangePasswordError> {
        if self.is_one_of(new, account.history.hashes()).await? {
            let findings = vec![PasswordFinding::Reused];
            return Err(ChangePasswordError::Findings(findings));
        }
        let hashed = self.ports.hasher.hash(new.as_password()).await;
        Ok(hashed.map_err(Failure::from)?)
    }

    /// The one transaction: new hash, sessions closed, this one opened anew, notice.
    fn change(
        &self,
        session: &Session,
        found: Versioned<Account>,
        hash: PasswordHash,
        next: SecretString,
    ) -> Result<(Changes, OpenedSession, Account), Failure> {
        let now = self.now();
        let proved = found.value.credential_version;
        let policy = self.settings.policy(found.value.kind);
        let account = found.value.with_chosen_password(hash, &policy, now);
        let origin = session.origin.clone();
        let opened = self.session_under(next, &account, SessionScope::Full, origin);
        // Who came in to change the password is in now.
        let login = (session.scope == SessionScope::ChangePassword).then(|| Login {
            account: account.id,
            credential_version: proved,
            access: Some(access(&opened.session)),
        });
        let (subject, event) = (account.id, AuditEvent::PasswordChanged);
        let mut changes = Changes {
            used_session: Some(session.digest),
            closed_sessions_of: Some(account.id),
            opened_session: Some(opened.session.clone()),
            login,
            account: Some(Write::Update(account.clone(), found.version)),
            audit: vec![AuditEntry::new(now, Actor::Person, subject, event)],
            ..Changes::default()
        };
        self.notify(&mut changes, &account, |disavowal| {
            Template::PasswordChanged {
                given_name: account.given_name.to_string(),
                changed_at: now,
                disavowal: Some(disavowal),
            }
        })?;
        Ok((changes, opened, account))
    }
}
