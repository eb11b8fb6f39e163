//! What comes out of a backup.

use sea_orm::ConnectionTrait;
use varco_domain::audit::{Actor, AuditEntry, AuditEvent, AuditSubject};
use varco_domain::credential::{LockoutRules, PasswordPolicy};
use varco_domain::grant::{GrantVerdict, Granted};
use varco_domain::registration::{RegistrationState, TicketVerdict};
use varco_domain::throttle::Limit;
use varco_domain::utenza::{
    Accesses, Account, AccountStatus, AdmissionRefusal, Credential, PasswordHash,
};
use varco_ports::testkit::contract::{AuditLine, Fixture, samples};
use varco_ports::{
    Changes, KeptForm, LockoutKey, MAIL, OutboxFilter, OutboxState, Sealed, ThrottleKey, Toll,
    Write,
};
use varco_storage_seaorm::SchemaState;
use varco_storage_seaorm::backup::{self, Voided};

use super::{Place, both, order, restore, rows, write};
use crate::support::{DatabaseFixture, config};

/// Signs that formats of copies and of statements give a meaning to.
const HOSTILE: &str = "a\tb\nc\\d'e\"f,{}\\N\\.\u{1F600}";

fn chosen(number: u32) -> Account {
    Account {
        status: AccountStatus::Active,
        credential: Credential::Chosen {
            hash: PasswordHash::from_phc(HOSTILE.to_owned()),
            since: samples::at(4),
        },
        accesses: Accesses::default().noted(samples::access(5)),
        ..samples::account(number)
    }
}

/// A failed login, and a form.
async fn fail_and_keep(fixture: &DatabaseFixture) {
    let ports = fixture.ports();
    let failures = LockoutKey {
        digest: samples::digest(b'f', 1),
        account: Some(samples::account_id(3)),
    };
    let charged = ports
        .lockouts
        .charge(&failures, &LockoutRules::default(), samples::at(1))
        .await;
    charged.unwrap();
    let form = KeptForm {
        digest: samples::digest(b'm', 1),
        sealed: Sealed(HOSTILE.as_bytes().to_vec()),
        expires_at: samples::at(999),
    };
    ports.forms.keep(form).await.unwrap();
}

/// One of everything that there is.
async fn fill(fixture: &DatabaseFixture) {
    let ports = fixture.ports();
    let entry = |event, seconds| {
        let (at, account) = (samples::at(seconds), samples::account_id(1));
        AuditEntry::by_operator(at, account, event, HOSTILE)
    };
    let all = Vec::from([
        Changes {
            flow: Some(samples::flow(1)),
            registration: Some(Write::Insert(samples::registration(
                1,
                samples::awaiting(1),
            ))),
            ticket: Some(samples::ticket(1, 1)),
            account: Some(Write::Insert(samples::account(2))),
            opened_session: Some(samples::session(1, 2)),
            outbox: (1..=4).map(|n| samples::mail(n, samples::at(0))).collect(),
            audit: vec![entry(AuditEvent::LoginFailed, 6)],
            ..Changes::default()
        },
        Changes {
            flow: Some(samples::flow(2)),
            registration: Some(Write::Insert(samples::registration(
                2,
                RegistrationState::Identified { kept: None },
            ))),
            account: Some(Write::Insert(chosen(3))),
            opened_session: Some(samples::session(2, 3)),
            audit: vec![entry(AuditEvent::LoggedIn, 7)],
            ..Changes::default()
        },
        Changes {
            registration: Some(Write::Insert(samples::registration(
                3,
                RegistrationState::Activated {
                    account: samples::account_id(3),
                    at: samples::at(3),
                },
            ))),
            ticket: Some(samples::ticket(3, 3)),
            grants: vec![samples::grant(1, 3, Granted::Disavow)],
            replaced_acceptance: Some((samples::account_id(3), samples::acceptance())),
            ..Changes::default()
        },
    ]);
    for changes in all {
        ports.commit(changes).await;
    }
    fail_and_keep(fixture).await;
    let claimed = ports
        .outbox
        .claim(MAIL, 3, samples::at(1), samples::at(900))
        .await;
    let [sent, buried, _] = <[_; 3]>::try_from(claimed.unwrap()).unwrap();
    ports
        .outbox
        .complete(&sent.lease, samples::at(2))
        .await
        .unwrap();
    ports
        .outbox
        .bury(&buried.lease, samples::at(2), HOSTILE)
        .await
        .unwrap();
    let key = ThrottleKey {
        name: "login.network",
        digest: samples::digest(b'k', 1),
    };
    let toll = Toll::new(key, Limit::per_hour(9));
    ports
        .throttle
        .charge(&[toll], samples::at(1))
        .await
        .unwrap();
    let challenge = samples::digest(b'h', 1);
    assert!(
        ports
            .captcha
            .consume(&challenge, samples::at(999))
            .await
            .unwrap()
    );
}

#[tokio::test]
async fn everything_comes_back_as_it_was_but_for_what_was_issued() {
    for fixture in both().await {
        fill(&fixture).await;
        let place = Place::beside(&fixture).await;
        let file = place.file("backup");
        let contents = write(&fixture, &file).await.unwrap();
        let restored = place.restore(&file).await.unwrap();
        assert_eq!(restored.contents, contents);
        assert_eq!(restored.last_entry, Some(samples::at(7)));
        assert_eq!(restored.voided, voided());
        let copy = place.open().await;
        assert_eq!(
            copy.storage.schema_state().await.unwrap(),
            SchemaState::Current
        );
        for (table, without) in [
            ("username", &[][..]),
            ("account", &["credential_expires_at"]),
            ("ticket", &["expires_at"]),
            ("mailed_link", &["expires_at"]),
            ("former_acceptance", &[]),
            ("lockout", &[]),
            ("counter", &[]),
            ("captcha", &[]),
        ] {
            let expected = rows(&fixture, table, without).await;
            assert!(!expected.is_empty(), "{table}");
            assert_eq!(rows(&copy, table, without).await, expected, "{table}");
        }
        let mut trail = fixture.audit().await;
        trail.push(AuditLine {
            at: samples::at(100),
            subject: AuditSubject::Service,
            event: "service.restored".to_owned(),
            note: Some("una prova".to_owned()),
        });
        assert_eq!(copy.audit().await, trail);
        bk1_nothing_issued_is_alive(&copy).await;
    }
}

