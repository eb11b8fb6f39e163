//! What was given up is found and counted without looking at what was delivered.
//!
//! An index and nothing else: nodes of the version before go on as they are.

use sea_orm_migration::prelude::*;

use super::initial::index;

pub(super) struct Burials;

impl MigrationName for Burials {
    fn name(&self) -> &'static str {
        "0006_burials"
    }
}

#[async_trait::async_trait]
#[expect(
    elided_lifetimes_in_paths,
    reason = "written out, the lifetime is another one than that of the trait"
)]
impl MigrationTrait for Burials {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut by_burial = index("outbox_by_burial", "outbox", &["target"]);
        by_burial.and_where(Expr::col("is_buried"));
        manager.create_index(by_burial).await
    }
}
