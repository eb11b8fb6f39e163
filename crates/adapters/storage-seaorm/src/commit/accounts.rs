//! Writing accounts.

use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseExecutor, EntityTrait, IntoActiveModel, QueryFilter,
};
use varco_domain::utenza::Account;
use varco_ports::{Access, Version, Write};

use super::exactly_one;
use crate::entity::{account, username};
use crate::error::Fault;
use crate::mapping::{account_row, micros, username_row};

pub(super) async fn write(db: &DatabaseExecutor<'_>, write: Write<Account>) -> Result<(), Fault> {
    match write {
        Write::Insert(account) => insert(db, &account).await,
        Write::Update(account, version) => update(db, &account, version).await,
    }
}

async fn insert(db: &DatabaseExecutor<'_>, account: &Account) -> Result<(), Fault> {
    username::Entity::insert(username_row(account).into_active_model())
        .exec_without_returning(db)
        .await?;
    account::Entity::insert(account_row(account, Version(1)).into_active_model())
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// The identifier and the username never change.
async fn update(
    db: &DatabaseExecutor<'_>,
    account: &Account,
    version: Version,
) -> Result<(), Fault> {
    let row = account_row(account, Version(version.0 + 1));
    let columns = account::ActiveModel {
        id: NotSet,
        username: NotSet,
        ..row.into_active_model().reset_all()
    };
    let result = account::Entity::update_many()
        .set(columns)
        .filter(account::Column::Id.eq(account.id.as_uuid()))
        .filter(account::Column::Version.eq(version.0))
        .exec(db)
        .await?;
    exactly_one(&result)
}

pub(super) async fn note_access(db: &DatabaseExecutor<'_>, access: Access) -> Result<(), Fault> {
    let proved = i64::from(access.credential_version.0);
    let result = account::Entity::update_many()
        .set(account::ActiveModel {
            last_access: Set(Some(micros(access.at))),
            ..Default::default()
        })
        .filter(account::Column::Id.eq(access.account.as_uuid()))
        .filter(account::Column::CredentialVersion.eq(proved))
        .exec(db)
        .await?;
    exactly_one(&result)
}
