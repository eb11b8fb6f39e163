//! Erasing what is no longer needed, a batch of each kind at a time.
//!
//! Each batch is a statement of its own, so that nobody waits long for it. On PostgreSQL it passes
//! over rows that somebody else is erasing or writing; they are there next time.

use async_trait::async_trait;
use sea_orm::sea_query::{CommonTableExpression, Expr, ExprTrait, LockBehavior, LockType, Query};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, Iterable, PrimaryKeyToColumn, QueryFilter, QuerySelect,
    QueryTrait,
};
use varco_ports::{Cutoffs, Housekeeping, StoreError};

use crate::entity::{captcha, counter, outbox, registration, session};
use crate::mapping::micros;
use crate::storage::Storage;

#[async_trait]
impl Housekeeping for Storage {
    /// Tickets go with their registrations and are not counted.
    async fn sweep(&self, cutoffs: &Cutoffs, limit: u32) -> Result<u64, StoreError> {
        let forgotten = micros(cutoffs.forgotten);
        let over = registration::Column::ExpiresAt.lte(micros(cutoffs.registrations));
        let idle = session::Column::LastUsedAt.lte(micros(cutoffs.idle_sessions));
        let old = session::Column::OpenedAt.lte(micros(cutoffs.old_sessions));
        let settled = outbox::Column::SettledAt.lte(micros(cutoffs.settled_mails));
        let either = Condition::any().add(idle).add(old);
        let limit = u64::from(limit);
        Ok(self
            .erase::<registration::Entity>(over.into(), limit)
            .await?
            + self.erase::<session::Entity>(either, limit).await?
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
