//! The one step function of a registration.

use jiff::Timestamp;
use thiserror::Error;

use super::{
    Declaration, Mailing, MailingKind, Registration, RegistrationRules, RegistrationState,
};
use crate::codice_fiscale::CodiceFiscale;
use crate::contacts::EmailAddress;
use crate::id::{AccountId, TicketId};

/// Whether the codice fiscale already has an utenza.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holder {
    /// Nobody has it.
    Nobody,
    /// Somebody has; the registration goes on looking the same.
    Somebody,
}

/// What may be done with a registration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Step 1 again, perhaps with another code.
    Identify(CodiceFiscale),
    /// Step 2, checked.
    Declare(Box<Declaration>),
    /// Step 3.
    Confirm {
        /// The ticket to mail.
        ticket: TicketId,
        /// Whether somebody has the code already.
        holder: Holder,
    },
    /// Ask for the mail again.
    Resend {
        /// The ticket to mail in place of the one before.
        ticket: TicketId,
    },
    /// Give another address after confirming; the link before stops working. Another mailbox need not
    /// wait for the pause between two mails to one.
    CorrectEmail {
        /// The address.
        email: EmailAddress,
        /// The ticket to mail there.
        ticket: TicketId,
    },
    /// Open the utenza. The ticket has been judged good.
    Activate {
        /// The utenza that opens.
        account: AccountId,
    },
    /// Somebody else was first.
    Void,
}

/// What has to happen together with a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Mail this ticket to the declared address.
    MailTicket(Mailing),
    /// Tell the holder of the utenza that somebody tried.
    TellHolder,
    /// Open the utenza with these data.
    OpenAccount {
        /// Its identifier.
        account: AccountId,
        /// The data.
        declaration: Box<Declaration>,
    },
}

/// Why a command is not carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    /// The command does not belong to this state.
    #[error("this step does not come next")]
    OutOfOrder,
    /// The registration is over.
    #[error("the registration has expired")]
    Expired,
    /// The last mail is too recent.
    #[error("the last mail was asked for too recently")]
    TooSoon {
        /// When it may be asked for again.
        retry_at: Timestamp,
    },
    /// There have been enough mails.
    #[error("no further mail can be asked for")]
    TooMany,
}

/// The next state, and at most one thing that has to happen with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The registration as it is now.
    pub next: Registration,
    /// What has to happen, if anything.
    pub effect: Option<Effect>,
}

impl Registration {
    /// Carries out one command.
    ///
    /// # Errors
    /// A [`Refusal`]; the registration stays as it was.
    pub fn apply(
        &self,
        command: Command,
        rules: &RegistrationRules,
        now: Timestamp,
    ) -> Result<Step, Refusal> {
        use RegistrationState as S;
        if self.is_over(now) && !matches!(self.state, S::Activated { .. }) {
            return Err(Refusal::Expired);
        }
        match (&self.state, command) {
            (S::Identified { .. } | S::Declared { .. }, Command::Identify(code)) => {
                Ok(self.identified(code))
            }
            (S::Identified { .. } | S::Declared { .. }, Command::Declare(declaration)) => {
                let declaration = *declaration;
                Ok(self.to(S::Declared { declaration }, None))
            }
            (S::Declared { declaration }, Command::Confirm { ticket, holder }) => {
                Ok(self.confirmed(declaration, ticket, holder, rules, now))
            }
            (S::AwaitingActivation { .. } | S::Activated { .. }, Command::Confirm { .. })
            | (S::Activated { .. }, Command::Activate { .. }) => Ok(self.unchanged()),
            (
                S::AwaitingActivation {
                    declaration,
                    mailing,
                    ..
                },
                command,
            ) => self.while_awaiting(declaration, mailing, command, rules, now),
            _ => Err(Refusal::OutOfOrder),
        }
    }

