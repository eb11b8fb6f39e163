//! Counters, read and written under one lock.

use async_trait::async_trait;
use jiff::Timestamp;
use sea_orm::{
    ActiveModelTrait, DatabaseExecutor, DbErr, EntityTrait, IntoActiveModel, QuerySelect,
    TryInsertResult,
};
use varco_domain::throttle::{Counter, Limit, Verdict};
use varco_ports::{Beyond, Charge, StoreError, Throttle, ThrottleKey};

use crate::entity::counter;
use crate::error::Fault;
use crate::mapping::{bytes, micros};
use crate::storage::Storage;

#[async_trait]
impl Throttle for Storage {
    async fn charge(
        &self,
        key: &ThrottleKey,
        limit: &Limit,
        now: Timestamp,
    ) -> Result<Verdict, StoreError> {
        let (key, limit) = (*key, *limit);
        let charge =
            self.transact(move |db| Box::pin(async move { charge(&db, &key, &limit, now).await }));
        Ok(charge.await?)
    }

    async fn clear(&self, key: &ThrottleKey) -> Result<(), StoreError> {
        let id = (key.name.to_owned(), bytes(&key.digest));
        let delete = counter::Entity::delete_by_id(id);
        self.statement(|db| Box::pin(async move { Ok(delete.exec(&db).await?) }))
            .await?;
        Ok(())
    }
}

/// The charge of a commit; whether what there is to deliver may go.
pub(crate) async fn pay(db: &DatabaseExecutor<'_>, charge: Option<Charge>) -> Result<bool, Fault> {
    let Some(due) = charge else {
        return Ok(true);
    };
    let verdict = self::charge(db, &due.key, &due.limit, due.at).await?;
    match (verdict, due.beyond) {
        (Verdict::Allowed { .. }, _) => Ok(true),
        (Verdict::Refused { .. }, Beyond::Silence) => Ok(false),
        (Verdict::Refused { .. }, Beyond::Refuse) => Err(Fault::OverLimit),
    }
}

/// Reads the counter under a lock (on SQLite that of the whole transaction), decides, writes. Where
/// there is no counter yet there is nothing to lock: whoever inserts second looks again.
async fn charge(
    db: &DatabaseExecutor<'_>,
    key: &ThrottleKey,
    limit: &Limit,
    now: Timestamp,
) -> Result<Verdict, Fault> {
    let id = (key.name.to_owned(), bytes(&key.digest));
    loop {
        let row = counter::Entity::find_by_id(id.clone())
            .lock_exclusive()
            .one(db)
            .await?;
        let is_known = row.is_some();
        let (verdict, counter) = limit.charge(row.as_ref().map(counter_of).transpose()?, now);
        if matches!(verdict, Verdict::Refused { .. }) {
            return Ok(verdict);
        }
        let row = row_of(key, &counter, limit).into_active_model();
        if is_known {
            counter::Entity::update(row.reset_all())
                .exec_without_returning(db)
                .await?;
            return Ok(verdict);
        }
        let insert = counter::Entity::insert(row)
            .on_conflict_do_nothing()
            .exec_without_returning(db)
            .await?;
        if matches!(insert, TryInsertResult::Inserted(1)) {
            return Ok(verdict);
        }
    }
}

fn counter_of(row: &counter::Model) -> Result<Counter, DbErr> {
    let corrupt = |_| DbErr::Type("counter".to_owned());
    Ok(Counter {
        count: u32::try_from(row.charges).unwrap_or(u32::MAX),
        since: Timestamp::from_microsecond(row.since).map_err(corrupt)?,
        last: Timestamp::from_microsecond(row.last).map_err(corrupt)?,
    })
}

fn row_of(key: &ThrottleKey, counter: &Counter, limit: &Limit) -> counter::Model {
    counter::Model {
        name: key.name.to_owned(),
        digest: bytes(&key.digest),
        charges: counter.count.into(),
        since: micros(counter.since),
        last: micros(counter.last),
        forget_at: micros(limit.forget_at(counter)),
    }
}
