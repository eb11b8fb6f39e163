//! Which captcha challenges have been answered.

use async_trait::async_trait;
use jiff::Timestamp;
use sea_orm::{EntityTrait, IntoActiveModel, TryInsertResult};
use varco_domain::token::TokenDigest;
use varco_ports::{CaptchaLedger, StoreError};

use crate::entity::captcha;
use crate::mapping::{bytes, micros};
use crate::storage::Storage;

#[async_trait]
impl CaptchaLedger for Storage {
    async fn consume(
        &self,
        challenge: &TokenDigest,
        expires_at: Timestamp,
    ) -> Result<bool, StoreError> {
        let row = captcha::Model {
            digest: bytes(challenge),
            expires_at: micros(expires_at),
        };
        let insert = captcha::Entity::insert(row.into_active_model())
            .on_conflict_do_nothing_on([captcha::Column::Digest]);
        let result = self
            .statement(|db| Box::pin(async move { Ok(insert.exec_without_returning(&db).await?) }))
            .await?;
        Ok(matches!(result, TryInsertResult::Inserted(1)))
    }
}
