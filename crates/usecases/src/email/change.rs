//! Another address is asked for, asked for again, or given up. It counts once it is confirmed.

use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};
use thiserror::Error;
use varco_domain::audit::{Actor, AuditEntry, AuditEvent};
use varco_domain::contacts::{EmailAddress, EmailFault, EmailHint};
use varco_domain::grant::GrantPurpose;
use varco_domain::throttle::Verdict;
use varco_domain::utenza::{Account, EmailNews, EmailRefusal, EmailStep, PendingEmail};
use varco_ports::{CancelledGrants, Changes, CommitError, LockoutKey, ProofOutcome, Write};

use crate::proving::ProofError;
use crate::{CurrentSession, Failure, UseCases};

/// Another address as it came in.
#[derive(Clone, Copy, Debug)]
pub struct ChangeEmailInput<'a> {
    /// The password in force.
    pub password: &'a SecretString,
    /// The address.
    pub email: &'a str,
    /// The address, typed again.
    pub email_repeat: &'a str,
    /// The address is right although it looks wrong.
    pub confirms_email: bool,
}

/// What has to be mended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NewEmailFault {
    /// Not an address.
    Email(EmailFault),
    /// The address is confirmed already.
    AlreadyYours,
    /// It is institutional, and the administration has given another one.
    Institutional,
    /// The address typed again is another one, or missing.
    Differs,
    /// The password in force was not typed.
    PasswordMissing,
}

/// Why no other address waits.
#[derive(Debug, Error)]
pub enum ChangeEmailError {
    /// Something has to be mended; never empty. Nothing was charged.
    #[error("the address is not accepted")]
    Faults(Vec<NewEmailFault>),
    /// The address is probably a mistake; it may be confirmed. Nothing was charged.
    #[error("the address looks wrong")]
    Warning(EmailHint),
    /// The password in force is another one.
    #[error("the current password is wrong")]
    CurrentWrong,
    /// Too many wrong attempts.
    #[error("too many wrong passwords")]
    Locked {
        /// When to try again; `None` where only another password helps.
        retry_at: Option<Timestamp>,
    },
    /// Too many mails were asked for.
    #[error("too many mails were asked for")]
    TooSoon {
        /// When to ask again.
        retry_at: Timestamp,
    },
    /// The utenza has just been changed elsewhere.
    #[error("the utenza has just been changed elsewhere")]
    Conflict,
    /// Nobody's mistake.
    #[error(transparent)]
    Failure(#[from] Failure),
}

/// Why the mail is not sent again, or the address waits on.
#[derive(Debug, Error)]
pub enum ResendEmailError {
    /// No address waits: it was confirmed, given up, or asked for too long ago.
    #[error("no address waits for its confirmation")]
    NotPending,
    /// The last mail is too recent, or there were too many.
    #[error("the last mail was asked for too recently")]
    TooSoon {
        /// When to ask again.
        retry_at: Timestamp,
    },
    /// The utenza has just been changed elsewhere.
    #[error("the utenza has just been changed elsewhere")]
    Conflict,
    /// Nobody's mistake.
    #[error(transparent)]
    Failure(#[from] Failure),
}

impl From<ProofError> for ChangeEmailError {
    fn from(error: ProofError) -> Self {
        match error {
            ProofError::Wrong => Self::CurrentWrong,
            ProofError::Locked { retry_at } => Self::Locked { retry_at },
            ProofError::Failure(failure) => Self::Failure(failure),
        }
    }
}

impl UseCases {
    /// Asks for another address, of either mailbox: its domain tells which. A link goes there, a
    /// notice with "Non sei stato tu?" to the addresses in force, which stay so until the link is
    /// used.
    ///
    /// # Errors
    /// [`ChangeEmailError`].
    pub async fn change_email(
        &self,
        current: &CurrentSession,
        input: ChangeEmailInput<'_>,
    ) -> Result<PendingEmail, ChangeEmailError> {
        let step = self.step_to(&current.account, &input)?;
        let (session, account) = (&current.session, &current.account);
        let proved = self.prove_again(session, account, input.password).await?;
        let asked = self.commit_step(current, step, Some(proved)).await?;
        if !matches!(asked, Asked::Waits(_)) {
            // The password was right all the same.
            self.settle(proved, ProofOutcome::Proved).await?;
        }
        match asked {
            Asked::Waits(pending) => Ok(pending),
            Asked::TooSoon(retry_at) => Err(ChangeEmailError::TooSoon { retry_at }),
            Asked::Conflict => Err(ChangeEmailError::Conflict),
        }
    }

    /// Mails the link of the address that waits again; the one before stops working.
    ///
    /// # Errors
    /// [`ResendEmailError`].
    pub async fn resend_email_confirmation(
        &self,
        current: &CurrentSession,
    ) -> Result<PendingEmail, ResendEmailError> {
        let (now, mailboxes) = (self.now(), &current.account.mailboxes);
        let pending = mailboxes.awaited(now).ok_or(ResendEmailError::NotPending)?;
        let retry_at = pending.asked_at + self.settings.rules.resend_wait;
        if now < retry_at {
            return Err(ResendEmailError::TooSoon { retry_at });
        }
        let life = self.settings.grants.confirm_email;
        let step = mailboxes
            .ask(pending.address.clone(), life, now)
            .map_err(|_| ResendEmailError::NotPending)?;
        match self.commit_step(current, step, None).await? {
            Asked::Waits(pending) => Ok(pending),
            Asked::TooSoon(retry_at) => Err(ResendEmailError::TooSoon { retry_at }),
            Asked::Conflict => Err(ResendEmailError::Conflict),
        }
    }

