//! Rows that cannot be understood are named, never shown.

use sea_orm::ConnectionTrait;
use varco_ports::testkit::contract::{Fixture, samples};
use varco_ports::{Changes, MAIL, StoreError, Write};

use crate::support::DatabaseFixture;

async fn each() -> [DatabaseFixture; 2] {
    [
        DatabaseFixture::on_sqlite().await,
        DatabaseFixture::on_postgres().await,
    ]
}

/// The table and the column that an error names; it must name the row too and show nothing else.
fn place(error: StoreError, expected_row: &str) -> (&'static str, &'static str) {
    let shown = format!("{error} {error:?}");
    assert!(!shown.contains("canary"), "{shown}");
    match error {
        StoreError::Corrupt { table, column, row } => {
            assert_eq!(row, expected_row);
            (table, column)
        }
        other => panic!("{other}"),
    }
}

#[tokio::test]
async fn a_corrupt_account_names_its_column() {
    let corruptions = [
        ("kind", "'canary'"),
        ("codice_fiscale", "'canary'"),
        ("given_name", "'canary1'"),
        ("birth_date", "'canary'"),
        ("birth_place", "'canary1'"),
        ("personal_email", "'canary'"),
        ("institutional_email", "'canary'"),
        ("mobile", "'canary'"),
        ("password_reminded", "-1"),
        ("failures_since", "-1"),
        ("status", "'canary'"),
        ("credential", "'canary'"),
        ("credential_expires_at", "NULL"),
        ("credential_version", "-1"),
        ("opened_at", "9223372036854775807"),
    ];
    for fixture in each().await {
        for (number, (column, value)) in (1..).zip(corruptions) {
            let account = samples::account(number);
            let id = account.id;
            let changes = Changes {
                account: Some(Write::Insert(account)),
                ..Changes::default()
            };
            fixture.ports().commit(changes).await;
            let corrupt = format!(
                "UPDATE account SET {column} = {value} WHERE username = '{}'",
                samples::username(number)
            );
            fixture.raw.execute_unprepared(&corrupt).await.unwrap();
            let error = fixture.ports().accounts.find(id).await.unwrap_err();
            assert_eq!(place(error, &id.to_string()), ("account", column));
        }
    }
}

#[tokio::test]
async fn a_corrupt_registration_names_its_column() {
    let corruptions = [
        ("state", "'canary'"),
        ("state", "'activated'"),
        ("family_name", "NULL"),
        ("terms_version", "NULL"),
        ("needs_review", "NULL"),
        ("confirmed_at", "NULL"),
        ("mailing_kind", "'canary'"),
        ("mailing_count", "-1"),
    ];
    for fixture in each().await {
        for (number, (column, value)) in (1..).zip(corruptions) {
            let registration = samples::registration(number, samples::awaiting(number));
            let id = registration.id;
            let changes = Changes {
                flow: Some(samples::flow(number)),
                registration: Some(Write::Insert(registration)),
                ..Changes::default()
            };
            fixture.ports().commit(changes).await;
            let corrupt = format!(
                "UPDATE registration SET {column} = {value} WHERE codice_fiscale = '{}'",
                samples::code(number)
            );
            fixture.raw.execute_unprepared(&corrupt).await.unwrap();
            let registrations = &fixture.ports().registrations;
            let error = registrations.find_by_flow(&samples::flow(number)).await;
            let expected = if value == "'activated'" {
                "account"
            } else {
                column
            };
            let place = place(error.unwrap_err(), &id.to_string());
            assert_eq!(place, ("registration", expected));
        }
    }
}

#[tokio::test]
async fn a_corrupt_item_of_the_outbox_holds_up_no_other() {
    for fixture in each().await {
        let changes = Changes {
            outbox: (1..=3)
                .map(|number| samples::mail(number, samples::at(0)))
                .collect(),
            ..Changes::default()
        };
        let ports = fixture.ports();
        ports.commit(changes).await;
        let corrupt = "UPDATE outbox SET created_at = 9223372036854775807 WHERE id = $1";
        let id = samples::message_id(2);
        fixture.rows(corrupt, vec![id.as_uuid().into()]).await;
        let outbox = &ports.outbox;
        let claimed = outbox.claim(MAIL, 9, samples::at(0), samples::at(60)).await;
        let claimed: Vec<_> = claimed.unwrap().iter().map(|item| item.lease.id).collect();
        assert_eq!(claimed, [1, 3].map(samples::message_id));
        let error = ports.desk.find(id).await.unwrap_err();
        assert_eq!(place(error, &id.to_string()), ("outbox", "created_at"));
    }
}
