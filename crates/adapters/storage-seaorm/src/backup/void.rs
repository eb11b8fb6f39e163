//! Making void what was issued before a restore (T-27).
//!
//! Instants are not compared with the clock, which may have been set back: what is made void ends at
//! the instant at which it began.

use jiff::Timestamp;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, DatabaseExecutor, DbErr, EntityTrait, QueryFilter};
use varco_domain::audit::{Actor, AuditEntry, AuditEvent, AuditSubject};

use crate::entity::{
    account, audit, kept_form, mailed_link, outbox, registration, session, ticket,
};
use crate::mapping::{DRAFTS, ONE_TIME, audit_row, micros};

/// Reason of what is not delivered any more.
const REASON: &str = "restored from a backup";

/// How much was made void.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Voided {
    /// Sessions, which are closed.
    pub sessions: u64,
    /// Registrations that had not been confirmed, which are erased: nobody could come back to them.
    pub drafts: u64,
    /// Unused links with their codes, which have expired: whoever follows one is offered a new one.
    pub links: u64,
    /// One-time passwords, which have expired.
    pub one_time_passwords: u64,
    /// Items of the outbox that had not been delivered, which are buried without their content.
    pub messages: u64,
}

/// Makes everything void and writes it down. Chosen passwords go on working, answered captcha
/// challenges stay answered, and counters and failures go on counting.
pub(super) async fn void(
    db: &DatabaseExecutor<'_>,
    now: Timestamp,
    note: Option<&str>,
) -> Result<Voided, DbErr> {
    kept_form::Entity::delete_many().exec(db).await?;
    let voided = Voided {
        sessions: session::Entity::delete_many().exec(db).await?.rows_affected,
        drafts: erase_drafts(db).await?,
        links: expire_links(db).await?,
        one_time_passwords: expire_one_time_passwords(db).await?,
        messages: bury_messages(db, now).await?,
    };
    let event = AuditEvent::BackupRestored;
    let entry = AuditEntry {
        note: note.map(ToOwned::to_owned),
        ..AuditEntry::new(now, Actor::Operator, AuditSubject::Service, event)
    };
    audit::Entity::insert(audit_row(&entry))
        .exec_without_returning(db)
        .await?;
    Ok(voided)
}

/// The token of the browser or program is a key too; without it a draft is out of reach.
async fn erase_drafts(db: &DatabaseExecutor<'_>) -> Result<u64, DbErr> {
    use registration::{ActiveModel, Column, Entity};
    let drafts = Entity::delete_many().filter(Column::State.is_in(DRAFTS));
    let erased = drafts.exec(db).await?.rows_affected;
    Entity::update_many()
        .set(ActiveModel {
            flow: Set(None),
            ..Default::default()
        })
        .filter(Column::Flow.is_not_null())
        .exec(db)
        .await?;
    Ok(erased)
}

async fn expire_links(db: &DatabaseExecutor<'_>) -> Result<u64, DbErr> {
    use ticket::{Column, Entity};
    let update = Entity::update_many()
        .col_expr(Column::ExpiresAt, Expr::col(Column::IssuedAt))
        .filter(Column::UsedAt.is_null());
    let tickets = update.exec(db).await?.rows_affected;
    let update = mailed_link::Entity::update_many()
        .col_expr(
            mailed_link::Column::ExpiresAt,
            Expr::col(mailed_link::Column::IssuedAt),
        )
        .filter(mailed_link::Column::Ending.is_null());
    Ok(tickets + update.exec(db).await?.rows_affected)
}

/// An account is opened before or when its one-time password is issued.
async fn expire_one_time_passwords(db: &DatabaseExecutor<'_>) -> Result<u64, DbErr> {
    use account::{Column, Entity};
    let update = Entity::update_many()
        .col_expr(Column::CredentialExpiresAt, Expr::col(Column::OpenedAt))
        .filter(Column::Credential.eq(ONE_TIME))
        .filter(Column::CredentialDisavowedAt.is_null());
    Ok(update.exec(db).await?.rows_affected)
}

/// Also what was given up and could be replayed loses its content.
async fn bury_messages(db: &DatabaseExecutor<'_>, now: Timestamp) -> Result<u64, DbErr> {
    use outbox::{ActiveModel, Column, Entity};
    let open = Entity::update_many()
        .set(ActiveModel {
            envelope: Set(None),
            due_at: Set(None),
            is_leased: Set(false),
            settled_at: Set(Some(micros(now))),
            reason: Set(Some(REASON.to_owned())),
            is_buried: Set(true),
            ..Default::default()
        })
        .col_expr(Column::Fence, Expr::col(Column::Fence).add(1))
        .filter(Column::SettledAt.is_null());
    let buried = open.exec(db).await?.rows_affected;
    Entity::update_many()
        .set(ActiveModel {
            envelope: Set(None),
            ..Default::default()
        })
        .filter(Column::Envelope.is_not_null())
        .exec(db)
        .await?;
    Ok(buried)
}
