//! Services to which nothing is delivered for now.

use jiff::Timestamp;
use sea_orm::sea_query::OnConflict;
use sea_orm::{DatabaseExecutor, EntityTrait, IntoActiveModel};
use varco_domain::delivery::ServiceId;

use crate::entity::paused_service::{Column, Entity, Model};
use crate::error::Fault;
use crate::mapping::micros;

/// One that is paused stays so since then.
pub(super) async fn pause(
    db: &DatabaseExecutor<'_>,
    service: &ServiceId,
    since: Option<Timestamp>,
) -> Result<(), Fault> {
    let service = service.as_str().to_owned();
    let Some(since) = since else {
        Entity::delete_by_id(service).exec(db).await?;
        return Ok(());
    };
    let since = micros(since);
    let known = OnConflict::column(Column::Service).do_nothing().to_owned();
    Entity::insert(Model { service, since }.into_active_model())
        .on_conflict(known)
        .exec_without_returning(db)
        .await?;
    Ok(())
}
