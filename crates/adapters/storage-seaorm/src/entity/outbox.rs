//! What waits to be delivered, and for a while what does not any more.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, DeriveEntityModel)]
#[sea_orm(table_name = "outbox")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    /// Nothing where no other item ever replaces this one.
    pub(crate) subject: Option<Uuid>,
    pub(crate) target: String,
    pub(crate) version: i64,
    pub(crate) template: String,
    /// Erased when the item is sent, superseded or too old.
    pub(crate) envelope: Option<Vec<u8>>,
    pub(crate) created_at: i64,
    /// When it may be claimed; while it is claimed, when the lease runs out; nothing once settled.
    pub(crate) due_at: Option<i64>,
    pub(crate) is_leased: bool,
    pub(crate) fence: i64,
    pub(crate) attempts: i64,
    /// When it was sent, buried or superseded.
    pub(crate) settled_at: Option<i64>,
    /// Why the last failed attempt failed.
    pub(crate) reason: Option<String>,
    pub(crate) is_buried: bool,
    pub(crate) is_superseded: bool,
    pub(crate) is_refused: bool,
    /// Whether it has or had an envelope.
    pub(crate) is_secret: bool,
    /// True for the newest item of a stream that keeps it, otherwise nothing.
    pub(crate) is_last: Option<bool>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
