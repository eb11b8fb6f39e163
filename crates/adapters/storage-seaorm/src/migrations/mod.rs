//! The schema, as steps that are never changed once released; the same steps for both databases.

mod initial;
mod streams;

use sea_orm_migration::{MigrationTrait, MigratorTrait};

pub(crate) struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![Box::new(initial::Initial), Box::new(streams::Streams)]
    }
}
