//! How far linked services have been brought up to date.

use async_trait::async_trait;
use jiff::Timestamp;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select};
use varco_domain::delivery::ServiceId;
use varco_domain::id::{AccountId, MessageId};
use varco_domain::utenza::{Account, UtenzaKind};
use varco_ports::{Backlog, Deliveries, OutboxRecord, Sealed, StoreError};

use crate::commit::outbox::can_be_delivered;
use crate::entity::outbox::{Column, Entity};
use crate::entity::{account, paused_service};
use crate::mapping::{self, outbox_record};
use crate::storage::Storage;

#[async_trait]
impl Deliveries for Storage {
    async fn of_account(&self, account: AccountId) -> Result<Vec<OutboxRecord>, StoreError> {
        let query = last_of(account);
        let mut rows = self.within(query.all(&self.reader)).await?;
        rows.sort_unstable_by(|one, other| one.target.cmp(&other.target));
        rows.into_iter().map(outbox_record).collect()
    }

    async fn envelope(&self, order: MessageId) -> Result<Option<Sealed>, StoreError> {
        let query = Entity::find_by_id(order.as_uuid())
            .select_only()
            .column(Column::Envelope)
            .into_tuple::<Option<Vec<u8>>>();
        let found = self.within(query.one(&self.reader)).await?;
        Ok(found.flatten().map(Sealed))
    }

    async fn backlog(&self) -> Result<Vec<Backlog>, StoreError> {
        let query = open_by_target().into_tuple::<(String, bool, i64, i64)>();
        let rows = self.within(query.all(&self.reader)).await?;
        let mut backlog: Vec<Backlog> = Vec::new();
        for (target, is_leased, count, oldest) in rows {
            let oldest = instant("outbox", "created_at", &target, oldest)?;
            let count = u64::try_from(count).unwrap_or_default();
            let leased = if is_leased { count } else { 0 };
            match backlog.last_mut().filter(|waits| waits.target == target) {
                Some(waits) => {
                    waits.open += count;
                    waits.leased += leased;
                    waits.oldest = waits.oldest.min(oldest);
                }
                None => backlog.push(Backlog {
                    target,
                    open: count,
                    leased,
                    oldest,
                }),
            }
        }
        Ok(backlog)
    }

    async fn buried(&self) -> Result<Vec<(String, u64)>, StoreError> {
        let query = buried_by_target().into_tuple::<(String, i64)>();
        let rows = self.within(query.all(&self.reader)).await?;
        let counted = rows.into_iter();
        let counted = counted.map(|(target, count)| (target, u64::try_from(count).unwrap_or(0)));
        Ok(counted.collect())
    }

    async fn holders(
        &self,
        kinds: &[UtenzaKind],
        after: Option<AccountId>,
        limit: u32,
    ) -> Result<Vec<Account>, StoreError> {
        let after = after.map(|after| after.as_uuid());
        let query = of_kinds(kinds)
            .apply_if(after, |query, after| {
                query.filter(account::Column::Id.gt(after))
            })
            .order_by_asc(account::Column::Id)
            .limit(u64::from(limit));
        let rows = self.within(query.all(&self.reader)).await?;
        let accounts = rows.into_iter().map(mapping::account);
        accounts.map(|row| Ok(row?.value)).collect()
    }

    async fn count_holders(&self, kinds: &[UtenzaKind]) -> Result<u64, StoreError> {
        let query = of_kinds(kinds)
            .select_only()
            .column_as(Expr::col(account::Column::Id).count(), "count")
            .into_tuple::<i64>();
        let count = self.within(query.one(&self.reader)).await?;
        Ok(count.map_or(0, |count| u64::try_from(count).unwrap_or(0)))
    }

    async fn paused(&self) -> Result<Vec<(ServiceId, Timestamp)>, StoreError> {
        let query = paused_service::Entity::find().order_by_asc(paused_service::Column::Service);
        let rows = self.within(query.all(&self.reader)).await?;
        let paused = rows.into_iter().map(|row| {
            let since = instant("paused_service", "since", &row.service, row.since)?;
            let service = ServiceId::parse(&row.service);
            let service =
                service.ok_or_else(|| corrupt("paused_service", "service", &row.service))?;
            Ok((service, since))
        });
        paused.collect()
    }
}

fn instant(
    table: &'static str,
    column: &'static str,
    row: &str,
    micros: i64,
) -> Result<Timestamp, StoreError> {
    Timestamp::from_microsecond(micros).map_err(|_| corrupt(table, column, row))
}

fn corrupt(table: &'static str, column: &'static str, row: &str) -> StoreError {
    let row = row.to_owned();
    StoreError::Corrupt { table, column, row }
}

/// Its few items, by the index of streams.
pub(crate) fn last_of(account: AccountId) -> Select<Entity> {
    Entity::find()
        .filter(Column::Subject.eq(account.as_uuid()))
        .filter(Column::IsLast.is_not_null())
}

/// By an index that holds only what is open, which is few beside what is settled.
fn open_by_target() -> Select<Entity> {
    Entity::find()
        .select_only()
        .column(Column::Target)
        .column(Column::IsLeased)
        .column_as(Expr::col(Column::Id).count(), "open")
        .column_as(Expr::col(Column::CreatedAt).min(), "oldest")
        .filter(Column::DueAt.is_not_null())
        .group_by(Column::Target)
        .group_by(Column::IsLeased)
        .order_by_asc(Column::Target)
}

/// By an index that holds only what was given up.
pub(crate) fn buried_by_target() -> Select<Entity> {
    Entity::find()
        .select_only()
        .column(Column::Target)
        .column_as(Expr::col(Column::Id).count(), "buried")
        .filter(Expr::col(Column::IsBuried))
        .filter(Expr::col(Column::IsSuperseded).not())
        .filter(can_be_delivered())
        .group_by(Column::Target)
        .order_by_asc(Column::Target)
}

fn of_kinds(kinds: &[UtenzaKind]) -> Select<account::Entity> {
    let names = kinds.iter().map(|kind| kind.name());
    account::Entity::find().filter(account::Column::Kind.is_in(names))
}
