//! Finding accounts.

use async_trait::async_trait;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};
use varco_domain::codice_fiscale::CodiceFiscale;
use varco_domain::id::AccountId;
use varco_domain::registration::Acceptance;
use varco_domain::utenza::{Account, Username};
use varco_ports::{AccountStore, DueReminders, StoreError, Versioned};

use crate::entity::{account, former_acceptance, username};
use crate::mapping::{self, CHOSEN, SUSPENDED, micros};
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

    async fn former_acceptances(&self, id: AccountId) -> Result<Vec<Acceptance>, StoreError> {
        let query = former_acceptance::Entity::find()
            .filter(former_acceptance::Column::Account.eq(id.as_uuid()))
            .order_by_asc(former_acceptance::Column::AcceptedAt);
        let rows = self.within(query.all(&self.reader)).await?;
        rows.into_iter().map(mapping::former_acceptance).collect()
    }

    async fn find_to_remind(
        &self,
        due: &DueReminders,
    ) -> Result<Vec<Versioned<Account>>, StoreError> {
        use account::Column;
        let is_not_told = Condition::any()
            .add(Column::PasswordReminded.is_null())
            .add(Column::PasswordReminded.gt(i64::from(due.days)));
        let query = account::Entity::find()
            .filter(Column::Kind.eq(due.kind.name()))
            .filter(Column::Credential.eq(CHOSEN))
            .filter(Column::CredentialSince.gt(micros(due.chosen_after)))
            .filter(Column::CredentialSince.lte(micros(due.chosen_until)))
            .filter(Column::Status.ne(SUSPENDED))
            .filter(is_not_told)
            .order_by_asc(Column::CredentialSince)
            .order_by_asc(Column::Id)
            .limit(u64::from(due.limit));
        let rows = self.within(query.all(&self.reader)).await?;
        rows.into_iter().map(mapping::account).collect()
    }

    async fn find_deletions_asked(&self) -> Result<Vec<Account>, StoreError> {
        use account::Column;
        let query = account::Entity::find()
            .filter(Column::DeletionAskedAt.is_not_null())
            .order_by_asc(Column::DeletionAskedAt)
            .order_by_asc(Column::Id);
        let rows = self.within(query.all(&self.reader)).await?;
        let accounts = rows.into_iter().map(mapping::account);
        accounts.map(|found| Ok(found?.value)).collect()
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
