//! Accounts, the usernames ever taken, sessions.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, blob, boolean, pk_uuid, text, text_null, uuid,
};

use super::{index, table, unique};

/// Outlives the account: a username is never given out again.
pub(super) fn username() -> TableCreateStatement {
    table(
        "username",
        vec![text("name"), text("base"), big_integer("number")],
    )
    .primary_key(Index::create().name("username.name").col("name"))
    .take()
}

pub(super) fn account() -> TableCreateStatement {
    table(
        "account",
        vec![
            pk_uuid("id"),
            big_integer("version"),
            text("kind"),
            text("codice_fiscale"),
            text("username"),
            text("given_name"),
            text("family_name"),
            text("birth_date"),
            text_null("birth_place"),
            text("email"),
            boolean("needs_review"),
            text("terms_version"),
            blob("terms_digest"),
            text("privacy_version"),
            blob("privacy_digest"),
            big_integer("accepted_at"),
            text("status"),
            text("credential"),
            text("credential_hash"),
            big_integer_null("credential_expires_at"),
            big_integer_null("credential_since"),
            big_integer("credential_version"),
            big_integer("opened_at"),
            big_integer_null("last_access"),
        ],
    )
    .foreign_key(
        ForeignKey::create()
            .name("account.username_taken")
            .from("account", "username")
            .to("username", "name"),
    )
    .take()
}

pub(super) fn session() -> TableCreateStatement {
    table(
        "session",
        vec![
            blob("digest").primary_key().take(),
            uuid("account"),
            text("scope"),
            big_integer("credential_version"),
            big_integer("opened_at"),
            big_integer("last_used_at"),
        ],
    )
    .foreign_key(
        ForeignKey::create()
            .name("session.account")
            .from("session", "account")
            .to("account", "id")
            .on_delete(ForeignKeyAction::Cascade),
    )
    .take()
}

pub(super) fn indexes() -> Vec<IndexCreateStatement> {
    vec![
        index("username_by_base", "username", &["base", "number"]),
        unique("account.codice_fiscale", "account", "codice_fiscale"),
        unique("account.username", "account", "username"),
        index("session_by_account", "session", &["account"]),
        index("session_by_use", "session", &["last_used_at"]),
        index("session_by_opening", "session", &["opened_at"]),
    ]
}
