//! What the mailed links about addresses and other changes do. Looking changes nothing; the button
//! does.

use secrecy::SecretString;
use thiserror::Error;
use varco_domain::audit::{Actor, AuditEntry, AuditEvent};
use varco_domain::contacts::EmailAddress;
use varco_domain::grant::{Grant, GrantPurpose, GrantVerdict, Granted};
use varco_domain::token::TokenDigest;
use varco_domain::utenza::{Account, FormerEmail};
use varco_ports::{CancelledGrants, Changes, CommitError, Template, Versioned, Write};

use crate::notices::end_sessions_and_links;
use crate::{Failure, ROUNDS, UseCases};

/// What has come of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkOutcome {
    /// It has done what it is for.
    Done,
    /// The utenza is safe; no address was put back, since the administration has meanwhile assigned or
    /// withdrawn the mailbox that was changed.
    Secured,
    /// It had done so before.
    DoneBefore,
}

/// Why a link does nothing.
#[derive(Debug, Error)]
pub enum LinkError {
    /// Nobody was given such a link.
    #[error("the link is unknown")]
    Unknown,
    /// It is worth nothing any more.
    #[error("the link is worth nothing any more: {0:?}")]
    Refused(GrantVerdict),
    /// Nobody's mistake.
    #[error(transparent)]
    Failure(#[from] Failure),
}

/// A link, looked at.
#[derive(Clone, Debug)]
pub struct LinkView {
    /// What it is worth.
    pub verdict: GrantVerdict,
    /// What it would do.
    pub what: Granted,
}

impl UseCases {
    /// Looks at a link; `None` when it is unknown.
    ///
    /// # Errors
    /// [`Failure`] when it cannot be looked up.
    pub async fn inspect_link(
        &self,
        purpose: GrantPurpose,
        token: &SecretString,
    ) -> Result<Option<LinkView>, Failure> {
        let found = self.find_grant(purpose, token).await?;
        Ok(found.map(|(grant, account)| LinkView {
            verdict: grant.judge(&account.value, self.now()),
            what: grant.what,
        }))
    }

    /// Confirms the address that the link was mailed to. Every session ends but the one given
    /// along, as do links that reset the password; everybody concerned is told, and the
    /// addresses of before may undo it.
    ///
    /// # Errors
    /// [`LinkError`].
    pub async fn confirm_email(
        &self,
        token: &SecretString,
        session: Option<&SecretString>,
    ) -> Result<LinkOutcome, LinkError> {
        let spared = match session {
            Some(session) => self.find_session(session).await?,
            None => None,
        };
        let spared = spared.map(|(session, _)| session.digest);
        self.follow(GrantPurpose::ConfirmEmail, token, |grant, found| {
            self.confirmation(grant, found, spared)
        })
        .await
    }

    /// Puts back the address that a change replaced, and takes the utenza for one that somebody else
    /// has got into: see [`UseCases::disavow`]. What was changed after it can no longer be undone by
    /// whoever changed it.
    ///
    /// # Errors
    /// [`LinkError`].
    pub async fn undo_email(&self, token: &SecretString) -> Result<LinkOutcome, LinkError> {
        self.follow(GrantPurpose::UndoEmail, token, |grant, found| {
            self.undoing(grant, found)
        })
        .await
    }

    /// "Non sono stato io": every session ends, what waits or was mailed to somebody is void, and the
    /// password is only good for being changed.
    ///
    /// # Errors
    /// [`LinkError`].
    pub async fn disavow(&self, token: &SecretString) -> Result<LinkOutcome, LinkError> {
        self.follow(GrantPurpose::Disavow, token, |grant, found| {
            self.disavowal(grant, found)
        })
        .await
    }

