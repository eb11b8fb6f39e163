//! Opening and closing sessions.

use sea_orm::{ColumnTrait, DatabaseExecutor, EntityTrait, IntoActiveModel, QueryFilter};
use varco_domain::id::AccountId;
use varco_domain::session::Session;
use varco_domain::token::TokenDigest;

use crate::entity::session;
use crate::error::Fault;
use crate::mapping::{bytes, session_row};

pub(super) async fn close_all(
    db: &DatabaseExecutor<'_>,
    account: AccountId,
    spared: Option<TokenDigest>,
) -> Result<(), Fault> {
    let mut delete =
        session::Entity::delete_many().filter(session::Column::Account.eq(account.as_uuid()));
    if let Some(spared) = spared {
        delete = delete.filter(session::Column::Digest.ne(bytes(&spared)));
    }
    delete.exec(db).await?;
    Ok(())
}

pub(super) async fn close(db: &DatabaseExecutor<'_>, digest: &TokenDigest) -> Result<(), Fault> {
    session::Entity::delete_by_id(bytes(digest))
        .exec(db)
        .await?;
    Ok(())
}

/// One conditional delete decides: whoever closes the session at the same time comes before or after.
pub(super) async fn use_up(db: &DatabaseExecutor<'_>, digest: &TokenDigest) -> Result<(), Fault> {
    let result = session::Entity::delete_by_id(bytes(digest))
        .exec(db)
        .await?;
    let is_open = result.rows_affected == 1;
    is_open.then_some(()).ok_or(Fault::Conflict)
}

pub(super) async fn open(db: &DatabaseExecutor<'_>, value: &Session) -> Result<(), Fault> {
    session::Entity::insert(session_row(value).into_active_model())
        .exec_without_returning(db)
        .await?;
    Ok(())
}
