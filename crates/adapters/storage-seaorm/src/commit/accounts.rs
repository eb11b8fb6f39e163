//! Writing accounts.

use sea_orm::ActiveValue::NotSet;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseExecutor, EntityTrait, IntoActiveModel, QueryFilter,
};
use varco_domain::id::AccountId;
use varco_domain::registration::Acceptance;
use varco_domain::utenza::Account;
use varco_ports::{Version, Write};

use super::exactly_one;
use crate::entity::{account, former_acceptance, username};
use crate::error::Fault;
use crate::mapping::{account_row, former_acceptance_row, username_row};

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

/// The identifier and the username never change, and the accesses are noted apart.
async fn update(
    db: &DatabaseExecutor<'_>,
    account: &Account,
    version: Version,
) -> Result<(), Fault> {
    let row = account_row(account, Version(version.0 + 1));
    let columns = account::ActiveModel {
        id: NotSet,
        username: NotSet,
        last_access: NotSet,
        last_access_network: NotSet,
        last_access_device: NotSet,
        previous_access: NotSet,
        previous_access_network: NotSet,
        previous_access_device: NotSet,
        failures_before: NotSet,
        failures_since: NotSet,
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

/// What the one before had accepted.
pub(super) async fn keep_acceptance(
    db: &DatabaseExecutor<'_>,
    account: AccountId,
    acceptance: Acceptance,
) -> Result<(), Fault> {
    let row = former_acceptance_row(account, acceptance);
    former_acceptance::Entity::insert(row.into_active_model())
        .exec_without_returning(db)
        .await?;
    Ok(())
}
