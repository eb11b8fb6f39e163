//! One registration, confirmed often: the impatient click.

use anyhow::{Result, bail, ensure};
use jiff::SignedDuration;
use secrecy::ExposeSecret as _;
use varco_usecases::{PresentedTicket, ResendError};

use crate::person::Person;
use crate::races::arena::Arena;
use crate::races::crowd::{at_once, expect_told};
use crate::races::people;

const TIMES: usize = 50;

pub(super) async fn run(arena: &Arena, round: u16) -> Result<()> {
    let person = Person::number(round)?;
    let flow = people::declared(&arena.node(0)?, &person).await?;
    let told = at_once(arena, TIMES, |node, _| {
        let flow = flow.clone();
        async move {
            match node.confirm_registration(&flow, &people::client()).await {
                Ok(registration) if registration.mailing().is_some_and(|m| m.count == 1) => {
                    "waits".to_owned()
                }
                Ok(registration) => format!("{:?}", registration.mailing()),
                Err(error) => error.to_string(),
            }
        }
    });
    expect_told(told.await?, &[("waits", TIMES)])?;
    let first = one_link(arena, &person).await?;

    arena.pass(SignedDuration::from_mins(2));
    let told = at_once(arena, TIMES, |node, _| {
        let flow = flow.clone();
        async move {
            match node.resend_activation(&flow, &people::client()).await {
                Ok(_) => "mailed".to_owned(),
                Err(ResendError::TooSoon { .. }) => "too soon".to_owned(),
                Err(error) => error.to_string(),
            }
        }
    });
    expect_told(told.await?, &[("mailed", 1), ("too soon", TIMES - 1)])?;
    let second = one_link(arena, &person).await?;
    ensure!(first != second, "the second link is the first");
    Ok(())
}

/// The link of the only mail that has arrived.
async fn one_link(arena: &Arena, person: &Person) -> Result<String> {
    let mails = arena.post().await?;
    ensure!(mails.len() == 1, "{} mails instead of one", mails.len());
    match people::link(&mails, &person.email)? {
        PresentedTicket::Link(token) => Ok(token.expose_secret().to_owned()),
        PresentedTicket::Code(_) => bail!("a code instead of a link"),
    }
}
