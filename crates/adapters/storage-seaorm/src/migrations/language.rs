//! The fifth schema: the language in which a person is written to.
//!
//! Nodes of the version before go on writing registrations and accounts without one while the others
//! are being replaced: whoever they serve is written to in Italian, as before.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{text, text_null};

use super::add;

pub(super) struct Language;

impl MigrationName for Language {
    fn name(&self) -> &'static str {
        "0005_language"
    }
}

#[async_trait::async_trait]
#[expect(
    elided_lifetimes_in_paths,
    reason = "written out, the lifetime is another one than that of the trait"
)]
impl MigrationTrait for Language {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        add(manager, "account", text("language").default("it").take()).await?;
        add(manager, "registration", text_null("language")).await
    }
}
