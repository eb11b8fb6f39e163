//! Counters and used captcha challenges.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, blob, text};

use super::{index, table};

pub(super) fn counter() -> TableCreateStatement {
    table(
        "counter",
        vec![
            text("name"),
            blob("digest"),
            big_integer("charges"),
            big_integer("since"),
            big_integer("last"),
            big_integer("forget_at"),
        ],
    )
    .primary_key(Index::create().col("name").col("digest"))
    .take()
}

pub(super) fn captcha() -> TableCreateStatement {
    table(
        "captcha",
        vec![
            blob("digest").primary_key().take(),
            big_integer("expires_at"),
        ],
    )
}

pub(super) fn indexes() -> Vec<IndexCreateStatement> {
    vec![
        index("counter_by_end", "counter", &["forget_at"]),
        index("captcha_by_end", "captcha", &["expires_at"]),
    ]
}
