//! A mailed link is good once, and for its newest issue alone where that is so.

use std::sync::Arc;

use varco_domain::contacts::EmailAddress;
use varco_domain::grant::{Grant, GrantEnding, GrantPurpose, Granted};
use varco_domain::utenza::FormerEmail;

use super::housekeeping::{none, sweep};
use super::samples::{TICK, account, account_id, at, digest, grant, session};
use super::{Fixture, accounts, at_once};
use crate::{CancelledGrants, Changes, CommitError, Cutoffs};

fn issuing(grants: &[Grant]) -> Changes {
    Changes {
        grants: grants.to_vec(),
        ..Changes::default()
    }
}

async fn issue(fixture: &impl Fixture, grants: &[Grant]) {
    fixture.ports().commit(issuing(grants)).await;
}

fn using(grant: &Grant, seconds: i64) -> Changes {
    Changes {
        consumed_grant: Some((grant.id, at(seconds))),
        ..Changes::default()
    }
}

/// How the link with this number has ended.
async fn ending(fixture: &impl Fixture, number: u32) -> Option<GrantEnding> {
    let grants = &fixture.ports().grants;
    let found = grants.find(&digest(b'g', number)).await.unwrap();
    found.unwrap().0.ending
}

fn undoing(address: Option<&str>) -> Granted {
    Granted::UndoEmail(FormerEmail::NoInstitutional {
        entered: address.map(|text| EmailAddress::parse(text).unwrap()),
    })
}

pub async fn a_link_is_found_with_its_account_as_it_was_issued(fixture: &impl Fixture) {
    accounts::insert(fixture, 1).await;
    let before = EmailAddress::parse("Vecchia@esempio.it").unwrap();
    let personal = FormerEmail::Personal(Some(before));
    let address = EmailAddress::parse("Nuova@esempio.it").unwrap();
    let issued = [
        grant(1, 1, Granted::ResetPassword),
        grant(2, 1, Granted::ConfirmEmail(address)),
        grant(3, 1, undoing(None)),
        grant(4, 1, undoing(Some("a@istruzione.it"))),
        grant(5, 1, Granted::UndoEmail(personal)),
        grant(6, 1, Granted::Disavow),
    ];
    issue(fixture, &issued).await;
    let grants = &fixture.ports().grants;
    for expected in issued {
        let found = grants.find(&expected.digest).await.unwrap();
        let (found, holder) = found.unwrap();
        assert_eq!(found, expected);
        assert_eq!(holder.value, account(1));
    }
    assert_eq!(grants.find(&digest(b'g', 9)).await.unwrap(), None);
}

pub async fn r16_a_link_is_used_once(fixture: &impl Fixture) {
    accounts::insert(fixture, 1).await;
    let link = grant(1, 1, Granted::ResetPassword);
    issue(fixture, std::slice::from_ref(&link)).await;
    fixture.ports().commit(using(&link, 20)).await;
    assert_eq!(
        ending(fixture, 1).await,
        Some(GrantEnding::Used { at: at(20) })
    );
    let again = Changes {
        opened_session: Some(session(1, 1)),
        ..using(&link, 21)
    };
    let refusal = fixture.ports().refusal(again).await;
    assert!(matches!(refusal, CommitError::Conflict));
    let sessions = &fixture.ports().sessions;
    assert_eq!(sessions.find(&session(1, 1).digest).await.unwrap(), None);
    assert_eq!(
        ending(fixture, 1).await,
        Some(GrantEnding::Used { at: at(20) })
    );
}

pub async fn r16_a_link_is_used_once_among_100(fixture: &impl Fixture) {
    accounts::insert(fixture, 1).await;
    let link = grant(1, 1, Granted::Disavow);
    issue(fixture, std::slice::from_ref(&link)).await;
    let commit = &fixture.ports().commit;
    let outcomes = at_once(100, |_| {
        let (commit, changes) = (Arc::clone(commit), using(&link, 20));
        async move { commit.commit(changes).await.is_ok() }
    });
    let used = outcomes.await.into_iter().filter(|is_used| *is_used);
    assert_eq!(used.count(), 1);
}

pub async fn r14_an_expired_link_is_not_used(fixture: &impl Fixture) {
    accounts::insert(fixture, 1).await;
    let link = grant(1, 1, Granted::Disavow);
    issue(fixture, std::slice::from_ref(&link)).await;
    let at_the_end = Changes {
        consumed_grant: Some((link.id, link.expires_at)),
        ..Changes::default()
    };
    let refusal = fixture.ports().refusal(at_the_end).await;
    assert!(matches!(refusal, CommitError::Conflict));
    let just_before = Changes {
        consumed_grant: Some((link.id, link.expires_at - TICK)),
        ..Changes::default()
    };
    fixture.ports().commit(just_before).await;
}

