//! A client: wishes something, asks for it, writes down what came of it.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;
use varco_ports::ClaimedItem;
use varco_usecases::{Line, Ports, PresentedTicket, Settings, UseCases};

use super::board::Board;
use super::checker::Call;
use super::fate::Fate;
use super::model::{Link, Op, Token, Word};
use super::request::Request;
use crate::person::Person;
use crate::races::people;

/// Passwords that people choose from, the first words of a board after the mailed one.
pub(super) const CHOSEN: usize = 3;
/// One call in so many is asked by somebody who hangs up, and after how many milliseconds at most.
const HANG_UPS: u8 = 16;
const PATIENCE: u64 = 12;

/// Somebody who knows what everybody knows about one utenza.
#[derive(Debug)]
pub(super) struct Client {
    pub(super) number: usize,
    pub(super) ports: Ports,
    pub(super) settings: Settings,
    pub(super) person: Person,
    pub(super) link: PresentedTicket,
    pub(super) board: Arc<Board>,
    pub(super) dice: fastrand::Rng,
    /// How many of twenty wishes are a change.
    pub(super) eagerness: u8,
}

impl Client {
    /// So many calls, one after the other.
    pub(super) async fn work(mut self, calls: usize) -> Result<()> {
        for _ in 0..calls {
            match self.wish() {
                wish @ Op::MailLink { .. } => {
                    for item in self.requested().await? {
                        self.call(&wish, Some(&item)).await?;
                    }
                }
                wish => self.call(&wish, None).await?,
            }
        }
        Ok(())
    }

    /// One call.
    async fn call(&mut self, wish: &Op, item: Option<&ClaimedItem>) -> Result<()> {
        let fate = Fate::new(self.dice.u64(..));
        let patience = (self.dice.u8(..HANG_UPS) == 0).then(|| self.dice.u64(..PATIENCE));
        let request = Request::new(self, &fate, item);
        let asked = self.board.tick();
        let told = tokio::select! {
            told = request.ask(wish) => Some(told?),
            () = hang_up_after(patience) => None,
        };
        let answered = told.is_some().then(|| self.board.tick());
        let op = told.unwrap_or_else(|| request.unanswered(wish.clone()));
        // The mails of a worker that are no links tell nothing.
        if !matches!(op, Op::MailLink { fresh: None, .. }) {
            let client = self.number;
            self.board.write_down(Call {
                client,
                op,
                asked,
                answered,
            });
        }
        Ok(())
    }

    /// Asks for a link; everything that a worker finds in the outbox then.
    async fn requested(&self) -> Result<Vec<ClaimedItem>> {
        let node = UseCases::new(self.ports.clone(), self.settings.clone());
        people::ask_reset(&node, &self.person.codice_fiscale).await?;
        Ok(node.claim(&Line::Mails, 100).await?)
    }

    /// A wish is a call without its answer.
    fn wish(&mut self) -> Op {
        let words = self.board.words();
        let changes = self.eagerness;
        let session = self.session();
        match (self.dice.u8(..20), session) {
            (throw, Some(session)) if throw < changes => {
                let current = self.password(words);
                // Nobody may choose the password that they have.
                let new = (1..=CHOSEN).filter(|word| *word != current);
                Op::Change {
                    session,
                    current,
                    new: self.dice.choice(new.collect::<Vec<_>>()).unwrap_or(1),
                    answer: None,
                }
            }
            (throw, Some(session)) if throw < changes + 4 => Op::Look {
                session,
                answer: None,
            },
            (throw, Some(session)) if throw == changes + 4 => Op::LogOut {
                session,
                answer: None,
            },
            (14, _) => Op::MailLink {
                fresh: None,
                excused: false,
                answer: None,
            },
            (15 | 16, _) if self.board.links() > 0 => Op::Reset {
                link: self.link(),
                new: self.dice.usize(1..=CHOSEN),
                answer: None,
            },
            (17, _) => Op::Operator {
                fresh: None,
                answer: None,
            },
            (18, _) => Op::Reissue {
                fresh: None,
                answer: None,
            },
            (19, _) => Op::Replay { answer: None },
            _ => Op::LogIn {
                typed: self.password(words),
                answer: None,
            },
        }
    }

    /// Mostly the password that seems to be in force, sometimes one of the latest.
    fn password(&mut self, words: usize) -> Word {
        match self.dice.u8(..10) {
            0..8 => self.board.belief(),
            _ => self.dice.usize(words.saturating_sub(6)..words),
        }
    }

    /// Mostly the latest link, of some.
    fn link(&mut self) -> Link {
        let latest = self.board.links().saturating_sub(1);
        match self.dice.u8(..10) {
            0..8 => latest,
            _ => self.dice.usize(..=latest),
        }
    }

    /// Mostly the latest session.
    fn session(&mut self) -> Option<Token> {
        let tokens = self.board.tokens();
        match self.dice.u8(..10) {
            0..8 => tokens.last().copied(),
            _ => self.dice.choice(tokens),
        }
    }
}

/// Returns when patience, in milliseconds, is at its end.
async fn hang_up_after(patience: Option<u64>) {
    match patience {
        Some(patience) => tokio::time::sleep(Duration::from_millis(patience)).await,
        None => std::future::pending().await,
    }
}
