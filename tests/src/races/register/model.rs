//! The password of one utenza, as it would be if everybody came one after the other.
//!
//! ```text
//!                      reissue (another one-time password, all sessions end)
//!                        ┌──┐
//!  activation ──▶ one-time password ──change──▶ chosen password ─┐
//!                                                     ▲──change──┘
//! ```
//! Whoever proves the password in force gets a session; a change ends all of them, and its own goes on
//! under another token. Whoever repeats it is given the same token again.

use std::collections::BTreeMap;

use varco_domain::session::SessionScope;

use super::checker::{Call, Model};

/// A password, by its place in the list of all that were ever typed.
pub type Word = usize;

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
}

/// A call; the answer is `None` where nobody knows what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Op {
    /// Login.
    LogIn {
        /// The password.
        typed: Word,
        /// The session, or that it was refused.
        answer: Option<Result<(Token, SessionScope), Refused>>,
    },
    /// Change of password, the forced one included.
    Change {
        /// The session.
        session: Token,
        /// The password in force, as the client believes.
        current: Word,
        /// The new one.
        new: Word,
        /// Done, and the session goes on; or why nothing changed.
        answer: Option<Result<(), Unchanged>>,
    },
    /// "Non hai ricevuto l'email?": the page says the same whatever happens, the mailbox tells.
    Reissue {
        /// The new one-time password, if it came to that.
        fresh: Option<Word>,
        /// Whether it is in force now.
        answer: Option<Result<(), NotReissued>>,
    },
    /// Logout.
    LogOut {
        /// The session.
        session: Token,
        /// Done.
        answer: Option<()>,
    },
    /// A page that needs a session.
    Look {
        /// The session.
        session: Token,
        /// What it may do, or that it is over.
        answer: Option<Option<SessionScope>>,
    },
    /// The link of the activation, once more: it does nothing.
    Replay {
        /// Whether it was refused.
        answer: Option<()>,
    },
    /// What the store holds at the end.
    Peek {
        /// The password.
        password: Word,
        /// Whether it is the mailed one.
        is_one_time: bool,
    },
}

impl Op {
    /// What came of it, in words.
    pub const fn outcome(&self) -> &'static str {
        match self {
            Self::LogIn { answer, .. } => match answer {
                Some(Ok(_)) => "login",
                Some(Err(Refused)) => "login refused",
                None => "login, outcome unknown",
            },
            Self::Change { answer, .. } => match answer {
                Some(Ok(())) => "change",
                Some(Err(Unchanged::NoSession)) => "change without session",
                Some(Err(Unchanged::CurrentWrong)) => "change refused",
                Some(Err(Unchanged::Conflict { .. })) => "change too late",
                None => "change, outcome unknown",
            },
            Self::Reissue { answer, .. } => match answer {
                Some(Ok(())) => "reissue",
                Some(Err(_)) => "reissue of nothing",
                None => "reissue, outcome unknown",
            },
            Self::LogOut { answer, .. } => match answer {
                Some(()) => "logout",
                None => "logout, outcome unknown",
            },
            Self::Look { .. } | Self::Replay { .. } | Self::Peek { .. } => "look",
        }
    }
}

/// A login with a password that is not in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused;

/// Why the password stayed as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unchanged {
    /// The session is over.
    NoSession,
    /// The password in force is another one.
    CurrentWrong,
    /// Somebody else was faster.
    Conflict {
        /// Whether there was somebody at the same time.
        excused: bool,
    },
}

/// Why no one-time password was mailed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotReissued {
    /// Whether somebody else was at it at the same time.
    pub excused: bool,
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
        password: new,
        is_one_time: false,
        sessions: BTreeMap::from([(session.next(), SessionScope::Full)]),
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
    let next = fresh.filter(|_| state.is_one_time).map(|password| Utenza {
        password,
        ..without_sessions(state)
    });
    match (answer, next) {
        (Some(Ok(())), next) => next.into_iter().collect(),
        (Some(Err(NotReissued { excused })), next) => keep_if(state, next.is_none() || *excused),
        (None, Some(next)) => either(state, next, false),
        (None, None) => vec![state.clone()],
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
            } => *excused = had_rival,
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
        Op::LogOut { .. } => true,
        Op::Look { .. } | Op::Replay { .. } | Op::Peek { .. } => false,
    }
}

#[cfg(test)]
mod tests;
