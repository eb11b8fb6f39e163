//! Mails that wait, and for a while those that do not any more.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, DeriveEntityModel)]
#[sea_orm(table_name = "outbox")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) template: String,
    /// Erased when the mail is settled.
    pub(crate) envelope: Option<Vec<u8>>,
    pub(crate) created_at: i64,
    /// When it may be claimed; while it is claimed, when the lease runs out; nothing once settled.
    pub(crate) due_at: Option<i64>,
    pub(crate) fence: i64,
    pub(crate) attempts: i64,
    /// When it was sent or buried.
    pub(crate) settled_at: Option<i64>,
    /// Why the last failed attempt failed.
    pub(crate) reason: Option<String>,
    pub(crate) is_buried: bool,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
