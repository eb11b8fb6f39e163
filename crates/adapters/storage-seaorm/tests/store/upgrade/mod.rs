//! Databases of earlier schemas: brought up to date with everything in them, and written to by the
//! program of the schema before while an upgrade goes from node to node (expand, then contract).
//!
//! The fixtures are dumps of what the program of that schema had written.

mod schema_1;

use std::process::{Child, Command, Stdio};

use sea_orm::{ConnectionTrait, Database, DbBackend};
use tempfile::TempDir;
use varco_domain::throttle::{Limit, Verdict};
use varco_ports::testkit::contract::{Fixture, samples};
use varco_ports::{Changes, CommitError, MAIL, OutboxState, ThrottleKey, Toll};
use varco_storage_seaorm::{SchemaState, Storage};

use crate::support::{DatabaseFixture, config, postgres_url, sqlite_url};
use schema_1::HOSTILE;

const SQLITE: &str = include_str!("../../fixtures/schema-1.sqlite.sql");
const POSTGRES: &str = include_str!("../../fixtures/schema-1.postgres.sql");

/// Between the statements that make the schema and those that fill it.
const DATA: &str = "\n-- Data\n";

/// Databases with the tables and the data of schema 1; the folder lives as long as the first.
pub(crate) async fn both_of_schema_1() -> (TempDir, [String; 2]) {
    let folder = tempfile::tempdir().unwrap();
    let both = [sqlite_url(&folder), postgres_url().await];
    for (url, dump) in both.iter().zip([SQLITE, POSTGRES]) {
        let create = url.starts_with("sqlite:").then_some("?mode=rwc");
        let url = format!("{url}{}", create.unwrap_or_default());
        let raw = Database::connect(&url).await.unwrap();
        raw.execute_unprepared(dump).await.unwrap();
        raw.close().await.unwrap();
    }
    (folder, both)
}

/// New databases, into which the program of schema 1 has written.
async fn both_filled_by_schema_1() -> [DatabaseFixture; 2] {
    let both = [
        DatabaseFixture::on_sqlite().await,
        DatabaseFixture::on_postgres().await,
    ];
    for (fixture, dump) in both.iter().zip([SQLITE, POSTGRES]) {
        let (_, data) = dump.split_once(DATA).unwrap();
        fixture.raw.execute_unprepared(data).await.unwrap();
    }
    both
}

#[tokio::test]
async fn a_database_of_schema_1_is_brought_up_to_date_with_all_its_data() {
    let (_folder, both) = both_of_schema_1().await;
    for url in both {
        let storage = Storage::connect(&config(&url)).await.unwrap();
        let state = storage.schema_state().await.unwrap();
        assert_eq!(state, SchemaState::Older);
        storage.close().await;
        let fixture = DatabaseFixture::open(&url, None).await;
        people_are_as_they_were(&fixture).await;
        mails_are_as_they_were(&fixture).await;
        counters_go_on(&fixture).await;
    }
}

/// The processes are this test itself, told by the environment which database to bring up to date.
#[tokio::test]
async fn processes_that_upgrade_at_once_wait_for_one_another() {
    const ROLE: &str = "VARCO_TEST_UPGRADES";
    if let Ok(url) = std::env::var(ROLE) {
        Storage::connect(&config(&url))
            .await
            .unwrap()
            .migrate()
            .await
            .unwrap();
        return;
    }
    let this = "upgrade::processes_that_upgrade_at_once_wait_for_one_another";
    let (_folder, both) = both_of_schema_1().await;
    for url in both {
        let start = || {
            let mut process = Command::new(std::env::current_exe().unwrap());
            process.args(["--exact", this]).env(ROLE, &url);
            process.stdout(Stdio::null()).spawn().unwrap()
        };
        let processes: Vec<Child> = (0..4).map(|_| start()).collect();
        for mut process in processes {
            assert!(process.wait().unwrap().success());
        }
        let storage = Storage::connect(&config(&url)).await.unwrap();
        assert_eq!(storage.schema_state().await.unwrap(), SchemaState::Current);
    }
}

