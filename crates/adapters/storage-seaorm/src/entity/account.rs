//! Utenze.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, Default, DeriveEntityModel)]
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
    /// The reference address: of programs of schema 2 the only one.
    pub(crate) email: String,
    pub(crate) personal_email: Option<String>,
    pub(crate) institutional_email: Option<String>,
    pub(crate) institutional_withdrawn_at: Option<i64>,
    pub(crate) pending_email: Option<String>,
    pub(crate) pending_email_asked_at: Option<i64>,
    pub(crate) pending_email_until: Option<i64>,
    pub(crate) mobile: Option<String>,
    pub(crate) landline: Option<String>,
    pub(crate) domicile_street: Option<String>,
    pub(crate) domicile_postal_code: Option<String>,
    /// Of a domicile abroad.
    pub(crate) domicile_town: Option<String>,
    /// Code of the comune or of the state.
    pub(crate) domicile_place: Option<String>,
    /// Its tag.
    pub(crate) language: String,
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
    pub(crate) credential_disavowed_at: Option<i64>,
    pub(crate) credential_version: i64,
    /// Former hashes, the newest first, each on a line of its own.
    pub(crate) password_history: Option<String>,
    pub(crate) password_reminded: Option<i64>,
    pub(crate) opened_at: i64,
    pub(crate) last_access: Option<i64>,
    pub(crate) last_access_network: Option<String>,
    pub(crate) last_access_device: Option<String>,
    pub(crate) previous_access: Option<i64>,
    pub(crate) previous_access_network: Option<String>,
    pub(crate) previous_access_device: Option<String>,
    pub(crate) failures_before: i64,
    pub(crate) failures_since: i64,
    pub(crate) deletion_asked_at: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