    /// Gives the address that waits up; its link stops working. Doing it again is harmless.
    ///
    /// # Errors
    /// [`ResendEmailError::Conflict`] and [`ResendEmailError::Failure`].
    pub async fn cancel_email_change(
        &self,
        current: &CurrentSession,
    ) -> Result<(), ResendEmailError> {
        let (now, account) = (self.now(), &current.account);
        if account.mailboxes.pending.is_none() {
            return Ok(());
        }
        let (id, event) = (account.id, AuditEvent::EmailChangeCancelled);
        let account = Account {
            mailboxes: account.mailboxes.without_pending(),
            ..account.clone()
        };
        let changes = Changes {
            account: Some(Write::Update(account, current.version)),
            cancelled_grants: vec![CancelledGrants::all(id, GrantPurpose::ConfirmEmail, now)],
            audit: vec![AuditEntry::new(now, Actor::Person, id, event)],
            ..Changes::default()
        };
        match self.ports.commit.commit(changes).await {
            Ok(()) => Ok(()),
            Err(CommitError::Conflict) => Err(ResendEmailError::Conflict),
            Err(error) => Err(Failure::from(error).into()),
        }
    }

    /// What costs nothing is judged first: only who has typed an address that can be meant is asked
    /// for the slow proof.
    fn step_to(
        &self,
        account: &Account,
        input: &ChangeEmailInput<'_>,
    ) -> Result<EmailStep, ChangeEmailError> {
        let mut faults = Vec::new();
        let email = EmailAddress::parse(input.email)
            .map_err(|fault| faults.push(NewEmailFault::Email(fault)))
            .ok();
        let repeats = |email: &EmailAddress| {
            EmailAddress::parse(input.email_repeat).is_ok_and(|repeat| repeat == *email)
        };
        if self.settings.rules.repeat_email && email.as_ref().is_some_and(|email| !repeats(email)) {
            faults.push(NewEmailFault::Differs);
        }
        let (life, now) = (self.settings.grants.confirm_email, self.now());
        let step = email.and_then(|email| {
            let hint = email.hint();
            match account.mailboxes.ask(email, life, now) {
                Ok(step) => Some((step, hint)),
                Err(refusal) => {
                    faults.push(match refusal {
                        EmailRefusal::Institutional => NewEmailFault::Institutional,
                        EmailRefusal::AlreadyYours | EmailRefusal::NotPending => {
                            NewEmailFault::AlreadyYours
                        }
                    });
                    None
                }
            }
        });
        if input.password.expose_secret().is_empty() {
            faults.push(NewEmailFault::PasswordMissing);
        }
        match step {
            Some((_, Some(hint))) if faults.is_empty() && !input.confirms_email => {
                Err(ChangeEmailError::Warning(hint))
            }
            Some((step, _)) if faults.is_empty() => Ok(step),
            _ => Err(ChangeEmailError::Faults(faults)),
        }
    }

    /// The one transaction: the address waits, everybody concerned is told.
    ///
    /// Even who is logged in asks for no more mails than a mailbox bears, since it may be a
    /// stranger's; beyond that the link is left out, and nobody is told so, because whoever else has
    /// mails sent there is nobody's business.
    async fn commit_step(
        &self,
        current: &CurrentSession,
        mut step: EmailStep,
        proved: Option<LockoutKey>,
    ) -> Result<Asked, Failure> {
        let (id, limits) = (current.account.id, &self.settings.limits);
        let asked = self
            .charge("mail.account", &id.to_string(), &limits.email_changes)
            .await?;
        if let Verdict::Refused { retry_at } = asked {
            return Ok(Asked::TooSoon(retry_at));
        }
        let Some(pending) = step.next.pending.clone() else {
            return Err(Failure::Broken("nothing waits after asking".to_owned()));
        };
        let mailbox = pending.address.abuse_key();
        let bears = self.charge("mail.mailbox", &mailbox, &limits.mailbox);
        if let Verdict::Refused { .. } = bears.await? {
            step.tell.retain(|notice| notice.news != EmailNews::Confirm);
        }
        let account = Account {
            mailboxes: step.next,
            ..current.account.clone()
        };
        let (now, event) = (self.now(), AuditEvent::EmailChangeAsked);
        let mut changes = Changes {
            proof: proved.map(|key| self.settled(key, ProofOutcome::Proved)),
            audit: vec![AuditEntry::new(now, Actor::Person, id, event)],
            ..Changes::default()
        };
        self.tell_mailboxes(&mut changes, &account, &step.tell)?;
        changes.account = Some(Write::Update(account, current.version));
        match self.ports.commit.commit(changes).await {
            Ok(()) => Ok(Asked::Waits(pending)),
            Err(CommitError::Conflict) => Ok(Asked::Conflict),
            Err(error) => Err(error.into()),
        }
    }
}

/// What has come of asking.
enum Asked {
    Waits(PendingEmail),
    TooSoon(Timestamp),
    Conflict,
}
