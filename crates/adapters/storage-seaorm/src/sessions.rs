//! Finding sessions and noting their use.

use async_trait::async_trait;
use jiff::Timestamp;
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use varco_domain::id::AccountId;
use varco_domain::session::Session;
use varco_domain::token::TokenDigest;
use varco_domain::utenza::Account;
use varco_ports::{SessionStore, StoreError, Versioned};

use crate::entity::{account, session};
use crate::mapping::{self, bytes, micros};
use crate::storage::Storage;

#[async_trait]
impl SessionStore for Storage {
    async fn find(
        &self,
        digest: &TokenDigest,
    ) -> Result<Option<(Session, Versioned<Account>)>, StoreError> {
        let query = session::Entity::find_by_id(bytes(digest)).find_also_related(account::Entity);
        let Some((session, Some(account))) = self.within(query.one(&self.reader)).await? else {
            return Ok(None);
        };
        Ok(Some((
            mapping::session(&session)?,
            mapping::account(account)?,
        )))
    }

    /// An update alone: a session that is gone stays gone, and a late note does not turn the
    /// clock back.
    async fn touch(&self, digest: &TokenDigest, now: Timestamp) -> Result<(), StoreError> {
        let update = session::Entity::update_many()
            .set(session::ActiveModel {
                last_used_at: Set(micros(now)),
                ..Default::default()
            })
            .filter(session::Column::Digest.eq(bytes(digest)))
            .filter(session::Column::LastUsedAt.lt(micros(now)));
        self.statement(|db| Box::pin(async move { Ok(update.exec(&db).await?) }))
            .await?;
        Ok(())
    }

    async fn list(&self, account: AccountId) -> Result<Vec<Session>, StoreError> {
        let query = session::Entity::find()
            .filter(session::Column::Account.eq(account.as_uuid()))
            .order_by_desc(session::Column::LastUsedAt)
            .order_by_desc(session::Column::Digest);
        let rows = self.within(query.all(&self.reader)).await?;
        rows.iter().map(mapping::session).collect()
    }
}
