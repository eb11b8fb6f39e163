//! One link, used often (R-16, T-15).

use anyhow::{Context as _, Result, ensure};
use varco_ports::Template;
use varco_usecases::{ActivateOutcome, PresentedTicket};

use crate::person::Person;
use crate::races::arena::Arena;
use crate::races::crowd::{at_once, expect_told};
use crate::races::people;

const TIMES: usize = 200;

pub(super) async fn run(arena: &Arena, round: u16) -> Result<()> {
    let person = Person::number(round)?;
    let node = arena.node(0)?;
    let flow = people::declared(&node, &person).await?;
    node.confirm_registration(&flow, &people::client()).await?;
    let mails = arena.post().await?;
    let tickets = mails.iter().find_map(|mail| match &mail.template {
        Template::Activation { token, code, .. } => Some([
            PresentedTicket::Link(token.clone()),
            PresentedTicket::Code(code.clone()),
        ]),
        _ => None,
    });
    let [link, code] = tickets.context("no activation mail")?;
    let told = at_once(arena, TIMES, |node, number| {
        let ticket = if number % 2 == 0 {
            link.clone()
        } else {
            code.clone()
        };
        async move {
            match people::activate(&node, &ticket).await {
                Ok(ActivateOutcome::Opened) => "opened".to_owned(),
                Ok(ActivateOutcome::AlreadyOpen) => "already open".to_owned(),
                Err(error) => error.to_string(),
            }
        }
    });
    expect_told(told.await?, &[("opened", 1), ("already open", TIMES - 1)])?;
    let mails = arena.post().await?;
    ensure!(mails.len() == 1, "{} mails instead of one", mails.len());
    people::one_time_password(&mails, &person.email)?;
    let rows = arena.rows()?;
    let code = person.codice_fiscale.as_str();
    let accounts = "SELECT COUNT(*) FROM account WHERE codice_fiscale = $1";
    rows.expect(1, accounts, code).await?;
    let used = "SELECT COUNT(*) FROM ticket JOIN registration ON registration.id = registration \
                WHERE codice_fiscale = $1 AND used_at IS NOT NULL";
    rows.expect(1, used, code).await
}
