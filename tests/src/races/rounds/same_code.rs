//! One codice fiscale, many registrations.

use anyhow::{Result, ensure};
use varco_ports::{Message, Template};
use varco_usecases::{ActivateError, ActivateOutcome};

use crate::person::Person;
use crate::races::arena::Arena;
use crate::races::crowd::{at_once, expect_told};
use crate::races::people;

/// Registrations that are confirmed together, then activated together.
const RIVALS: usize = 100;
/// Registrations that are confirmed while the others are activated.
const LATE: usize = 20;

pub(super) async fn run(arena: &Arena, round: u16) -> Result<()> {
    let person = Person::number(round)?;
    let person_at = |number: usize| Person {
        email: format!("{round}.{number}@esempio.it"),
        ..person.clone()
    };
    let flows = at_once(arena, RIVALS + LATE, |node, number| {
        let person = person_at(number);
        async move { people::declared(&node, &person).await }
    });
    let flows = flows.await?.into_iter().collect::<Result<Vec<_>>>()?;
    let (early, late) = flows.split_at(RIVALS);

    let confirmed = at_once(arena, RIVALS, |node, number| {
        let flow = early.get(number).cloned();
        async move {
            node.confirm_registration(&flow.unwrap_or_default(), &people::client())
                .await
        }
    });
    for outcome in confirmed.await? {
        outcome?;
    }
    let mails = arena.post().await?;
    ensure!(mails.len() == RIVALS, "{} activation mails", mails.len());
    let links = (0..RIVALS).map(|number| people::link(&mails, &person_at(number).email));
    let links = links.collect::<Result<Vec<_>>>()?;

    let told = at_once(arena, RIVALS + LATE, |node, number| {
        let link = links.get(number).cloned();
        let flow = number
            .checked_sub(RIVALS)
            .and_then(|late_comer| late.get(late_comer).cloned());
        async move {
            match (link, flow) {
                (Some(link), _) => word(people::activate(&node, &link).await),
                (None, Some(flow)) => {
                    match node.confirm_registration(&flow, &people::client()).await {
                        Ok(_) => "confirmed".to_owned(),
                        Err(error) => error.to_string(),
                    }
                }
                (None, None) => "nobody".to_owned(),
            }
        }
    });
    let expected = [("opened", 1), ("too late", RIVALS - 1), ("confirmed", LATE)];
    expect_told(told.await?, &expected)?;
    late_comers_are_too_late(arena, &arena.post().await?).await?;
    expect_one_account(arena, &person).await
}

/// What an activation tells the person; the losers hear that they are too late, as the code is taken.
fn word(outcome: Result<ActivateOutcome, ActivateError>) -> String {
    match outcome {
        Ok(ActivateOutcome::Opened) => "opened".to_owned(),
        Ok(ActivateOutcome::AlreadyOpen) => "already open".to_owned(),
        Err(ActivateError::Taken) => "too late".to_owned(),
        Err(error) => error.to_string(),
    }
}

/// Who was confirmed just before the winner was activated has a link, which is worth nothing; who was
/// confirmed after it has none, and the holder has been told at most once.
async fn late_comers_are_too_late(arena: &Arena, mails: &[Message]) -> Result<()> {
    let (mut passwords, mut notices) = (0, 0);
    for mail in mails {
        match &mail.template {
            Template::Activation { .. } => {
                let link = people::link(mails, mail.to.as_str())?;
                let outcome = word(people::activate(&arena.node(0)?, &link).await);
                ensure!(outcome == "too late", "a late comer: {outcome}");
            }
            Template::OneTimePassword { .. } => passwords += 1,
            Template::AlreadyRegistered { .. } => notices += 1,
            other => anyhow::bail!("a mail of the kind {}", other.name()),
        }
    }
    ensure!(passwords == 1, "{passwords} one-time passwords");
    ensure!(notices <= 1, "{notices} notices to the holder");
    Ok(())
}

async fn expect_one_account(arena: &Arena, person: &Person) -> Result<()> {
    let rows = arena.rows()?;
    let code = person.codice_fiscale.as_str();
    let accounts = "SELECT COUNT(*) FROM account WHERE codice_fiscale = $1";
    rows.expect(1, accounts, code).await?;
    let activated = "SELECT COUNT(*) FROM registration WHERE codice_fiscale = $1 \
                     AND state = 'activated'";
    rows.expect(1, activated, code).await?;
    let with_data = "SELECT COUNT(*) FROM registration WHERE codice_fiscale = $1 \
                     AND state IN ('activated', 'voided') AND email IS NOT NULL";
    rows.expect(0, with_data, code).await?;
    let with_link = "SELECT COUNT(*) FROM registration WHERE codice_fiscale = $1 \
                     AND state = 'awaiting' AND mailing_kind = 'activation'";
    rows.expect(0, with_link, code).await
}