    /// The link with this token, ended or not, under whichever key it was issued.
    pub(crate) async fn find_grant(
        &self,
        purpose: GrantPurpose,
        token: &SecretString,
    ) -> Result<Option<(Grant, Versioned<Account>)>, Failure> {
        for digest in self.ports.digester.digests(purpose.token(), token) {
            if let Some(found) = self.ports.grants.find(&digest).await? {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }

    /// Uses a link up, once, together with what it does.
    async fn follow(
        &self,
        purpose: GrantPurpose,
        token: &SecretString,
        decide: impl Fn(&Grant, Versioned<Account>) -> Result<Changes, LinkError>,
    ) -> Result<LinkOutcome, LinkError> {
        for _ in 0..ROUNDS {
            let found = self.find_grant(purpose, token).await?;
            let (grant, account) = found.ok_or(LinkError::Unknown)?;
            match grant.judge(&account.value, self.now()) {
                GrantVerdict::Good => {}
                GrantVerdict::Used { .. } => return Ok(LinkOutcome::DoneBefore),
                verdict => return Err(LinkError::Refused(verdict)),
            }
            let before = account.value.clone();
            let mut changes = decide(&grant, account)?;
            let mut outcome = LinkOutcome::Done;
            if let Some(after) = changes.account.as_ref().map(|write| write.value().clone()) {
                self.propagate(&mut changes, &before, &after, None).await?;
                let is_same = before.mailboxes.all().eq(after.mailboxes.all());
                if purpose == GrantPurpose::UndoEmail && is_same {
                    outcome = LinkOutcome::Secured;
                }
            }
            changes.consumed_grant = Some((grant.id, self.now()));
            match self.ports.commit.commit(changes).await {
                Ok(()) => return Ok(outcome),
                // Look again: the utenza has changed, or the link was used meanwhile.
                Err(CommitError::Conflict) => {}
                Err(error) => return Err(Failure::from(error).into()),
            }
        }
        Err(Failure::from(CommitError::Conflict).into())
    }

    fn confirmation(
        &self,
        grant: &Grant,
        found: Versioned<Account>,
        spared_session: Option<TokenDigest>,
    ) -> Result<Changes, LinkError> {
        let Granted::ConfirmEmail(address) = &grant.what else {
            return Err(mixed_up());
        };
        let step = found
            .value
            .mailboxes
            .confirm(address, self.now())
            .map_err(|_| LinkError::Refused(GrantVerdict::Stale))?;
        let account = Account {
            mailboxes: step.next,
            ..found.value
        };
        let mut changes = Changes {
            spared_session,
            ..self.cut_off(&account, AuditEvent::EmailChanged)
        };
        self.tell_mailboxes(&mut changes, &account, &step.tell)?;
        changes.account = Some(Write::Update(account, found.version));
        Ok(changes)
    }

    fn undoing(&self, grant: &Grant, found: Versioned<Account>) -> Result<Changes, LinkError> {
        let Granted::UndoEmail(former) = &grant.what else {
            return Err(mixed_up());
        };
        let step = found.value.mailboxes.undo(former);
        let account = Account {
            mailboxes: step.next,
            ..found.value
        }
        .disavowed(self.now());
        let mut changes = self.cut_off(&account, AuditEvent::EmailChangeUndone);
        changes.cancelled_grants.push(CancelledGrants {
            issued_after: Some(grant.issued_at),
            ..CancelledGrants::all(account.id, GrantPurpose::UndoEmail, self.now())
        });
        self.tell_mailboxes(&mut changes, &account, &step.tell)?;
        changes.account = Some(Write::Update(account, found.version));
        Ok(changes)
    }

    fn disavowal(&self, grant: &Grant, found: Versioned<Account>) -> Result<Changes, LinkError> {
        if grant.what != Granted::Disavow {
            return Err(mixed_up());
        }
        let account = found.value.disavowed(self.now());
        let mut changes = self.cut_off(&account, AuditEvent::ChangeDisavowed);
        for address in account.mailboxes.all() {
            let given_name = account.given_name.to_string();
            let template = Template::ChangeDisavowed { given_name };
            let mail = self.mail(address, account.language, template, None)?;
            changes.outbox.push(mail);
        }
        changes.account = Some(Write::Update(account, found.version));
        Ok(changes)
    }

    fn cut_off(&self, account: &Account, event: AuditEvent) -> Changes {
        let now = self.now();
        let mut changes = Changes {
            audit: vec![AuditEntry::new(now, Actor::Person, account.id, event)],
            ..Changes::default()
        };
        end_sessions_and_links(&mut changes, account, now);
        changes
    }
}

impl LinkView {
    /// The address that the link confirms or puts back, if it does.
    pub const fn address(&self) -> Option<&EmailAddress> {
        match &self.what {
            Granted::ConfirmEmail(address) => Some(address),
            Granted::UndoEmail(FormerEmail::Personal(address)) => address.as_ref(),
            Granted::UndoEmail(FormerEmail::NoInstitutional { .. })
            | Granted::ResetPassword
            | Granted::Disavow => None,
        }
    }
}

/// Digests are made over the purpose, so this cannot be.
fn mixed_up() -> LinkError {
    Failure::Broken("a link of another purpose".to_owned()).into()
}
