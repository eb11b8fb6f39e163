//! The outbox as operators see it.

use async_trait::async_trait;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};
use varco_domain::id::MessageId;
use varco_ports::{OutboxDesk, OutboxFilter, OutboxRecord, OutboxState, StoreError};

use crate::entity::outbox::{Column, Entity};
use crate::mapping::{micros, outbox_record};
use crate::storage::Storage;

#[async_trait]
impl OutboxDesk for Storage {
    async fn list(
        &self,
        filter: &OutboxFilter,
        limit: u32,
    ) -> Result<Vec<OutboxRecord>, StoreError> {
        let targets = &filter.targets;
        let before = filter.before.map(|before| before.as_uuid());
        let until = filter.until.map(micros);
        let query = Entity::find()
            .apply_if(filter.state, |query, state| query.filter(is_in(state)))
            .apply_if(before, |query, before| query.filter(Column::Id.lt(before)))
            .apply_if(until, |query, until| {
                query.filter(Column::CreatedAt.lte(until))
            })
            .apply_if(
                (!targets.is_empty()).then_some(targets),
                |query, targets| query.filter(Column::Target.is_in(targets)),
            )
            .order_by_desc(Column::Id)
            .limit(u64::from(limit));
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
