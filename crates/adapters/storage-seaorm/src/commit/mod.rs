//! One commit is one transaction.
//!
//! The order is that of the locks. An account comes first, because its unique keys are where two
//! activations of one codice fiscale meet: the later one waits there and leaves before it has
//! touched a registration that the earlier one is about to void. Any other order can deadlock.

mod accounts;
mod registrations;
mod sessions;

use async_trait::async_trait;
use sea_orm::{DatabaseTransaction, EntityTrait, UpdateResult};
use tracing::Instrument;
use varco_ports::{Changes, Commit, CommitError, StoreError};

use crate::entity::{audit, outbox};
use crate::error::{Fault, late};
use crate::mapping::{audit_row, outbox_row};
use crate::storage::Storage;

#[async_trait]
impl Commit for Storage {
    /// Runs apart from the caller: a visitor who hangs up must not stop a transaction halfway.
    async fn commit(&self, changes: Changes) -> Result<(), CommitError> {
        let storage = self.clone();
        let work = async move { storage.write(changes).await };
        tokio::spawn(work.in_current_span())
            .await
            .unwrap_or_else(|_| Err(StoreError::Unavailable("the commit broke off".into()).into()))
    }
}

impl Storage {
    async fn write(&self, changes: Changes) -> Result<(), CommitError> {
        let work = async {
            let transaction = self.begin().await?;
            match apply(&transaction, changes).await {
                Ok(()) => Ok(transaction.commit().await?),
                Err(fault) => {
                    // If this fails too, the connection is gone, and the transaction with it.
                    let _ = transaction.rollback().await;
                    Err(fault)
                }
            }
        };
        match tokio::time::timeout(self.limit, work).await {
            Ok(outcome) => outcome.map_err(CommitError::from),
            Err(_) => Err(late().into()),
        }
    }
}

async fn apply(tx: &DatabaseTransaction, changes: Changes) -> Result<(), Fault> {
    let own = changes.registration.as_ref().map(|w| w.value().id);
    if let Some(access) = changes.access {
        accounts::note_access(tx, access).await?;
    }
    if let Some(write) = changes.account {
        accounts::write(tx, write).await?;
    }
    if let Some(write) = changes.registration {
        registrations::write(tx, write, changes.flow).await?;
    }
    if let Some(ticket) = changes.ticket {
        registrations::insert_ticket(tx, &ticket).await?;
    }
    if let Some((ticket, now)) = changes.consumed_ticket {
        registrations::consume_ticket(tx, ticket, now).await?;
    }
    if let Some((code, now)) = changes.void_rivals {
        registrations::void_rivals(tx, &code, own, now).await?;
    }
    if let Some(account) = changes.closed_sessions_of {
        sessions::close_all(tx, account).await?;
    }
    if let Some(digest) = changes.closed_session {
        sessions::close(tx, &digest).await?;
    }
    if let Some(session) = changes.opened_session {
        sessions::open(tx, &session).await?;
    }
    let mails = changes.mails.into_iter().map(outbox_row);
    outbox::Entity::insert_many(mails.map(outbox::ActiveModel::from))
        .exec_without_returning(tx)
        .await?;
    audit::Entity::insert_many(changes.audit.iter().map(audit_row))
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// A guarded write has met exactly the row that it was meant for, or somebody else was faster.
fn exactly_one(result: &UpdateResult) -> Result<(), Fault> {
    if result.rows_affected == 1 {
        Ok(())
    } else {
        Err(Fault::Conflict)
    }
}
