//! Finding accounts.

use async_trait::async_trait;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect, Select};
use varco_domain::codice_fiscale::CodiceFiscale;
use varco_domain::id::AccountId;
use varco_domain::utenza::{Account, Username};
use varco_ports::{AccountStore, StoreError, Versioned};

use crate::entity::{account, username};
use crate::mapping;
use crate::storage::Storage;

#[async_trait]
impl AccountStore for Storage {
    async fn find(&self, id: AccountId) -> Result<Option<Versioned<Account>>, StoreError> {
        self.one_account(account::Entity::find_by_id(id.as_uuid()))
            .await
    }

    async fn find_by_codice_fiscale(
        &self,
        code: &CodiceFiscale,
    ) -> Result<Option<Versioned<Account>>, StoreError> {
        let is_of_code = account::Column::CodiceFiscale.eq(code.as_str());
        self.one_account(account::Entity::find().filter(is_of_code))
            .await
    }

    async fn find_by_username(
        &self,
        username: &Username,
    ) -> Result<Option<Versioned<Account>>, StoreError> {
        let is_named = account::Column::Username.eq(username.as_str());
        self.one_account(account::Entity::find().filter(is_named))
            .await
    }

    async fn highest_homonym(&self, base: &str) -> Result<u32, StoreError> {
        let query = username::Entity::find()
            .select_only()
            .column_as(username::Column::Number.max(), "highest")
            .filter(username::Column::Base.eq(base))
            .into_tuple::<Option<i64>>();
        let highest = self.within(query.one(&self.reader)).await?.flatten();
        Ok(u32::try_from(highest.unwrap_or(0)).unwrap_or(u32::MAX))
    }
}

impl Storage {
    /// Whether anybody has an utenza: then the keys with which passwords were hashed must be there.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read.
    pub async fn has_accounts(&self) -> Result<bool, StoreError> {
        let query = account::Entity::find()
            .select_only()
            .column(account::Column::Id)
            .limit(1)
            .into_tuple::<uuid::Uuid>();
        Ok(self.within(query.one(&self.reader)).await?.is_some())
    }

    async fn one_account(
        &self,
        query: Select<account::Entity>,
    ) -> Result<Option<Versioned<Account>>, StoreError> {
        let row = self.within(query.one(&self.reader)).await?;
        row.map(mapping::account).transpose()
    }
}
