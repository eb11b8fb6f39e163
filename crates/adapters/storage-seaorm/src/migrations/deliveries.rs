//! The fourth schema: orders to linked services in the outbox.
//!
//! Nothing is taken away but an index, whose place another takes, and every new column has a default:
//! nodes of the version before go on sending mails while the others are being replaced.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, boolean, boolean_null, text};

use super::add;
use super::initial::{index, table};

pub(super) struct Deliveries;

impl MigrationName for Deliveries {
    fn name(&self) -> &'static str {
        "0004_deliveries"
    }
}

#[async_trait::async_trait]
#[expect(
    elided_lifetimes_in_paths,
    reason = "written out, the lifetime is another one than that of the trait"
)]
impl MigrationTrait for Deliveries {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in [
            boolean("is_refused").default(false).take(),
            boolean("is_secret").default(true).take(),
            boolean_null("is_last"),
        ] {
            add(manager, "outbox", column).await?;
        }
        let service = text("service").primary_key().take();
        let paused = table("paused_service", vec![service, big_integer("since")]);
        manager.create_table(paused).await?;
        // What is kept for good is not in it, so that a sweep does not look at it again and again.
        let mut by_forgetting = index("outbox_by_forgetting", "outbox", &["settled_at"]);
        by_forgetting
            .and_where(Expr::col("settled_at").is_not_null())
            .and_where(Expr::col("is_last").is_null());
        manager.create_index(by_forgetting).await?;
        let mut by_settling = Index::drop();
        by_settling.name("outbox_by_settling").table("outbox");
        manager.drop_index(by_settling).await
    }
}
