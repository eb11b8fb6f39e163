//! Finding mailed links.

use async_trait::async_trait;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use varco_domain::grant::Grant;
use varco_domain::token::TokenDigest;
use varco_domain::utenza::Account;
use varco_ports::{GrantStore, StoreError, Versioned};

use crate::entity::{account, mailed_link};
use crate::mapping::{self, bytes};
use crate::storage::Storage;

#[async_trait]
impl GrantStore for Storage {
    async fn find(
        &self,
        digest: &TokenDigest,
    ) -> Result<Option<(Grant, Versioned<Account>)>, StoreError> {
        let query = mailed_link::Entity::find()
            .filter(mailed_link::Column::Digest.eq(bytes(digest)))
            .find_also_related(account::Entity);
        let Some((link, Some(account))) = self.within(query.one(&self.reader)).await? else {
            return Ok(None);
        };
        Ok(Some((
            mapping::mailed_link(&link)?,
            mapping::account(account)?,
        )))
    }
}
