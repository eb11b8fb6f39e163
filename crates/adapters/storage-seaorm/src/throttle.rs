//! Counters, read and written under one lock.

use std::collections::BTreeMap;

use async_trait::async_trait;
use jiff::Timestamp;
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    DatabaseExecutor, DbErr, EntityTrait, IntoActiveModel, QuerySelect, TryInsertResult,
};
use varco_domain::throttle::{Counter, Verdict};
use varco_ports::{
    Beyond, Charge, KeptCounter, StoreError, Throttle, ThrottleKey, Toll, charge_all,
};

use crate::entity::counter::{Column, Entity, Model};
use crate::error::Fault;
use crate::mapping::{bytes, micros};
use crate::storage::Storage;

#[async_trait]
impl Throttle for Storage {
    async fn charge(&self, tolls: &[Toll], now: Timestamp) -> Result<Verdict, StoreError> {
        let tolls = tolls.to_vec();
        let charge =
            self.transact(move |db| Box::pin(async move { charge(&db, &tolls, now).await }));
        Ok(charge.await?)
    }
}

/// The charge of a commit; whether what there is to deliver may go.
pub(crate) async fn pay(db: &DatabaseExecutor<'_>, charge: Option<Charge>) -> Result<bool, Fault> {
    let Some(due) = charge else {
        return Ok(true);
    };
    let verdict = self::charge(db, &due.tolls, due.at).await?;
    match (verdict, due.beyond) {
        (Verdict::Allowed { .. }, _) => Ok(true),
        (Verdict::Refused { .. }, Beyond::Silence) => Ok(false),
        (Verdict::Refused { .. }, Beyond::Refuse) => Err(Fault::OverLimit),
    }
}

pub(crate) async fn forget(db: &DatabaseExecutor<'_>, keys: Vec<ThrottleKey>) -> Result<(), Fault> {
    for key in keys {
        Entity::delete_by_id(id(&key)).exec(db).await?;
    }
    Ok(())
}

/// Locks every counter that may change (on SQLite the whole transaction is locked), decides, writes.
async fn charge(
    db: &DatabaseExecutor<'_>,
    tolls: &[Toll],
    now: Timestamp,
) -> Result<Verdict, Fault> {
    let mut known = BTreeMap::new();
    for toll in tolls {
        known.insert(toll.key, lock(db, toll, now).await?);
        if let Some(whom) = toll.whom {
            // Whoever writes this one holds the lock of the other.
            let row = Entity::find_by_id(id(&whom)).one(db).await?;
            known.extend(
                row.map(|row| counter(&row))
                    .transpose()?
                    .map(|seen| (whom, seen)),
            );
        }
    }
    let (verdict, kept) = charge_all(tolls, |key| known.get(key).copied(), now);
    for kept in &kept {
        let mut newer = OnConflict::columns([Column::Name, Column::Digest]);
        newer.update_columns([
            Column::Charges,
            Column::Since,
            Column::Last,
            Column::ForgetAt,
        ]);
        Entity::insert(row(kept).into_active_model())
            .on_conflict(newer)
            .exec_without_returning(db)
            .await?;
    }
    Ok(verdict)
}

/// Where there is no counter yet there is nothing to lock, so one that counts nothing is written;
/// whoever comes second with that looks again.
async fn lock(db: &DatabaseExecutor<'_>, toll: &Toll, now: Timestamp) -> Result<Counter, Fault> {
    loop {
        let found = Entity::find_by_id(id(&toll.key))
            .lock_exclusive()
            .one(db)
            .await?;
        if let Some(found) = found {
            return Ok(counter(&found)?);
        }
        let fresh = toll.limit.current(None, now);
        let kept = KeptCounter {
            key: toll.key,
            counter: fresh,
            forget_at: toll.limit.forget_at(&fresh),
        };
        let insert = Entity::insert(row(&kept).into_active_model())
            .on_conflict_do_nothing()
            .exec_without_returning(db)
            .await?;
        if matches!(insert, TryInsertResult::Inserted(1)) {
            return Ok(fresh);
        }
    }
}

fn id(key: &ThrottleKey) -> (String, Vec<u8>) {
    (key.name.to_owned(), bytes(&key.digest))
}

fn counter(row: &Model) -> Result<Counter, DbErr> {
    let corrupt = |_| DbErr::Type("counter".to_owned());
    Ok(Counter {
        count: u32::try_from(row.charges).unwrap_or(u32::MAX),
        since: Timestamp::from_microsecond(row.since).map_err(corrupt)?,
        last: Timestamp::from_microsecond(row.last).map_err(corrupt)?,
    })
}

fn row(kept: &KeptCounter) -> Model {
    let (name, digest) = id(&kept.key);
    Model {
        name,
        digest,
        charges: kept.counter.count.into(),
        since: micros(kept.counter.since),
        last: micros(kept.counter.last),
        forget_at: micros(kept.forget_at),
    }
}
