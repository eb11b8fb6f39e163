//! Utenze.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, DeriveEntityModel)]
#[sea_orm(table_name = "account")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) version: i64,
    pub(crate) kind: String,
    pub(crate) codice_fiscale: String,
    pub(crate) username: String,
    pub(crate) given_name: String,
    pub(crate) family_name: String,
    /// ISO 8601.
    pub(crate) birth_date: String,
    pub(crate) birth_place: Option<String>,
    pub(crate) email: String,
    pub(crate) needs_review: bool,
    pub(crate) terms_version: String,
    pub(crate) terms_digest: Vec<u8>,
    pub(crate) privacy_version: String,
    pub(crate) privacy_digest: Vec<u8>,
    pub(crate) accepted_at: i64,
    pub(crate) status: String,
    pub(crate) credential: String,
    pub(crate) credential_hash: String,
    pub(crate) credential_expires_at: Option<i64>,
    pub(crate) credential_since: Option<i64>,
    pub(crate) credential_version: i64,
    pub(crate) opened_at: i64,
    pub(crate) last_access: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
