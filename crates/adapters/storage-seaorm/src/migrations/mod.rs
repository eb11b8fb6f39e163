//! The schema, as steps that are never changed once released; the same steps for both databases.

mod area;
mod burials;
mod deliveries;
mod initial;
mod language;
mod streams;

use sea_orm_migration::prelude::*;

pub(crate) struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(initial::Initial),
            Box::new(streams::Streams),
            Box::new(area::Area),
            Box::new(deliveries::Deliveries),
            Box::new(language::Language),
            Box::new(burials::Burials),
        ]
    }
}

/// SQLite adds one column at a time.
async fn add(
    manager: &SchemaManager<'_>,
    table: &'static str,
    mut column: ColumnDef,
) -> Result<(), DbErr> {
    let alteration = Table::alter().table(table).add_column(&mut column).take();
    manager.alter_table(alteration).await
}
