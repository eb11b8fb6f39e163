//! `varco outbox`: what an operator sees of mails and of orders to linked services, and can do about
//! them.

use std::io::{self, Write};

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use varco_domain::delivery::{Aspect, ServiceId};
use varco_ports::{MAIL, OutboxFilter, OutboxRecord, OutboxState};
use varco_usecases::{TendOutboxError, UseCases};

use super::{RunError, desk};
use crate::cli::{ItemName, ListOptions, OutboxCommand, RetryOptions};
use crate::wiring::Around;

/// Carries out one command.
pub(super) async fn tend(command: OutboxCommand, around: Around) -> Result<(), RunError> {
    let (_, wired) = desk(around).await?;
    let usecases = &wired.app.usecases;
    let written = match command {
        OutboxCommand::List(options) => list(usecases, options).await?,
        OutboxCommand::Show { id, json } => print_one(&find(usecases, id).await?, json),
        OutboxCommand::Retry(options) => retry(usecases, options).await?,
        OutboxCommand::Skip { id, why, json } => {
            let id = find(usecases, id).await?.id;
            usecases.skip_item(id, &why).await?;
            told(
                json,
                &json!({ "skipped": id.to_string() }),
                "it is given up",
            )
        }
    };
    wired.close().await;
    match written {
        // Whoever reads has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => Ok(other?),
    }
}

async fn list(
    usecases: &UseCases,
    options: ListOptions,
) -> Result<io::Result<()>, TendOutboxError> {
    let now = usecases.now();
    let filter = OutboxFilter {
        state: options.state,
        targets: options.target.as_deref().map_or_else(Vec::new, targets),
        until: options.older_than.map(|age| now - age),
        before: options.before,
    };
    let items = usecases.list_outbox(&filter, options.limit).await?;
    Ok(print_all(&items, now, options.json))
}

async fn find(usecases: &UseCases, name: ItemName) -> Result<OutboxRecord, TendOutboxError> {
    let item = match name {
        ItemName::Id(id) => usecases.find_outbox_item(id).await,
        ItemName::Code(code) => usecases.find_outbox_item_by_code(&code).await,
    };
    item?.ok_or(TendOutboxError::NotFound)
}

async fn retry(
    usecases: &UseCases,
    options: RetryOptions,
) -> Result<io::Result<()>, TendOutboxError> {
    let retried = if let Some(name) = options.id {
        let id = find(usecases, name).await?.id;
        usecases.retry_item(id, &options.why).await.map(|()| 1)?
    } else {
        let targets = options.target.as_deref().map_or_else(Vec::new, targets);
        usecases.retry_buried(&targets, &options.why).await?
    };
    let said = format!("to be delivered at once: {retried}");
    Ok(told(options.json, &json!({ "replayed": retried }), &said))
}

/// All targets of a service, or the one that is named.
fn targets(name: &str) -> Vec<String> {
    match ServiceId::parse(name).filter(|_| name != MAIL) {
        Some(service) => Aspect::ALL.map(|aspect| aspect.target(&service)).to_vec(),
        None => vec![name.to_owned()],
    }
}

fn told(is_json: bool, object: &Value, said: &str) -> io::Result<()> {
    let mut out = io::stdout();
    if is_json {
        writeln!(out, "{object}")
    } else {
        writeln!(out, "{said}")
    }
}

/// A table of 80 columns: what is longer is cut, and can be read with `show` or as JSON.
fn print_all(items: &[OutboxRecord], now: Timestamp, is_json: bool) -> io::Result<()> {
    let mut out = io::stdout().lock();
    if is_json {
        return items
            .iter()
            .try_for_each(|item| writeln!(out, "{}", object(item)));
    }
    let mut row = |cells: [&str; 6]| {
        let [code, target, state, tries, age, reason] = cells;
        let line = format!("{code:9} {target:24.24} {state:10} {tries:>5} {age:>4} {reason:.23}");
        writeln!(out, "{}", line.trim_end())
    };
    row(["code", "target", "state", "tries", "age", "reason"])?;
    items.iter().try_for_each(|item| {
        let target = match item.about {
            Some(_) => item.target.clone(),
            None => format!("{} {}", item.target, item.template),
        };
        row([
            &item.id.code(),
            &target,
            item.state.name(),
            &item.attempts.to_string(),
            &age(now.duration_since(item.created_at)),
            &one_line(item.reason.as_deref().unwrap_or_default()),
        ])
    })
}

/// In the largest unit that gives a figure: `40s`, `15m`, `6h`, `3d`.
fn age(age: SignedDuration) -> String {
    let seconds = age.as_secs().max(0);
    match seconds {
        0..120 => format!("{seconds}s"),
        120..7_200 => format!("{}m", seconds / 60),
        7_200..172_800 => format!("{}h", seconds / 3_600),
        _ => format!("{}d", seconds / 86_400),
    }
}

/// What others have said, as something that a terminal shows and does not obey.
fn one_line(text: &str) -> String {
    let shown = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    shown.collect()
}

fn print_one(item: &OutboxRecord, is_json: bool) -> io::Result<()> {
    let mut out = io::stdout().lock();
    if is_json {
        return writeln!(out, "{}", object(item));
    }
    let at = |at: Option<Timestamp>| at.map_or_else(|| "-".to_owned(), instant);
    let lines = [
        ("id", item.id.to_string()),
        ("code", item.id.code()),
        ("state", item.state.name().to_owned()),
        ("template", item.template.clone()),
        ("target", item.target.clone()),
        ("version", item.version.to_string()),
        ("attempts", item.attempts.to_string()),
        ("committed", instant(item.created_at)),
        ("due", at(item.due_at)),
        ("settled", at(item.settled_at)),
        (
            "deliverable",
            if can_be_delivered(item) { "yes" } else { "no" }.to_owned(),
        ),
        (
            "reason",
            item.reason
                .as_deref()
                .map_or_else(|| "-".to_owned(), one_line),
        ),
    ];
    lines
        .iter()
        .try_for_each(|(name, value)| writeln!(out, "{name:12}{value}"))
}

/// Whether it is on its way, or could be.
fn can_be_delivered(item: &OutboxRecord) -> bool {
    use OutboxState::{Buried, Leased, Waiting};
    matches!(item.state, Waiting | Leased | Buried) && !item.is_erased()
}

fn object(item: &OutboxRecord) -> Value {
    json!({
        "id": item.id.to_string(),
        "code": item.id.code(),
        "state": item.state.name(),
        "template": item.template,
        "target": item.target,
        "version": item.version,
        "attempts": item.attempts,
        "committed_at": item.created_at.to_string(),
        "due_at": item.due_at.map(|at| at.to_string()),
        "settled_at": item.settled_at.map(|at| at.to_string()),
        "can_be_sent": can_be_delivered(item),
        "reason": item.reason,
    })
}

/// To the second, as in the log.
fn instant(at: Timestamp) -> String {
    format!("{at:.0}")
}
