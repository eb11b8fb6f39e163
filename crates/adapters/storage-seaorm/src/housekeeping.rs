//! Erasing what is no longer needed, a batch of each kind at a time.
//!
//! Each batch is a statement of its own, so that nobody waits long for it. On PostgreSQL it passes
//! over rows that somebody else is erasing or writing; they are there next time. The oldest go first,
//! by an index, so that a sweep that finds nothing has looked at nothing.

use async_trait::async_trait;
use jiff::Timestamp;
use sea_orm::sea_query::{CommonTableExpression, Expr, ExprTrait, LockBehavior, LockType, Query};
use sea_orm::{
    ColumnTrait, Condition, DeleteMany, EntityTrait, Iterable, PrimaryKeyToColumn, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait,
};
use varco_ports::{Cutoffs, Housekeeping, StoreError};

use crate::entity::{
    captcha, counter, kept_form, lockout, mailed_link, outbox, registration, session,
};
use crate::mapping::micros;
use crate::storage::Storage;

#[async_trait]
impl Housekeeping for Storage {
    /// Tickets go with their registrations and are not counted.
    async fn sweep(&self, cutoffs: &Cutoffs, limit: u32) -> Result<u64, StoreError> {
        use captcha::Entity as Captcha;
        use counter::Entity as Counter;
        use kept_form::Entity as Form;
        use lockout::Entity as Lockout;
        use mailed_link::Entity as Link;
        use registration::Entity as Registration;
        use session::{Column, Entity as Session};
        let limit = u64::from(limit);
        let over = cutoffs.registrations;
        let registrations =
            self.erase::<Registration>(registration::Column::ExpiresAt, over, limit);
        let registrations = registrations.await?;
        let idle = self.erase::<Session>(Column::LastUsedAt, cutoffs.idle_sessions, limit);
        let idle = idle.await?;
        let old = self.erase::<Session>(Column::OpenedAt, cutoffs.old_sessions, limit - idle);
        let old = old.await?;
        let secrets = self.shred(cutoffs, limit).await?;
        let settled = cutoffs.settled_items;
        let items = self.run(erasing_items(settled, limit)).await?;
        let links = self.erase::<Link>(mailed_link::Column::ExpiresAt, settled, limit);
        let links = links.await?;
        let forgotten = cutoffs.forgotten;
        let lockouts = self.erase::<Lockout>(lockout::Column::ForgetAt, forgotten, limit);
        let lockouts = lockouts.await?;
        let forms = self.erase::<Form>(kept_form::Column::ExpiresAt, forgotten, limit);
        let forms = forms.await?;
        let captchas = self.erase::<Captcha>(captcha::Column::ExpiresAt, forgotten, limit);
        let captchas = captchas.await?;
        let counters = self.erase::<Counter>(counter::Column::ForgetAt, forgotten, limit);
        let counters = counters.await?;
        let swept = [
            registrations,
            idle,
            old,
            secrets,
            items,
            links,
            lockouts,
            forms,
            captchas,
            counters,
        ];
        let swept = swept.iter().sum();
        if swept == 0 {
            self.cut_log().await?;
        }
        Ok(swept)
    }
}

impl Storage {
    /// Erases up to `limit` rows that were of this age at that instant.
    async fn erase<E: EntityTrait>(
        &self,
        age: E::Column,
        until: Timestamp,
        limit: u64,
    ) -> Result<u64, StoreError> {
        self.run(erasing::<E>(age, until, limit)).await
    }

    async fn run<E: EntityTrait>(&self, delete: DeleteMany<E>) -> Result<u64, StoreError> {
        let result = self
            .statement(|db| Box::pin(async move { Ok(delete.exec(&db).await?) }))
            .await?;
        Ok(result.rows_affected)
    }
}

pub(crate) fn erasing<E: EntityTrait>(
    age: E::Column,
    until: Timestamp,
    limit: u64,
) -> DeleteMany<E> {
    erasing_those(Condition::all(), age, until, limit)
}

/// Items of the outbox, but not the last word about a linked service.
pub(crate) fn erasing_items(until: Timestamp, limit: u64) -> DeleteMany<outbox::Entity> {
    let may_go = Condition::all().add(outbox::Column::IsLast.is_null());
    erasing_those(may_go, outbox::Column::SettledAt, until, limit)
}

fn erasing_those<E: EntityTrait>(
    which: Condition,
    age: E::Column,
    until: Timestamp,
    limit: u64,
) -> DeleteMany<E> {
    let key: Vec<E::Column> = E::PrimaryKey::iter()
        .map(PrimaryKeyToColumn::into_column)
        .collect();
    let batch = E::find()
        .select_only()
        .columns(key.iter().copied())
        .filter(which)
        .filter(age.lte(micros(until)))
        .order_by_asc(age)
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
    delete
}
