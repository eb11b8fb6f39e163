//! Making void what was issued before a restore (T-27).
//!
//! Instants are not compared with the clock, which may have been set back: what is made void ends at
//! the instant at which it began.

use jiff::Timestamp;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ColumnTrait, Condition, DatabaseExecutor, DbErr, EntityTrait, QueryFilter, QuerySelect,
    QueryTrait,
};
use varco_domain::audit::{Actor, AuditEntry, AuditEvent, AuditSubject};
use varco_domain::delivery::Aspect;

use crate::entity::outbox::ActiveModel;
use crate::entity::{
    account, audit, kept_form, mailed_link, outbox, registration, session, ticket,
};
use crate::mapping::{DRAFTS, ONE_TIME, SUSPENDED, audit_row, micros};

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
    /// Passwords at linked services, which may be others by now: they get the one in force when it is
    /// typed again.
    pub passwords: u64,
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
        passwords: doubt_passwords(db, now).await?,
    };
    order_again(db, now).await?;
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

/// Also what was given up and could be replayed loses its content. Orders that have none say what the
/// account says when they are carried: they go on.
async fn bury_messages(db: &DatabaseExecutor<'_>, now: Timestamp) -> Result<u64, DbErr> {
    use outbox::{Column, Entity};
    let open = Entity::update_many()
        .set(ActiveModel {
            envelope: Set(None),
            reason: Set(Some(REASON.to_owned())),
            is_buried: Set(true),
            ..settled(now)
        })
        .col_expr(Column::Fence, Expr::col(Column::Fence).add(1))
        .filter(Column::SettledAt.is_null())
        .filter(Column::IsSecret.eq(true));
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

/// A service may hold a password that was chosen after the backup, and never hears of that of the
/// backup again unless it is typed: so nobody is told that the service is up to date.
async fn doubt_passwords(db: &DatabaseExecutor<'_>, now: Timestamp) -> Result<u64, DbErr> {
    let update = outbox::Entity::update_many()
        .set(ActiveModel {
            reason: Set(Some(REASON.to_owned())),
            is_superseded: Set(true),
            ..settled(now)
        })
        .filter(outbox::Column::IsLast.is_not_null())
        .filter(target_of(Aspect::Password));
    Ok(update.exec(db).await?.rows_affected)
}

/// What was on its way to linked services goes there again, and so does the closing of whoever is shut
/// out: a service may have opened since. With a number above all that it has seen since the backup,
/// so that it is no stale order there.
async fn order_again(db: &DatabaseExecutor<'_>, now: Timestamp) -> Result<(), DbErr> {
    use outbox::{Column, Entity};
    let shut_out = account::Entity::find()
        .select_only()
        .column(account::Column::Id)
        .filter(
            Condition::any()
                .add(account::Column::Status.eq(SUSPENDED))
                .add(account::Column::Credential.eq(ONE_TIME))
                .add(account::Column::CredentialDisavowedAt.is_not_null()),
        )
        .into_query();
    let is_open = || Column::DueAt.is_not_null();
    let closes = Column::Subject.in_subquery(shut_out);
    for (aspect, place, which) in [
        (
            Aspect::State,
            0,
            Condition::any().add(is_open()).add(closes),
        ),
        (Aspect::Contacts, 1, Condition::any().add(is_open())),
    ] {
        Entity::update_many()
            .set(ActiveModel {
                version: Set(micros(now) + place),
                due_at: Set(Some(micros(now))),
                is_leased: Set(false),
                attempts: Set(0),
                settled_at: Set(None),
                reason: Set(Some(REASON.to_owned())),
                is_buried: Set(false),
                is_superseded: Set(false),
                ..Default::default()
            })
            .col_expr(Column::Fence, Expr::col(Column::Fence).add(1))
            .filter(Column::IsLast.is_not_null())
            .filter(target_of(aspect))
            .filter(which)
            .exec(db)
            .await?;
    }
    Ok(())
}

/// Items of this side of any service.
fn target_of(aspect: Aspect) -> Expr {
    outbox::Column::Target.ends_with(format!("/{}", aspect.name()))
}

fn settled(now: Timestamp) -> ActiveModel {
    ActiveModel {
        due_at: Set(None),
        is_leased: Set(false),
        settled_at: Set(Some(micros(now))),
        ..Default::default()
    }
}
