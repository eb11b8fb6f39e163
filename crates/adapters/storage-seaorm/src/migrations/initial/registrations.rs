//! Registrations and their tickets.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, blob, blob_null, boolean_null, pk_uuid, text, text_null, uuid,
    uuid_null,
};

use super::{index, table, unique};

pub(super) fn registration() -> TableCreateStatement {
    table(
        "registration",
        vec![
            pk_uuid("id"),
            big_integer("version"),
            blob_null("flow"),
            text("codice_fiscale"),
            big_integer("opened_at"),
            big_integer("expires_at"),
            text("state"),
            text_null("given_name"),
            text_null("family_name"),
            text_null("birth_date"),
            text_null("birth_place"),
            text_null("email"),
            text_null("email_canonical"),
            boolean_null("needs_review"),
            text_null("terms_version"),
            blob_null("terms_digest"),
            text_null("privacy_version"),
            blob_null("privacy_digest"),
            big_integer_null("accepted_at"),
            big_integer_null("confirmed_at"),
            uuid_null("mailing_ticket"),
            big_integer_null("mailing_asked_at"),
            big_integer_null("mailing_link_expires_at"),
            big_integer_null("mailing_count"),
            text_null("mailing_kind"),
            uuid_null("account"),
            big_integer_null("ended_at"),
        ],
    )
}

pub(super) fn ticket() -> TableCreateStatement {
    table(
        "ticket",
        vec![
            pk_uuid("id"),
            uuid("registration"),
            blob("link"),
            blob("code"),
            big_integer("issued_at"),
            big_integer("expires_at"),
            big_integer_null("used_at"),
        ],
    )
    .foreign_key(
        ForeignKey::create()
            .name("ticket.registration")
            .from("ticket", "registration")
            .to("registration", "id")
            .on_delete(ForeignKeyAction::Cascade),
    )
    .take()
}

pub(super) fn indexes() -> Vec<IndexCreateStatement> {
    vec![
        unique("registration.flow", "registration", "flow"),
        index(
            "registration_by_code",
            "registration",
            &["codice_fiscale", "state"],
        ),
        index("registration_by_end", "registration", &["expires_at"]),
        unique("ticket.link", "ticket", "link"),
        unique("ticket.code", "ticket", "code"),
        index("ticket_by_registration", "ticket", &["registration"]),
    ]
}
