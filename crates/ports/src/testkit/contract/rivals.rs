//! Several registrations may wait for one codice fiscale; the first activation wins.

use varco_domain::codice_fiscale::CodiceFiscale;
use varco_domain::registration::{Registration, RegistrationState};

use super::registrations::{find, insert};
use super::samples::{
    account, account_id, at, awaiting, code, declaration, flow, registration, ticket, ticket_id,
};
use super::{Fixture, at_once};
use crate::{Changes, CommitError, UniqueKey, Version, Write};

/// Inserts a registration of this code, with the flow of its number.
async fn insert_for(fixture: &impl Fixture, code: CodiceFiscale, number: u32) -> Registration {
    let registration = Registration {
        codice_fiscale: code,
        ..registration(number, awaiting(number))
    };
    let changes = Changes {
        flow: Some(flow(number)),
        registration: Some(Write::Insert(registration.clone())),
        ticket: Some(ticket(number, number)),
        ..Changes::default()
    };
    fixture.ports().commit(changes).await;
    registration
}

/// What the use case commits when the ticket of this registration comes back.
fn activation(registration: &Registration, number: u32) -> Changes {
    let mut account = account(number);
    account.codice_fiscale = registration.codice_fiscale;
    let state = RegistrationState::Activated {
        account: account.id,
        at: at(10),
    };
    let next = Registration {
        state,
        ..registration.clone()
    };
    Changes {
        registration: Some(Write::Update(next, Version(1))),
        consumed_ticket: Some((ticket_id(number), at(10))),
        account: Some(Write::Insert(account)),
        void_rivals: Some((registration.codice_fiscale, at(10))),
        ..Changes::default()
    }
}

pub async fn r07_rivals_are_voided_and_nobody_else(fixture: &impl Fixture) {
    let own = insert_for(fixture, code(0), 1).await;
    insert_for(fixture, code(0), 2).await;
    insert_for(fixture, code(0), 3).await;
    insert_for(fixture, code(1), 4).await;
    let declared = RegistrationState::Declared {
        declaration: declaration(),
    };
    insert(fixture, 128, declared.clone()).await;
    fixture.ports().commit(activation(&own, 1)).await;
    for number in [2, 3] {
        let rival = find(fixture, number).await.unwrap();
        assert_eq!(rival.value.state, RegistrationState::Voided { at: at(10) });
        assert_eq!(rival.version, Version(2));
    }
    let account = account_id(1);
    let activated = RegistrationState::Activated {
        account,
        at: at(10),
    };
    for (number, state) in [(1, activated), (4, awaiting(4)), (128, declared)] {
        assert_eq!(find(fixture, number).await.unwrap().value.state, state);
    }
}

pub async fn r07_a_voided_rival_cannot_be_written_any_more(fixture: &impl Fixture) {
    let own = insert_for(fixture, code(0), 1).await;
    let rival = insert_for(fixture, code(0), 2).await;
    fixture.ports().commit(activation(&own, 1)).await;
    let resent = Changes {
        registration: Some(Write::Update(rival, Version(1))),
        ticket: Some(ticket(3, 2)),
        ..Changes::default()
    };
    let refusal = fixture.ports().refusal(resent).await;
    assert!(matches!(refusal, CommitError::Conflict));
}

pub async fn r06_the_first_of_100_activations_wins(fixture: &impl Fixture) {
    let mut waiting = Vec::new();
    for number in 1..=100 {
        waiting.push(insert_for(fixture, code(0), number).await);
    }
    let ports = fixture.ports().clone();
    let outcomes = at_once(100, move |index| {
        let registration = &waiting[usize::try_from(index).unwrap()];
        let changes = activation(registration, index + 1);
        let commit = ports.commit.clone();
        async move { commit.commit(changes).await }
    })
    .await;
    assert_eq!(outcomes.iter().filter(|o| o.is_ok()).count(), 1);
    let is_late = |outcome: &Result<_, _>| {
        matches!(
            outcome,
            Ok(()) | Err(CommitError::Conflict | CommitError::Duplicate(UniqueKey::CodiceFiscale))
        )
    };
    assert!(outcomes.iter().all(is_late), "{outcomes:?}");
    let mut voided = 0;
    for number in 1..=100 {
        let state = find(fixture, number).await.unwrap().value.state;
        voided += u32::from(matches!(state, RegistrationState::Voided { .. }));
    }
    assert_eq!(voided, 99);
}
