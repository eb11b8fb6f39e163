//! What an operator does with the outbox: look, and have something delivered after all.

use thiserror::Error;
use varco_domain::audit::{AuditEntry, AuditEvent};
use varco_domain::id::MessageId;
use varco_ports::{Changes, CommitError, OutboxFilter, OutboxRecord, OutboxState};

use crate::reason::{REASON_MAX, reason};
use crate::{Failure, ROUNDS, UseCases};

/// Items looked at together.
const PAGE: u32 = 100;

/// Why nothing is replayed.
#[derive(Debug, Error)]
pub enum ReplayError {
    /// A reason is asked for: up to 200 characters in one line.
    #[error("a reason is missing, or is longer than one line of {REASON_MAX} characters")]
    Reason,
    /// There is no such item, or not any more.
    #[error("there is no such item")]
    NotFound,
    /// Only what was given up is replayed.
    #[error("the item is {}, only buried ones are replayed", .0.name())]
    NotBuried(OutboxState),
    /// What it said was too old and is erased.
    #[error("what the item said has been erased")]
    Erased,
    /// Only the newest of its stream is replayed.
    #[error("a newer item has taken the place of this one")]
    Replaced,
    /// Nobody's mistake.
    #[error(transparent)]
    Failure(#[from] Failure),
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
            let mut before = None;
            loop {
                let page = self.list_outbox(Some(state), before, PAGE).await?;
                before = page.last().map(|item| item.id);
                if before.is_none() {
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

    /// Has a buried item delivered after all, and writes down why.
    ///
    /// # Errors
    /// [`ReplayError`].
    pub async fn replay_item(&self, id: MessageId, why: &str) -> Result<(), ReplayError> {
        let why = reason(why).ok_or(ReplayError::Reason)?;
        for _ in 0..ROUNDS {
            let found = self.find_outbox_item(id).await?;
            let found = found.ok_or(ReplayError::NotFound)?;
            if found.state != OutboxState::Buried {
                return Err(ReplayError::NotBuried(found.state));
            }
            if found.is_erased() {
                return Err(ReplayError::Erased);
            }
            let now = self.now();
            let changes = Changes {
                replay: Some((id, now)),
                audit: vec![AuditEntry::by_operator(
                    now,
                    id,
                    AuditEvent::MessageReplayed,
                    why,
                )],
                ..Changes::default()
            };
            match self.ports.commit.commit(changes).await {
                Ok(()) => return Ok(()),
                // Look again: whatever has become of it is there to be seen now.
                Err(CommitError::Conflict) => {}
                Err(error) => return Err(Failure::from(error).into()),
            }
        }
        Err(ReplayError::Replaced)
    }

    /// Has everything delivered after all that is buried and not erased; how many items that were.
    ///
    /// # Errors
    /// [`ReplayError`]; what was replayed before stays replayed.
    pub async fn replay_buried(&self, why: &str) -> Result<u64, ReplayError> {
        reason(why).ok_or(ReplayError::Reason)?;
        let (mut replayed, mut before) = (0, None);
        loop {
            let filter = OutboxFilter {
                before,
                ..OutboxState::Buried.into()
            };
            let page = self.list_outbox(&filter, PAGE).await?;
            let Some(last) = page.last() else {
                return Ok(replayed);
            };
            before = Some(last.id);
            for item in page.iter().filter(|item| !item.is_erased()) {
                match self.replay_item(item.id, why).await {
                    Ok(()) => replayed += 1,
                    Err(ReplayError::Failure(failure)) => return Err(failure.into()),
                    // Somebody was faster, or something newer has come.
                    Err(_) => {}
                }
            }
        }
    }
}
