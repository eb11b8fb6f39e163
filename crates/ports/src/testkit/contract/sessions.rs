//! A session lives until it is closed, and never again.

use varco_domain::id::AccountId;
use varco_domain::session::{Session, SessionScope};

use super::accounts;
use super::samples::{account, account_id, at, digest, session};
use super::{Fixture, at_once};
use crate::{Changes, CommitError};

async fn open(fixture: &impl Fixture, session: Session) {
    let changes = Changes {
        opened_session: Some(session),
        ..Changes::default()
    };
    fixture.ports().commit(changes).await;
}

async fn find(fixture: &impl Fixture, number: u32) -> Option<Session> {
    let sessions = &fixture.ports().sessions;
    let found = sessions.find(&digest(b's', number)).await.unwrap();
    found.map(|(session, _)| session)
}

fn closing_all_of(account: AccountId) -> Changes {
    Changes {
        closed_sessions_of: Some(account),
        ..Changes::default()
    }
}

pub async fn an_open_session_is_found_with_its_account(fixture: &impl Fixture) {
    accounts::insert(fixture, 1).await;
    let opened = Session {
        scope: SessionScope::ChangePassword,
        ..session(1, 1)
    };
    open(fixture, opened.clone()).await;
    let sessions = &fixture.ports().sessions;
    let found = sessions.find(&opened.digest).await.unwrap();
    let (found, holder) = found.unwrap();
    assert_eq!(found, opened);
    assert_eq!(holder.value, account(1));
    assert_eq!(find(fixture, 2).await, None);
}

pub async fn one_session_is_closed_and_the_others_stay(fixture: &impl Fixture) {
    accounts::insert(fixture, 1).await;
    open(fixture, session(1, 1)).await;
    open(fixture, session(2, 1)).await;
    let closing = Changes {
        closed_session: Some(digest(b's', 1)),
        ..Changes::default()
    };
    fixture.ports().commit(closing.clone()).await;
    assert_eq!(find(fixture, 1).await, None);
    assert_eq!(find(fixture, 2).await, Some(session(2, 1)));
    // Logging out twice is harmless.
    fixture.ports().commit(closing).await;
}

pub async fn all_sessions_of_an_account_are_closed_before_one_is_opened(fixture: &impl Fixture) {
    for number in [1, 2] {
        accounts::insert(fixture, number).await;
    }
    for (number, account) in [(1, 1), (2, 1), (3, 2)] {
        open(fixture, session(number, account)).await;
    }
    let changes = Changes {
        opened_session: Some(session(4, 1)),
        ..closing_all_of(account_id(1))
    };
    fixture.ports().commit(changes).await;
    assert_eq!(find(fixture, 1).await, None);
    assert_eq!(find(fixture, 2).await, None);
    assert_eq!(find(fixture, 3).await, Some(session(3, 2)));
    assert_eq!(find(fixture, 4).await, Some(session(4, 1)));
}

pub async fn r47_a_session_that_has_ended_gives_no_right(fixture: &impl Fixture) {
    accounts::insert(fixture, 1).await;
    open(fixture, session(1, 1)).await;
    let by_right_of_it = |opened| Changes {
        used_session: Some(digest(b's', 1)),
        opened_session: Some(session(opened, 1)),
        ..Changes::default()
    };
    fixture.ports().commit(by_right_of_it(2)).await;
    assert_eq!(find(fixture, 1).await, None);
    assert_eq!(find(fixture, 2).await, Some(session(2, 1)));
    let error = fixture.ports().refusal(by_right_of_it(3)).await;
    assert!(matches!(error, CommitError::Conflict), "{error:?}");
    assert_eq!(find(fixture, 3).await, None);
}

pub async fn r47_a_right_is_used_once_among_50(fixture: &impl Fixture) {
    accounts::insert(fixture, 1).await;
    open(fixture, session(0, 1)).await;
    let ports = fixture.ports().clone();
    let outcomes = at_once(50, move |number| {
        let commit = ports.commit.clone();
        let changes = Changes {
            used_session: Some(digest(b's', 0)),
            closed_sessions_of: Some(account_id(1)),
            opened_session: Some(session(number + 1, 1)),
            ..Changes::default()
        };
        async move { commit.commit(changes).await }
    })
    .await;
    for (number, outcome) in (1..).zip(&outcomes) {
        let expected = outcome.is_ok().then(|| session(number, 1));
        assert_eq!(find(fixture, number).await, expected);
    }
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
}

pub async fn r47_a_use_does_not_bring_back_a_closed_session(fixture: &impl Fixture) {
    accounts::insert(fixture, 1).await;
    open(fixture, session(1, 1)).await;
    fixture.ports().commit(closing_all_of(account_id(1))).await;
    let sessions = &fixture.ports().sessions;
    sessions.touch(&digest(b's', 1), at(60)).await.unwrap();
    assert_eq!(find(fixture, 1).await, None);
}

pub async fn a_late_use_does_not_turn_a_session_back(fixture: &impl Fixture) {
    accounts::insert(fixture, 1).await;
    open(fixture, session(1, 1)).await;
    let sessions = &fixture.ports().sessions;
    for seconds in [60, 30] {
        let used = sessions.touch(&digest(b's', 1), at(seconds)).await;
        used.unwrap();
        let found = find(fixture, 1).await.unwrap();
        assert_eq!(found.last_used_at, at(60));
        assert_eq!(found.opened_at, at(0));
    }
}

pub async fn the_session_that_is_spared_stays_open(fixture: &impl Fixture) {
    for number in [1, 2] {
        accounts::insert(fixture, number).await;
    }
    for (number, account) in [(1, 1), (2, 1), (3, 1), (4, 2)] {
        open(fixture, session(number, account)).await;
    }
    let changes = Changes {
        spared_session: Some(digest(b's', 2)),
        ..closing_all_of(account_id(1))
    };
    fixture.ports().commit(changes).await;
    for (number, is_open) in [(1, false), (2, true), (3, false), (4, true)] {
        assert_eq!(find(fixture, number).await.is_some(), is_open);
    }
}

pub async fn the_sessions_of_an_account_are_listed_the_one_used_last_first(fixture: &impl Fixture) {
    for number in [1, 2] {
        accounts::insert(fixture, number).await;
    }
    let used = |number, seconds| Session {
        last_used_at: at(seconds),
        proved_at: at(-5),
        ..session(number, 1)
    };
    let opened = [used(1, 20), used(2, 30), used(3, 10)];
    for session in opened.iter().cloned().chain([session(4, 2)]) {
        open(fixture, session).await;
    }
    let sessions = &fixture.ports().sessions;
    let [first, second, third] = opened;
    let listed = sessions.list(account_id(1)).await.unwrap();
    assert_eq!(listed, [second, first, third]);
    assert_eq!(sessions.list(account_id(3)).await.unwrap(), []);
}
