//! Erasing what is no longer needed, a batch of each kind at a time.
//!
//! Each batch is a statement of its own, so that nobody waits long for it. On PostgreSQL it passes
//! over rows that somebody else is erasing or writing; they are there next time.

use async_trait::async_trait;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{CommonTableExpression, Expr, ExprTrait, LockBehavior, LockType, Query};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, Iterable, PrimaryKeyToColumn, QueryFilter, QuerySelect,
    QueryTrait,
};
use varco_ports::{Cutoffs, Housekeeping, StoreError};

use crate::entity::{captcha, counter, outbox, registration, session};
use crate::mapping::micros;
use crate::storage::Storage;

/// Reason of what was too old to be delivered.
const TOO_OLD: &str = "not delivered in time";

#[async_trait]
impl Housekeeping for Storage {
    /// Tickets go with their registrations and are not counted.
    async fn sweep(&self, cutoffs: &Cutoffs, limit: u32) -> Result<u64, StoreError> {
        let forgotten = micros(cutoffs.forgotten);
        let over = registration::Column::ExpiresAt.lte(micros(cutoffs.registrations));
        let idle = session::Column::LastUsedAt.lte(micros(cutoffs.idle_sessions));
        let old = session::Column::OpenedAt.lte(micros(cutoffs.old_sessions));
        let settled = outbox::Column::SettledAt.lte(micros(cutoffs.settled_items));
        let either = Condition::any().add(idle).add(old);
        let limit = u64::from(limit);
        Ok(self
            .erase::<registration::Entity>(over.into(), limit)
            .await?
            + self.erase::<session::Entity>(either, limit).await?
            + self.shred(cutoffs, limit).await?
            + self.erase::<outbox::Entity>(settled.into(), limit).await?
            + self
                .erase::<captcha::Entity>(captcha::Column::ExpiresAt.lte(forgotten).into(), limit)
                .await?
            + self
                .erase::<counter::Entity>(counter::Column::ForgetAt.lte(forgotten).into(), limit)
                .await?)
    }
}

impl Storage {
    /// Erases the envelopes that are too old, and buries what they belong to.
    async fn shred(&self, cutoffs: &Cutoffs, limit: u64) -> Result<u64, StoreError> {
        use outbox::{ActiveModel, Column, Entity};
        let now = micros(cutoffs.now);
        let is_free = Condition::any()
            .add(Column::DueAt.is_null())
            .add(Expr::col(Column::IsLeased).not())
            .add(Column::DueAt.lte(now));
        let batch = Entity::find()
            .select_only()
            .column(Column::Id)
            .filter(Column::Envelope.is_not_null())
            .filter(Column::CreatedAt.lte(micros(cutoffs.secrets)))
            .filter(is_free)
            .limit(limit)
            .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
            .into_query();
        let mut due = CommonTableExpression::new();
        due.table_name("batch").column("id").query(batch);
        let is_open = Expr::col(Column::SettledAt).is_null();
        let reason = Expr::case(is_open, TOO_OLD).finally(Expr::col(Column::Reason));
        let mut update = Entity::update_many()
            .set(ActiveModel {
                envelope: Set(None),
                due_at: Set(None),
                is_leased: Set(false),
                is_buried: Set(true),
                ..Default::default()
            })
            .col_expr(Column::Fence, Expr::col(Column::Fence).add(1))
            .col_expr(Column::Reason, reason.into())
            .col_expr(Column::SettledAt, Expr::col(Column::SettledAt).if_null(now))
            .filter(Column::Id.in_subquery(Query::select().column("id").from("batch").take()));
        QueryTrait::query(&mut update).with_cte(due);
        let result = self
            .statement(|db| Box::pin(async move { Ok(update.exec(&db).await?) }))
            .await?;
        Ok(result.rows_affected)
    }

    async fn erase<E: EntityTrait>(
        &self,
        condition: Condition,
        limit: u64,
    ) -> Result<u64, StoreError> {
        let key: Vec<E::Column> = E::PrimaryKey::iter()
            .map(PrimaryKeyToColumn::into_column)
            .collect();
        let batch = E::find()
            .select_only()
            .columns(key.iter().copied())
            .filter(condition)
            .limit(limit)
            .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
            .into_query();
        let mut due = CommonTableExpression::new();
        due.table_name("batch").query(batch);
        let mut chosen = Query::select();
        chosen.from("batch");
        for column in &key {
            due.column(*column);
            chosen.column(*column);
        }
        let row = Expr::tuple(key.iter().map(|column| Expr::col(*column)));
        let mut delete = E::delete_many().filter(row.in_subquery(chosen));
        QueryTrait::query(&mut delete).with_cte(due);
        let result = self
            .statement(|db| Box::pin(async move { Ok(delete.exec(&db).await?) }))
            .await?;
        Ok(result.rows_affected)
    }
}
