//! What an operator does with the outbox: look, have something delivered after all, and give it up.

use jiff::Timestamp;
use thiserror::Error;
use varco_domain::audit::{AuditEntry, AuditEvent};
use varco_domain::delivery::Aspect;
use varco_domain::id::{AccountId, MessageId};
use varco_ports::{Changes, CommitError, OutboxFilter, OutboxRecord, OutboxState};

use crate::reason::{REASON_MAX, reason};
use crate::{Failure, ROUNDS, UseCases};

/// Items looked at together.
const PAGE: u32 = 100;

/// Why an item of the outbox is left as it is.
#[derive(Debug, Error)]
pub enum TendOutboxError {
    /// A reason is asked for: up to 200 characters in one line.
    #[error("a reason is missing, or is longer than one line of {REASON_MAX} characters")]
    Reason,
    /// There is no such item, or not any more.
    #[error("there is no such item")]
    NotFound,
    /// It is too late for that, or too early.
    #[error("the item is {}: {}", .0.name(), why_not(*.0))]
    State(OutboxState),
    /// What it said was too old, or was skipped.
    #[error(
        "what the item said has been erased: a mail can be asked for again, a password is delivered after the next login"
    )]
    Erased,
    /// Only the newest of its stream is replayed.
    #[error("a newer item has taken the place of this one")]
    Replaced,
    /// Nobody's mistake.
    #[error(transparent)]
    Failure(#[from] Failure),
}

/// Why an item in this state is left alone, and what to do instead.
const fn why_not(state: OutboxState) -> &'static str {
    match state {
        OutboxState::Waiting => "its first attempt comes by itself",
        OutboxState::Leased => "somebody is just delivering it, look again in a few seconds",
        OutboxState::Sent => "it has been delivered",
        OutboxState::Superseded => "a newer one has taken its place",
        OutboxState::Refused => {
            "the service does not accept the password, its holder has to choose another"
        }
        OutboxState::Buried => "it was given up before",
    }
}

impl UseCases {
    /// Up to `limit` items of the outbox that the filter lets through, the newest first.
    ///
    /// # Errors
    /// [`Failure`] when the outbox cannot be reached.
    pub async fn list_outbox(
        &self,
        filter: &OutboxFilter,
        limit: u32,
    ) -> Result<Vec<OutboxRecord>, Failure> {
        Ok(self.ports.desk.list(filter, limit).await?)
    }

    /// One item of the outbox.
    ///
    /// # Errors
    /// [`Failure`] when the outbox cannot be reached.
    pub async fn find_outbox_item(&self, id: MessageId) -> Result<Option<OutboxRecord>, Failure> {
        Ok(self.ports.desk.find(id).await?)
    }

    /// The item that a person has named by its [code](MessageId::code), if it still waits for somebody;
    /// looks at all of these, which are few but in an outage.
    ///
    /// # Errors
    /// [`Failure`] when the outbox cannot be reached.
    pub async fn find_outbox_item_by_code(
        &self,
        code: &str,
    ) -> Result<Option<OutboxRecord>, Failure> {
        for state in [
            OutboxState::Buried,
            OutboxState::Waiting,
            OutboxState::Leased,
        ] {
            let mut filter = OutboxFilter::from(state);
            loop {
                let page = self.list_outbox(&filter, PAGE).await?;
                filter.before = page.last().map(|item| item.id);
                if filter.before.is_none() {
                    break;
                }
                let found = page.into_iter().find(|item| item.id.code() == code);
                if found.is_some() {
                    return Ok(found);
                }
            }
        }
        Ok(None)
    }

    /// Has an item delivered at once, as if nobody had tried: one that was given up, or that waits for
    /// another attempt. Writes down why; the holder of the utenza reads it.
    ///
    /// # Errors
    /// [`TendOutboxError`].
    pub async fn retry_item(&self, id: MessageId, why: &str) -> Result<(), TendOutboxError> {
        self.tend(id, why, Act::Retry).await
    }

    /// Gives an item up for good and erases what it says; a password that was on its way is delivered
    /// after the next login. Writes down why; the holder of the utenza reads it.
    ///
    /// # Errors
    /// [`TendOutboxError`].
    pub async fn skip_item(&self, id: MessageId, why: &str) -> Result<(), TendOutboxError> {
        self.tend(id, why, Act::Skip).await
    }

    async fn tend(&self, id: MessageId, why: &str, act: Act) -> Result<(), TendOutboxError> {
        let why = reason(why).ok_or(TendOutboxError::Reason)?;
        for _ in 0..ROUNDS {
            let found = self.find_outbox_item(id).await?;
            let found = found.ok_or(TendOutboxError::NotFound)?;
            act.judge(&found, self.now())?;
            let changes = self.tending(&found, why, act).await?;
            match self.ports.commit.commit(changes).await {
                Ok(()) => return Ok(()),
                // Look again: whatever has become of it is there to be seen now.
                Err(CommitError::Conflict) => {}
                Err(error) => return Err(Failure::from(error).into()),
            }
        }
        Err(TendOutboxError::Replaced)
    }