fn voided() -> Voided {
    Voided {
        sessions: 2,
        drafts: 1,
        links: 3,
        one_time_passwords: 1,
        messages: 2,
        passwords: 0,
    }
}

async fn bk1_nothing_issued_is_alive(fixture: &DatabaseFixture) {
    let ports = fixture.ports();
    // Even for a clock that has been set back to the instant of issue.
    for (ticket, verdict) in [
        (1, TicketVerdict::Expired),
        (3, TicketVerdict::AlreadyActive),
    ] {
        let link = samples::ticket(ticket, ticket).link;
        let (found, registration) = ports
            .registrations
            .find_by_ticket(&link)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(found.judge(&registration.value, samples::at(2)), verdict);
    }
    for number in [1, 2] {
        let flow = ports
            .registrations
            .find_by_flow(&samples::flow(number))
            .await;
        assert_eq!(flow.unwrap(), None);
        let session = ports
            .sessions
            .find(&samples::session(number, number + 1).digest)
            .await;
        assert_eq!(session.unwrap(), None);
    }
    let link = samples::grant(1, 3, Granted::Disavow);
    let found = ports.grants.find(&link.digest).await.unwrap();
    let (found, account) = found.unwrap();
    let verdict = found.judge(&account.value, link.issued_at);
    assert_eq!(verdict, GrantVerdict::Expired);
    let form = samples::digest(b'm', 1);
    let form = ports.forms.take(&form, samples::at(2)).await;
    assert_eq!(form.unwrap(), None);
    let account = ports
        .accounts
        .find(samples::account_id(2))
        .await
        .unwrap()
        .unwrap()
        .value;
    assert_eq!(
        account.admit(&PasswordPolicy::MODERN, samples::at(3)),
        Err(AdmissionRefusal::OneTimeExpired)
    );
    let account = ports
        .accounts
        .find(samples::account_id(3))
        .await
        .unwrap()
        .unwrap()
        .value;
    assert_eq!(account, chosen(3));
    assert_eq!(ports.outbox.next_due(MAIL).await.unwrap(), None);
    let records = ports.desk.list(&OutboxFilter::default(), 9).await.unwrap();
    assert!(records.iter().all(|record| !record.has_envelope));
    let reasons: Vec<_> = records
        .iter()
        .map(|r| (r.state, r.reason.as_deref()))
        .collect();
    let restored = (OutboxState::Buried, Some("restored from a backup"));
    let before = (OutboxState::Buried, Some(HOSTILE));
    assert_eq!(
        reasons,
        [restored, restored, before, (OutboxState::Sent, None)]
    );
    let again = ports
        .captcha
        .consume(&samples::digest(b'h', 1), samples::at(999))
        .await;
    assert!(!again.unwrap(), "an answered challenge stays answered");
}

/// The way for a database that other tools have brought back.
#[tokio::test]
async fn what_was_issued_can_be_made_void_where_it_is() {
    for fixture in both().await {
        fill(&fixture).await;
        let config = config(&fixture.url);
        assert_eq!(
            backup::void_issued(&config, order(false)).await.unwrap(),
            voided()
        );
        bk1_nothing_issued_is_alive(&fixture).await;
        let again = backup::void_issued(&config, order(false)).await.unwrap();
        assert_eq!((again.sessions, again.drafts, again.messages), (0, 0, 0));
    }
}

#[tokio::test]
async fn the_audit_trail_goes_on_after_a_restore() {
    for fixture in both().await {
        fill(&fixture).await;
        let place = Place::beside(&fixture).await;
        let file = place.file("backup");
        write(&fixture, &file).await.unwrap();
        place.restore(&file).await.unwrap();
        let copy = place.open().await;
        let changes = Changes {
            audit: vec![AuditEntry::new(
                samples::at(200),
                Actor::Person,
                samples::account_id(3),
                AuditEvent::LoggedIn,
            )],
            ..Changes::default()
        };
        copy.ports().commit(changes).await;
        let trail = copy.audit().await;
        assert_eq!(trail.last().unwrap().at, samples::at(200));
        assert_eq!(trail.len(), 4);
        let rewriting = copy.raw.execute_unprepared("DELETE FROM audit").await;
        assert!(rewriting.is_err(), "the trail only grows, as before");
    }
}

/// One makes the tables and the other waits, or finds them made.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_restore_and_a_migration_at_once_do_not_mix() {
    for fixture in both().await {
        fill(&fixture).await;
        for _ in 0..4 {
            let place = Place::beside(&fixture).await;
            let file = place.file("backup");
            write(&fixture, &file).await.unwrap();
            let storage = varco_storage_seaorm::Storage::connect(&config(&place.url)).await;
            let storage = storage.unwrap();
            let (restored, migrated) =
                tokio::join!(restore(&place.url, &file, false), storage.migrate());
            migrated.unwrap();
            let people = rows(&place.open().await, "account", &[]).await.len();
            assert_eq!(people, if restored.is_ok() { 2 } else { 0 });
        }
    }
}
