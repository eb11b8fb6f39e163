//! What logins and failed proofs leave behind.

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, DatabaseExecutor, EntityTrait, QueryFilter, UpdateMany};
use uuid::Uuid;
use varco_domain::id::AccountId;
use varco_domain::utenza::{Access, CredentialVersion};
use varco_ports::{LockoutKey, Login, ProofOutcome, SettledProof};

use super::exactly_one;
use crate::entity::account::{self, Column};
use crate::entity::lockout;
use crate::error::Fault;
use crate::lockouts::rewrite;
use crate::mapping::{bytes, micros};

/// No new version of the account: two logins at once both count. A login that is not complete only
/// asks whether its credential is still in force, and locks it until the commit.
pub(super) async fn note_login(db: &DatabaseExecutor<'_>, login: Login) -> Result<(), Fault> {
    let Login {
        account,
        credential_version: proved,
        access,
    } = login;
    if let Some(access) = &access
        && note_last(db, account, proved, access).await?
    {
        return Ok(());
    }
    let asked = with_credential(account, proved).col_expr(
        Column::CredentialVersion,
        Expr::col(Column::CredentialVersion),
    );
    exactly_one(&asked.exec(db).await?)?;
    match &access {
        Some(access) => note_overtaken(db, account, access).await,
        None => Ok(()),
    }
}

fn with_credential(id: AccountId, proved: CredentialVersion) -> UpdateMany<account::Entity> {
    account::Entity::update_many()
        .filter(Column::Id.eq(id.as_uuid()))
        .filter(Column::CredentialVersion.eq(i64::from(proved.0)))
}

/// The login becomes the last one, unless a later one was faster.
async fn note_last(
    db: &DatabaseExecutor<'_>,
    id: AccountId,
    proved: CredentialVersion,
    access: &Access,
) -> Result<bool, Fault> {
    let at = micros(access.at);
    let noted = with_credential(id, proved)
        .filter(Column::LastAccess.is_null().or(Column::LastAccess.lte(at)))
        .set(account::ActiveModel {
            last_access: Set(Some(at)),
            last_access_network: Set(Some(access.origin.network().to_owned())),
            last_access_device: Set(Some(access.origin.device().to_owned())),
            failures_since: Set(0),
            ..Default::default()
        })
        .col_expr(Column::PreviousAccess, Expr::col(Column::LastAccess))
        .col_expr(
            Column::PreviousAccessNetwork,
            Expr::col(Column::LastAccessNetwork),
        )
        .col_expr(
            Column::PreviousAccessDevice,
            Expr::col(Column::LastAccessDevice),
        )
        .col_expr(Column::FailuresBefore, Expr::col(Column::FailuresSince));
    Ok(noted.exec(db).await?.rows_affected == 1)
}

/// It becomes the one before the last, unless that was later, too.
async fn note_overtaken(
    db: &DatabaseExecutor<'_>,
    id: AccountId,
    access: &Access,
) -> Result<(), Fault> {
    let at = micros(access.at);
    account::Entity::update_many()
        .filter(Column::Id.eq(id.as_uuid()))
        .filter(
            Column::PreviousAccess
                .is_null()
                .or(Column::PreviousAccess.lt(at)),
        )
        .set(account::ActiveModel {
            previous_access: Set(Some(at)),
            previous_access_network: Set(Some(access.origin.network().to_owned())),
            previous_access_device: Set(Some(access.origin.device().to_owned())),
            ..Default::default()
        })
        .exec(db)
        .await?;
    Ok(())
}

pub(super) async fn settle(db: &DatabaseExecutor<'_>, proof: SettledProof) -> Result<(), Fault> {
    let SettledProof { key, at, outcome } = proof;
    match outcome {
        ProofOutcome::Proved => {
            lockout::Entity::delete_by_id(bytes(&key.digest))
                .exec(db)
                .await?;
            Ok(())
        }
        ProofOutcome::Failed if !note_failure(db, &key).await? => Ok(()),
        ProofOutcome::Failed => rewrite(db, &key, at, |known| ((), known.failed(at))).await,
        ProofOutcome::NotTried => rewrite(db, &key, at, |known| ((), known.given_back())).await,
    }
}

/// Whether there is anything to note it on. For nobody's account the same is asked of the database, so
/// that it takes the same time.
async fn note_failure(db: &DatabaseExecutor<'_>, key: &LockoutKey) -> Result<bool, Fault> {
    let id = key.account.map_or(Uuid::nil(), |account| account.as_uuid());
    let count = Expr::col(Column::FailuresSince).add(1);
    let result = account::Entity::update_many()
        .col_expr(Column::FailuresSince, count)
        .filter(Column::Id.eq(id))
        .exec(db)
        .await?;
    Ok(key.account.is_none() || result.rows_affected == 1)
}

pub(super) async fn unlock(db: &DatabaseExecutor<'_>, account: AccountId) -> Result<(), Fault> {
    lockout::Entity::delete_many()
        .filter(lockout::Column::Account.eq(account.as_uuid()))
        .exec(db)
        .await?;
    Ok(())
}
