//! What linked services hold may be newer than the backup: nobody is told otherwise.

use jiff::Timestamp;
use varco_domain::utenza::{Account, AccountStatus, Credential, PasswordHash};
use varco_ports::testkit::contract::{Fixture, samples};
use varco_ports::{Changes, OutboxItem, OutboxRecord, OutboxState, Stream, Write};
use varco_storage_seaorm::backup;

use super::{Place, both, order, write};
use crate::support::{DatabaseFixture, config};

const SENT: OutboxState = OutboxState::Sent;
const WAITING: OutboxState = OutboxState::Waiting;
const SUPERSEDED: OutboxState = OutboxState::Superseded;

/// The order with this number, about the account with the other one.
fn about(account: u32, target: &str, number: u32) -> OutboxItem {
    let item = samples::mail(number, samples::at(0));
    OutboxItem {
        stream: Stream {
            subject: samples::account_id(account).as_uuid(),
            target: target.to_owned(),
        },
        version: number.into(),
        envelope: item
            .envelope
            .clone()
            .filter(|_| target.ends_with("/password")),
        ..item
    }
}

fn account(number: u32, status: AccountStatus) -> Account {
    Account {
        status,
        credential: Credential::Chosen {
            hash: PasswordHash::from_phc("$argon2id$".to_owned()),
            since: samples::at(0),
        },
        ..samples::account(number)
    }
}

/// An open account (1) and a suspended one (2), of whom services have heard; of some orders only
/// after the backup.
async fn fill(fixture: &DatabaseFixture) {
    let ports = fixture.ports();
    for (account, outbox) in [
        (
            account(1, AccountStatus::Active),
            vec![
                about(1, "sidi/password", 11),
                about(1, "sidi/state", 12),
                about(1, "sidi/contacts", 13),
                about(1, "posta/password", 14),
                about(1, "posta/contacts", 15),
            ],
        ),
        (
            account(2, AccountStatus::Suspended),
            vec![about(2, "sidi/password", 21), about(2, "sidi/state", 22)],
        ),
    ] {
        let changes = Changes {
            account: Some(Write::Insert(account)),
            outbox,
            ..Changes::default()
        };
        ports.commit(changes).await;
    }
    for target in ["sidi/password", "sidi/state", "sidi/contacts"] {
        let claimed = ports
            .outbox
            .claim(target, 9, samples::at(1), samples::at(9));
        for item in claimed.await.unwrap() {
            assert!(
                ports
                    .outbox
                    .complete(&item.lease, samples::at(2))
                    .await
                    .unwrap()
            );
        }
    }
}

async fn record(fixture: &DatabaseFixture, number: u32) -> OutboxRecord {
    let id = samples::message_id(number);
    fixture.ports().desk.find(id).await.unwrap().unwrap()
}

#[tokio::test]
async fn t27_after_a_restore_no_service_is_called_up_to_date_and_who_is_shut_out_is_so_everywhere()
{
    for fixture in both().await {
        fill(&fixture).await;
        let place = Place::beside(&fixture).await;
        let file = place.file("backup");
        write(&fixture, &file).await.unwrap();
        let restored = place.restore(&file).await.unwrap();
        assert_eq!(
            (restored.voided.passwords, restored.voided.messages),
            (3, 1)
        );
        let copy = place.open().await;
        let after = samples::at(100);
        for (number, before, state) in [
            (11, SENT, SUPERSEDED),
            (12, SENT, SENT),
            (13, SENT, SENT),
            (14, WAITING, SUPERSEDED),
            (15, WAITING, WAITING),
            (21, SENT, SUPERSEDED),
            (22, SENT, WAITING),
        ] {
            assert_eq!(record(&fixture, number).await.state, before, "{number}");
            let found = record(&copy, number).await;
            assert_eq!(found.state, state, "{number}");
            assert!(!found.has_envelope, "{number}");
            if state == WAITING {
                assert_eq!(found.due_at, Some(after), "{number}");
                assert!(found.version >= after.as_microsecond(), "{number}");
            }
        }
        carried_on(&copy, after).await;
    }
}

/// Restored orders are claimed like any others, and newer ones take their place.
async fn carried_on(copy: &DatabaseFixture, now: Timestamp) {
    let ports = copy.ports();
    let end = samples::at(109);
    let claimed = ports.outbox.claim("sidi/state", 9, now, end).await.unwrap();
    assert_eq!(claimed.len(), 1);
    let next = OutboxItem {
        version: now.as_microsecond() + 9,
        ..about(1, "sidi/password", 31)
    };
    let changes = Changes {
        outbox: vec![next],
        ..Changes::default()
    };
    ports.commit(changes).await;
    let deliveries = ports.deliveries.of_account(samples::account_id(1)).await;
    let ids: Vec<_> = deliveries.unwrap().iter().map(|it| it.id).collect();
    assert!(ids.contains(&samples::message_id(31)) && !ids.contains(&samples::message_id(11)));
}

#[tokio::test]
async fn t27_the_same_holds_for_a_database_that_other_tools_have_brought_back() {
    for fixture in both().await {
        fill(&fixture).await;
        let voided = backup::void_issued(&config(&fixture.url), order(false)).await;
        assert_eq!(voided.unwrap().passwords, 3);
        assert_eq!(record(&fixture, 11).await.state, SUPERSEDED);
        assert_eq!(record(&fixture, 22).await.state, WAITING);
    }
}
