//! The password of one utenza, as it would be if everybody came one after the other.
//!
//! ```text
//!                      reissue (another one-time password, all sessions end)
//!                        ┌──┐
//!  activation ──▶ one-time password ──change, reset──▶ chosen password ─┐
//!                        ▲              ▲──change, reset──┘     │
//!                        └───────────operator────────┘
//! ```
//! Whoever proves the password in force gets a session; a change ends all of them, and its own goes on
//! under another token. Whoever repeats it is given the same token again. Whoever has the newest link
//! may choose a password without the one in force, until anything else has replaced that; no session
//! outlives it.

use std::collections::{BTreeMap, BTreeSet};

use varco_domain::session::SessionScope;

use super::checker::{Call, Model};

mod op;

pub use op::{NotReissued, NotReset, Op, Refused, Unchanged};

/// A password, by its place in the list of all that were ever typed.
pub type Word = usize;

/// A link that resets the password, by its place in the list of all that were ever mailed.
pub type Link = usize;

/// A session, by where it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Token {
    /// Which login it began with.
    pub login: usize,
    /// How many changes of the password it has gone through.
    pub changes: usize,
}

impl Token {
    /// Under which the session goes on after a change.
    #[must_use]
    pub const fn next(self) -> Self {
        Self {
            changes: self.changes + 1,
            ..self
        }
    }
}

/// The utenza between two calls.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Utenza {
    /// The password in force.
    pub password: Word,
    /// Whether it is the mailed one.
    pub is_one_time: bool,
    /// Open sessions that somebody knows or may come to know.
    pub sessions: BTreeMap<Token, SessionScope>,
    /// Whether nobody has ever chosen a password.
    pub is_first_access: bool,
    /// The link that resets the password, if one does.
    pub link: Option<Link>,
    /// Links that have done so.
    pub used: BTreeSet<Link>,
}

impl Utenza {
    /// An utenza on which nothing has happened since its password was mailed or chosen.
    #[must_use]
    pub const fn new(password: Word, is_one_time: bool) -> Self {
        Self {
            password,
            is_one_time,
            sessions: BTreeMap::new(),
            is_first_access: is_one_time,
            link: None,
            used: BTreeSet::new(),
        }
    }

    /// With another credential: sessions and links of the one before are over.
    fn replaced(&self, password: Word, is_one_time: bool) -> Self {
        Self {
            password,
            is_one_time,
            sessions: BTreeMap::new(),
            is_first_access: self.is_first_access && is_one_time,
            link: None,
            used: self.used.clone(),
        }
    }
}

/// The utenza as a [`Model`].
#[derive(Clone, Copy, Debug)]
pub struct Register;

impl Model for Register {
    type State = Utenza;
    type Op = Op;

    fn after(state: &Utenza, op: &Op) -> Vec<Utenza> {
        match op {
            Op::LogIn { typed, answer } => logged_in(state, *typed, answer.as_ref()),
            Op::Change {
                session,
                current,
                new,
                answer,
            } => changed(state, (*session, *current, *new), answer.as_ref()),
            Op::Reissue { fresh, answer } => reissued(state, *fresh, answer.as_ref()),
            Op::MailLink {
                fresh,
                excused,
                answer,
            } => link_mailed(state, *fresh, *excused, *answer),
            Op::Reset { link, new, answer } => reset(state, *link, *new, answer.as_ref()),
            Op::Operator { fresh, answer } => {
                let next = fresh.map(|password| state.replaced(password, true));
                next.map_or_else(
                    || keep_if(state, answer.is_none()),
                    |next| either(state, next, answer.is_some()),
                )
            }
            Op::LogOut { session, answer } => {
                let mut next = state.clone();
                next.sessions.remove(session);
                either(state, next, answer.is_some())
            }
            Op::Look { session, answer } => {
                let scope = state.sessions.get(session).copied();
                keep_if(state, answer.is_none_or(|seen| seen == scope))
            }
            Op::Replay { .. } => vec![state.clone()],
            Op::Peek {
                password,
                is_one_time,
            } => {
                let found = (*password, *is_one_time);
                keep_if(state, found == (state.password, state.is_one_time))
            }
        }
    }
}

fn logged_in(
    state: &Utenza,
    typed: Word,
    answer: Option<&Result<(Token, SessionScope), Refused>>,
) -> Vec<Utenza> {
    let is_right = typed == state.password;
    if !is_right {
        return keep_if(state, !matches!(answer, Some(Ok(_))));
    }
    let (scope, mut next) = if state.is_one_time {
        // A login with the one-time password ends the session before it (R-19).
        (SessionScope::ChangePassword, without_sessions(state))
    } else {
        (SessionScope::Full, state.clone())
    };
    match answer {
        Some(Ok((token, given))) if *given == scope => {
            next.sessions.insert(*token, scope);
            vec![next]
        }
        Some(_) => Vec::new(),
        None => either(state, next, false),
    }
}

