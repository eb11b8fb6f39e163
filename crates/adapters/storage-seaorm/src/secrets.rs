//! Sealed secrets do not outlive their time, in the tables and in the log of SQLite.

use std::time::Duration;

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{CommonTableExpression, Expr, ExprTrait, LockBehavior, LockType, Query};
use sea_orm::sqlx::{self, ConnectOptions as _, Connection as _};
use sea_orm::{
    ColumnTrait, Condition, DbBackend, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, UpdateMany,
};
use varco_ports::{Cutoffs, StoreError};

use crate::entity::outbox::{ActiveModel, Column, Entity};
use crate::error::unavailable_sqlx;
use crate::mapping::micros;
use crate::storage::Storage;

/// Reason of what was too old to be delivered.
const TOO_OLD: &str = "not delivered in time";
/// How long those who read and write are waited for; meanwhile nobody else can write.
const TURN: Duration = Duration::from_millis(100);

impl Storage {
    /// Erases up to `limit` envelopes that are too old, and buries what they belong to.
    pub(crate) async fn shred(&self, cutoffs: &Cutoffs, limit: u64) -> Result<u64, StoreError> {
        let update = shredding(cutoffs, limit);
        let result = self
            .statement(|db| Box::pin(async move { Ok(update.exec(&db).await?) }))
            .await?;
        Ok(result.rows_affected)
    }

    /// Folds the write-ahead log of SQLite into the file and cuts it to nothing: what was overwritten
    /// in the file is still in there. Somebody who reads for long, such as a backup, puts it off
    /// until the next time.
    ///
    /// On a connection of its own, which gives up soon where the others are patient.
    pub(crate) async fn cut_log(&self) -> Result<(), StoreError> {
        if self.reader.get_database_backend() != DbBackend::Sqlite {
            return Ok(());
        }
        let options = self.reader.get_sqlite_connection_pool().connect_options();
        let options = options.as_ref().clone().busy_timeout(TURN);
        let cut = async {
            let mut connection = options.connect().await?;
            sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)")
                .execute(&mut connection)
                .await?;
            connection.close().await
        };
        cut.await.map_err(|error| unavailable_sqlx(&error))
    }
}

pub(crate) fn shredding(cutoffs: &Cutoffs, limit: u64) -> UpdateMany<Entity> {
    let now = micros(cutoffs.now);
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
    QueryTrait::query(&mut update).with_cte(too_old(cutoffs, limit));
    update
}

/// What is too old, unless somebody is just delivering it.
fn too_old(cutoffs: &Cutoffs, limit: u64) -> CommonTableExpression {
    let is_free = Condition::any()
        .add(Column::DueAt.is_null())
        .add(Expr::col(Column::IsLeased).not())
        .add(Column::DueAt.lte(micros(cutoffs.now)));
    let select = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::Envelope.is_not_null())
        .filter(Column::CreatedAt.lte(micros(cutoffs.secrets)))
        .filter(is_free)
        .order_by_asc(Column::CreatedAt)
        .limit(limit)
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
        .into_query();
    let mut batch = CommonTableExpression::new();
    batch.table_name("batch").column("id").query(select);
    batch
}
