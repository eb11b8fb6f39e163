//! *Sessioni e attività*: where the account is open, and what has happened to it.

use askama::Template;
use poem::web::{Path, Query};
use poem::{Response, handler};
use serde::Deserialize;
use uuid::Uuid;
use varco_domain::id::SessionId;
use varco_domain::session::Session;
use varco_usecases::CurrentSession;
use varco_words::dates;

use super::enter;
use crate::pages::query::NoticeQuery;
use crate::pages::trouble;
use crate::pages::visit::{Shell, Visit, page, see_other};
use crate::pages::words::{self, Notice, Section};

#[derive(Template)]
#[template(path = "area/activity.html")]
struct ActivityPage<'a> {
    shell: Shell<'a>,
    here: Section,
    sessions: Vec<SessionLine>,
    events: Vec<(String, String)>,
    next: Option<i64>,
}

/// A session as its owner recognises it.
struct SessionLine {
    id: SessionId,
    device: String,
    network: String,
    opened: String,
    used: String,
    is_current: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct PlaceQuery {
    /// Where the page before ended; whatever is no place of ours is the beginning.
    prima: String,
}

#[handler]
pub(in crate::pages) async fn show(
    visit: Visit<'_>,
    Query(notice): Query<NoticeQuery>,
    Query(place): Query<PlaceQuery>,
) -> poem::Result<Response> {
    let here = Section::Activity;
    let entered = match enter(&visit, here).await? {
        Ok(entered) => entered,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let (usecases, current) = (visit.usecases(), &entered.session);
    let failed = |failure| visit.failed(&failure);
    let sessions = usecases.list_sessions(current).await.map_err(failed)?;
    let before = place.prima.parse().ok();
    let activity = usecases.list_activity(current, before).await;
    let activity = activity.map_err(failed)?;
    let told = |at| dates::moment(visit.words(), at, usecases.now(), &usecases.settings().zone);
    let line = |session: Session| SessionLine {
        id: session.id,
        device: words::device(visit.words(), &session.origin),
        network: session.origin.network().to_owned(),
        opened: told(session.opened_at),
        used: told(session.last_used_at),
        is_current: session.id == current.session.id,
    };
    let events = activity.entries.iter();
    page(&ActivityPage {
        shell: entered.shell(&visit, notice.notice()),
        here,
        sessions: sessions.into_iter().map(line).collect(),
        events: events
            .filter_map(|entry| Some((told(entry.at), words::activity(visit.words(), entry)?)))
            .collect(),
        next: activity.next,
    })
}

/// Closes one session. One that is not there, or not of this account, is no page.
#[handler]
pub(in crate::pages) async fn close(
    visit: Visit<'_>,
    Path(id): Path<String>,
) -> poem::Result<Response> {
    let current = match of_whom(&visit).await? {
        Ok(current) => current,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let is_closed = match Uuid::parse_str(&id).map(SessionId::from_uuid) {
        Ok(id) => visit.usecases().close_session(&current, id).await,
        Err(_) => Ok(false),
    };
    if is_closed.map_err(|failure| visit.failed(&failure))? {
        Ok(back(Notice::SessionClosed))
    } else {
        Ok(trouble::error_page(
            visit.app,
            visit.words(),
            http::StatusCode::NOT_FOUND,
        ))
    }
}

/// Closes all others.
#[handler]
pub(in crate::pages) async fn close_others(visit: Visit<'_>) -> poem::Result<Response> {
    let current = match of_whom(&visit).await? {
        Ok(current) => current,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let closed = visit.usecases().close_other_sessions(&current).await;
    closed.map_err(|failure| visit.failed(&failure))?;
    Ok(back(Notice::OthersClosed))
}

async fn of_whom(visit: &Visit<'_>) -> poem::Result<Result<CurrentSession, Response>> {
    let entered = enter(visit, Section::Activity).await?;
    Ok(entered.map(|entered| entered.session))
}

fn back(notice: Notice) -> Response {
    let (path, name) = (Section::Activity.path(), notice.name());
    see_other(&format!("{path}?avviso={name}"))
}
