//! One call: asking, and writing the answer down as the model knows it.

use anyhow::{Context as _, Result, bail};
use secrecy::SecretString;
use varco_domain::credential::PasswordFinding;
use varco_domain::session::SessionScope;
use varco_ports::{CaptchaAnswer, ClaimedItem};
use varco_usecases::{
    ActivateError, ActivateOutcome, ChangePasswordError, Delivery, Failure, LogInError,
    OperatorError, RecoverActivationError, RecoverActivationInput, ResetPasswordError, UseCases,
};

use std::sync::Arc;

use super::client::Client;
use super::fate::Fate;
use super::model::{Link, NotReissued, NotReset, Op, Refused, Token, Unchanged, Word};
use crate::races::people;

/// A call of a client, with its fate.
pub(super) struct Request<'a> {
    client: &'a Client,
    node: UseCases,
    fate: &'a Fate,
    /// What a worker has claimed.
    item: Option<&'a ClaimedItem>,
}

impl<'a> Request<'a> {
    pub(super) fn new(
        client: &'a Client,
        fate: &'a Arc<Fate>,
        item: Option<&'a ClaimedItem>,
    ) -> Self {
        let ports = fate.lay_around(&client.ports);
        Self {
            client,
            node: UseCases::new(ports, client.settings.clone()),
            fate,
            item,
        }
    }

    /// Asks, and fills in the answer.
    pub(super) async fn ask(&self, wish: &Op) -> Result<Op> {
        let mut op = wish.clone();
        match &mut op {
            Op::LogIn { typed, answer } => *answer = self.log_in(*typed).await?,
            Op::Change {
                session,
                current,
                new,
                answer,
            } => *answer = self.change(*session, *current, *new).await?,
            Op::Reissue { fresh, answer } => {
                *answer = self.reissue().await?;
                *fresh = self.fresh();
            }
            Op::MailLink { fresh, answer, .. } => {
                *answer = self.work().await?;
                *fresh = self.link();
            }
            Op::Reset { link, new, answer } => *answer = self.reset(*link, *new).await?,
            Op::Operator { fresh, answer } => {
                *answer = self.operate().await?;
                *fresh = self.fresh();
            }
            Op::LogOut { session, answer } => *answer = self.log_out(*session).await?,
            Op::Look { session, answer } => *answer = self.look(*session).await?,
            Op::Replay { answer } => *answer = self.replay().await?,
            Op::Peek { .. } => {}
        }
        Ok(op)
    }

    /// What to write down if nobody waited for the answer.
    pub(super) fn unanswered(&self, mut wish: Op) -> Op {
        match &mut wish {
            Op::Reissue { fresh, .. } | Op::Operator { fresh, .. } => *fresh = self.fresh(),
            Op::MailLink { fresh, .. } => *fresh = self.link(),
            _ => {}
        }
        wish
    }

    async fn log_in(&self, typed: Word) -> Result<Option<Result<(Token, SessionScope), Refused>>> {
        let identifier = &self.client.person.codice_fiscale;
        let password = self.client.board.word(typed)?;
        match people::log_in(&self.node, identifier, &password).await {
            Ok(opened) => {
                let token = self.client.board.publish(opened.token);
                Ok(Some(Ok((token, opened.session.scope))))
            }
            Err(LogInError::Refused { .. }) => Ok(Some(Err(Refused))),
            Err(LogInError::Failure(failure)) => self.failed(&failure),
            Err(error) => bail!("login: {error}"),
        }
    }

    async fn change(
        &self,
        session: Token,
        current: Word,
        new: Word,
    ) -> Result<Option<Result<(), Unchanged>>> {
        let board = &self.client.board;
        let token = board.token(session)?;
        let (current, new) = (board.word(current)?, board.word(new)?);
        Ok(Some(
            match people::change(&self.node, &token, &current, &new).await {
                Ok(opened) => Ok(board.follow(session, opened.token)?),
                Err(ChangePasswordError::NoSession) => Err(Unchanged::NoSession),
                Err(ChangePasswordError::CurrentWrong) => Err(Unchanged::CurrentWrong),
                Err(ChangePasswordError::Conflict) => Err(Unchanged::Conflict { excused: false }),
                Err(ChangePasswordError::Failure(failure)) => return self.failed(&failure),
                Err(error) => bail!("change: {error}"),
            },
        ))
    }

