//! What is not needed any more is not in the tables any more.

use varco_domain::registration::{Registration, RegistrationState};
use varco_ports::testkit::contract::{Fixture, samples};
use varco_ports::{Changes, Cutoffs, MAIL, OutboxItem, Sealed, Version, Write};

use crate::support::DatabaseFixture;

/// Columns that say something about a person or about a mail to them.
const PERSONAL: &str = "given_name, family_name, birth_date, birth_place, email, email_canonical, language, \
    terms_version, terms_digest, privacy_version, privacy_digest, mailing_kind";

#[tokio::test]
async fn r07_an_ended_registration_holds_no_personal_data() {
    for fixture in [
        DatabaseFixture::on_sqlite().await,
        DatabaseFixture::on_postgres().await,
    ] {
        for number in [1, 2] {
            let registration = Registration {
                codice_fiscale: samples::code(0),
                ..samples::registration(number, samples::awaiting(number))
            };
            let changes = Changes {
                registration: Some(Write::Insert(registration)),
                ..Changes::default()
            };
            fixture.ports().commit(changes).await;
        }
        assert_eq!(holding(&fixture).await, 2);
        let account = samples::account_id(1);
        let at = samples::at(9);
        let activated = Registration {
            codice_fiscale: samples::code(0),
            ..samples::registration(1, RegistrationState::Activated { account, at })
        };
        let changes = Changes {
            registration: Some(Write::Update(activated, Version(1))),
            void_rivals: Some((samples::code(0), at)),
            ..Changes::default()
        };
        fixture.ports().commit(changes).await;
        assert_eq!(holding(&fixture).await, 0);
        let rows = fixture.rows("SELECT id FROM registration", vec![]).await;
        assert_eq!(rows.len(), 2);
    }
}

/// Registrations with anything in a personal column.
async fn holding(fixture: &DatabaseFixture) -> usize {
    let any = PERSONAL.replace(", ", " IS NOT NULL OR ");
    let sql = format!("SELECT id FROM registration WHERE {any} IS NOT NULL");
    fixture.rows(&sql, vec![]).await.len()
}

#[tokio::test]
async fn every_personal_column_is_among_those_checked() {
    let fixture = DatabaseFixture::on_sqlite().await;
    let sql = "SELECT name FROM pragma_table_info('registration')";
    let kept = [
        "id",
        "version",
        "flow",
        "codice_fiscale",
        "opened_at",
        "expires_at",
        "state",
        "account",
        "ended_at",
        "needs_review",
        "accepted_at",
        "confirmed_at",
        "mailing_ticket",
        "mailing_asked_at",
        "mailing_link_expires_at",
        "mailing_count",
    ];
    for row in fixture.rows(sql, vec![]).await {
        let column: String = row.try_get("", "name").unwrap();
        let is_known = kept.contains(&column.as_str())
            || PERSONAL.split(", ").any(|personal| personal == column);
        assert!(is_known, "is {column} personal?");
    }
}

/// The envelope of a mail that has been sent is in the log until the log is cut.
#[tokio::test]
async fn r69_after_a_sweep_no_file_holds_what_was_erased() {
    let canary: Vec<u8> = b"canary-of-a-sealed-secret".repeat(300);
    let fixture = DatabaseFixture::on_sqlite().await;
    let file = fixture.url.strip_prefix("sqlite://").unwrap();
    let log = format!("{file}-wal");
    let holds = |name: &str| {
        let bytes = std::fs::read(name).unwrap();
        bytes.windows(25).any(|window| window == &canary[..25])
    };
    let mail = OutboxItem {
        envelope: Some(Sealed(canary.clone())),
        ..samples::mail(1, samples::at(0))
    };
    let changes = Changes {
        outbox: vec![mail],
        ..Changes::default()
    };
    let ports = fixture.ports();
    ports.commit(changes).await;
    let outbox = &ports.outbox;
    let claimed = outbox.claim(MAIL, 1, samples::at(0), samples::at(9)).await;
    let lease = claimed.unwrap().remove(0).lease;
    assert!(outbox.complete(&lease, samples::at(1)).await.unwrap());
    assert!(holds(&log));
    let nothing = Cutoffs {
        now: samples::at(2),
        registrations: samples::at(-9),
        idle_sessions: samples::at(-9),
        old_sessions: samples::at(-9),
        secrets: samples::at(-9),
        settled_items: samples::at(-9),
        forgotten: samples::at(-9),
    };
    assert_eq!(ports.housekeeping.sweep(&nothing, 9).await.unwrap(), 0);
    assert_eq!(std::fs::metadata(&log).unwrap().len(), 0);
    assert!(!holds(file));
}
