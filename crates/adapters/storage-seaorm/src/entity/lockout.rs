//! Failed proofs of credentials.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, DeriveEntityModel)]
#[sea_orm(table_name = "lockout")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) digest: Vec<u8>,
    /// Missing for an identifier that nobody has.
    pub(crate) account: Option<Uuid>,
    pub(crate) failures: i64,
    pub(crate) failed_at: Option<i64>,
    pub(crate) in_work: i64,
    pub(crate) charged_at: Option<i64>,
    pub(crate) forget_at: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