#[tokio::test]
async fn an_upgraded_schema_is_the_same_as_a_new_one() {
    let (_folder, upgraded) = both_of_schema_1().await;
    let new = [
        DatabaseFixture::on_sqlite().await,
        DatabaseFixture::on_postgres().await,
    ];
    for (upgraded, new) in upgraded.iter().zip(new) {
        let upgraded = DatabaseFixture::open(upgraded, None).await;
        let expected = shape(&new).await;
        assert!(expected.len() > 20, "{expected:?}");
        assert_eq!(shape(&upgraded).await, expected);
    }
}

#[tokio::test]
async fn the_program_of_schema_1_goes_on_writing_to_the_newest_schema() {
    for fixture in both_filled_by_schema_1().await {
        people_are_as_they_were(&fixture).await;
        mails_are_as_they_were(&fixture).await;
        counters_go_on(&fixture).await;
    }
}

/// One statement of each kind that its worker had; the numbers are those of the mails.
#[tokio::test]
async fn the_worker_of_schema_1_goes_on_working_on_the_newest_schema() {
    let writes = [
        (
            1,
            "UPDATE outbox SET due_at = 1800000200123457 \
             WHERE id = $1 AND fence = 1 AND settled_at IS NULL",
        ),
        (
            1,
            "UPDATE outbox SET envelope = NULL, due_at = NULL, settled_at = 1800000080123457, \
             fence = fence + 1 WHERE id = $1 AND fence = 1 AND settled_at IS NULL",
        ),
        (
            2,
            "UPDATE outbox SET due_at = 1800000090123457, reason = 'x', fence = fence + 1 \
             WHERE id = $1 AND fence = 2 AND settled_at IS NULL",
        ),
        (
            2,
            "UPDATE outbox SET envelope = NULL, due_at = NULL, settled_at = 1800000080123457, \
             reason = 'x', is_buried = TRUE, fence = fence + 1 \
             WHERE id = $1 AND fence = 3 AND settled_at IS NULL",
        ),
    ];
    let claim = "WITH due (id) AS (SELECT id FROM outbox WHERE due_at <= 1800000099123457 \
         ORDER BY due_at, id LIMIT 9 FOR UPDATE SKIP LOCKED) \
         UPDATE outbox SET due_at = 1800000300123457, fence = fence + 1, attempts = attempts + 1 \
         WHERE id IN (SELECT id FROM due) RETURNING id, template, envelope, created_at, due_at, \
         fence, attempts, settled_at, reason, is_buried";
    for fixture in both_filled_by_schema_1().await {
        for (number, sql) in writes {
            let id = samples::message_id(number).as_uuid().into();
            let statement = fixture.statement(sql, [id]);
            let result = fixture.raw.execute_raw(statement).await.unwrap();
            assert_eq!(result.rows_affected(), 1, "{sql}");
        }
        let claim = match fixture.raw.get_database_backend() {
            DbBackend::Sqlite => claim.replace("FOR UPDATE SKIP LOCKED", ""),
            _ => claim.to_owned(),
        };
        assert_eq!(fixture.rows(&claim, vec![]).await.len(), 2);
        let sweep = "DELETE FROM outbox WHERE settled_at <= 1800000080123457";
        let swept = fixture.raw.execute_unprepared(sweep).await.unwrap();
        assert_eq!(swept.rows_affected(), 4);
    }
}

async fn people_are_as_they_were(fixture: &DatabaseFixture) {
    let ports = fixture.ports();
    for (number, expected) in schema_1::registrations() {
        let found = match (number, expected.value.declaration()) {
            // Its browser is not known.
            (5, Some(declaration)) => {
                let email = declaration.email.canonical();
                let code = &expected.value.codice_fiscale;
                ports.registrations.find_awaiting(code, &email).await
            }
            _ => {
                ports
                    .registrations
                    .find_by_flow(&samples::flow(number))
                    .await
            }
        };
        assert_eq!(found.unwrap().unwrap(), expected);
        if number == 4 {
            for ticket in [4, 40] {
                let ticket = samples::ticket(ticket, 4);
                let found = ports.registrations.find_by_ticket(&ticket.code).await;
                assert_eq!(found.unwrap().unwrap(), (ticket, expected.clone()));
            }
        }
    }
    let used = Changes {
        consumed_ticket: Some((samples::ticket_id(6), samples::at(9))),
        ..Changes::default()
    };
    assert!(matches!(ports.refusal(used).await, CommitError::Conflict));
    let sessions = schema_1::sessions();
    for expected in schema_1::accounts() {
        let Some(session) = sessions.iter().find(|s| s.account == expected.value.id) else {
            let found = ports.accounts.find(expected.value.id).await.unwrap();
            assert_eq!(found.unwrap(), expected);
            continue;
        };
        let found = ports.sessions.find(&session.digest).await.unwrap();
        assert_eq!(found.unwrap(), (session.clone(), expected));
    }
    let highest = ports.accounts.highest_homonym("maria.dellanno").await;
    assert_eq!(highest.unwrap(), 2);
    let events: Vec<String> = fixture.audit().await.into_iter().map(|l| l.event).collect();
    let opened = "account.opened";
    let expected = [
        opened,
        opened,
        opened,
        "registration.mail_repeated",
        "session.opened",
        "session.opened",
    ];
    assert_eq!(events, expected);
}