fn changed(
    state: &Utenza,
    (session, current, new): (Token, Word, Word),
    answer: Option<&Result<(), Unchanged>>,
) -> Vec<Utenza> {
    let is_open = state.sessions.contains_key(&session);
    let is_right = current == state.password;
    // It was done before, and the answer was lost or is given once more.
    let is_repeat =
        !is_open && state.sessions.contains_key(&session.next()) && new == state.password;
    let next = Utenza {
        sessions: BTreeMap::from([(session.next(), SessionScope::Full)]),
        ..state.replaced(new, false)
    };
    match answer {
        Some(Ok(())) if is_open && is_right => vec![next],
        Some(Ok(())) => keep_if(state, is_repeat),
        Some(Err(Unchanged::NoSession)) => keep_if(state, !is_open && !is_repeat),
        Some(Err(Unchanged::CurrentWrong)) => keep_if(state, is_open && !is_right),
        Some(Err(Unchanged::Conflict { excused })) => keep_if(state, *excused),
        None if is_open && is_right => either(state, next, false),
        None => vec![state.clone()],
    }
}

fn reissued(
    state: &Utenza,
    fresh: Option<Word>,
    answer: Option<&Result<(), NotReissued>>,
) -> Vec<Utenza> {
    let next = fresh
        .filter(|_| state.is_first_access)
        .map(|password| state.replaced(password, true));
    match (answer, next) {
        (Some(Ok(())), next) => next.into_iter().collect(),
        (Some(Err(NotReissued { excused })), next) => keep_if(state, next.is_none() || *excused),
        (None, Some(next)) => either(state, next, false),
        (None, None) => vec![state.clone()],
    }
}

fn link_mailed(
    state: &Utenza,
    fresh: Option<Link>,
    excused: bool,
    answer: Option<()>,
) -> Vec<Utenza> {
    let with = |link| Utenza {
        link,
        ..state.clone()
    };
    let mut nexts = fresh
        .map(|link| with(Some(link)))
        .into_iter()
        .collect::<Vec<_>>();
    // It is for the credential that was in force when the worker looked.
    nexts.extend(excused.then(|| with(None)));
    if answer.is_none() {
        nexts.push(state.clone());
    }
    nexts
}

fn reset(
    state: &Utenza,
    link: Link,
    new: Word,
    answer: Option<&Result<(), NotReset>>,
) -> Vec<Utenza> {
    let is_good = state.link == Some(link);
    let is_same = new == state.password;
    // It was done before, and the answer was lost or is given once more.
    let is_repeat = state.used.contains(&link) && is_same && !state.is_one_time;
    let mut next = state.replaced(new, false);
    next.used.insert(link);
    match answer {
        Some(Ok(())) if is_good && !is_same => vec![next],
        Some(Ok(())) => keep_if(state, is_repeat),
        Some(Err(NotReset::Refused)) => keep_if(state, !is_good && !is_repeat),
        Some(Err(NotReset::Unchanged)) => keep_if(state, is_good && is_same),
        None if is_good && !is_same => either(state, next, false),
        None => vec![state.clone()],
    }
}

fn without_sessions(state: &Utenza) -> Utenza {
    Utenza {
        sessions: BTreeMap::new(),
        ..state.clone()
    }
}

fn keep_if(state: &Utenza, is_possible: bool) -> Vec<Utenza> {
    is_possible.then(|| state.clone()).into_iter().collect()
}

/// What is known to have happened, or one of the two.
fn either(state: &Utenza, next: Utenza, is_known: bool) -> Vec<Utenza> {
    if is_known || next == *state {
        vec![next]
    } else {
        vec![state.clone(), next]
    }
}

/// Marks the losers that had a rival: whoever is told that somebody else was faster must have been
/// at it together with somebody who may have written.
pub fn excuse(calls: &mut [Call<Op>]) {
    let spans: Vec<_> = calls
        .iter()
        .map(|call| {
            let span = (call.asked, call.answered.unwrap_or(u64::MAX));
            (span, may_write(&call.op))
        })
        .collect();
    for (place, call) in calls.iter_mut().enumerate() {
        let (asked, answered) = (call.asked, call.answered.unwrap_or(u64::MAX));
        let mut others = spans.iter().enumerate();
        let had_rival = others.any(|(other, ((from, until), writes))| {
            other != place && *writes && *from < answered && *until > asked
        });
        match &mut call.op {
            Op::Change {
                answer: Some(Err(Unchanged::Conflict { excused })),
                ..
            }
            | Op::Reissue {
                answer: Some(Err(NotReissued { excused })),
                ..
            }
            | Op::MailLink { excused, .. } => *excused = had_rival,
            _ => {}
        }
    }
}

/// Whether a call may have written what a rival meets.
const fn may_write(op: &Op) -> bool {
    match op {
        Op::Change { answer, .. } => !matches!(answer, Some(Err(_))),
        Op::Reissue { answer, .. } => !matches!(answer, Some(Err(_))),
        Op::LogIn { answer, .. } => {
            matches!(answer, None | Some(Ok((_, SessionScope::ChangePassword))))
        }
        Op::Reset { answer, .. } => !matches!(answer, Some(Err(_))),
        Op::LogOut { .. } | Op::Operator { .. } => true,
        Op::MailLink { .. } | Op::Look { .. } | Op::Replay { .. } | Op::Peek { .. } => false,
    }
}

#[cfg(test)]
mod tests;
