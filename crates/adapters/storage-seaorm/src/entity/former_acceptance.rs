//! What accounts had accepted before what they have accepted last.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, DeriveEntityModel)]
#[sea_orm(table_name = "former_acceptance")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) account: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) accepted_at: i64,
    pub(crate) terms_version: String,
    pub(crate) terms_digest: Vec<u8>,
    pub(crate) privacy_version: String,
    pub(crate) privacy_digest: Vec<u8>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