    async fn tending(
        &self,
        item: &OutboxRecord,
        why: &str,
        act: Act,
    ) -> Result<Changes, TendOutboxError> {
        let it = Some((item.id, self.now()));
        let mut changes = match (item.about, act, item.state) {
            (Some(account), Act::Retry, OutboxState::Buried) => {
                self.giving_it_again(account, item).await?
            }
            _ => Changes {
                replay: it.filter(|_| act == Act::Retry),
                skip: it.filter(|_| act == Act::Skip),
                ..Changes::default()
            },
        };
        changes.audit.push(self.tended(item, why, act));
        Ok(changes)
    }

    /// What has gone to the service since an order was given up has passed it: it is given again.
    async fn giving_it_again(
        &self,
        account: AccountId,
        item: &OutboxRecord,
    ) -> Result<Changes, TendOutboxError> {
        let found = self.ports.accounts.find(account).await;
        let account = found.map_err(Failure::from)?;
        let account = account.ok_or(TendOutboxError::NotFound)?;
        let orders = self.orders_of(account.value.id).await?;
        let order = orders.0.iter().find(|order| order.order == item.id);
        let order = order.ok_or(TendOutboxError::Replaced)?;
        Ok(self.giving_again(&account, &orders, &[order]).await?)
    }

    fn tended(&self, item: &OutboxRecord, why: &str, act: Act) -> AuditEntry {
        let now = self.now();
        match (item.about, act) {
            (Some(account), act) => {
                let event = match act {
                    Act::Retry => AuditEvent::OrderRetried,
                    Act::Skip => AuditEvent::OrderSkipped,
                };
                let why = self.with_service(&item.target, why);
                AuditEntry::by_operator(now, account, event, &why)
            }
            (None, Act::Retry) => {
                AuditEntry::by_operator(now, item.id, AuditEvent::MessageReplayed, why)
            }
            (None, Act::Skip) => {
                AuditEntry::by_operator(now, item.id, AuditEvent::MessageSkipped, why)
            }
        }
    }

    /// The reason after the name that people know a service by.
    fn with_service(&self, target: &str, why: &str) -> String {
        let id = Aspect::of_target(target).map(|(id, _)| id);
        let mut services = self.settings.services.all().iter();
        let service = services.find(|service| Some(&service.id) == id.as_ref());
        match (service, id) {
            (Some(service), _) => format!("{}: {why}", service.name),
            (None, Some(id)) => format!("{id}: {why}"),
            (None, None) => why.to_owned(),
        }
    }

    /// Has everything delivered after all that was given up and is not erased, of these targets if
    /// there are any; how many items that were.
    ///
    /// # Errors
    /// [`TendOutboxError`]; what was retried before stays retried.
    pub async fn retry_buried(
        &self,
        targets: &[String],
        why: &str,
    ) -> Result<u64, TendOutboxError> {
        reason(why).ok_or(TendOutboxError::Reason)?;
        let mut filter = OutboxFilter {
            targets: targets.to_vec(),
            ..OutboxState::Buried.into()
        };
        let mut retried = 0;
        loop {
            let page = self.list_outbox(&filter, PAGE).await?;
            let Some(last) = page.last() else {
                return Ok(retried);
            };
            filter.before = Some(last.id);
            // Those given first go first.
            for item in page.iter().rev().filter(|item| !item.is_erased()) {
                match self.retry_item(item.id, why).await {
                    Ok(()) => retried += 1,
                    Err(TendOutboxError::Failure(failure)) => return Err(failure.into()),
                    // Somebody was faster.
                    Err(_) => {}
                }
            }
        }
    }
}

/// What an operator does with an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Act {
    Retry,
    Skip,
}

impl Act {
    /// Whether it can be done; the store has the last word.
    fn judge(self, item: &OutboxRecord, now: Timestamp) -> Result<(), TendOutboxError> {
        let waits_for_a_lease = item.attempts == 0 && item.due_at.is_some_and(|at| now < at);
        match (item.state, self) {
            (OutboxState::Buried, _) if item.is_erased() => Err(TendOutboxError::Erased),
            // Somebody is at what it has taken the place of.
            (OutboxState::Waiting, Self::Skip) if waits_for_a_lease => {
                Err(TendOutboxError::State(OutboxState::Leased))
            }
            (OutboxState::Buried, _) | (OutboxState::Waiting, Self::Skip) => Ok(()),
            (OutboxState::Waiting, Self::Retry) if item.attempts > 0 => Ok(()),
            (state, _) => Err(TendOutboxError::State(state)),
        }
    }
}
