//! Races that exactly one may win (RC-1), T-15.

mod same_account;
mod same_answer;
mod same_code;
mod same_flow;
mod same_link;
mod same_mails;
mod same_name;

use anyhow::{Context as _, Result};

use super::arena::Arena;

/// A race. A round is run on an arena that the rounds before it have used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Race {
    /// A hundred registrations of one codice fiscale are confirmed, then activated, while more of them
    /// come in.
    SameCode,
    /// One link and its code are used two hundred times.
    SameLink,
    /// One password is changed to fifty others.
    SameAccount,
    /// One answer to the captcha is given for fifty codici fiscali.
    SameAnswer,
    /// One registration is confirmed fifty times, and its mail asked for again fifty times.
    SameFlow,
    /// Eight workers send a thousand mails.
    SameMails,
    /// People of one name are activated.
    SameName,
}

impl Race {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::SameCode,
        Self::SameLink,
        Self::SameAccount,
        Self::SameAnswer,
        Self::SameFlow,
        Self::SameMails,
        Self::SameName,
    ];

    /// How it is called in reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::SameCode => "same-code",
            Self::SameLink => "same-link",
            Self::SameAccount => "same-account",
            Self::SameAnswer => "same-answer",
            Self::SameFlow => "same-flow",
            Self::SameMails => "same-mails",
            Self::SameName => "same-name",
        }
    }

    /// Runs one round; rounds with different numbers have nobody in common.
    ///
    /// # Errors
    ///
    /// More than one has won, or none, or somebody heard of a fault, or something was left behind.
    pub async fn run(self, arena: &Arena, round: u16) -> Result<()> {
        let outcome = match self {
            Self::SameCode => same_code::run(arena, round).await,
            Self::SameLink => same_link::run(arena, round).await,
            Self::SameAccount => same_account::run(arena, round).await,
            Self::SameAnswer => same_answer::run(arena, round).await,
            Self::SameFlow => same_flow::run(arena, round).await,
            Self::SameMails => same_mails::run(arena, round).await,
            Self::SameName => same_name::run(arena, round).await,
        };
        let name = self.name();
        outcome.with_context(|| format!("{name}, round {round}"))?;
        let left = arena.rows()?.expect_no_debris().await;
        left.with_context(|| format!("{name}, after round {round}"))
    }
}
