//! Registrations. Which of the nullable columns are filled follows from `state`; personal data go
//! with the states that do not need them any more.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, DeriveEntityModel)]
#[sea_orm(table_name = "registration")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) version: i64,
    pub(crate) flow: Option<Vec<u8>>,
    pub(crate) codice_fiscale: String,
    pub(crate) opened_at: i64,
    pub(crate) expires_at: i64,
    pub(crate) state: String,
    pub(crate) given_name: Option<String>,
    pub(crate) family_name: Option<String>,
    /// ISO 8601.
    pub(crate) birth_date: Option<String>,
    pub(crate) birth_place: Option<String>,
    pub(crate) email: Option<String>,
    /// The address in the form that is compared.
    pub(crate) email_canonical: Option<String>,
    /// Its tag.
    pub(crate) language: Option<String>,
    pub(crate) needs_review: Option<bool>,
    pub(crate) terms_version: Option<String>,
    pub(crate) terms_digest: Option<Vec<u8>>,
    pub(crate) privacy_version: Option<String>,
    pub(crate) privacy_digest: Option<Vec<u8>>,
    pub(crate) accepted_at: Option<i64>,
    pub(crate) confirmed_at: Option<i64>,
    pub(crate) mailing_ticket: Option<Uuid>,
    pub(crate) mailing_asked_at: Option<i64>,
    pub(crate) mailing_link_expires_at: Option<i64>,
    pub(crate) mailing_count: Option<i64>,
    pub(crate) mailing_kind: Option<String>,
    /// The utenza that came out of it.
    pub(crate) account: Option<Uuid>,
    /// When it was activated or voided.
    pub(crate) ended_at: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
