//! One commit is one transaction.
//!
//! The order is that of the locks. An account comes first, because its unique keys are where two
//! activations of one codice fiscale meet: the later one waits there and leaves before it has
//! touched a registration that the earlier one is about to void. A counter comes after whatever a
//! commit may lose against, because many commits meet there. Any other order can deadlock.

mod accounts;
mod grants;
pub(crate) mod outbox;
mod proofs;
mod registrations;
mod services;
mod sessions;

use async_trait::async_trait;
use sea_orm::{DatabaseExecutor, EntityTrait, UpdateResult};
use varco_ports::{Changes, Commit, CommitError};

use crate::entity::audit;
use crate::error::Fault;
use crate::mapping::audit_row;
use crate::storage::Storage;
use crate::throttle;

#[async_trait]
impl Commit for Storage {
    async fn commit(&self, changes: Changes) -> Result<(), CommitError> {
        let fills_outbox = !changes.outbox.is_empty() || changes.replay.is_some();
        self.transact_surely(|db| Box::pin(async move { apply(&db, changes).await }))
            .await?;
        if let Some((bell, _)) = self.word.as_ref().filter(|_| fills_outbox) {
            bell.ring();
        }
        Ok(())
    }
}

async fn apply(db: &DatabaseExecutor<'_>, changes: Changes) -> Result<(), Fault> {
    let own = changes.registration.as_ref().map(|w| w.value().id);
    if let Some(login) = changes.login {
        proofs::note_login(db, login).await?;
    }
    if let Some(write) = changes.account {
        accounts::write(db, write).await?;
    }
    if let Some((account, acceptance)) = changes.replaced_acceptance {
        accounts::keep_acceptance(db, account, acceptance).await?;
    }
    if let Some(proof) = changes.proof {
        proofs::settle(db, proof).await?;
    }
    if let Some(account) = changes.unlocked {
        proofs::unlock(db, account).await?;
    }
    if let Some((grant, now)) = changes.consumed_grant {
        grants::consume(db, grant, now).await?;
    }
    for cancelled in changes.cancelled_grants {
        grants::cancel(db, cancelled).await?;
    }
    for grant in &changes.grants {
        grants::issue(db, grant).await?;
    }
    if let Some(write) = changes.registration {
        registrations::write(db, write, changes.flow).await?;
    }
    if let Some(ticket) = changes.ticket {
        registrations::insert_ticket(db, &ticket).await?;
    }
    if let Some((ticket, now)) = changes.consumed_ticket {
        registrations::consume_ticket(db, ticket, now).await?;
    }
    if let Some((code, now)) = changes.void_rivals {
        registrations::void_rivals(db, &code, own, now).await?;
    }
    if let Some(digest) = changes.used_session {
        sessions::use_up(db, &digest).await?;
    }
    if let Some(account) = changes.closed_sessions_of {
        sessions::close_all(db, account, changes.spared_session).await?;
    }
    if let Some(digest) = changes.closed_session {
        sessions::close(db, &digest).await?;
    }
    if let Some(session) = changes.opened_session {
        sessions::open(db, &session).await?;
    }
    throttle::forget(db, changes.forgotten).await?;
    if throttle::pay(db, changes.charge).await? {
        outbox::enqueue(db, changes.outbox).await?;
    }
    if let Some((item, now)) = changes.replay {
        outbox::replay(db, item, now).await?;
    }
    if let Some((item, now)) = changes.skip {
        outbox::skip(db, item, now).await?;
    }
    if let Some((service, since)) = changes.paused {
        services::pause(db, &service, since).await?;
    }
    audit::Entity::insert_many(changes.audit.iter().map(audit_row))
        .exec_without_returning(db)
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
