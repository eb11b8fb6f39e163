//! The outbox as workers see it.
//!
//! A claim moves `due_at` to the end of the lease, so an item whose worker has died is simply due
//! again. Whoever works on one shows the fence of its claim; claiming and giving up raise it.

use async_trait::async_trait;
use jiff::Timestamp;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{
    CaseStatement, CommonTableExpression, Expr, ExprTrait, LockBehavior, LockType, Query,
    SelectStatement,
};
use sea_orm::{
    ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select, UpdateMany,
};
use varco_ports::{ClaimedItem, Dismissal, Lease, Outbox, StoreError};

use crate::entity::outbox::{ActiveModel, Column, Entity};
use crate::mapping::{claimed_item, micros};
use crate::storage::Storage;

/// Most characters of a reason that are kept.
const REASON_MAX: usize = 500;

#[async_trait]
impl Outbox for Storage {
    async fn claim(
        &self,
        target: &str,
        limit: u32,
        now: Timestamp,
        lease_until: Timestamp,
    ) -> Result<Vec<ClaimedItem>, StoreError> {
        let claim = claiming(target, limit, now, lease_until);
        let mut rows = self
            .statement(|db| Box::pin(async move { Ok(claim.exec_with_returning(&db).await?) }))
            .await?;
        rows.sort_unstable_by_key(|row| (row.created_at, row.id));
        // One that cannot be read must not hold up the others.
        let unread = |error: &StoreError| {
            tracing::error!(%error, "an item of the outbox cannot be read");
        };
        let items = rows.into_iter().map(claimed_item);
        Ok(items
            .filter_map(|item| item.inspect_err(unread).ok())
            .collect())
    }

    async fn renew(&self, lease: &Lease, lease_until: Timestamp) -> Result<bool, StoreError> {
        let columns = ActiveModel {
            due_at: Set(Some(micros(lease_until))),
            ..Default::default()
        };
        self.write_held(Entity::update_many().set(columns), lease)
            .await
    }

    async fn complete(&self, lease: &Lease, now: Timestamp) -> Result<bool, StoreError> {
        let columns = ActiveModel {
            envelope: Set(None),
            ..settled(now)
        };
        self.give_up(lease, columns).await
    }

    async fn retry(
        &self,
        lease: &Lease,
        due_at: Timestamp,
        reason: &str,
    ) -> Result<bool, StoreError> {
        let columns = ActiveModel {
            due_at: Set(Some(micros(due_at))),
            reason: Set(Some(printable(reason))),
            ..Default::default()
        };
        self.give_up(lease, columns).await
    }

    async fn put_back(&self, lease: &Lease, due_at: Timestamp) -> Result<bool, StoreError> {
        let attempts = || Expr::col(Column::Attempts);
        let earlier = CaseStatement::new()
            .case(attempts().gt(1), attempts().sub(1))
            .finally(attempts());
        let columns = ActiveModel {
            due_at: Set(Some(micros(due_at))),
            ..Default::default()
        };
        let update = giving_up(columns).col_expr(Column::Attempts, earlier.into());
        self.write_held(update, lease).await
    }

    async fn bury(&self, lease: &Lease, now: Timestamp, reason: &str) -> Result<bool, StoreError> {
        let columns = ActiveModel {
            reason: Set(Some(printable(reason))),
            is_buried: Set(true),
            ..settled(now)
        };
        self.give_up(lease, columns).await
    }

    async fn dismiss(
        &self,
        lease: &Lease,
        now: Timestamp,
        dismissal: Dismissal,
    ) -> Result<bool, StoreError> {
        let columns = ActiveModel {
            envelope: Set(None),
            ..settled(now)
        };
        let columns = match dismissal {
            Dismissal::Superseded => ActiveModel {
                is_superseded: Set(true),
                ..columns
            },
            Dismissal::Refused(said) => ActiveModel {
                is_refused: Set(true),
                reason: Set(said.as_deref().map(printable)),
                ..columns
            },
        };
        self.give_up(lease, columns).await
    }

    async fn next_due(&self, target: &str) -> Result<Option<Timestamp>, StoreError> {
        let query = first_due(target).into_tuple::<i64>();
        let due_at = self.within(query.one(&self.reader)).await?;
        Ok(due_at.and_then(|at| Timestamp::from_microsecond(at).ok()))
    }
}

impl Storage {
    /// Writes if the lease still holds, and ends it.
    async fn give_up(&self, lease: &Lease, columns: ActiveModel) -> Result<bool, StoreError> {
        self.write_held(giving_up(columns), lease).await
    }

    /// Writes if the lease still holds.
    async fn write_held(
        &self,
        update: UpdateMany<Entity>,
        lease: &Lease,
    ) -> Result<bool, StoreError> {
        let update = update
            .filter(Column::Id.eq(lease.id.as_uuid()))
            .filter(Column::Fence.eq(lease.fence))
            .filter(Column::SettledAt.is_null());
        let result = self
            .statement(|db| Box::pin(async move { Ok(update.exec(&db).await?) }))
            .await?;
        Ok(result.rows_affected == 1)
    }
}

/// The end of a lease.
fn giving_up(columns: ActiveModel) -> UpdateMany<Entity> {
    let columns = ActiveModel {
        is_leased: Set(false),
        ..columns
    };
    let fence = Expr::col(Column::Fence).add(1);
    Entity::update_many()
        .set(columns)
        .col_expr(Column::Fence, fence)
}

/// The claim, as one statement.
pub(crate) fn claiming(
    target: &str,
    limit: u32,
    now: Timestamp,
    lease_until: Timestamp,
) -> UpdateMany<Entity> {
    let mut claim = Entity::update_many()
        .set(ActiveModel {
            due_at: Set(Some(micros(lease_until))),
            is_leased: Set(true),
            ..Default::default()
        })
        .col_expr(Column::Fence, Expr::col(Column::Fence).add(1))
        .col_expr(Column::Attempts, Expr::col(Column::Attempts).add(1))
        .filter(Column::Id.in_subquery(Query::select().column("id").from("due").take()));
    QueryTrait::query(&mut claim).with_cte(due(target, limit, now));
    claim
}

/// The items to claim. As a common table expression it is run once, whatever the planner thinks; on
/// PostgreSQL it passes over what another worker is just claiming.
fn due(target: &str, limit: u32, now: Timestamp) -> CommonTableExpression {
    let select: SelectStatement = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::Target.eq(target))
        .filter(Column::DueAt.lte(micros(now)))
        .order_by_asc(Column::DueAt)
        .order_by_asc(Column::Id)
        .limit(u64::from(limit))
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
        .into_query();
    let mut due = CommonTableExpression::new();
    due.table_name("due").column("id").query(select);
    due
}

/// When the first item is due.
pub(crate) fn first_due(target: &str) -> Select<Entity> {
    Entity::find()
        .select_only()
        .column(Column::DueAt)
        .filter(Column::Target.eq(target))
        .filter(Column::DueAt.is_not_null())
        .order_by_asc(Column::DueAt)
        .limit(1)
}

fn settled(now: Timestamp) -> ActiveModel {
    ActiveModel {
        due_at: Set(None),
        settled_at: Set(Some(micros(now))),
        ..Default::default()
    }
}

/// What a server said, without the sign that PostgreSQL cannot store, and not endless.
fn printable(reason: &str) -> String {
    reason
        .chars()
        .filter(|c| *c != '\0')
        .take(REASON_MAX)
        .collect()
}
