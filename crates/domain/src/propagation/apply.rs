//! The one step function of a delivery.

use jiff::{SignedDuration, Timestamp};
use thiserror::Error;

use super::{Delivery, DeliveryKind, DeliveryState, RetryRules};
use crate::audit::Actor;

/// What came of an attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Attempt {
    /// The service holds it: carried out now, or found to have been before.
    Done,
    /// Nothing was changed; try later.
    Failed {
        /// Not before this, if the service has said so.
        after: Option<SignedDuration>,
        /// For operators.
        reason: String,
    },
    /// Nobody knows; look first.
    Unknown {
        /// For operators.
        reason: String,
    },
    /// The service does not accept this password.
    PasswordRefused {
        /// Its own words.
        said: Option<String>,
    },
    /// The service will never do it.
    Refused {
        /// For operators.
        reason: String,
    },
    /// The service does not know the utenza.
    Gone,
    /// The service holds a newer version.
    Overtaken {
        /// Which.
        held: i64,
    },
}

/// What may be done with a delivery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeliveryCommand {
    /// Somebody begins an attempt.
    Begin,
    /// The attempt has come to this.
    Report(Attempt),
    /// Whoever had begun is not heard of any more.
    LoseLease,
    /// A newer one takes its place.
    Supersede {
        /// Version of the newer one.
        by: i64,
    },
    /// Its password has been kept as long as one may be, and is erased.
    EraseSecret,
    /// An operator pauses the service.
    Pause {
        /// Why.
        why: String,
    },
    /// An operator lets the service go on.
    Resume {
        /// Why.
        why: String,
    },
    /// An operator has it tried again, at once.
    Retry {
        /// Why.
        why: String,
    },
    /// An operator gives it up.
    Skip {
        /// Why.
        why: String,
    },
}

/// Why a command is not carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum DeliveryRefusal {
    /// The command does not belong to this state.
    #[error("this does not come next")]
    OutOfOrder,
    /// It is delivered or superseded.
    #[error("this delivery is over")]
    Over,
    /// Its time has not come.
    #[error("not before {at}")]
    TooEarly {
        /// When it comes.
        at: Timestamp,
    },
    /// What would take its place is not newer.
    #[error("only a newer version takes the place of an older one")]
    NotNewer,
    /// Its password was erased, so there is nothing to try with.
    #[error("the password was erased: it comes again with the next access")]
    SecretGone,
    /// Operators say why.
    #[error("say why")]
    NoReason,
}

/// What happened, for the trail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveryRecord {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: Actor,
    /// Name of the state before.
    pub from: &'static str,
    /// Name of the state after.
    pub to: &'static str,
    /// Why; never empty.
    pub why: String,
}

/// A delivery after a command, and what happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveryStep {
    /// The delivery.
    pub next: Delivery,
    /// What happened.
    pub record: DeliveryRecord,
}

/// The state that follows, and why.
type Turn = (DeliveryState, String);

impl Delivery {
    /// Carries out a command. `jitter` is a random byte, of use where a pause begins.
    ///
    /// # Errors
    /// [`DeliveryRefusal`]; the delivery stays as it is.
    pub fn apply(
        &self,
        command: &DeliveryCommand,
        now: Timestamp,
        rules: &RetryRules,
        jitter: u8,
    ) -> Result<DeliveryStep, DeliveryRefusal> {
        if self.state.is_over() {
            return Err(DeliveryRefusal::Over);
        }
        let mut next = self.clone();
        let (by, (state, why)) = match command {
            DeliveryCommand::Begin => (Actor::System, next.begin(now)?),
            DeliveryCommand::Report(attempt) => {
                self.must_be_in_flight()?;
                let pause = |asked| now + rules.pause(self.attempts, asked, jitter);
                (Actor::System, next.conclude(attempt, now, rules, pause))
            }
            DeliveryCommand::LoseLease => {
                self.must_be_in_flight()?;
                next.must_look = true;
                (
                    Actor::System,
                    failed(now, "the worker was not heard of any more"),
                )
            }
            DeliveryCommand::Supersede { by } if *by > self.version => {
                let why = format!("version {by} has taken its place");
                (Actor::System, (DeliveryState::Superseded { by: *by }, why))
            }
            DeliveryCommand::Supersede { .. } => return Err(DeliveryRefusal::NotNewer),
            DeliveryCommand::EraseSecret => (Actor::System, next.erase(now)?),
            DeliveryCommand::Pause { why }
            | DeliveryCommand::Resume { why }
            | DeliveryCommand::Retry { why }
            | DeliveryCommand::Skip { why } => {
                let why = why.trim();
                if why.is_empty() {
                    return Err(DeliveryRefusal::NoReason);
                }
                let state = next.obey(command, now, why)?;
                (Actor::Operator, (state, why.to_owned()))
            }
        };
        let record = DeliveryRecord {
            at: now,
            by,
            from: self.state.name(),
            to: state.name(),
            why,
        };
        next.has_secret &= !state.is_over();
        next.state = state;
        Ok(DeliveryStep { next, record })
    }

