//! How far linked services have been brought up to date.

use async_trait::async_trait;
use jiff::Timestamp;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};
use varco_domain::delivery::ServiceId;
use varco_domain::id::AccountId;
use varco_ports::{Backlog, Deliveries, OutboxRecord, StoreError};

use crate::entity::outbox::{Column, Entity};
use crate::entity::paused_service;
use crate::mapping::outbox_record;
use crate::storage::Storage;

#[async_trait]
impl Deliveries for Storage {
    async fn of_account(&self, account: AccountId) -> Result<Vec<OutboxRecord>, StoreError> {
        let query = last_of(account);
        let mut rows = self.within(query.all(&self.reader)).await?;
        rows.sort_unstable_by(|one, other| one.target.cmp(&other.target));
        rows.into_iter().map(outbox_record).collect()
    }

    async fn backlog(&self) -> Result<Vec<Backlog>, StoreError> {
        let query = open_by_target().into_tuple::<(String, i64, i64)>();
        let rows = self.within(query.all(&self.reader)).await?;
        let backlog = rows.into_iter().map(|(target, open, oldest)| {
            Ok(Backlog {
                open: u64::try_from(open).unwrap_or_default(),
                oldest: instant("outbox", "created_at", &target, oldest)?,
                target,
            })
        });
        backlog.collect()
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
        .column_as(Expr::col(Column::Id).count(), "open")
        .column_as(Expr::col(Column::CreatedAt).min(), "oldest")
        .filter(Column::DueAt.is_not_null())
        .group_by(Column::Target)
        .order_by_asc(Column::Target)
}
