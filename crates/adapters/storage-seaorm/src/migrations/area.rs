//! The third schema: what a person does after activation.
//!
//! Nothing is taken away. Columns of accounts may be missing, because nodes of the version before go
//! on writing accounts and sessions while the others are being replaced: their one address is then the
//! mailbox that its domain says, and a session without an identifier has none to be closed by.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, blob, pk_uuid, text, text_null, uuid, uuid_null,
};

use super::add;
use super::initial::{index, table, unique};

pub(super) struct Area;

impl MigrationName for Area {
    fn name(&self) -> &'static str {
        "0003_area"
    }
}

#[async_trait::async_trait]
#[expect(
    elided_lifetimes_in_paths,
    reason = "written out, the lifetime is another one than that of the trait"
)]
impl MigrationTrait for Area {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in account() {
            add(manager, "account", column).await?;
        }
        for column in [
            uuid_null("id"),
            big_integer_null("proved_at"),
            text_null("network"),
            text_null("device"),
        ] {
            add(manager, "session", column).await?;
        }
        let actor = text("actor").default("person").take();
        add(manager, "audit", actor).await?;
        for table in [mailed_link(), lockout(), kept_form(), former_acceptance()] {
            manager.create_table(table).await?;
        }
        for index in indexes() {
            manager.create_index(index).await?;
        }
        Ok(())
    }
}

fn account() -> Vec<ColumnDef> {
    let texts = [
        "personal_email",
        "institutional_email",
        "pending_email",
        "mobile",
        "landline",
        "domicile_street",
        "domicile_postal_code",
        "domicile_town",
        "domicile_place",
        "password_history",
        "last_access_network",
        "last_access_device",
        "previous_access_network",
        "previous_access_device",
    ];
    let numbers = [
        "institutional_withdrawn_at",
        "pending_email_asked_at",
        "pending_email_until",
        "credential_disavowed_at",
        "password_reminded",
        "previous_access",
        "deletion_asked_at",
    ];
    let counts = ["failures_before", "failures_since"];
    texts
        .map(text_null)
        .into_iter()
        .chain(numbers.map(big_integer_null))
        .chain(counts.map(|name| big_integer(name).default(0).take()))
        .collect()
}

/// A table whose rows go with their account.
fn of_account(
    name: &'static str,
    key: &'static str,
    columns: Vec<ColumnDef>,
) -> TableCreateStatement {
    let mut key = ForeignKey::create().name(key).take();
    key.from(name, "account").to("account", "id");
    let mut table = table(name, columns);
    table
        .foreign_key(key.on_delete(ForeignKeyAction::Cascade))
        .take()
}

fn mailed_link() -> TableCreateStatement {
    let columns = vec![
        pk_uuid("id"),
        uuid("account"),
        text("purpose"),
        blob("digest"),
        big_integer("credential_version"),
        text_null("address"),
        text_null("mailbox"),
        big_integer("issued_at"),
        big_integer("expires_at"),
        text_null("ending"),
        big_integer_null("ended_at"),
    ];
    of_account("mailed_link", "mailed_link.account", columns)
}

fn lockout() -> TableCreateStatement {
    let columns = vec![
        blob("digest").primary_key().take(),
        uuid_null("account"),
        big_integer("failures"),
        big_integer_null("failed_at"),
        big_integer("in_work"),
        big_integer_null("charged_at"),
        big_integer_null("forget_at"),
    ];
    of_account("lockout", "lockout.account", columns)
}

fn kept_form() -> TableCreateStatement {
    let columns = vec![
        blob("digest").primary_key().take(),
        blob("sealed"),
        big_integer("expires_at"),
    ];
    table("kept_form", columns)
}

fn former_acceptance() -> TableCreateStatement {
    let columns = vec![
        uuid("account"),
        big_integer("accepted_at"),
        text("terms_version"),
        blob("terms_digest"),
        text("privacy_version"),
        blob("privacy_digest"),
    ];
    let mut key = Index::create().name("former_acceptance.key").take();
    of_account("former_acceptance", "former_acceptance.account", columns)
        .primary_key(key.col("account").col("accepted_at"))
        .take()
}

/// Partial where only some rows are ever looked for.
fn indexes() -> Vec<IndexCreateStatement> {
    let only = |mut index: IndexCreateStatement, column: &'static str| {
        index.and_where(Expr::col(column).is_not_null()).take()
    };
    vec![
        unique("mailed_link.digest", "mailed_link", "digest"),
        index(
            "mailed_link_by_account",
            "mailed_link",
            &["account", "purpose"],
        ),
        index("mailed_link_by_end", "mailed_link", &["expires_at"]),
        only(
            index("lockout_by_account", "lockout", &["account"]),
            "account",
        ),
        only(
            index("lockout_by_end", "lockout", &["forget_at"]),
            "forget_at",
        ),
        index("kept_form_by_end", "kept_form", &["expires_at"]),
        only(
            index(
                "account_by_password_age",
                "account",
                &["kind", "credential_since"],
            ),
            "credential_since",
        ),
    ]
}
