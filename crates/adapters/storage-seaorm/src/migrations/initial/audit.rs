//! The audit trail, which only grows.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_pk_auto, text, uuid};
use sea_orm_migration::sea_orm::DbBackend;

use super::{index, table};

pub(super) fn audit() -> TableCreateStatement {
    table(
        "audit",
        vec![
            big_pk_auto("sequence"),
            big_integer("at"),
            text("subject_kind"),
            uuid("subject"),
            text("event"),
        ],
    )
}

pub(super) fn indexes() -> Vec<IndexCreateStatement> {
    vec![index("audit_by_subject", "audit", &["subject", "sequence"])]
}

/// The builder knows no triggers, and each database writes them its own way.
pub(super) async fn make_append_only(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let statements: &[&str] = match manager.get_database_backend() {
        DbBackend::Postgres => &[
            "CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS \
             $$ BEGIN RAISE EXCEPTION 'the audit trail is append-only'; END $$",
            "CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit \
             FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()",
        ],
        _ => &[
            "CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit \
             BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END",
            "CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit \
             BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END",
        ],
    };
    for statement in statements {
        manager
            .get_connection()
            .execute_unprepared(statement)
            .await?;
    }
    Ok(())
}
