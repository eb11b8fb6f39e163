//! The second schema: streams in the outbox, reasons in the audit trail.
//!
//! Nothing is taken away, and every new column has a default, so that nodes of the version before go on
//! working while the others are being replaced. What they put into the outbox has no subject: each is
//! a stream of its own.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, boolean, text, text_null, uuid_null};

use super::add;
use super::initial::index;

pub(super) struct Streams;

impl MigrationName for Streams {
    fn name(&self) -> &'static str {
        "0002_streams"
    }
}

#[async_trait::async_trait]
#[expect(
    elided_lifetimes_in_paths,
    reason = "written out, the lifetime is another one than that of the trait"
)]
impl MigrationTrait for Streams {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in [
            uuid_null("subject"),
            text("target").default("mail").take(),
            big_integer("version").default(1).take(),
            boolean("is_leased").default(false).take(),
            boolean("is_superseded").default(false).take(),
        ] {
            add(manager, "outbox", column).await?;
        }
        add(manager, "audit", text_null("note")).await?;
        for index in indexes() {
            manager.create_index(index).await?;
        }
        // The one by target takes its place.
        let mut by_due = Index::drop();
        by_due.name("outbox_by_due").table("outbox");
        manager.drop_index(by_due).await
    }
}

/// Partial, so that each stays as small as what it is for.
fn indexes() -> Vec<IndexCreateStatement> {
    let only = |mut index: IndexCreateStatement, column: &'static str| {
        index.and_where(Expr::col(column).is_not_null()).take()
    };
    let stream = |name, columns: &[&'static str]| {
        only(index(name, "outbox", columns), "subject")
            .unique()
            .take()
    };
    vec![
        only(
            index("outbox_by_target", "outbox", &["target", "due_at", "id"]),
            "due_at",
        ),
        only(
            index("outbox_by_secret", "outbox", &["created_at"]),
            "envelope",
        ),
        stream("outbox_by_stream", &["subject", "target", "version"]),
        // Of one stream one at a time is worked on or waits; the rest is settled.
        only(
            stream("outbox_by_open_stream", &["subject", "target"]),
            "due_at",
        ),
    ]
}
