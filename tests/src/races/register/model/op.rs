//! What is asked of an utenza, and what is answered.

use varco_domain::session::SessionScope;

use super::{Link, Token, Word};

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
    /// The worker answers "Password dimenticata?": a link is mailed, and the one before is over.
    MailLink {
        /// The link, if it came to that.
        fresh: Option<Link>,
        /// Whether the credential may have been replaced meanwhile, so that the link is over too.
        excused: bool,
        /// Done.
        answer: Option<()>,
    },
    /// Another password by a mailed link.
    Reset {
        /// The link.
        link: Link,
        /// The new password.
        new: Word,
        /// Done, or why nothing changed.
        answer: Option<Result<(), NotReset>>,
    },
    /// An operator has a one-time password mailed in place of the credential.
    Operator {
        /// The one-time password, if it came to that.
        fresh: Option<Word>,
        /// Done.
        answer: Option<()>,
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
            Self::MailLink { answer, .. } => match answer {
                Some(()) => "link",
                None => "link, outcome unknown",
            },
            Self::Reset { answer, .. } => match answer {
                Some(Ok(())) => "reset",
                Some(Err(NotReset::Refused)) => "reset refused",
                Some(Err(NotReset::Unchanged)) => "reset to the same",
                None => "reset, outcome unknown",
            },
            Self::Operator { answer, .. } => match answer {
                Some(()) => "reset by an operator",
                None => "reset by an operator, outcome unknown",
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

/// Why a link changed nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotReset {
    /// The link is over.
    Refused,
    /// The new password is the one in force.
    Unchanged,
}
