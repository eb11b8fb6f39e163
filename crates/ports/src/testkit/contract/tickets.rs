//! A ticket activates once, in time.

use varco_domain::registration::TicketVerdict;

use super::registrations::insert;
use super::samples::{TICK, at, awaiting, mail, registration, registration_id, ticket, ticket_id};
use super::{Fixture, at_once};
use crate::{Changes, CommitError, MAIL, UniqueKey, Version, Write};

/// A registration with number 1 that waits for its ticket number 1.
async fn waiting(fixture: &impl Fixture) {
    insert(fixture, 1, awaiting(1)).await;
    fixture.ports().commit(with_ticket(1)).await;
}

fn with_ticket(number: u32) -> Changes {
    Changes {
        ticket: Some(ticket(number, 1)),
        ..Changes::default()
    }
}

fn consuming(at: jiff::Timestamp) -> Changes {
    Changes {
        consumed_ticket: Some((ticket_id(1), at)),
        ..Changes::default()
    }
}

pub async fn a_ticket_is_found_by_its_link_and_by_its_code(fixture: &impl Fixture) {
    waiting(fixture).await;
    let expected = ticket(1, 1);
    let registrations = &fixture.ports().registrations;
    for digest in [expected.link, expected.code] {
        let found = registrations.find_by_ticket(&digest).await.unwrap();
        let (ticket, registration) = found.unwrap();
        assert_eq!(ticket, expected);
        assert_eq!(registration.value.id, registration_id(1));
        assert_eq!(registration.version, Version(1));
    }
    let unknown = ticket(2, 1).link;
    assert_eq!(registrations.find_by_ticket(&unknown).await.unwrap(), None);
}

pub async fn a_superseded_ticket_is_still_found(fixture: &impl Fixture) {
    waiting(fixture).await;
    let changes = Changes {
        registration: Some(Write::Update(registration(1, awaiting(2)), Version(1))),
        ..with_ticket(2)
    };
    fixture.ports().commit(changes).await;
    let registrations = &fixture.ports().registrations;
    let found = registrations.find_by_ticket(&ticket(1, 1).link).await;
    let (old, registration) = found.unwrap().unwrap();
    let superseded = TicketVerdict::Superseded { newer_at: at(2) };
    assert_eq!(old.judge(&registration.value, at(3)), superseded);
    let found = registrations.find_by_ticket(&ticket(2, 1).code).await;
    let (new, registration) = found.unwrap().unwrap();
    assert_eq!(new.judge(&registration.value, at(3)), TicketVerdict::Good);
}

pub async fn a_typed_code_belongs_to_one_ticket(fixture: &impl Fixture) {
    waiting(fixture).await;
    let mut second = ticket(2, 1);
    second.code = ticket(1, 1).code;
    let changes = Changes {
        ticket: Some(second),
        ..Changes::default()
    };
    let refusal = fixture.ports().refusal(changes).await;
    assert!(matches!(
        refusal,
        CommitError::Duplicate(UniqueKey::TypedCode)
    ));
}

pub async fn r16_a_ticket_is_used_once(fixture: &impl Fixture) {
    waiting(fixture).await;
    fixture.ports().commit(consuming(at(5))).await;
    let refusal = fixture.ports().refusal(consuming(at(6))).await;
    assert!(matches!(refusal, CommitError::Conflict));
}

pub async fn r16_a_ticket_is_used_once_among_200(fixture: &impl Fixture) {
    waiting(fixture).await;
    let ports = fixture.ports().clone();
    let outcomes = at_once(200, move |number| {
        let commit = ports.commit.clone();
        let outbox = vec![mail(number, at(5))];
        let changes = Changes {
            outbox,
            ..consuming(at(5))
        };
        async move { commit.commit(changes).await }
    })
    .await;
    assert_eq!(outcomes.iter().filter(|o| o.is_ok()).count(), 1);
    let is_late = |o: &Result<_, _>| matches!(o, Ok(()) | Err(CommitError::Conflict));
    assert!(outcomes.iter().all(is_late), "{outcomes:?}");
    let mails = fixture.ports().outbox.claim(MAIL, 999, at(5), at(6)).await;
    assert_eq!(mails.unwrap().len(), 1);
}

pub async fn r16_an_expired_ticket_is_not_used(fixture: &impl Fixture) {
    waiting(fixture).await;
    let end = ticket(1, 1).expires_at;
    for late in [end, end + TICK] {
        let refusal = fixture.ports().refusal(consuming(late)).await;
        assert!(matches!(refusal, CommitError::Conflict));
    }
    fixture.ports().commit(consuming(end - TICK)).await;
}
