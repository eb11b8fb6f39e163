//! `varco utenza show`: the same lines as text and as JSON.

use jiff::Timestamp;
use serde_json::{Value, json};
use varco_domain::contacts::EmailAddress;
use varco_domain::credential::LockoutState;
use varco_domain::utenza::{Account, Credential, MailboxKind, ReferenceReason};
use varco_ports::AuditRecord;
use varco_usecases::{UseCases, UtenzaSheet};

use super::command::ShowOptions;
use super::{RunError, instant, status};
use crate::masked;

type Line = (&'static str, Value);

pub(super) async fn show(usecases: &UseCases, options: &ShowOptions) -> Result<String, RunError> {
    let sheet = usecases
        .inspect_utenza(&options.who, options.why.as_deref(), options.entries)
        .await?;
    let mut lines = person(&sheet.account, options.full);
    lines.extend(mailboxes(&sheet.account, options.full, usecases.now()));
    lines.extend(access(&sheet));
    Ok(if options.json {
        let trail: Vec<Value> = sheet.trail.iter().map(entry).collect();
        lines.push(("trail", trail.into()));
        let object = lines
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value));
        Value::Object(object.collect()).to_string()
    } else {
        let lines = lines
            .iter()
            .map(|(name, value)| format!("{:24}{}", name.replace('_', " "), plain(value)));
        lines
            .chain(sheet.trail.iter().map(entry_line))
            .collect::<Vec<_>>()
            .join("\n")
    })
}

/// Who it is.
fn person(account: &Account, is_full: bool) -> Vec<Line> {
    let code = if is_full {
        account.codice_fiscale.to_string()
    } else {
        masked::code(&account.codice_fiscale)
    };
    let birth_date = is_full.then(|| account.birth_date.to_string());
    vec![
        ("id", account.id.to_string().into()),
        ("username", account.username.as_str().into()),
        ("given_name", account.given_name.as_str().into()),
        ("family_name", account.family_name.as_str().into()),
        ("codice_fiscale", code.into()),
        ("birth_date", birth_date.into()),
        ("kind", account.kind.name().into()),
        ("status", status(account).into()),
        ("language", account.language.tag().into()),
        ("needs_review", account.needs_review.into()),
        ("opened_at", instant(account.opened_at).into()),
        (
            "deletion_asked_at",
            account.deletion_asked_at.map(instant).into(),
        ),
    ]
}

/// Where the person is written to, and why there.
fn mailboxes(account: &Account, is_full: bool, now: Timestamp) -> Vec<Line> {
    let shown = |address: &EmailAddress| {
        if is_full {
            address.as_str().to_owned()
        } else {
            masked::email(address)
        }
    };
    let mailboxes = &account.mailboxes;
    let (reference, reason) = account.reference().unzip();
    let reason = reason.map(|reason| match reason {
        ReferenceReason::Institutional => "institutional",
        ReferenceReason::Personal => "personal",
        ReferenceReason::PersonalSinceWithdrawal { .. } => "personal_since_withdrawal",
    });
    let held = |kind| mailboxes.get(kind).map(shown);
    let waiting = mailboxes
        .awaited(now)
        .map(|waiting| shown(&waiting.address));
    vec![
        ("reference_address", reference.map(shown).into()),
        ("reference_reason", reason.into()),
        (
            "institutional_address",
            held(MailboxKind::Institutional).into(),
        ),
        ("personal_address", held(MailboxKind::Personal).into()),
        ("waiting_address", waiting.into()),
    ]
}

/// How the person gets in.
fn access(sheet: &UtenzaSheet) -> Vec<Line> {
    let account = &sheet.account;
    let (credential, since, until) = match &account.credential {
        Credential::OneTime { expires_at, .. } => ("one_time", None, Some(*expires_at)),
        Credential::Chosen { since, .. } => ("chosen", Some(*since), None),
        Credential::Disavowed { at, .. } => ("disavowed", Some(*at), None),
    };
    let (login, paused) = match sheet.lockout {
        LockoutState::Open { .. } => ("open", None),
        LockoutState::Paused { until } => ("paused", Some(until)),
        LockoutState::Disabled => ("locked", None),
    };
    let last = account.accesses.last.as_ref();
    let network = last.map(|access| access.origin.network());
    let device = last.map(|access| access.origin.device());
    vec![
        ("credential", credential.into()),
        ("credential_since", since.map(instant).into()),
        ("credential_expires_at", until.map(instant).into()),
        (
            "last_access_at",
            last.map(|access| instant(access.at)).into(),
        ),
        ("last_access_network", network.into()),
        ("last_access_device", device.into()),
        (
            "failures_since_access",
            account.accesses.failures_since.into(),
        ),
        ("failures_in_a_row", sheet.failures.into()),
        ("login", login.into()),
        ("login_paused_until", paused.map(instant).into()),
        ("open_sessions", sheet.sessions.len().into()),
    ]
}

fn entry(record: &AuditRecord) -> Value {
    let entry = &record.entry;
    json!({
        "at": entry.at.to_string(),
        "actor": entry.actor.name(),
        "event": entry.event.name(),
        "why": entry.note,
    })
}

fn entry_line(record: &AuditRecord) -> String {
    let entry = &record.entry;
    let (actor, event) = (entry.actor.name(), entry.event.name());
    let why = entry.note.as_deref().unwrap_or_default();
    let line = format!("{}  {actor:8}  {event}  {why}", instant(entry.at));
    line.trim_end().to_owned()
}

fn plain(value: &Value) -> String {
    match value {
        Value::Null => "-".to_owned(),
        Value::String(text) => text.clone(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        other => other.to_string(),
    }
}