    async fn reissue(&self) -> Result<Option<Result<(), NotReissued>>> {
        let (flow, client) = (self.node.open_flow(), people::client());
        let input = RecoverActivationInput {
            flow: &flow,
            codice_fiscale: &self.client.person.codice_fiscale,
            email: &self.client.person.email,
            human: Some(CaptchaAnswer::Proof(SecretString::from("proof"))),
            client: &client,
        };
        match self.node.recover_activation(input).await {
            // The page does not tell, the mailbox does.
            Ok(()) if self.fate.seen().has_written => Ok(Some(Ok(()))),
            Ok(()) => Ok(Some(Err(NotReissued { excused: false }))),
            Err(RecoverActivationError::Failure(failure)) => self.failed(&failure),
            Err(error) => bail!("reissue: {error}"),
        }
    }

    /// The one-time password that was made, known to everybody as if it had been mailed.
    fn fresh(&self) -> Option<Word> {
        let hashed = self.fate.seen().hashed?;
        Some(self.client.board.number(&hashed))
    }

    /// A worker delivers what it has claimed.
    async fn work(&self) -> Result<Option<()>> {
        let item = self.item.context("nothing is claimed")?;
        match self.node.deliver(item).await {
            // Of a mail with a password a newer one takes the place.
            Ok(Delivery::Sent | Delivery::Lost) => Ok(Some(())),
            Ok(_) if self.fate.seen().has_fault => Ok(None),
            Ok(delivery) => bail!("a mail is {delivery:?}"),
            Err(failure) => self.failed(&failure),
        }
    }

    /// The link that was made, known to everybody as if it had been mailed.
    fn link(&self) -> Option<Link> {
        Some(self.client.board.post(self.fate.seen().link?))
    }

    async fn reset(&self, link: Link, new: Word) -> Result<Option<Result<(), NotReset>>> {
        let (token, new) = (self.client.board.link(link)?, self.client.board.word(new)?);
        Ok(Some(match people::reset(&self.node, &token, &new).await {
            Ok(()) => Ok(()),
            // Unknown is a link whose commit has failed.
            Err(ResetPasswordError::Refused(_) | ResetPasswordError::Unknown) => {
                Err(NotReset::Refused)
            }
            Err(ResetPasswordError::Findings(found)) if found == [PasswordFinding::Unchanged] => {
                Err(NotReset::Unchanged)
            }
            Err(ResetPasswordError::Failure(failure)) => return self.failed(&failure),
            Err(error) => bail!("reset: {error}"),
        }))
    }

    async fn operate(&self) -> Result<Option<()>> {
        let code = &self.client.person.codice_fiscale;
        match self.node.reset_utenza_password(code, "Richiesta").await {
            Ok(_) => Ok(Some(())),
            Err(OperatorError::Failure(failure)) => self.failed(&failure),
            Err(error) => bail!("operator: {error}"),
        }
    }

    async fn log_out(&self, session: Token) -> Result<Option<()>> {
        let token = self.client.board.token(session)?;
        match self.node.log_out(&token).await {
            Ok(()) => Ok(Some(())),
            Err(failure) => self.failed(&failure),
        }
    }

    async fn look(&self, session: Token) -> Result<Option<Option<SessionScope>>> {
        let token = self.client.board.token(session)?;
        match self.node.resolve_session(&token).await {
            Ok(found) => Ok(Some(found.map(|current| current.session.scope))),
            Err(failure) => self.failed(&failure),
        }
    }

    async fn replay(&self) -> Result<Option<()>> {
        match people::activate(&self.node, &self.client.link).await {
            Ok(ActivateOutcome::AlreadyOpen) => Ok(Some(())),
            Err(ActivateError::Failure(failure)) => self.failed(&failure),
            outcome => bail!("the used link: {outcome:?}"),
        }
    }

    /// After a fault that was put there nobody knows the outcome; without one a failure must not be.
    fn failed<T>(&self, failure: &Failure) -> Result<Option<T>> {
        let seen = self.fate.seen();
        if let Some(trouble) = seen.trouble {
            bail!("the store failed by itself: {trouble}");
        }
        if !seen.has_fault {
            bail!("a failure without a cause: {failure}");
        }
        Ok(None)
    }
}
