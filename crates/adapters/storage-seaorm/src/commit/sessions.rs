//! Opening and closing sessions.

use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter};
use varco_domain::id::AccountId;
use varco_domain::session::Session;
use varco_domain::token::TokenDigest;

use crate::entity::session;
use crate::error::Fault;
use crate::mapping::{bytes, session_row};

pub(super) async fn close_all(tx: &DatabaseTransaction, account: AccountId) -> Result<(), Fault> {
    session::Entity::delete_many()
        .filter(session::Column::Account.eq(account.as_uuid()))
        .exec(tx)
        .await?;
    Ok(())
}

pub(super) async fn close(tx: &DatabaseTransaction, digest: &TokenDigest) -> Result<(), Fault> {
    session::Entity::delete_by_id(bytes(digest))
        .exec(tx)
        .await?;
    Ok(())
}

pub(super) async fn open(tx: &DatabaseTransaction, value: &Session) -> Result<(), Fault> {
    session::Entity::insert(session_row(value).into_active_model())
        .exec_without_returning(tx)
        .await?;
    Ok(())
}
