//! Open sessions.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, DeriveEntityModel)]
#[sea_orm(table_name = "session")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) digest: Vec<u8>,
    /// Missing where a program of schema 2 opened it.
    pub(crate) id: Option<Uuid>,
    pub(crate) account: Uuid,
    pub(crate) scope: String,
    pub(crate) credential_version: i64,
    pub(crate) opened_at: i64,
    pub(crate) last_used_at: i64,
    pub(crate) proved_at: Option<i64>,
    pub(crate) network: Option<String>,
    pub(crate) device: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {
    #[sea_orm(
        belongs_to = "super::account::Entity",
        from = "Column::Account",
        to = "super::account::Column::Id"
    )]
    Account,
}

impl Related<super::account::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Account.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
