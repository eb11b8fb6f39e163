//! Issuing, using and cancelling mailed links.

use jiff::Timestamp;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ColumnTrait, DatabaseExecutor, EntityTrait, IntoActiveModel, QueryFilter, UpdateMany,
};
use uuid::Uuid;
use varco_domain::grant::{Grant, GrantEnding, GrantPurpose};
use varco_domain::id::GrantId;
use varco_ports::CancelledGrants;

use super::exactly_one;
use crate::entity::mailed_link::{ActiveModel, Column, Entity};
use crate::error::Fault;
use crate::mapping::{ending_columns, mailed_link_row, micros, purpose_name};

/// One conditional update decides who uses the link.
pub(super) async fn consume(
    db: &DatabaseExecutor<'_>,
    id: GrantId,
    at: Timestamp,
) -> Result<(), Fault> {
    let result = ended(GrantEnding::Used { at })
        .filter(Column::Id.eq(id.as_uuid()))
        .filter(Column::ExpiresAt.gt(micros(at)))
        .exec(db)
        .await?;
    exactly_one(&result)
}

pub(super) async fn cancel(
    db: &DatabaseExecutor<'_>,
    cancelled: CancelledGrants,
) -> Result<(), Fault> {
    let CancelledGrants { purpose, at, .. } = cancelled;
    let ending = GrantEnding::Cancelled { at };
    let mut update = all_of(ending, cancelled.account.as_uuid(), purpose);
    if let Some(after) = cancelled.issued_after {
        update = update.filter(Column::IssuedAt.gt(micros(after)));
    }
    update.exec(db).await?;
    Ok(())
}

pub(super) async fn issue(db: &DatabaseExecutor<'_>, grant: &Grant) -> Result<(), Fault> {
    let purpose = grant.what.purpose();
    if purpose.is_newest_only() {
        let newer_at = grant.issued_at;
        let ending = GrantEnding::Superseded { newer_at };
        all_of(ending, grant.account.as_uuid(), purpose)
            .exec(db)
            .await?;
    }
    Entity::insert(mailed_link_row(grant).into_active_model())
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// Ends what has not ended yet.
fn ended(ending: GrantEnding) -> UpdateMany<Entity> {
    let (ending, ended_at) = ending_columns(ending);
    Entity::update_many()
        .set(ActiveModel {
            ending: Set(Some(ending)),
            ended_at: Set(Some(ended_at)),
            ..Default::default()
        })
        .filter(Column::Ending.is_null())
}

fn all_of(ending: GrantEnding, account: Uuid, purpose: GrantPurpose) -> UpdateMany<Entity> {
    ended(ending)
        .filter(Column::Account.eq(account))
        .filter(Column::Purpose.eq(purpose_name(purpose)))
}
