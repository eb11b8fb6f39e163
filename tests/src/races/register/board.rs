//! What the clients of one utenza know and write down together.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use anyhow::{Context as _, Result, ensure};
use secrecy::{ExposeSecret as _, SecretString};

use super::checker::Call;
use super::model::{Link, Op, Token, Word};

/// Knowledge and minutes.
#[derive(Debug)]
pub(super) struct Board(Mutex<Content>);

#[derive(Debug)]
struct Content {
    words: Vec<String>,
    tokens: BTreeMap<Token, SecretString>,
    links: Vec<SecretString>,
    /// The password that seems to be in force.
    belief: Word,
    calls: Vec<Call<Op>>,
    clock: u64,
}

impl Board {
    /// A board with passwords that anybody may try.
    pub(super) fn new(words: Vec<String>) -> Self {
        Self(Mutex::new(Content {
            words,
            tokens: BTreeMap::new(),
            links: Vec::new(),
            belief: 0,
            calls: Vec::new(),
            clock: 0,
        }))
    }

    fn lock(&self) -> MutexGuard<'_, Content> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next instant.
    pub(super) fn tick(&self) -> u64 {
        let mut content = self.lock();
        content.clock += 1;
        content.clock
    }

    /// A password by its number.
    pub(super) fn word(&self, word: Word) -> Result<String> {
        self.lock()
            .words
            .get(word)
            .cloned()
            .context("no such password")
    }

    /// The number of a password.
    pub(super) fn number(&self, password: &str) -> Word {
        let words = &mut self.lock().words;
        let known = words.iter().position(|word| word == password);
        known.unwrap_or_else(|| {
            words.push(password.to_owned());
            words.len() - 1
        })
    }

    /// A session by its number.
    pub(super) fn token(&self, token: Token) -> Result<SecretString> {
        self.lock()
            .tokens
            .get(&token)
            .cloned()
            .context("no such session")
    }

    /// Makes the session of a login known to everybody.
    pub(super) fn publish(&self, token: SecretString) -> Token {
        let tokens = &mut self.lock().tokens;
        let place = Token {
            login: tokens.len(),
            changes: 0,
        };
        tokens.insert(place, token);
        place
    }

    /// Makes known under which token a session goes on after a change: always the same.
    pub(super) fn follow(&self, session: Token, token: SecretString) -> Result<()> {
        let told = token.expose_secret().to_owned();
        let before = self.lock().tokens.insert(session.next(), token);
        let is_same = before.is_none_or(|before| before.expose_secret() == told);
        ensure!(is_same, "a session goes on under two tokens");
        Ok(())
    }

    /// Makes a link known to everybody.
    pub(super) fn post(&self, link: SecretString) -> Link {
        let links = &mut self.lock().links;
        links.push(link);
        links.len() - 1
    }

    /// A link by its number.
    pub(super) fn link(&self, link: Link) -> Result<SecretString> {
        self.lock().links.get(link).cloned().context("no such link")
    }

    /// How many links are known.
    pub(super) fn links(&self) -> usize {
        self.lock().links.len()
    }

    /// How many passwords are known.
    pub(super) fn words(&self) -> usize {
        self.lock().words.len()
    }

    /// Sessions that are known, by the order of their logins.
    pub(super) fn tokens(&self) -> Vec<Token> {
        self.lock().tokens.keys().copied().collect()
    }

    /// The password that seems to be in force.
    pub(super) fn belief(&self) -> Word {
        self.lock().belief
    }

    /// Makes a password the one that seems to be in force.
    pub(super) fn believe(&self, word: Word) {
        self.lock().belief = word;
    }

    /// Writes a call down, and what everybody learns from it.
    pub(super) fn write_down(&self, call: Call<Op>) {
        let mut content = self.lock();
        match &call.op {
            Op::LogIn {
                typed: word,
                answer: Some(Ok(_)),
            }
            | Op::Change {
                new: word,
                answer: Some(Ok(())),
                ..
            }
            | Op::Reissue {
                fresh: Some(word),
                answer: Some(Ok(())),
            }
            | Op::Reset {
                new: word,
                answer: Some(Ok(())),
                ..
            }
            | Op::Operator {
                fresh: Some(word),
                answer: Some(()),
            } => content.belief = *word,
            _ => {}
        }
        content.calls.push(call);
    }

    /// All calls.
    pub(super) fn calls(&self) -> Vec<Call<Op>> {
        self.lock().calls.clone()
    }
}
