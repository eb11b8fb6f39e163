//! `varco utenza`: what an operator does for a person.

mod act;
mod add;
mod command;
mod deletions;
mod sheet;

use std::io::{self, Write};

use jiff::Timestamp;
use serde_json::{Value, json};
use varco_domain::utenza::{Account, AccountStatus};

use super::{RunError, desk};
use crate::masked;
use crate::wiring::Around;

pub use command::UtenzaCommand;

/// Carries out one command.
pub(super) async fn tend(command: UtenzaCommand, around: Around) -> Result<(), RunError> {
    let (_, wired) = desk(around).await?;
    let usecases = &wired.app.usecases;
    let said = match command {
        UtenzaCommand::Add(options) => add::add(usecases, &options).await,
        UtenzaCommand::Show(options) => sheet::show(usecases, &options).await,
        UtenzaCommand::Deletions { json } => deletions::list(usecases, json).await,
        UtenzaCommand::Act(command) => act::act(usecases, command).await,
    };
    wired.close().await;
    let said = said?;
    // A list of nothing is nothing to a program, not an empty line.
    if said.is_empty() {
        return Ok(());
    }
    match writeln!(io::stdout(), "{said}") {
        // Whoever reads has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => Ok(other?),
    }
}

/// What programs are told of an utenza that something was done with.
fn brief(account: &Account) -> Value {
    json!({
        "id": account.id.to_string(),
        "username": account.username.as_str(),
        "kind": account.kind.name(),
        "status": status(account),
        "reference_address": reference(account),
    })
}

const fn status(account: &Account) -> &'static str {
    match account.status {
        AccountStatus::FirstAccess => "first_access",
        AccountStatus::Active => "active",
        AccountStatus::Suspended => "suspended",
    }
}

/// The address that is written to, masked.
fn reference(account: &Account) -> Option<String> {
    account
        .reference()
        .map(|(address, _)| masked::email(address))
}

/// To the second, as in the log.
fn instant(at: Timestamp) -> String {
    format!("{at:.0}")
}
