//! Finding registrations.

use async_trait::async_trait;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder};
use varco_domain::codice_fiscale::CodiceFiscale;
use varco_domain::registration::{Registration, Ticket};
use varco_domain::token::TokenDigest;
use varco_ports::{RegistrationStore, StoreError, Versioned};

use crate::entity::{registration, ticket};
use crate::mapping::{self, AWAITING, bytes};
use crate::storage::Storage;

#[async_trait]
impl RegistrationStore for Storage {
    async fn find_by_flow(
        &self,
        flow: &TokenDigest,
    ) -> Result<Option<Versioned<Registration>>, StoreError> {
        let query = registration::Entity::find().filter(registration::Column::Flow.eq(bytes(flow)));
        let row = self.within(query.one(&self.reader)).await?;
        row.as_ref().map(mapping::registration).transpose()
    }

    async fn find_by_ticket(
        &self,
        digest: &TokenDigest,
    ) -> Result<Option<(Ticket, Versioned<Registration>)>, StoreError> {
        let is_either = Condition::any()
            .add(ticket::Column::Link.eq(bytes(digest)))
            .add(ticket::Column::Code.eq(bytes(digest)));
        let query = ticket::Entity::find()
            .find_also_related(registration::Entity)
            .filter(is_either);
        let Some((ticket, Some(registration))) = self.within(query.one(&self.reader)).await? else {
            return Ok(None);
        };
        Ok(Some((
            mapping::ticket(&ticket)?,
            mapping::registration(&registration)?,
        )))
    }

    async fn find_awaiting(
        &self,
        codice_fiscale: &CodiceFiscale,
        email: &str,
    ) -> Result<Option<Versioned<Registration>>, StoreError> {
        use registration::Column;
        let query = registration::Entity::find()
            .filter(Column::CodiceFiscale.eq(codice_fiscale.as_str()))
            .filter(Column::State.eq(AWAITING))
            .filter(Column::EmailCanonical.eq(email))
            .order_by_desc(Column::ConfirmedAt)
            .order_by_desc(Column::Id);
        let row = self.within(query.one(&self.reader)).await?;
        row.as_ref().map(mapping::registration).transpose()
    }
}
