//! `varco outbox`: what an operator sees of mails, and can do about those that were given up.

use std::io::{self, Write};

use jiff::Timestamp;
use serde_json::{Value, json};
use varco_ports::{OutboxFilter, OutboxRecord};
use varco_usecases::{ReplayError, UseCases};

use super::{RunError, open, schema};
use crate::cli::{ItemName, OutboxCommand, ReplayOptions};
use crate::wiring::{self, Around, Relays};

/// Carries out one command.
pub(super) async fn tend(command: OutboxCommand, around: Around) -> Result<(), RunError> {
    let (config, storage) = open().await?;
    schema::demand(&storage).await?;
    let wired = wiring::wire(&config, &Relays::none(), false, storage, around)?;
    let usecases = &wired.app.usecases;
    let written = match command {
        OutboxCommand::List {
            state,
            before,
            limit,
            json,
        } => {
            let filter = OutboxFilter {
                state,
                before,
                ..OutboxFilter::default()
            };
            let items = usecases.list_outbox(&filter, limit).await;
            let items = items.map_err(ReplayError::Failure)?;
            print_all(&items, json)
        }
        OutboxCommand::Show { id, json } => {
            let item = match id {
                ItemName::Id(id) => usecases.find_outbox_item(id).await,
                ItemName::Code(code) => usecases.find_outbox_item_by_code(&code).await,
            };
            let item = item.map_err(ReplayError::Failure)?;
            print_one(&item.ok_or(ReplayError::NotFound)?, json)
        }
        OutboxCommand::Replay(options) => replay(usecases, options).await?,
    };
    wired.close().await;
    match written {
        // Whoever reads has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => Ok(other?),
    }
}

async fn replay(
    usecases: &UseCases,
    options: ReplayOptions,
) -> Result<io::Result<()>, ReplayError> {
    let replayed = match options.id {
        Some(id) => usecases.replay_item(id, &options.why).await.map(|()| 1)?,
        None => usecases.replay_buried(&options.why).await?,
    };
    let mut out = io::stdout();
    Ok(if options.json {
        writeln!(out, "{}", json!({ "replayed": replayed }))
    } else {
        writeln!(out, "Mails to be sent again: {replayed}")
    })
}

fn print_all(items: &[OutboxRecord], is_json: bool) -> io::Result<()> {
    let mut out = io::stdout().lock();
    if is_json {
        return items
            .iter()
            .try_for_each(|item| writeln!(out, "{}", object(item)));
    }
    writeln!(
        out,
        "{:36}  {:10}  {:20}  {:>8}  {:20}  reason",
        "id", "state", "template", "attempts", "committed"
    )?;
    items.iter().try_for_each(|item| {
        writeln!(
            out,
            "{}  {:10}  {:20}  {:>8}  {:20}  {}",
            item.id,
            item.state.name(),
            item.template,
            item.attempts,
            instant(item.created_at),
            item.reason.as_deref().unwrap_or_default()
        )
    })
}

fn print_one(item: &OutboxRecord, is_json: bool) -> io::Result<()> {
    let mut out = io::stdout().lock();
    if is_json {
        return writeln!(out, "{}", object(item));
    }
    let at = |at: Option<Timestamp>| at.map_or_else(|| "-".to_owned(), instant);
    let lines = [
        ("id", item.id.to_string()),
        ("state", item.state.name().to_owned()),
        ("template", item.template.clone()),
        ("target", item.target.clone()),
        ("version", item.version.to_string()),
        ("attempts", item.attempts.to_string()),
        ("committed", instant(item.created_at)),
        ("due", at(item.due_at)),
        ("settled", at(item.settled_at)),
        (
            "can be sent",
            if item.has_envelope { "yes" } else { "no" }.to_owned(),
        ),
        (
            "reason",
            item.reason.clone().unwrap_or_else(|| "-".to_owned()),
        ),
    ];
    lines
        .iter()
        .try_for_each(|(name, value)| writeln!(out, "{name:12}{value}"))
}

fn object(item: &OutboxRecord) -> Value {
    json!({
        "id": item.id.to_string(),
        "state": item.state.name(),
        "template": item.template,
        "target": item.target,
        "version": item.version,
        "attempts": item.attempts,
        "committed_at": item.created_at.to_string(),
        "due_at": item.due_at.map(|at| at.to_string()),
        "settled_at": item.settled_at.map(|at| at.to_string()),
        "can_be_sent": item.has_envelope,
        "reason": item.reason,
    })
}

/// To the second, as in the log.
fn instant(at: Timestamp) -> String {
    format!("{at:.0}")
}