/// One had just been claimed.
async fn mails_are_as_they_were(fixture: &DatabaseFixture) {
    let (outbox, desk) = (&fixture.ports().outbox, &fixture.ports().desk);
    for (number, state, reason) in [
        (4, OutboxState::Sent, None),
        (5, OutboxState::Buried, Some(HOSTILE.to_owned())),
    ] {
        let found = desk.find(samples::message_id(number)).await.unwrap();
        let found = found.unwrap();
        assert_eq!((found.state, found.reason), (state, reason));
        assert!(!found.has_envelope);
    }
    let claim = async |at| {
        outbox
            .claim(MAIL, 9, samples::at(at), samples::at(999))
            .await
    };
    let claimed = claim(99).await.unwrap();
    let found: Vec<_> = claimed
        .iter()
        .map(|mail| {
            (
                mail.lease.id,
                mail.attempts,
                mail.envelope.as_ref().unwrap().0.as_slice(),
            )
        })
        .collect();
    let mail = |number, attempts, sealed| (samples::message_id(number), attempts, sealed);
    let expected = [
        mail(2, 1, b"\x02\0\xff'\\\n".as_slice()),
        mail(3, 1, b"\x03\0\xff'\\\n"),
        mail(6, 0, b"\x06\0\xff'\\\n"),
    ];
    assert_eq!(found, expected);
    let leased = claim(100).await.unwrap();
    let leased: Vec<_> = leased.iter().map(|mail| mail.lease.id).collect();
    assert_eq!(leased, [samples::message_id(1)]);
    for mail in claimed {
        assert!(
            outbox
                .complete(&mail.lease, samples::at(101))
                .await
                .unwrap()
        );
    }
}

async fn counters_go_on(fixture: &DatabaseFixture) {
    let key = ThrottleKey {
        name: "login.identifier",
        digest: samples::digest(b't', 1),
    };
    let throttle = &fixture.ports().throttle;
    let tolls = [Toll::new(key, Limit::per_hour(5))];
    let charge = throttle.charge(&tolls, samples::at(4));
    assert_eq!(charge.await.unwrap(), Verdict::Allowed { left: 1 });
    let (captcha, challenge) = (&fixture.ports().captcha, samples::digest(b'k', 1));
    let is_new = captcha.consume(&challenge, samples::at(300)).await;
    assert!(!is_new.unwrap());
}

/// Everything that the catalogue of a database says about its tables.
async fn shape(fixture: &DatabaseFixture) -> Vec<String> {
    let sql = match fixture.raw.get_database_backend() {
        DbBackend::Sqlite => {
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' \
             ORDER BY sql"
        }
        _ => {
            "SELECT concat_ws(' ', table_name, ordinal_position, column_name, data_type, \
                              is_nullable, column_default, identity_generation) AS sql \
             FROM information_schema.columns WHERE table_schema = 'public' \
             UNION SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' \
             UNION SELECT concat_ws(' ', conrelid::regclass, conname, \
                                    pg_get_constraintdef(oid)) \
             FROM pg_constraint WHERE connamespace = 'public'::regnamespace \
             UNION SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal \
             ORDER BY sql"
        }
    };
    let rows = fixture.rows(sql, vec![]).await;
    let lines = rows.iter().map(|row| row.try_get("", "sql").unwrap());
    // A database that was dumped and read back writes the same with other blanks.
    let without_blanks = |sql: String| sql.split_whitespace().collect();
    lines.map(without_blanks).collect()
}
