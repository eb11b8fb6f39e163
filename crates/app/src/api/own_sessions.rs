//! Where the account is open, and what has happened to it.

use std::sync::Arc;

use poem::web::Data;
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::types::Example;
use poem_openapi::{Enum, Object, OpenApi};
use uuid::Uuid;
use varco_domain::audit::{Actor, AuditEntry};
use varco_domain::id::SessionId;
use varco_domain::session::Session;
use varco_usecases::{ActivityPage, CurrentSession};
use varco_words::{Words, say};

use super::Tag;
use super::answer::{Done, Gone, NO_BODY, Refusals, Refused, SESSION};
use super::caller::FullSession;
use super::code::Code;
use super::problem::{FieldError, Problem};
use super::text::Instant;
use crate::pages::words;
use crate::state::App;

/// One of the own live sessions.
#[derive(Object)]
#[oai(rename = "OwnSession", example)]
struct OwnSessionView {
    /// For `DELETE /sessions/{id}`; it opens nothing.
    id: String,
    /// Browser and system, or the program, by its own account; empty where it said nothing.
    device: String,
    /// Address or network prefix.
    network: String,
    /// When it was opened.
    opened_at: Instant,
    /// When it was last used.
    last_used_at: Instant,
    /// Whether it is the one that asks.
    is_current: bool,
}

/// The own live sessions.
#[derive(Object)]
#[oai(rename = "OwnSessions", example)]
pub(super) struct OwnSessionsView {
    /// The one used last first.
    sessions: Vec<OwnSessionView>,
}

/// Who did something.
#[derive(Enum)]
#[oai(rename = "Actor", rename_all = "snake_case")]
enum ActorView {
    /// The owner of the utenza, or whoever pretends to be.
    Person,
    /// Nobody: time has passed, or something followed from something else.
    System,
    /// An operator.
    Operator,
}

/// Something that has happened to the own utenza.
#[derive(Object)]
#[oai(rename = "ActivityEntry", example)]
struct EntryView {
    /// When.
    at: Instant,
    /// Who did it.
    actor: ActorView,
    /// Stable name, such as `account.password_changed`; there may be new ones.
    event: String,
    /// The same in Italian, with the reason where an operator gave one; fit for showing.
    description: String,
}

/// What has happened to the own utenza.
#[derive(Object)]
#[oai(rename = "Activity", skip_serializing_if_is_none, example)]
struct ActivityView {
    /// Up to twenty entries, the newest first.
    entries: Vec<EntryView>,
    /// For the query `cursor` of the next page; absent on the last.
    next_cursor: Option<String>,
}

impl OwnSessionsView {
    pub(super) fn of(sessions: &[Session], current: &CurrentSession) -> Self {
        let sessions = sessions.iter();
        Self {
            sessions: sessions
                .map(|session| OwnSessionView::of(session, current))
                .collect(),
        }
    }
}

impl OwnSessionView {
    fn of(session: &Session, current: &CurrentSession) -> Self {
        Self {
            id: session.id.to_string(),
            device: session.origin.device().to_owned(),
            network: session.origin.network().to_owned(),
            opened_at: Instant(session.opened_at),
            last_used_at: Instant(session.last_used_at),
            is_current: session.id == current.session.id,
        }
    }
}

impl EntryView {
    /// `None` for what concerns the machinery alone.
    fn of(words: Words, entry: &AuditEntry) -> Option<Self> {
        Some(Self {
            at: Instant(entry.at),
            actor: match entry.actor {
                Actor::Person => ActorView::Person,
                Actor::System => ActorView::System,
                Actor::Operator => ActorView::Operator,
            },
            event: entry.event.name().to_owned(),
            description: words::activity(words, entry)?,
        })
    }
}

impl ActivityView {
    fn of(words: Words, page: &ActivityPage) -> Self {
        let told = |entry| EntryView::of(words, entry);
        Self {
            entries: page.entries.iter().filter_map(told).collect(),
            next_cursor: page.next.map(|place| place.to_string()),
        }
    }
}

impl Example for OwnSessionView {
    fn example() -> Self {
        Self {
            id: "019aa6a1-9c00-7b3c-8d4e-5f60718293a4".to_owned(),
            device: "Chrome su Windows".to_owned(),
            network: "192.0.2.7".to_owned(),
            opened_at: Instant::example(0),
            last_used_at: Instant::example(1),
            is_current: true,
        }
    }
}

impl Example for OwnSessionsView {
    fn example() -> Self {
        let sessions = vec![OwnSessionView::example()];
        Self { sessions }
    }
}

impl Example for EntryView {
    fn example() -> Self {
        Self {
            at: Instant::example(0),
            actor: ActorView::Person,
            event: "account.password_changed".to_owned(),
            description: "Hai cambiato la password".to_owned(),
        }
    }
}

impl Example for ActivityView {
    fn example() -> Self {
        Self {
            entries: vec![EntryView::example()],
            next_cursor: Some("4711".to_owned()),
        }
    }
}

struct CloseOne;
struct ReadActivity;

impl Refusals for CloseOne {
    const CODES: &'static [&'static [Code]] = &[SESSION, NO_BODY, &[Code::SessionUnknown]];
}

impl Refusals for ReadActivity {
    const CODES: &'static [&'static [Code]] = &[SESSION, &[Code::InvalidFields]];
}

pub(super) struct OwnSessions;

#[OpenApi(tag = "Tag::Session")]
impl OwnSessions {
    /// Close one of the own sessions
    #[oai(
        path = "/sessions/:id",
        method = "delete",
        operation_id = "closeSession"
    )]
    async fn close_one(
        &self,
        FullSession(current): FullSession,
        Data(app): Data<&Arc<App>>,
        /// Its `id` in the list.
        Path(id): Path<String>,
    ) -> Result<Gone, Refused<CloseOne>> {
        let id = Uuid::parse_str(&id).map(SessionId::from_uuid);
        let id = id.map_err(|_| Problem::new(Code::SessionUnknown))?;
        if app.usecases.close_session(&current, id).await? {
            Ok(Gone::Gone)
        } else {
            Err(Problem::new(Code::SessionUnknown).into())
        }
    }

    /// Read what has happened to the own utenza
    #[oai(
        path = "/account/activity",
        method = "get",
        operation_id = "getActivity",
        tag = "Tag::Account"
    )]
    async fn activity(
        &self,
        FullSession(current): FullSession,
        Data(app): Data<&Arc<App>>,
        Data(words): Data<&Words>,
        /// The `next_cursor` of the page before; without it, the newest entries.
        Query(cursor): Query<Option<String>>,
    ) -> Result<Done<ActivityView>, Refused<ReadActivity>> {
        let before = cursor.map(|cursor| cursor.parse()).transpose();
        let before = before.map_err(|_| {
            let detail = say("fault-cursor");
            let error = FieldError::new("cursor", "malformed", detail);
            Problem::new(Code::InvalidFields).errors([error])
        })?;
        let page = app.usecases.list_activity(&current, before).await?;
        Ok(Done::Done(Json(ActivityView::of(*words, &page))))
    }
}
