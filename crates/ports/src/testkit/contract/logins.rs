//! What a login leaves on its account.

use varco_domain::id::AccountId;
use varco_domain::utenza::{Accesses, Account, CredentialVersion};

use super::accounts::{find, insert};
use super::samples::{access, account, account_id, at, digest, session};
use super::{Fixture, at_once};
use crate::{Changes, CommitError, LockoutKey, Login, ProofOutcome, SettledProof, Version, Write};

/// A login after so many seconds, or one that is not complete.
fn login(account: u32, version: u32, seconds: Option<i64>) -> Changes {
    Changes {
        login: Some(Login {
            account: account_id(account),
            credential_version: CredentialVersion(version),
            access: seconds.map(access),
        }),
        ..Changes::default()
    }
}

fn failure(account: AccountId) -> Changes {
    let key = LockoutKey {
        digest: digest(b'k', 1),
        account: Some(account),
    };
    Changes {
        proof: Some(SettledProof {
            key,
            at: at(35),
            outcome: ProofOutcome::Failed,
        }),
        ..Changes::default()
    }
}

async fn accesses(fixture: &impl Fixture) -> Accesses {
    find(fixture, account_id(1)).await.unwrap().value.accesses
}

pub async fn r50_a_login_needs_the_credential_that_was_proved(fixture: &impl Fixture) {
    insert(fixture, 1).await;
    for (account, version) in [(1, 0), (1, 2), (2, 1)] {
        for seconds in [Some(40), None] {
            let changes = Changes {
                opened_session: Some(session(1, 1)),
                ..login(account, version, seconds)
            };
            let refusal = fixture.ports().refusal(changes).await;
            assert!(matches!(refusal, CommitError::Conflict));
        }
    }
    let sessions = &fixture.ports().sessions;
    assert_eq!(sessions.find(&session(1, 1).digest).await.unwrap(), None);
    fixture.ports().commit(login(1, 1, Some(40))).await;
    let found = find(fixture, account_id(1)).await.unwrap();
    assert_eq!(found.value.accesses.last, Some(access(40)));
    assert_eq!(found.version, Version(1));
}

pub async fn r40_the_last_two_logins_and_the_failures_between_them_are_kept(
    fixture: &impl Fixture,
) {
    insert(fixture, 1).await;
    assert_eq!(accesses(fixture).await, Accesses::default());
    fixture.ports().commit(login(1, 1, Some(10))).await;
    for _ in 0..3 {
        fixture.ports().commit(failure(account_id(1))).await;
    }
    // Only good for the change of the password: nothing to show.
    fixture.ports().commit(login(1, 1, None)).await;
    fixture.ports().commit(login(1, 1, Some(20))).await;
    fixture.ports().commit(failure(account_id(1))).await;
    let expected = Accesses {
        last: Some(access(20)),
        previous: Some(access(10)),
        failures_before: 3,
        failures_since: 1,
    };
    assert_eq!(accesses(fixture).await, expected);
}

pub async fn r40_a_login_that_was_overtaken_is_the_one_before_the_last(fixture: &impl Fixture) {
    insert(fixture, 1).await;
    for seconds in [20, 10, 5] {
        fixture.ports().commit(login(1, 1, Some(seconds))).await;
    }
    let expected = Accesses {
        last: Some(access(20)),
        previous: Some(access(10)),
        ..Accesses::default()
    };
    assert_eq!(accesses(fixture).await, expected);
    let refusal = fixture.ports().refusal(login(1, 2, Some(15))).await;
    assert!(matches!(refusal, CommitError::Conflict));
    assert_eq!(accesses(fixture).await, expected);
}

pub async fn r40_of_20_failures_at_once_every_one_is_counted(fixture: &impl Fixture) {
    insert(fixture, 1).await;
    let commit = &fixture.ports().commit;
    let outcomes = at_once(20, |_| {
        let commit = std::sync::Arc::clone(commit);
        async move { commit.commit(failure(account_id(1))).await.is_ok() }
    });
    assert_eq!(outcomes.await, [true; 20]);
    assert_eq!(accesses(fixture).await.failures_since, 20);
}

pub async fn a_login_noted_meanwhile_survives_the_writing_of_its_account(fixture: &impl Fixture) {
    insert(fixture, 1).await;
    fixture.ports().commit(login(1, 1, Some(10))).await;
    fixture.ports().commit(failure(account_id(1))).await;
    let read_before = Account {
        needs_review: true,
        ..account(1)
    };
    let changes = Changes {
        account: Some(Write::Update(read_before.clone(), Version(1))),
        ..Changes::default()
    };
    fixture.ports().commit(changes).await;
    let found = find(fixture, account_id(1)).await.unwrap();
    let accesses = Accesses::default().noted(access(10)).failed();
    let expected = Account {
        accesses,
        ..read_before
    };
    assert_eq!(found.value, expected);
}

pub async fn a_failure_of_an_account_that_is_gone_leaves_no_trace(fixture: &impl Fixture) {
    fixture.ports().commit(failure(account_id(9))).await;
    assert_eq!(find(fixture, account_id(9)).await, None);
}
