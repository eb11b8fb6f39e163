//! Kept forms.

use async_trait::async_trait;
use jiff::Timestamp;
use sea_orm::sea_query::OnConflict;
use sea_orm::{EntityTrait, IntoActiveModel};
use varco_domain::token::TokenDigest;
use varco_ports::{KeptForm, KeptForms, Sealed, StoreError};

use crate::entity::kept_form::{Column, Entity, Model};
use crate::mapping::{bytes, micros};
use crate::storage::Storage;

#[async_trait]
impl KeptForms for Storage {
    async fn keep(&self, form: KeptForm) -> Result<(), StoreError> {
        let row = Model {
            digest: bytes(&form.digest),
            sealed: form.sealed.0,
            expires_at: micros(form.expires_at),
        };
        let mut newer = OnConflict::column(Column::Digest);
        newer.update_columns([Column::Sealed, Column::ExpiresAt]);
        let insert = Entity::insert(row.into_active_model()).on_conflict(newer);
        self.statement(|db| Box::pin(async move { Ok(insert.exec_without_returning(&db).await?) }))
            .await?;
        Ok(())
    }

    /// Whoever erases the row has the form.
    async fn take(
        &self,
        digest: &TokenDigest,
        now: Timestamp,
    ) -> Result<Option<Sealed>, StoreError> {
        let delete = Entity::delete_by_id(bytes(digest));
        let taken = self.statement(|db| {
            Box::pin(async move { Ok(delete.exec_with_returning(&db).await?.into_iter().next()) })
        });
        let form = taken.await?;
        let live = form.filter(|form| micros(now) < form.expires_at);
        Ok(live.map(|form| Sealed(form.sealed)))
    }
}
