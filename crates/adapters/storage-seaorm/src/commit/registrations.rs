//! Writing registrations and tickets.

use jiff::Timestamp;
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseExecutor, EntityTrait, IntoActiveModel, QueryFilter,
};
use varco_domain::codice_fiscale::CodiceFiscale;
use varco_domain::id::{RegistrationId, TicketId};
use varco_domain::registration::{Registration, Ticket};
use varco_domain::token::TokenDigest;
use varco_ports::{Version, Write};

use super::exactly_one;
use crate::entity::{registration, ticket};
use crate::error::Fault;
use crate::mapping::{AWAITING, bytes, micros, registration_row, ticket_row, voided_columns};

pub(super) async fn write(
    db: &DatabaseExecutor<'_>,
    write: Write<Registration>,
    flow: Option<TokenDigest>,
) -> Result<(), Fault> {
    match write {
        Write::Insert(value) => {
            let flow = flow.as_ref().map(bytes);
            let row = registration_row(&value, Version(1), flow);
            registration::Entity::insert(row.into_active_model())
                .exec_without_returning(db)
                .await?;
            Ok(())
        }
        Write::Update(value, version) => update(db, &value, version).await,
    }
}

async fn update(
    db: &DatabaseExecutor<'_>,
    value: &Registration,
    version: Version,
) -> Result<(), Fault> {
    let row = registration_row(value, Version(version.0 + 1), None);
    let columns = registration::ActiveModel {
        id: NotSet,
        flow: NotSet,
        ..row.into_active_model().reset_all()
    };
    let result = registration::Entity::update_many()
        .set(columns)
        .filter(registration::Column::Id.eq(value.id.as_uuid()))
        .filter(registration::Column::Version.eq(version.0))
        .exec(db)
        .await?;
    exactly_one(&result)
}

pub(super) async fn insert_ticket(db: &DatabaseExecutor<'_>, value: &Ticket) -> Result<(), Fault> {
    ticket::Entity::insert(ticket_row(value).into_active_model())
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// One conditional update decides who uses the ticket.
pub(super) async fn consume_ticket(
    db: &DatabaseExecutor<'_>,
    id: TicketId,
    now: Timestamp,
) -> Result<(), Fault> {
    let result = ticket::Entity::update_many()
        .set(ticket::ActiveModel {
            used_at: Set(Some(micros(now))),
            ..Default::default()
        })
        .filter(ticket::Column::Id.eq(id.as_uuid()))
        .filter(ticket::Column::UsedAt.is_null())
        .filter(ticket::Column::ExpiresAt.gt(micros(now)))
        .exec(db)
        .await?;
    exactly_one(&result)
}

/// Voids whatever else waits for this code and erases its personal data.
pub(super) async fn void_rivals(
    db: &DatabaseExecutor<'_>,
    code: &CodiceFiscale,
    own: Option<RegistrationId>,
    now: Timestamp,
) -> Result<(), Fault> {
    use registration::Column;
    let mut rivals = registration::Entity::update_many()
        .set(voided_columns(now))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::CodiceFiscale.eq(code.as_str()))
        .filter(Column::State.eq(AWAITING));
    if let Some(own) = own {
        rivals = rivals.filter(Column::Id.ne(own.as_uuid()));
    }
    rivals.exec(db).await?;
    Ok(())
}
