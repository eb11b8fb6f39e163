//! What was done with an account can be read page by page.

use varco_domain::audit::{Actor, AuditEntry, AuditEvent};

use super::Fixture;
use super::samples::{account_id, at, registration_id};
use crate::{AuditRecord, Changes};

async fn write(fixture: &impl Fixture, entries: Vec<AuditEntry>) {
    let changes = Changes {
        audit: entries,
        ..Changes::default()
    };
    fixture.ports().commit(changes).await;
}

async fn list(fixture: &impl Fixture, before: Option<i64>, limit: u32) -> Vec<AuditRecord> {
    let trail = &fixture.ports().trail;
    trail.list(account_id(1), before, limit).await.unwrap()
}

fn entries(records: &[AuditRecord]) -> Vec<AuditEntry> {
    records.iter().map(|record| record.entry.clone()).collect()
}

pub async fn entries_of_an_account_come_newest_first_page_by_page(fixture: &impl Fixture) {
    let entry = |seconds, event| AuditEntry::new(at(seconds), Actor::Person, account_id(1), event);
    // By their place in the trail, not by their instant.
    let first = entry(9, AuditEvent::AccountOpened);
    let second = entry(3, AuditEvent::LoggedIn);
    let third = entry(5, AuditEvent::PasswordChanged);
    let of_others = [
        AuditEntry::new(at(4), Actor::Person, account_id(2), AuditEvent::LoggedIn),
        AuditEntry::new(
            at(4),
            Actor::Person,
            registration_id(1),
            AuditEvent::LoggedIn,
        ),
    ];
    write(fixture, vec![first.clone()]).await;
    write(fixture, of_others.to_vec()).await;
    write(fixture, vec![second.clone(), third.clone()]).await;
    let all = list(fixture, None, 10).await;
    assert_eq!(
        entries(&all),
        [third.clone(), second.clone(), first.clone()]
    );
    assert!(all.is_sorted_by(|newer, older| newer.sequence > older.sequence));
    let page = list(fixture, None, 2).await;
    assert_eq!(entries(&page), [third, second]);
    let rest = list(fixture, page.last().map(|last| last.sequence), 2).await;
    assert_eq!(entries(&rest), [first]);
    let end = list(fixture, rest.last().map(|last| last.sequence), 2).await;
    assert_eq!(end, []);
}

pub async fn every_event_and_actor_comes_back_with_its_reason(fixture: &impl Fixture) {
    let actors = Actor::ALL.iter().cycle();
    let written: Vec<_> = AuditEvent::ALL
        .iter()
        .zip(actors)
        .map(|(event, actor)| AuditEntry {
            note: (*actor == Actor::Operator).then(|| "perché: «è lui» 😀".to_owned()),
            ..AuditEntry::new(at(0), *actor, account_id(1), *event)
        })
        .collect();
    write(fixture, written.clone()).await;
    let mut found = entries(&list(fixture, None, 1_000).await);
    found.reverse();
    assert_eq!(found, written);
}
