//! Mails that wait to be sent.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, blob_null, boolean, pk_uuid, text, text_null,
};

use super::{index, table};

pub(super) fn outbox() -> TableCreateStatement {
    table(
        "outbox",
        vec![
            pk_uuid("id"),
            text("template"),
            blob_null("envelope"),
            big_integer("created_at"),
            big_integer_null("due_at"),
            big_integer("fence"),
            big_integer("attempts"),
            big_integer_null("settled_at"),
            text_null("reason"),
            boolean("is_buried"),
        ],
    )
}

/// Partial, so that the queue stays as small as what waits in it.
pub(super) fn indexes() -> Vec<IndexCreateStatement> {
    let only = |mut index: IndexCreateStatement, column: &'static str| {
        index.and_where(Expr::col(column).is_not_null()).take()
    };
    vec![
        only(
            index("outbox_by_due", "outbox", &["due_at", "id"]),
            "due_at",
        ),
        only(
            index("outbox_by_settling", "outbox", &["settled_at"]),
            "settled_at",
        ),
    ]
}
