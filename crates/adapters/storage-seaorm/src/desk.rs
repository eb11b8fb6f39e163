//! The outbox as operators see it.

use async_trait::async_trait;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use varco_domain::id::MessageId;
use varco_ports::{OutboxDesk, OutboxRecord, OutboxState, StoreError};

use crate::entity::outbox::{Column, Entity};
use crate::mapping::outbox_record;
use crate::storage::Storage;

#[async_trait]
impl OutboxDesk for Storage {
    async fn list(
        &self,
        state: Option<OutboxState>,
        before: Option<MessageId>,
        limit: u32,
    ) -> Result<Vec<OutboxRecord>, StoreError> {
        let mut query = Entity::find()
            .order_by_desc(Column::Id)
            .limit(u64::from(limit));
        if let Some(state) = state {
            query = query.filter(is_in(state));
        }
        if let Some(before) = before {
            query = query.filter(Column::Id.lt(before.as_uuid()));
        }
        let rows = self.within(query.all(&self.reader)).await?;
        rows.into_iter().map(outbox_record).collect()
    }

    async fn find(&self, id: MessageId) -> Result<Option<OutboxRecord>, StoreError> {
        let query = Entity::find_by_id(id.as_uuid());
        let row = self.within(query.one(&self.reader)).await?;
        row.map(outbox_record).transpose()
    }
}

/// What `mapping` tells one state by.
fn is_in(state: OutboxState) -> Condition {
    let (open, settled) = (Column::DueAt.is_not_null(), Column::DueAt.is_null());
    let all = Condition::all();
    let is = |column| Expr::col(column);
    match state {
        OutboxState::Waiting => all.add(open).add(is(Column::IsLeased).not()),
        OutboxState::Leased => all.add(open).add(is(Column::IsLeased)),
        OutboxState::Superseded => all.add(settled).add(is(Column::IsSuperseded)),
        OutboxState::Buried => all
            .add(settled)
            .add(is(Column::IsSuperseded).not())
            .add(is(Column::IsRefused).not())
            .add(is(Column::IsBuried)),
        OutboxState::Refused => all
            .add(settled)
            .add(is(Column::IsRefused))
            .add(is(Column::IsSuperseded).not()),
        OutboxState::Sent => all
            .add(settled)
            .add(is(Column::IsSuperseded).not())
            .add(is(Column::IsRefused).not())
            .add(is(Column::IsBuried).not()),
    }
}