pub async fn r52_only_the_newest_reset_of_an_account_is_good(fixture: &impl Fixture) {
    for number in [1, 2] {
        accounts::insert(fixture, number).await;
    }
    let address = EmailAddress::parse("nuova@esempio.it").unwrap();
    let confirmation = grant(3, 1, Granted::ConfirmEmail(address));
    let older = grant(1, 1, Granted::ResetPassword);
    issue(
        fixture,
        &[older.clone(), grant(2, 2, Granted::ResetPassword)],
    )
    .await;
    issue(
        fixture,
        &[confirmation, grant(4, 1, Granted::ResetPassword)],
    )
    .await;
    let superseded = Some(GrantEnding::Superseded { newer_at: at(4) });
    for (number, expected) in [(1, superseded), (2, None), (3, None), (4, None)] {
        assert_eq!(ending(fixture, number).await, expected, "{number}");
    }
    let refusal = fixture.ports().refusal(using(&older, 20)).await;
    assert!(matches!(refusal, CommitError::Conflict));
}

pub async fn r52_what_has_ended_is_not_superseded(fixture: &impl Fixture) {
    accounts::insert(fixture, 1).await;
    let first = grant(1, 1, Granted::ResetPassword);
    issue(fixture, std::slice::from_ref(&first)).await;
    let changes = Changes {
        grants: vec![grant(2, 1, Granted::ResetPassword)],
        ..using(&first, 20)
    };
    fixture.ports().commit(changes).await;
    assert_eq!(
        ending(fixture, 1).await,
        Some(GrantEnding::Used { at: at(20) })
    );
    assert_eq!(ending(fixture, 2).await, None);
}

pub async fn undoing_and_disavowing_may_be_open_several_times(fixture: &impl Fixture) {
    accounts::insert(fixture, 1).await;
    let links = [
        grant(1, 1, Granted::Disavow),
        grant(2, 1, Granted::Disavow),
        grant(3, 1, undoing(None)),
        grant(4, 1, undoing(None)),
    ];
    for link in &links {
        issue(fixture, std::slice::from_ref(link)).await;
    }
    for link in &links {
        fixture.ports().commit(using(link, 20)).await;
    }
}

pub async fn r54_links_of_a_purpose_are_cancelled_all_or_from_an_instant_on(
    fixture: &impl Fixture,
) {
    for number in [1, 2] {
        accounts::insert(fixture, number).await;
    }
    let links = [
        grant(1, 1, undoing(None)),
        grant(2, 1, undoing(None)),
        grant(3, 1, undoing(None)),
        grant(4, 2, undoing(None)),
        grant(5, 1, Granted::Disavow),
    ];
    issue(fixture, &links).await;
    let cancel = async |issued_after, seconds| {
        let cancelled = CancelledGrants {
            account: account_id(1),
            purpose: GrantPurpose::UndoEmail,
            issued_after,
            at: at(seconds),
        };
        let changes = Changes {
            cancelled_grants: vec![cancelled],
            ..Changes::default()
        };
        fixture.ports().commit(changes).await;
    };
    let cancelled = |seconds| Some(GrantEnding::Cancelled { at: at(seconds) });
    cancel(Some(at(2)), 20).await;
    for (number, expected) in [(1, None), (2, None), (3, cancelled(20))] {
        assert_eq!(ending(fixture, number).await, expected, "{number}");
    }
    cancel(None, 30).await;
    let later = cancelled(30);
    for (number, expected) in [
        (1, later),
        (2, later),
        (3, cancelled(20)),
        (4, None),
        (5, None),
    ] {
        assert_eq!(ending(fixture, number).await, expected, "{number}");
    }
}

pub async fn what_is_used_and_cancelled_goes_before_what_is_issued(fixture: &impl Fixture) {
    accounts::insert(fixture, 1).await;
    let cancelled = CancelledGrants {
        account: account_id(1),
        purpose: GrantPurpose::ResetPassword,
        issued_after: None,
        at: at(9),
    };
    let changes = Changes {
        cancelled_grants: vec![cancelled],
        ..issuing(&[grant(1, 1, Granted::ResetPassword)])
    };
    fixture.ports().commit(changes).await;
    assert_eq!(ending(fixture, 1).await, None);
}

pub async fn links_go_with_their_account_and_at_their_cutoff(fixture: &impl Fixture) {
    for number in [1, 2] {
        accounts::insert(fixture, number).await;
    }
    let (swept, erased) = (grant(1, 1, Granted::Disavow), grant(2, 2, Granted::Disavow));
    issue(fixture, &[swept.clone(), erased.clone()]).await;
    fixture.erase_account(account_id(2)).await;
    let grants = &fixture.ports().grants;
    assert_eq!(grants.find(&erased.digest).await.unwrap(), None);
    let until = |settled_items| Cutoffs {
        settled_items,
        ..none()
    };
    assert_eq!(sweep(fixture, until(swept.expires_at - TICK)).await, 0);
    assert!(grants.find(&swept.digest).await.unwrap().is_some());
    assert_eq!(sweep(fixture, until(swept.expires_at)).await, 1);
    assert_eq!(grants.find(&swept.digest).await.unwrap(), None);
}
