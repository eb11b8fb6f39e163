//! One name, many people: every one gets a username of their own.

use std::collections::BTreeSet;

use anyhow::{Result, ensure};
use jiff::Span;
use jiff::civil::date;
use varco_ports::Template;
use varco_usecases::ActivateOutcome;

use crate::person::Person;
use crate::races::arena::Arena;
use crate::races::crowd::{at_once, expect_told};
use crate::races::people;

const PEOPLE: usize = 20;

pub(super) async fn run(arena: &Arena, round: u16) -> Result<()> {
    let person_at = |number: usize| {
        // Codici fiscali of one surname differ by the day of birth.
        let day = usize::from(round) * PEOPLE + number;
        let birth_date = date(1950, 1, 1).checked_add(Span::new().days(i64::try_from(day)?))?;
        let person = Person::born(round, birth_date)?;
        let email = format!("{round}.{number}@esempio.it");
        anyhow::Ok(Person { email, ..person })
    };
    let people = (0..PEOPLE).map(person_at).collect::<Result<Vec<_>>>()?;
    let node = arena.node(0)?;
    for person in &people {
        let flow = people::declared(&node, person).await?;
        node.confirm_registration(&flow, &people::client()).await?;
    }
    let mails = arena.post().await?;
    let links = people
        .iter()
        .map(|person| people::link(&mails, &person.email));
    let links = links.collect::<Result<Vec<_>>>()?;
    let told = at_once(arena, PEOPLE, |node, number| {
        let link = links.get(number).cloned();
        async move {
            let Some(link) = link else {
                return "nobody".to_owned();
            };
            match people::activate(&node, &link).await {
                Ok(ActivateOutcome::Opened) => "opened".to_owned(),
                Ok(ActivateOutcome::AlreadyOpen) => "already open".to_owned(),
                Err(error) => error.to_string(),
            }
        }
    });
    expect_told(told.await?, &[("opened", PEOPLE)])?;
    let mails = arena.post().await?;
    let usernames: BTreeSet<_> = mails
        .iter()
        .filter_map(|mail| match &mail.template {
            Template::OneTimePassword { username, .. } => Some(username),
            _ => None,
        })
        .collect();
    ensure!(usernames.len() == PEOPLE, "usernames: {usernames:?}");
    Ok(())
}
