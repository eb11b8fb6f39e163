//! Is the password of one utenza a register that can be read and written atomically (LN-1)?
//!
//! Eight clients log in, change, reset by a mailed link or as an operator, have the one-time password
//! mailed again, look, log out, while calls to the store are late, fail before or after their work, and clients hang up (R-50, R-55, T-16).
//! What they asked and were told is a history; [`checker`] looks for an order of the calls that
//! [`model`] explains.

pub mod checker;
pub mod model;
pub mod sabotage;

mod board;
mod client;
mod fate;
mod request;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use anyhow::{Context as _, Result, bail};
use secrecy::ExposeSecret as _;
use tokio::task::JoinSet;
use varco_domain::codice_fiscale::CodiceFiscale;
use varco_domain::throttle::Limit;
use varco_domain::utenza::Credential;
use varco_ports::testkit::PlainHasher;
use varco_usecases::{Limits, PresentedTicket, Settings, UseCases};

use self::board::Board;
use self::checker::{Call, explain};
use self::client::{CHOSEN, Client};
use self::model::{Op, Register, Utenza, excuse};
use self::sabotage::Sabotage;
use super::arena::Arena;
use super::people;
use super::settings::settings;
use crate::person::Person;

/// Clients at a time.
pub const CLIENTS: usize = 8;
/// Calls of each of them.
const CALLS: usize = 7;
/// Sessions that are looked at in the end, the latest.
const LAST_LOOKS: usize = 40;

/// How often each kind of answer was given.
pub type Tally = BTreeMap<&'static str, usize>;

/// Plays one history and looks for its explanation; what was answered.
///
/// # Errors
///
/// There is none, and the error tells the history; or something happened that no history may hold.
pub async fn play(
    arena: &Arena,
    number: u16,
    seed: u64,
    sabotage: Option<Sabotage>,
) -> Result<Tally> {
    let person = Person::number(number)?;
    let mut dice = fastrand::Rng::with_seed(seed);
    let (board, link, initial) = begin(arena, &person, dice.bool()).await?;
    let eagerness = dice.choice([2, 4, 8]).context("no choice")?;
    let mut clients = JoinSet::new();
    for number in 0..CLIENTS {
        let ports = arena.ports(number)?;
        let client = Client {
            number,
            ports: match sabotage {
                Some(sabotage) => sabotage.lay_around(ports),
                None => ports,
            },
            settings: without_limits(),
            person: person.clone(),
            link: link.clone(),
            board: Arc::clone(&board),
            dice: dice.fork(),
            eagerness,
        };
        clients.spawn(client.work(CALLS));
    }
    while let Some(done) = clients.join_next().await {
        done??;
    }
    look_at_the_end(arena, &person, &board).await?;
    judge(&initial, board.calls())
}

/// An utenza that nobody has entered, or one whose password has just been chosen.
async fn begin(
    arena: &Arena,
    person: &Person,
    is_entered: bool,
) -> Result<(Arc<Board>, PresentedTicket, Utenza)> {
    let (one_time, link) = people::opened(arena, person).await?;
    let one_time = one_time.expose_secret();
    let chosen = (0..CHOSEN).map(|word| format!("{} e ancora {word}", person.password));
    let board = Board::new([one_time.to_owned()].into_iter().chain(chosen).collect());
    let mut initial = Utenza::new(0, true);
    if is_entered {
        let (node, password) = (arena.node(0)?, 1);
        let restricted = people::log_in(&node, &person.codice_fiscale, one_time).await?;
        let new = board.word(password)?;
        let opened = people::change(&node, &restricted.token, one_time, &new).await?;
        let session = board.publish(restricted.token);
        board.follow(session, opened.token)?;
        initial = Utenza {
            sessions: BTreeMap::from([(session.next(), opened.session.scope)]),
            ..Utenza::new(password, false)
        };
    }
    board.believe(initial.password);
    Ok((Arc::new(board), link, initial))
}

/// A person here asks for more mails than one may.
fn without_limits() -> Settings {
    let wide = Limit::per_hour(u32::MAX);
    let settings = settings();
    Settings {
        limits: Limits {
            mailbox: wide,
            mailbox_pause: wide,
            holder: wide,
            ..settings.limits
        },
        ..settings
    }
}

/// What the sessions are worth and which password is in force, when everybody has gone: by another
/// client, without faults.
async fn look_at_the_end(arena: &Arena, person: &Person, board: &Board) -> Result<()> {
    let ports = arena.ports(0)?;
    let node = UseCases::new(ports.clone(), settings());
    let client = CLIENTS;
    for session in board.tokens().into_iter().rev().take(LAST_LOOKS) {
        let asked = board.tick();
        let found = node.resolve_session(&board.token(session)?).await?;
        let op = Op::Look {
            session,
            answer: Some(found.map(|current| current.session.scope)),
        };
        let answered = Some(board.tick());
        board.write_down(Call {
            client,
            op,
            asked,
            answered,
        });
    }
    let asked = board.tick();
    let code = CodiceFiscale::parse(&person.codice_fiscale)?;
    let found = ports.accounts.find_by_codice_fiscale(&code).await?;
    let found = found.context("no account")?.value;
    let mut password = None;
    for word in 0..board.words() {
        if *found.credential.hash() == PlainHasher::hash_of(&board.word(word)?) {
            password = Some(word);
        }
    }
    let op = Op::Peek {
        password: password.context("a password that nobody knows")?,
        is_one_time: matches!(found.credential, Credential::OneTime { .. }),
    };
    let answered = Some(board.tick());
    board.write_down(Call {
        client,
        op,
        asked,
        answered,
    });
    Ok(())
}

fn judge(initial: &Utenza, mut calls: Vec<Call<Op>>) -> Result<Tally> {
    excuse(&mut calls);
    match explain::<Register>(initial, &calls) {
        Ok(_) => {
            let mut tally = Tally::new();
            for call in &calls {
                *tally.entry(call.op.outcome()).or_default() += 1;
            }
            Ok(tally)
        }
        Err(longest) => bail!(
            "no order explains this history of {initial:?}:\n{}",
            told(&calls, &longest)
        ),
    }
}

/// The history as a table: calls by the time of their questions, with their place in the longest
/// explanation of a beginning.
fn told(calls: &[Call<Op>], longest: &[usize]) -> String {
    let mut lines: Vec<_> = calls.iter().enumerate().collect();
    lines.sort_by_key(|(_, call)| call.asked);
    let mut text = String::new();
    for (number, call) in lines {
        let place = longest.iter().position(|placed| *placed == number);
        let place = place.map_or_else(|| "-".to_owned(), |place| place.to_string());
        let Call {
            client,
            op,
            asked,
            answered,
        } = call;
        let until = answered.map_or_else(|| "…".to_owned(), |at| at.to_string());
        let _ = writeln!(text, "{place:>4}  {client} {asked:>4}–{until:<4} {op:?}");
    }
    text
}
