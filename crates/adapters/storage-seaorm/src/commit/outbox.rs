//! Writing into the outbox.

use jiff::Timestamp;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ColumnTrait, Condition, DatabaseExecutor, DerivePartialModel, EntityTrait, IntoActiveModel,
    QueryFilter, QuerySelect, Select,
};
use uuid::Uuid;
use varco_domain::id::MessageId;
use varco_ports::{MAIL, OutboxItem};

use super::exactly_one;
use crate::entity::outbox::{ActiveModel, Column, Entity, Model};
use crate::error::Fault;
use crate::mapping::{micros, outbox_row};

pub(super) async fn enqueue(
    db: &DatabaseExecutor<'_>,
    items: Vec<OutboxItem>,
) -> Result<(), Fault> {
    for item in items {
        let row = outbox_row(item);
        let row = match row.subject {
            Some(_) => in_its_place(db, row).await?,
            None => row,
        };
        Entity::insert(row.into_active_model())
            .exec_without_returning(db)
            .await?;
    }
    Ok(())
}

/// What of a stream decides where another item goes.
#[derive(DerivePartialModel)]
#[sea_orm(entity = "Entity")]
struct Other {
    id: Uuid,
    version: i64,
    due_at: Option<i64>,
    is_leased: bool,
    is_last: Option<bool>,
    attempts: i64,
}

/// The row as it goes into its stream, once what it replaces is superseded. Two that come into one
/// stream at once do not see each other; so only what was seen is superseded, and the unique key of
/// what is open in a stream stops the later one.
async fn in_its_place(db: &DatabaseExecutor<'_>, row: Model) -> Result<Model, Fault> {
    let others = others(&row).into_partial_model::<Other>().all(db).await?;
    if others.iter().any(|other| other.version > row.version) {
        if row.is_last.is_some() {
            return Err(Fault::Conflict);
        }
        return Ok(superseded(row));
    }
    if others.is_empty() {
        return Ok(row);
    }
    Entity::update_many()
        .set(ActiveModel {
            envelope: Set(None),
            due_at: Set(None),
            is_leased: Set(false),
            is_superseded: Set(true),
            ..Default::default()
        })
        .col_expr(Column::Fence, Expr::col(Column::Fence).add(1))
        .col_expr(
            Column::SettledAt,
            Expr::col(Column::SettledAt).if_null(row.created_at),
        )
        .filter(Column::Id.is_in(others.iter().map(|other| other.id)))
        .filter(
            Condition::any()
                .add(Column::Envelope.is_not_null())
                .add(Column::DueAt.is_not_null())
                .add(Expr::col(Column::IsBuried).and(can_be_delivered())),
        )
        .exec(db)
        .await?;
    let last = others.iter().filter(|other| other.is_last.is_some());
    let last: Vec<_> = last.map(|other| other.id).collect();
    if !last.is_empty() {
        Entity::update_many()
            .set(ActiveModel {
                is_last: Set(None),
                ..Default::default()
            })
            .filter(Column::Id.is_in(last))
            .exec(db)
            .await?;
    }
    let free_at = others.iter().filter_map(free_at).max();
    Ok(Model {
        due_at: Ord::max(row.due_at, free_at),
        ..row
    })
}

/// What else is in the stream of a row.
pub(crate) fn others(row: &Model) -> Select<Entity> {
    Entity::find()
        .filter(Column::Subject.eq(row.subject))
        .filter(Column::Target.eq(row.target.as_str()))
        .lock_exclusive()
}

/// When nobody can be working on it any more. What nobody has tried yet may itself be waiting for the
/// end of a lease.
fn free_at(other: &Other) -> Option<i64> {
    other
        .due_at
        .filter(|_| other.is_leased || other.attempts == 0)
}

/// A row that comes too late.
fn superseded(row: Model) -> Model {
    Model {
        envelope: None,
        due_at: None,
        settled_at: Some(row.created_at),
        is_superseded: true,
        ..row
    }
}

/// A buried mail that was not erased can be delivered after all; what waits for another attempt need not
/// wait for it. A buried order would come under a number that others have passed.
pub(super) async fn replay(
    db: &DatabaseExecutor<'_>,
    id: MessageId,
    now: Timestamp,
) -> Result<(), Fault> {
    let is_mail = Column::Target.eq(MAIL).and(Column::Envelope.is_not_null());
    let result = Entity::update_many()
        .set(ActiveModel {
            due_at: Set(Some(micros(now))),
            attempts: Set(0),
            settled_at: Set(None),
            is_buried: Set(false),
            ..Default::default()
        })
        .filter(Column::Id.eq(id.as_uuid()))
        .filter(
            Condition::any()
                .add(Column::IsBuried.eq(true).and(is_mail))
                .add(waits().and(Column::Attempts.gt(0))),
        )
        .exec(db)
        .await?;
    exactly_one(&result)
}

/// Whether what was given up says something still: a newer item of the stream would have taken the
/// envelope away, or is the last now.
pub(crate) fn can_be_delivered() -> Expr {
    let holds_nothing = Expr::col(Column::IsSecret).not();
    let is_whole = holds_nothing.and(Column::IsLast.is_not_null());
    Column::Envelope.is_not_null().or(is_whole)
}

/// What nobody is just working on.
fn waits() -> Expr {
    let is_open = Column::DueAt.is_not_null();
    is_open.and(Expr::col(Column::IsLeased).not())
}

/// What somebody is just working on is left to them; what waits for the end of their lease keeps it.
pub(super) async fn skip(
    db: &DatabaseExecutor<'_>,
    id: MessageId,
    now: Timestamp,
) -> Result<(), Fault> {
    let is_buried = Expr::col(Column::IsBuried).and(Expr::col(Column::IsSuperseded).not());
    let is_free = Column::Attempts.gt(0).or(Column::DueAt.lte(micros(now)));
    let result = Entity::update_many()
        .set(ActiveModel {
            envelope: Set(None),
            due_at: Set(None),
            is_buried: Set(true),
            ..Default::default()
        })
        .col_expr(Column::Fence, Expr::col(Column::Fence).add(1))
        .col_expr(
            Column::SettledAt,
            Expr::col(Column::SettledAt).if_null(micros(now)),
        )
        .filter(Column::Id.eq(id.as_uuid()))
        .filter(Condition::any().add(waits().and(is_free)).add(is_buried))
        .exec(db)
        .await?;
    exactly_one(&result)
}
