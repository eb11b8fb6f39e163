//! The first schema.
//!
//! A unique key is named `table.column`: PostgreSQL reports the name of a violated key, SQLite its
//! table and column, and so both say the same.

mod accounts;
mod audit;
mod outbox;
mod registrations;
mod throttling;

use sea_orm_migration::prelude::*;

pub(super) struct Initial;

impl MigrationName for Initial {
    fn name(&self) -> &'static str {
        "0001_initial"
    }
}

#[async_trait::async_trait]
#[expect(
    elided_lifetimes_in_paths,
    reason = "written out, the lifetime is another one than that of the trait"
)]
impl MigrationTrait for Initial {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            registrations::registration(),
            registrations::ticket(),
            accounts::username(),
            accounts::account(),
            accounts::session(),
            outbox::outbox(),
            audit::audit(),
            throttling::counter(),
            throttling::captcha(),
        ] {
            manager.create_table(table).await?;
        }
        for index in [
            registrations::indexes(),
            accounts::indexes(),
            outbox::indexes(),
            audit::indexes(),
            throttling::indexes(),
        ]
        .concat()
        {
            manager.create_index(index).await?;
        }
        audit::make_append_only(manager).await
    }
}

pub(super) fn table(name: &'static str, columns: Vec<ColumnDef>) -> TableCreateStatement {
    let mut table = Table::create();
    table.table(name);
    for mut column in columns {
        table.col(&mut column);
    }
    table
}

pub(super) fn index(
    name: &'static str,
    table: &'static str,
    columns: &[&'static str],
) -> IndexCreateStatement {
    let mut index = Index::create();
    index.name(name).table(table);
    for column in columns {
        index.col(*column);
    }
    index
}

/// A key that two rows may not share, with the name by which its violation is recognised.
pub(super) fn unique(
    name: &'static str,
    table: &'static str,
    column: &'static str,
) -> IndexCreateStatement {
    index(name, table, &[column]).unique().take()
}
