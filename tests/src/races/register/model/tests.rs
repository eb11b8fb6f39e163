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
        sessions: BTreeMap::from([(of(0), FULL)]),
        ..Utenza::new(1, false)
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

const fn mailed(link: Link) -> Op {
    Op::MailLink {
        fresh: Some(link),
        excused: false,
        answer: Some(()),
    }
}

const fn reset(link: Link, new: Word, answer: Option<Result<(), NotReset>>) -> Op {
    Op::Reset { link, new, answer }
}

#[test]
fn r50_a_login_with_the_old_password_gives_no_session_after_a_reset() {
    let link = (1, 2, mailed(0));
    let by_link = (3, 6, reset(0, 2, Some(Ok(()))));
    let operator = Op::Operator {
        fresh: Some(4),
        answer: Some(()),
    };
    for reset in [by_link, (3, 6, operator)] {
        let before = [link.clone(), reset.clone(), (4, 5, login(1, 6))];
        assert!(is_explained(&before), "{reset:?}");
        let after = [link.clone(), reset.clone(), (7, 8, login(1, 6))];
        assert!(!is_explained(&after), "{reset:?}");
        let open = [link.clone(), reset.clone(), (7, 8, look(0, Some(FULL)))];
        assert!(!is_explained(&open), "{reset:?}");
    }
}

#[test]
fn r52_only_the_newest_link_resets_and_none_after_a_change() {
    let done = Some(Ok(()));
    let links = [(1, 2, mailed(0)), (3, 4, mailed(1))];
    for (link, expected) in [(0, false), (1, true)] {
        let used = (5, 6, reset(link, 2, done));
        let calls = [links[0].clone(), links[1].clone(), used];
        assert_eq!(is_explained(&calls), expected, "{link}");
    }
    let changed = (3, 4, change(2, Some(Ok(()))));
    let calls = [links[0].clone(), changed.clone(), (5, 6, reset(0, 3, done))];
    assert!(!is_explained(&calls));
    let refused = reset(0, 3, Some(Err(NotReset::Refused)));
    assert!(is_explained(&[
        links[0].clone(),
        changed,
        (5, 6, refused.clone())
    ]));
    assert!(!is_explained(&[links[0].clone(), (5, 6, refused)]));
}

#[test]
fn a_link_that_is_over_at_once_was_mailed_beside_a_change() {
    let refused = (7, 8, reset(0, 3, Some(Err(NotReset::Refused))));
    for (asked, expected) in [(3, true), (5, false)] {
        let changed = (1, 4, change(2, Some(Ok(()))));
        let calls = [changed, (asked, 6, mailed(0)), refused.clone()];
        assert_eq!(is_explained(&calls), expected, "{asked}");
    }
}

#[test]
fn t32_a_reset_that_is_repeated_has_the_same_outcome_and_no_other() {
    let link = (1, 2, mailed(0));
    for (first, new, expected) in [
        (Some(Ok(())), 2, true),
        (Some(Ok(())), 3, false),
        (None, 2, true),
        (None, 3, true),
    ] {
        let first = (3, 4, reset(0, 2, first));
        let again = (5, 6, reset(0, new, Some(Ok(()))));
        assert_eq!(
            is_explained(&[link.clone(), first, again]),
            expected,
            "{new}"
        );
    }
}
