//! Reading the audit trail.

use async_trait::async_trait;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use varco_domain::audit::AuditEvent;
use varco_domain::id::AccountId;
use varco_ports::{AuditRecord, AuditTrail, StoreError};

use crate::entity::audit::{Column, Entity};
use crate::mapping::{ACCOUNT, audit_record};
use crate::storage::Storage;

#[async_trait]
impl AuditTrail for Storage {
    async fn list(
        &self,
        account: AccountId,
        before: Option<i64>,
        limit: u32,
    ) -> Result<Vec<AuditRecord>, StoreError> {
        let known = AuditEvent::ALL.iter().map(|event| event.name());
        let mut query = Entity::find()
            .filter(Column::Subject.eq(account.as_uuid()))
            .filter(Column::SubjectKind.eq(ACCOUNT))
            .filter(Column::Event.is_in(known))
            .order_by_desc(Column::Sequence)
            .limit(u64::from(limit));
        if let Some(before) = before {
            query = query.filter(Column::Sequence.lt(before));
        }
        let rows = self.within(query.all(&self.reader)).await?;
        let records = rows.into_iter().map(audit_record);
        records.filter_map(Result::transpose).collect()
    }
}