    /// What may be done between confirmation and activation. Activating is not for a registration
    /// whose code has an utenza: nobody was given a ticket.
    fn while_awaiting(
        &self,
        declaration: &Declaration,
        mailing: &Mailing,
        command: Command,
        rules: &RegistrationRules,
        now: Timestamp,
    ) -> Result<Step, Refusal> {
        match command {
            Command::Resend { ticket } => {
                self.mailed_again(declaration.clone(), mailing, ticket, rules, now)
            }
            Command::CorrectEmail { email, ticket } => {
                let declaration = Declaration {
                    email,
                    ..declaration.clone()
                };
                self.mailed_again(declaration, mailing, ticket, rules, now)
            }
            Command::Activate { account } if mailing.kind == MailingKind::Activation => {
                let effect = Effect::OpenAccount {
                    account,
                    declaration: Box::new(declaration.clone()),
                };
                let state = RegistrationState::Activated { account, at: now };
                Ok(self.to(state, Some(effect)))
            }
            Command::Void => Ok(self.to(RegistrationState::Voided { at: now }, None)),
            _ => Err(Refusal::OutOfOrder),
        }
    }

    fn to(&self, state: RegistrationState, effect: Option<Effect>) -> Step {
        Step {
            next: Self {
                state,
                ..self.clone()
            },
            effect,
        }
    }

    fn unchanged(&self) -> Step {
        Step {
            next: self.clone(),
            effect: None,
        }
    }

    /// The same code keeps the state; another one asks for step 2 again, with the data kept.
    fn identified(&self, codice_fiscale: CodiceFiscale) -> Step {
        if codice_fiscale == self.codice_fiscale {
            return self.unchanged();
        }
        let kept = self.declaration().cloned();
        let next = Self {
            codice_fiscale,
            state: RegistrationState::Identified { kept },
            ..self.clone()
        };
        Step { next, effect: None }
    }

    fn confirmed(
        &self,
        declaration: &Declaration,
        ticket: TicketId,
        holder: Holder,
        rules: &RegistrationRules,
        now: Timestamp,
    ) -> Step {
        let (kind, effect): (_, fn(Mailing) -> Effect) = match holder {
            Holder::Nobody => (MailingKind::Activation, Effect::MailTicket),
            Holder::Somebody => (MailingKind::AlreadyRegistered, |_| Effect::TellHolder),
        };
        let expires_at = now + rules.pending_life;
        let mailing = Mailing {
            ticket,
            asked_at: now,
            link_expires_at: expires_at.min(now + rules.link_life),
            count: 1,
            kind,
        };
        let state = RegistrationState::AwaitingActivation {
            declaration: declaration.clone(),
            confirmed_at: now,
            mailing,
        };
        let next = Self {
            expires_at,
            state,
            ..self.clone()
        };
        Step {
            next,
            effect: Some(effect(mailing)),
        }
    }

    fn mailed_again(
        &self,
        declaration: Declaration,
        last: &Mailing,
        ticket: TicketId,
        rules: &RegistrationRules,
        now: Timestamp,
    ) -> Result<Step, Refusal> {
        let retry_at = last.next_at(rules).ok_or(Refusal::TooMany)?;
        let is_same_mailbox = self
            .declaration()
            .is_some_and(|d| d.email == declaration.email);
        if is_same_mailbox && now < retry_at {
            return Err(Refusal::TooSoon { retry_at });
        }
        let mailing = Mailing {
            ticket,
            asked_at: now,
            link_expires_at: (now + rules.link_life).min(self.expires_at),
            count: last.count.saturating_add(1),
            kind: last.kind,
        };
        let effect = match mailing.kind {
            MailingKind::Activation => Effect::MailTicket(mailing),
            MailingKind::AlreadyRegistered => Effect::TellHolder,
        };
        let RegistrationState::AwaitingActivation { confirmed_at, .. } = self.state else {
            return Err(Refusal::OutOfOrder);
        };
        let state = RegistrationState::AwaitingActivation {
            declaration,
            confirmed_at,
            mailing,
        };
        Ok(self.to(state, Some(effect)))
    }
}
