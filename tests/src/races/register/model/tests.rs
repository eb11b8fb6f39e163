//! What the model explains and what it does not.

use super::super::checker::explain;
use super::*;

const FULL: SessionScope = SessionScope::Full;

/// The session of a login.
const fn of(login: usize) -> Token {
    Token { login, changes: 0 }
}

/// Active with password 1, the session of login 0 open.
fn active() -> Utenza {
    Utenza {
        password: 1,
        is_one_time: false,
        sessions: BTreeMap::from([(of(0), FULL)]),
    }
}

const fn login(typed: Word, login: usize) -> Op {
    Op::LogIn {
        typed,
        answer: Some(Ok((of(login), FULL))),
    }
}

const fn change(new: Word, answer: Option<Result<(), Unchanged>>) -> Op {
    Op::Change {
        session: of(0),
        current: 1,
        new,
        answer,
    }
}

const fn look(login: usize, answer: Option<SessionScope>) -> Op {
    Op::Look {
        session: of(login),
        answer: Some(answer),
    }
}

fn is_explained(calls: &[(u64, u64, Op)]) -> bool {
    let mut calls: Vec<_> = calls
        .iter()
        .map(|(asked, answered, op)| Call {
            client: 0,
            op: op.clone(),
            asked: *asked,
            answered: Some(*answered),
        })
        .collect();
    excuse(&mut calls);
    explain::<Register>(&active(), &calls).is_ok()
}

#[test]
fn r50_a_login_with_the_old_password_gives_no_session_after_a_change() {
    let changed = (1, 4, change(2, Some(Ok(()))));
    assert!(is_explained(&[changed.clone(), (2, 3, login(1, 6))]));
    assert!(!is_explained(&[changed.clone(), (5, 6, login(1, 6))]));
    // It may have come before the change, but then its session ended with it.
    let late = (3, 6, login(1, 6));
    for (scope, expected) in [(None, true), (Some(FULL), false)] {
        let calls = [changed.clone(), late.clone(), (7, 8, look(6, scope))];
        assert_eq!(is_explained(&calls), expected, "{scope:?}");
    }
}

#[test]
fn r55_of_two_changes_by_one_session_one_succeeds() {
    let (first, second) = (change(2, Some(Ok(()))), change(3, Some(Ok(()))));
    assert!(!is_explained(&[(1, 4, first.clone()), (2, 3, second)]));
    let late = change(3, Some(Err(Unchanged::NoSession)));
    assert!(is_explained(&[(1, 4, first), (2, 3, late)]));
}

#[test]
fn who_is_told_of_somebody_faster_had_a_rival() {
    let loser = change(3, Some(Err(Unchanged::Conflict { excused: false })));
    let winner = change(2, Some(Ok(())));
    assert!(!is_explained(&[(1, 2, loser.clone())]));
    assert!(!is_explained(&[
        (1, 2, loser.clone()),
        (3, 4, winner.clone())
    ]));
    assert!(is_explained(&[(1, 4, loser), (2, 3, winner)]));
}

#[test]
fn a_change_of_unknown_outcome_is_seen_or_not_but_not_first_and_then_not() {
    let unknown = (1, 2, change(2, None));
    let (seen, unseen) = (look(0, None), look(0, Some(FULL)));
    for (first, second, expected) in [
        (&seen, &seen, true),
        (&unseen, &unseen, true),
        (&seen, &unseen, false),
        (&unseen, &seen, false),
    ] {
        let calls = [
            unknown.clone(),
            (3, 4, first.clone()),
            (5, 6, second.clone()),
        ];
        assert_eq!(is_explained(&calls), expected, "{first:?} {second:?}");
    }
}

#[test]
fn a_session_that_was_logged_out_changes_nothing() {
    let out = Op::LogOut {
        session: of(0),
        answer: Some(()),
    };
    let changed = (1, 10, change(2, Some(Ok(()))));
    let old_still_works = (4, 5, login(1, 6));
    assert!(is_explained(&[changed.clone(), (2, 3, out.clone())]));
    assert!(!is_explained(&[changed, (2, 3, out), old_still_works]));
}

#[test]
fn t32_a_change_that_is_repeated_has_the_same_outcome_while_it_lasts() {
    let unheard = (1, 2, change(2, None));
    let again = change(2, Some(Ok(())));
    assert!(is_explained(&[unheard.clone(), (3, 4, again.clone())]));
    // Whoever repeats it with another password has not proved anything.
    let other = change(3, Some(Ok(())));
    assert!(!is_explained(&[(1, 2, again.clone()), (3, 4, other)]));
    // After the next change it is over.
    let next = Op::Change {
        session: of(0).next(),
        current: 2,
        new: 3,
        answer: Some(Ok(())),
    };
    assert!(!is_explained(&[unheard, (3, 4, next), (5, 6, again)]));
}
