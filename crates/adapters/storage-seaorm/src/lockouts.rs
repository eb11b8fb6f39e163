//! Failed proofs, read and written under one lock.

use async_trait::async_trait;
use jiff::Timestamp;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseExecutor, EntityTrait, IntoActiveModel, QueryFilter,
    QuerySelect, TryInsertResult,
};
use varco_domain::credential::{Lockout, LockoutRules, LockoutState};
use varco_domain::id::AccountId;
use varco_ports::{LockoutKey, Lockouts, StoreError};

use crate::entity::lockout;
use crate::error::Fault;
use crate::mapping::{self, bytes, lockout_row};
use crate::storage::Storage;

#[async_trait]
impl Lockouts for Storage {
    async fn charge(
        &self,
        key: &LockoutKey,
        rules: &LockoutRules,
        now: Timestamp,
    ) -> Result<LockoutState, StoreError> {
        let (key, rules) = (*key, *rules);
        let charge = self.transact(move |db| {
            Box::pin(
                async move { rewrite(&db, &key, now, |known| known.charge(&rules, now)).await },
            )
        });
        Ok(charge.await?)
    }

    async fn list(&self, account: AccountId) -> Result<Vec<Lockout>, StoreError> {
        let of_account = lockout::Column::Account.eq(account.as_uuid());
        let query = lockout::Entity::find().filter(of_account);
        let rows = self.within(query.all(&self.reader)).await?;
        let lockouts = rows.iter().map(mapping::lockout).collect::<Result<_, _>>();
        Ok(lockouts.map_err(Fault::from)?)
    }
}

/// Reads under a lock (on SQLite that of the whole transaction), changes, writes. Where there is no
/// row yet there is nothing to lock: whoever inserts second looks again.
pub(crate) async fn rewrite<T>(
    db: &DatabaseExecutor<'_>,
    key: &LockoutKey,
    now: Timestamp,
    change: impl Fn(Lockout) -> (T, Lockout),
) -> Result<T, Fault> {
    loop {
        let row = lockout::Entity::find_by_id(bytes(&key.digest))
            .lock_exclusive()
            .one(db)
            .await?;
        let known = row.as_ref().map(mapping::lockout).transpose()?;
        let (outcome, changed) = change(known.unwrap_or_default());
        if known == Some(changed) {
            return Ok(outcome);
        }
        let row = lockout_row(key, &changed, now).into_active_model();
        if known.is_some() {
            lockout::Entity::update(row.reset_all())
                .exec_without_returning(db)
                .await?;
            return Ok(outcome);
        }
        let insert = lockout::Entity::insert(row)
            .on_conflict_do_nothing()
            .exec_without_returning(db)
            .await?;
        if matches!(insert, TryInsertResult::Inserted(1)) {
            return Ok(outcome);
        }
    }
}
