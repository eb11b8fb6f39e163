//! The judges of the campaigns are no use if they nod at everything.

use std::slice::from_ref;

use anyhow::{Result, ensure};
use varco_tests::account;
use varco_tests::invariants::{Look, Mails, violations};
use varco_tests::person::Person;
use varco_tests::stage::{EASY_CAPTCHA, Stage};

/// A fault that somebody could make, and how it is told.
const FAULTS: &[(&str, &str)] = &[
    ("DELETE FROM username", "I1: accounts whose username"),
    (
        "INSERT INTO username (name, base, number) VALUES ('a.b', 'a.b', 1)",
        "I1: usernames taken by nobody",
    ),
    (
        "UPDATE registration SET account = NULL",
        "I2: activated registrations without",
    ),
    (
        "UPDATE registration SET state = 'voided'",
        "I3: tickets used without",
    ),
    (
        "UPDATE outbox SET settled_at = NULL",
        "I2: mails that still wait",
    ),
    ("UPDATE outbox SET is_leased = TRUE", "I2: leases"),
    ("UPDATE outbox SET envelope = x'00'", "R-69: sent"),
    (
        "UPDATE registration SET state = 'awaiting', mailing_kind = 'activation',
         mailing_ticket = x'00'",
        "I2: confirmed registrations that wait without a ticket",
    ),
    (
        "UPDATE ticket SET used_at = NULL",
        "I3: activated registrations without",
    ),
    (
        "UPDATE outbox SET is_superseded = TRUE",
        "I4: mails superseded by nothing",
    ),
    (
        "UPDATE outbox SET subject = x'00', version = -settled_at",
        "I4: mails acknowledged after",
    ),
    (
        "UPDATE session SET credential_version = 1",
        "I5: sessions of another",
    ),
    (
        "UPDATE account SET credential_version = 3",
        "I7: accounts whose password changes",
    ),
    (
        "UPDATE session SET scope = 'change_password'",
        "I9: sessions",
    ),
];

#[tokio::test]
async fn every_rule_notices_the_fault_that_it_is_there_for() -> Result<()> {
    let mut stage = Stage::start_with(&EASY_CAPTCHA).await?;
    account::active(&stage, &Person::number(70)?).await?;
    stage.deliveries(3).await?;
    stage.varco.stop().await?;
    let look = Look::at(stage.varco.site().database_url()).await?;
    ensure!(violations(&look).await?.is_empty(), "nothing is wrong yet");
    // Faults that no program of ours could make are to be seen too.
    look.tamper("PRAGMA foreign_keys = OFF").await?;
    for (fault, told) in FAULTS {
        look.tamper("BEGIN").await?;
        look.tamper(fault).await?;
        let found = violations(&look).await?;
        ensure!(
            found.iter().any(|rule| rule.starts_with(told)),
            "{fault}: {found:?}"
        );
        look.tamper("ROLLBACK").await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_mail_that_is_lost_or_that_nobody_has_committed_is_noticed() -> Result<()> {
    let mut stage = Stage::start_with(&EASY_CAPTCHA).await?;
    account::pending(&stage, &Person::number(71)?).await?;
    stage.deliveries(1).await?;
    stage.varco.stop().await?;
    let look = Look::at(stage.varco.site().database_url()).await?;
    let (arrived, nothing) = (Mails::at(from_ref(&stage.sink))?, Mails::default());
    ensure!(arrived.violations(&look).await?.is_empty(), "all is well");
    ensure!(arrived.doubled().is_empty(), "it came once");
    let lost = nothing.violations(&look).await?;
    ensure!(lost.len() == 1, "not lost: {lost:?}");
    look.tamper("DELETE FROM outbox").await?;
    let phantom = arrived.violations(&look).await?;
    ensure!(phantom.len() == 1, "no phantom: {phantom:?}");
    Ok(())
}