    fn must_be_in_flight(&self) -> Result<(), DeliveryRefusal> {
        let is_it = matches!(self.state, DeliveryState::InFlight { .. });
        is_it.then_some(()).ok_or(DeliveryRefusal::OutOfOrder)
    }

    fn begin(&mut self, now: Timestamp) -> Result<Turn, DeliveryRefusal> {
        match &self.state {
            DeliveryState::Queued => {}
            DeliveryState::RetryAt { at, .. } if *at <= now => {}
            DeliveryState::RetryAt { at, .. } => return Err(DeliveryRefusal::TooEarly { at: *at }),
            _ => return Err(DeliveryRefusal::OutOfOrder),
        }
        self.attempts = self.attempts.saturating_add(1);
        let why = format!("attempt {}", self.attempts);
        Ok((DeliveryState::InFlight { since: now }, why))
    }

    fn conclude(
        &mut self,
        attempt: &Attempt,
        now: Timestamp,
        rules: &RetryRules,
        pause: impl Fn(Option<SignedDuration>) -> Timestamp,
    ) -> Turn {
        let is_closing = self.kind == DeliveryKind::Closing;
        let is_too_old = self.kind == DeliveryKind::Data
            && now.duration_since(self.created_at) >= rules.give_up_after;
        match attempt {
            Attempt::Done => delivered(now, "the service has it"),
            // Nothing there that could be open.
            Attempt::Gone if is_closing => delivered(now, "the service has no such utenza"),
            Attempt::Overtaken { held } => {
                let why = format!("the service holds version {held}");
                (DeliveryState::Superseded { by: *held }, why)
            }
            Attempt::PasswordRefused { said } if self.kind == DeliveryKind::Password => {
                let why = "the service refuses the password".to_owned();
                (DeliveryState::RefusedByTarget { said: said.clone() }, why)
            }
            Attempt::Unknown { reason } => {
                self.must_look = true;
                if is_too_old {
                    return buried(now, reason);
                }
                failed(pause(None), reason)
            }
            Attempt::Failed { reason, .. } if is_too_old => buried(now, reason),
            Attempt::Failed { after, reason } => failed(pause(*after), reason),
            Attempt::Refused { reason } if is_closing => failed(pause(None), reason),
            Attempt::Refused { reason } => buried(now, reason),
            Attempt::Gone => buried(now, "the service has no such utenza"),
            Attempt::PasswordRefused { .. } if is_closing => failed(pause(None), NO_PASSWORD),
            Attempt::PasswordRefused { .. } => buried(now, NO_PASSWORD),
        }
    }

    fn erase(&mut self, now: Timestamp) -> Result<Turn, DeliveryRefusal> {
        if !self.has_secret {
            return Err(DeliveryRefusal::SecretGone);
        }
        self.has_secret = false;
        let why = "the password was kept as long as one may be".to_owned();
        match &self.state {
            // Whoever works on it has the password; it goes when the attempt has ended.
            DeliveryState::InFlight { .. } => Err(DeliveryRefusal::OutOfOrder),
            state if state.is_under_way() => {
                Ok((DeliveryState::NeedsNewAccess { since: now }, why))
            }
            state => Ok((state.clone(), why)),
        }
    }

    fn obey(
        &mut self,
        command: &DeliveryCommand,
        now: Timestamp,
        why: &str,
    ) -> Result<DeliveryState, DeliveryRefusal> {
        use DeliveryState::{Buried, InFlight, Paused, Queued, RefusedByTarget, RetryAt};
        match (command, &self.state) {
            (DeliveryCommand::Pause { .. }, Queued | RetryAt { .. }) => Ok(Paused),
            (DeliveryCommand::Resume { .. }, Paused) => Ok(Queued),
            (
                DeliveryCommand::Retry { .. },
                RetryAt { .. } | RefusedByTarget { .. } | Buried { .. },
            ) => {
                let is_complete = self.is_complete();
                is_complete
                    .then_some(Queued)
                    .ok_or(DeliveryRefusal::SecretGone)
            }
            (DeliveryCommand::Skip { .. }, InFlight { .. } | Buried { .. }) => {
                Err(DeliveryRefusal::OutOfOrder)
            }
            (DeliveryCommand::Skip { .. }, _) => Ok(buried(now, why).0),
            _ => Err(DeliveryRefusal::OutOfOrder),
        }
    }
}

/// A service's answer to an order that brought no password.
const NO_PASSWORD: &str = "the service refuses a password that it was not given";

fn delivered(at: Timestamp, why: &str) -> Turn {
    (DeliveryState::Delivered { at }, why.to_owned())
}

fn failed(at: Timestamp, reason: &str) -> Turn {
    let reason = reason.to_owned();
    (
        DeliveryState::RetryAt {
            at,
            reason: reason.clone(),
        },
        reason,
    )
}

fn buried(at: Timestamp, reason: &str) -> Turn {
    let reason = reason.to_owned();
    (
        DeliveryState::Buried {
            at,
            reason: reason.clone(),
        },
        reason,
    )
}
